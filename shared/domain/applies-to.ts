import type { Catalog } from './catalog.ts'
import { indexOf } from './catalog-index.ts'
import type { SubscriptionDraft } from './draft.ts'

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
  subscription: SubscriptionDraft,
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
    resourceId: products.get(productId)?.multipleSubscriptions ? amended : 'one-per-customer',
    startDate: amended,
    'period-end': amended ?? (hasCurrentPeriod ? null : 'no-current-period'),
    trial: pricingType === 'FREE' ? 'not-free' : null,
    spend: paid,
    discount: paid,
    paymentCollection: pricingType === 'FREE' ? 'not-free' : amended,
    daysUntilDue: amended ?? (paymentCollection === 'INVOICE' ? null : 'invoice-only'),
    billing: paid,
    payingCustomerId: amended,
  }
}
