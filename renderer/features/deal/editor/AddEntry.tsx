import { Select } from '@mantine/core'

import type { Addon, CreditCurrency, Feature } from '#shared/domain/catalog'

import details from '../Details.module.css'
import styles from './Editor.module.css'

/** Adds what Stigg's catalogue has and the subscription has not: compatible add-ons, features, credits. */
export function AddEntry(props: {
  readonly addons: readonly Addon[]
  readonly features: readonly Feature[]
  readonly currencies: readonly CreditCurrency[]
  readonly onAddon: (id: string) => void
  readonly onFeature: (feature: Feature) => void
  readonly onCurrency: (id: string) => void
}) {
  const { addons, features, currencies } = props
  const add = (value: string | null): void => {
    const [kind, ...rest] = (value ?? '').split(':')
    const id = rest.join(':')
    const feature = features.find((one) => one.id === id)
    if (kind === 'addon') props.onAddon(id)
    if (kind === 'feature' && feature) props.onFeature(feature)
    if (kind === 'currency') props.onCurrency(id)
  }
  const groups = [
    { group: 'Add-ons', items: addons.map(({ id, name }) => ({ value: `addon:${id}`, label: name })) },
    {
      group: 'Features',
      items: features.map(({ id, name, type, units }) => ({
        value: `feature:${id}`,
        label: `${name} · ${type === 'BOOLEAN' ? 'on or off' : (units ?? 'number')}`,
      })),
    },
    { group: 'Credits', items: currencies.map(({ id, name }) => ({ value: `currency:${id}`, label: name })) },
  ].filter(({ items }) => items.length > 0)
  return (
    <div className={styles.add}>
      <Select
        classNames={{ input: details.input ?? '' }}
        size="xs"
        w={280}
        aria-label="Add to the subscription"
        placeholder="Add an add-on, a feature or credits…"
        searchable
        nothingFoundMessage="Nothing of that name"
        data={groups}
        value={null}
        onChange={add}
      />
    </div>
  )
}
