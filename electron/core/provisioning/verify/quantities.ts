import type { Subscription, SubscriptionEntitlement } from '#shared/domain/customer'
import type { AmendRequest, ProvisionRequest } from '#shared/domain/step'

import { amountIn, none, yesNo, type Comparison, type Row } from './comparison.ts'

/** What is sold in numbers, of a request that makes a subscription or of one that changes it. */
type Quantities = Pick<AmendRequest, 'addons' | 'entitlements' | 'priceOverrides' | 'charges'>
type Entitlement = ProvisionRequest['entitlements'][number]

/** Lists of a request are whole: what stands beside them is told too. A list that is absent is not looked at. */
export const quantityComparisons = (request: Quantities, held: Subscription | null, row: Row): Comparison[] => [
  ...(request.addons ? addonComparisons(request.addons, held, row) : []),
  ...(request.entitlements ? entitlementComparisons(request.entitlements, held, row) : []),
  ...(request.priceOverrides ?? []).map((override) => priceComparison(override, held, row)),
  ...(request.charges ?? []).map(({ featureId, quantity }) =>
    row(
      `Quantity of ${featureId}`,
      quantity,
      held?.charges?.find((charge) => charge.featureId === featureId)?.quantity ?? null,
      held === null || held.charges !== null,
    ),
  ),
]

function addonComparisons(addons: ProvisionRequest['addons'], held: Subscription | null, row: Row): Comparison[] {
  const beside = held?.addons.filter(({ id }) => !addons.some(({ addonId }) => addonId === id)) ?? []
  return [
    ...addons.map(({ addonId, quantity }) =>
      row(`Add-on ${addonId}`, quantity, held?.addons.find(({ id }) => id === addonId)?.quantity ?? null),
    ),
    ...beside.map(({ id, quantity }) => row(`Add-on ${id}`, none, quantity)),
  ]
}

const keyOf = (entitlement: Entitlement | SubscriptionEntitlement): string =>
  entitlement.type === 'FEATURE' ? `FEATURE ${entitlement.featureId}` : `CREDIT ${entitlement.currencyId}`

function entitlementComparisons(wanted: readonly Entitlement[], held: Subscription | null, row: Row): Comparison[] {
  const keys = new Set(wanted.map(keyOf))
  const beside = held?.entitlements.filter((entitlement) => !keys.has(keyOf(entitlement))) ?? []
  return [
    ...wanted.flatMap((entitlement) => {
      const found = held?.entitlements.find((one) => keyOf(one) === keyOf(entitlement))
      return entitlementComparison(entitlement, found, row, held?.entitlementValuesKnown ?? true)
    }),
    ...beside.map((entitlement) =>
      entitlement.type === 'FEATURE'
        ? row(`Entitlement ${entitlement.featureId}`, none, limitOf(entitlement))
        : row(`Credits ${entitlement.currencyId}`, none, entitlement.amount ?? 'granted'),
    ),
  ]
}

/** An override of an entitlement, value by value where GraphQL may be asked. */
function entitlementComparison(
  wanted: Entitlement,
  found: SubscriptionEntitlement | undefined,
  row: Row,
  known: boolean,
): Comparison[] {
  if (wanted.type === 'CREDIT') {
    const credit = found?.type === 'CREDIT' ? found : null
    return [
      row(`Credits ${wanted.currencyId}`, wanted.amount, credit?.amount ?? null, known),
      row(`Credits ${wanted.currencyId}, cadence`, wanted.cadence, credit?.cadence ?? null, known),
    ]
  }
  const feature = found?.type === 'FEATURE' ? found : null
  const name = `Entitlement ${wanted.featureId}`
  const isSoft = wanted.hasSoftLimit && !wanted.hasUnlimitedUsage
  // A limit that is hard on both sides needs no line of its own.
  const soft = isSoft || feature?.hasSoftLimit === true
  return [
    row(name, limitOf(wanted), feature && limitOf(feature), known),
    ...(soft
      ? [row(`${name}, soft limit`, yesNo(isSoft), feature && yesNo(feature.hasSoftLimit === true), known)]
      : []),
    ...(wanted.resetPeriod === null
      ? []
      : [row(`${name}, reset`, wanted.resetPeriod, feature?.resetPeriod ?? null, known)]),
  ]
}

const limitOf = (entitlement: { usageLimit: string | null; hasUnlimitedUsage: boolean | null }): string =>
  entitlement.usageLimit ?? (entitlement.hasUnlimitedUsage ? 'unlimited' : 'granted')

/** A price of recurring credits is taken and shown nowhere. */
function priceComparison(
  { addonId, featureId, currencyId, price }: ProvisionRequest['priceOverrides'][number],
  held: Subscription | null,
  row: Row,
): Comparison {
  const of = currencyId ?? addonId ?? featureId ?? 'of the plan'
  const found = held?.prices.find(
    (one) =>
      one.addonId === addonId &&
      one.featureId === featureId &&
      (addonId !== null || featureId !== null || one.baseCharge) &&
      one.price?.currency === price.currency,
  )
  return row(`Price ${of}`, price.amount, amountIn(found?.price, price.currency), currencyId === null)
}
