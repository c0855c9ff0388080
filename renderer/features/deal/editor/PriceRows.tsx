import { keyOfTarget } from '#shared/domain/draft-content'

import { DetailRow } from '../DetailRow.tsx'
import { AmountField } from './AmountField.tsx'
import type { EditorContext } from './editor-context.ts'
import styles from './Editor.module.css'

/** Negotiated prices of what has one: per billing period, in whole units of the deal's currency. */
export function PriceRows({ context }: { readonly context: EditorContext }) {
  const { subscription, edited, catalog, currency, edit } = context
  const { priceOverrides, charges, addons, entitlements, way } = subscription
  const nameOf = (id: string): string =>
    [...catalog.features, ...catalog.addons, ...catalog.currencies].find((one) => one.id === id)?.name ?? id
  const targets: readonly { readonly key: string; readonly name: string }[] = [
    { key: 'plan', name: 'the plan' },
    ...charges.map(({ featureId }) => ({ key: `feature:${featureId}`, name: nameOf(featureId) })),
    ...addons.map(({ addonId }) => ({ key: `addon:${addonId}`, name: nameOf(addonId) })),
    // Stigg takes a price of credits only where a subscription is changed.
    ...(way === 'amend'
      ? entitlements.flatMap((held) =>
          held.type === 'CREDIT' ? [{ key: `credit:${held.currencyId}`, name: nameOf(held.currencyId) }] : [],
        )
      : []),
  ]
  return targets.map(({ key, name }) => {
    const edit1 = edited.priceOverrides?.[key]
    const override = priceOverrides.find((one) => keyOfTarget(one.target) === key)
    const isEdited = edit1 !== undefined
    return (
      <DetailRow
        key={key}
        label={`Price of ${name}`}
        detail={`priceOverrides.${key}`}
        origin={isEdited ? 'edited' : subscription.origins[`priceOverrides.${key}`]}
        onRevert={isEdited ? () => context.revertEntry('priceOverrides', key) : undefined}
      >
        <span className={styles.entry}>
          <AmountField
            label={`Price of ${name}`}
            placeholder="List price"
            value={edit1 === undefined ? (override?.price.amount ?? null) : edit1}
            onChange={(amount) => edit({ priceOverrides: { ...edited.priceOverrides, [key]: amount } })}
            {...(override ? { onClear: () => context.takeOut('priceOverrides', key) } : {})}
          />
          <span className={styles.unit}>{(override?.price.currency ?? currency).toUpperCase()}</span>
        </span>
      </DetailRow>
    )
  })
}
