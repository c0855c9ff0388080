import type { Catalog } from './catalog.ts'
import { indexOf } from './catalog-index.ts'
import type { SubscriptionDraft } from './draft.ts'
import type { SubscriptionEdits } from './draft-edits.ts'

/** What a field is not for, where it is not offered. */
export type NotOffered =
  'paid-only' | 'not-free' | 'invoice-only' | 'no-current-period' | 'one-per-customer' | 'amended' | 'not-by-unit'

/** A field, or a group of fields, of the editor. */
export type Offered =
  | 'billingPeriod'
  | 'unitQuantity'
  | 'charges'
  | 'priceOverrides'
  | 'resourceId'
  | 'startDate'
  | 'period-end'
  | 'trial'
  | 'spend'
  | 'discount'
  | 'paymentCollection'
  | 'daysUntilDue'
  | 'billing'
  | 'payingCustomerId'

/**
 * Which fields a subscription can have, by what it is: null = offered, else why not, to be said where people would look
 * for the field.
 * @param hasCurrentPeriod whether a subscription of the product runs whose billing period has an end
 * Source: Stigg documentation, "Manually provision a subscription".
 */
export function offeredOf(
  subscription: Pick<SubscriptionDraft, 'pricingType' | 'paymentCollection' | 'productId' | 'way' | 'planId'>,
  catalog: Catalog,
  hasCurrentPeriod: boolean,
): Readonly<Record<Offered, NotOffered | null>> {
  const { pricingType, paymentCollection, productId, way, planId } = subscription
  const { plans, products } = indexOf(catalog)
  const paid = pricingType === 'PAID' ? null : 'paid-only'
  const amended = way === 'amend' ? 'amended' : null
  const isByUnit = plans
    .get(planId)
    ?.charges.some(
      ({ billingModel, featureId, currencyId }) => billingModel === 'PER_UNIT' && !featureId && !currencyId,
    )
  return {
    billingPeriod: paid,
    unitQuantity: paid ?? (isByUnit ? null : 'not-by-unit'),
    charges: paid,
    priceOverrides: paid,
    resourceId: products.get(productId)?.multipleSubscriptions ? null : 'one-per-customer',
    startDate: amended,
    'period-end': amended ?? (hasCurrentPeriod ? null : 'no-current-period'),
    trial: pricingType === 'FREE' ? 'not-free' : null,
    spend: paid,
    discount: paid,
    paymentCollection: paid ?? amended,
    daysUntilDue: paid ?? amended ?? (paymentCollection === 'INVOICE' ? null : 'invoice-only'),
    billing: paid,
    payingCustomerId: amended,
  }
}

/** The fields of a subscription's edits that each place of the editor is for. */
const editedAt: Readonly<Record<Exclude<Offered, 'period-end'>, readonly (keyof SubscriptionEdits)[]>> = {
  billingPeriod: ['billingPeriod'],
  unitQuantity: ['unitQuantity'],
  charges: ['charges'],
  priceOverrides: ['priceOverrides'],
  resourceId: ['resourceId'],
  startDate: ['startKind', 'startDate'],
  trial: ['trial'],
  spend: ['minimumSpend', 'maximumSpend'],
  discount: ['discount'],
  paymentCollection: ['paymentCollection'],
  daysUntilDue: ['daysUntilDue'],
  billing: ['billingCycleAnchor', 'proration'],
  payingCustomerId: ['payingCustomerId'],
}

/**
 * A person's edits without those of fields that the subscription cannot have: kept for when it can have them again (the
 * plan was changed meanwhile), never drafted. Edits that only amending rules out stay, so that the obstacle is named.
 */
export function applicableEdits(
  edits: SubscriptionEdits,
  subscription: Pick<SubscriptionDraft, 'pricingType' | 'productId' | 'planId'>,
  catalog: Catalog,
): SubscriptionEdits {
  // The days until due are drafted for invoices alone, wherever the collection comes from.
  const situation = { ...subscription, way: 'replace', paymentCollection: 'INVOICE' } as const
  const offered = offeredOf(situation, catalog, true)
  const left = new Set<string>(
    Object.entries(editedAt).flatMap(([place, fields]) =>
      offered[place as keyof typeof editedAt] === null ? [] : fields,
    ),
  )
  return Object.fromEntries(Object.entries(edits).filter(([field]) => !left.has(field)))
}
