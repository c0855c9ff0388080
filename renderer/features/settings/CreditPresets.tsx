import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'

import type { CreditPreset } from '#shared/domain/grant-request'

import { useQueries } from '../../data/companion.tsx'
import { copyName, PlaceActs } from './PlaceActs.tsx'
import styles from './Rules.module.css'
import { TopUp } from './TopUp.tsx'

/** Top-ups by name, in the order in which they are offered where credits are granted. */
export function CreditPresets(props: {
  readonly presets: readonly CreditPreset[]
  readonly wrongAt: (at: string) => string | null
  readonly onChange: (presets: CreditPreset[]) => void
}) {
  const { presets } = props
  const queries = useQueries()
  const catalog = useQuery(queries.catalog.get.queryOptions({ staleTime: 300_000 })).data
  const usable = (catalog?.currencies ?? []).filter(({ archived }) => !archived)
  const names = new Set(presets.map(({ name }) => name))
  /** A name that no other top-up has. */
  const free = (name: string, at = 1): string => {
    const tried = at === 1 ? name : `${name.slice(0, 75)} ${at}`
    return names.has(tried) ? free(name, at + 1) : tried
  }
  const add = (): void =>
    props.onChange([
      ...presets,
      {
        name: free('New top-up'),
        currencyId: usable[0]?.id ?? '',
        amount: '',
        type: 'PROMOTIONAL',
        expiresInDays: null,
        priority: null,
        comment: null,
        collection: null,
        cost: null,
      },
    ])
  // A top-up is its place in the list: its name may change, and may be there twice, which is an error.
  const rowKeys = presets.map((_, index) => `top-up-${index}`)
  return (
    <>
      <h3>Top-ups</h3>
      {presets.length === 0 ? (
        <p className={styles.told}>None: what is granted is filled in each time, or comes from the deal.</p>
      ) : null}
      {presets.map((preset, index) => (
        <TopUp
          key={rowKeys[index]}
          preset={preset}
          number={index + 1}
          currencies={usable}
          wrong={(field) => props.wrongAt(`creditPresets.${index}.${field}`)}
          onChange={(changed) => props.onChange(presets.with(index, changed))}
        >
          <PlaceActs
            items={presets}
            index={index}
            name={preset.name}
            moves={['Offer it before the one above', 'Offer it after the one below']}
            copyOf={(one) => ({ ...one, name: free(copyName(one.name)) })}
            onChange={props.onChange}
          />
        </TopUp>
      ))}
      <div className={styles.buttons}>
        <Button variant="default" size="compact-xs" onClick={add}>
          Add a top-up
        </Button>
      </div>
    </>
  )
}
