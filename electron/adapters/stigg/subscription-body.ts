import type { Decimal } from '#shared/domain/decimal'
import { compare, toDecimal, toNumber } from '#shared/domain/decimal'
import type { AmendRequest, ProvisionRequest } from '#shared/domain/step'
import type { Discount, MaximumSpend } from '#shared/domain/terms'
import type { Money } from '#shared/domain/money'
import { amendmentMetadata, toMetadata } from './marker.ts'

/**
 * A decimal as the JSON number that Stigg takes. This is the only place where an amount becomes a float.
 * Throws `RangeError` on one that JSON would carry as another amount: sending it would sell something else.
 */
export function jsonNumber(value: Decimal): number {
  const number = toNumber(value)
  if (!Number.isFinite(number) || compare(toDecimal(number), value) !== 0)
    throw new RangeError(`${value} has more digits than a JSON number carries`)
  return number
}

type Fields = Readonly<Record<string, unknown>>

/** The fields that say something; Stigg refuses a body with fields that it does not know, and null is a value to it. */
export const said = (fields: Fields): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  )

const entitlementBody = (entitlement: ProvisionRequest['entitlements'][number]): Fields => {
  if (entitlement.type === 'CREDIT') {
    const { type, currencyId, amount, cadence } = entitlement
    return { type, id: currencyId, amount: jsonNumber(amount), cadence }
  }
  const { type, featureId, usageLimit, hasUnlimitedUsage, hasSoftLimit, resetPeriod } = entitlement
  if (hasUnlimitedUsage) return said({ type, id: featureId, hasUnlimitedUsage, resetPeriod })
  return said({
    type,
    id: featureId,
    usageLimit: usageLimit === null ? null : jsonNumber(usageLimit),
    hasSoftLimit: hasSoftLimit || null,
    resetPeriod,
  })
}

/** The plan's own price is told by `baseCharge`, every other by the add-on or feature that it is for. */
const priceBody = ({ addonId, featureId, currencyId, price }: ProvisionRequest['priceOverrides'][number]): Fields =>
  said({
    baseCharge: addonId === null && featureId === null && currencyId === null ? true : null,
    addonId,
    featureId,
    currencyId,
    amount: jsonNumber(price.amount),
    currency: price.currency,
  })

const chargeBody = ({ featureId, quantity }: ProvisionRequest['charges'][number]): Fields => ({
  id: featureId,
  type: 'FEATURE',
  quantity: jsonNumber(quantity),
})

const trialBody = (trial: ProvisionRequest['trial']): Fields | null =>
  trial && said({ isTrial: trial.isTrial, trialEndDate: trial.endDate, trialEndBehavior: trial.endBehavior })

const moneyBody = (money: Money): Fields => ({ amount: jsonNumber(money.amount), currency: money.currency })
const budgetBody = ({ limit, hasSoftLimit }: MaximumSpend): Fields => ({ limit: jsonNumber(limit), hasSoftLimit })

function discountBody(discount: Discount): Fields {
  if (discount.kind === 'coupon') return { couponId: discount.couponId }
  const { name, percentOff, amountOff, durationInMonths } = discount
  return {
    discount: said({
      name,
      percentOff: percentOff === null ? null : jsonNumber(percentOff),
      amountsOff: amountOff && [moneyBody(amountOff)],
      durationInMonths,
    }),
  }
}

/** Null where it says nothing. */
const billingBody = (fields: Fields): Fields | null => {
  const body = said(fields)
  return Object.keys(body).length > 0 ? body : null
}

/** What preview and provision have in common. */
const orderBody = (request: ProvisionRequest): Fields => ({
  customerId: request.customerId,
  planId: request.planId,
  resourceId: request.resourceId,
  billingPeriod: request.billingPeriod,
  unitQuantity: request.unitQuantity === null ? null : jsonNumber(request.unitQuantity),
  charges: request.charges.map(chargeBody),
  addons: request.addons.map(({ addonId, quantity }) => ({ id: addonId, quantity: jsonNumber(quantity) })),
  startDate: request.startDate,
  trialOverrideConfiguration: trialBody(request.trial),
  billingCycleAnchor: request.billingCycleAnchor,
  billingInformation: billingBody({ invoiceDaysUntilDue: request.daysUntilDue, prorationBehavior: request.proration }),
  appliedCoupon: request.discount && discountBody(request.discount),
  payingCustomerId: request.payingCustomerId,
})

/**
 * The body that provisions a subscription under an ID of our own.
 * Source: Stigg REST API v1, "Provision subscription".
 */
export const provisionBody = (subscriptionId: string, request: ProvisionRequest): Record<string, unknown> =>
  said({
    id: subscriptionId,
    ...orderBody(request),
    entitlements: request.entitlements.map(entitlementBody),
    priceOverrides: request.priceOverrides.map(priceBody),
    cancellationDate: request.cancellationDate,
    paymentCollectionMethod: request.paymentCollection,
    minimumSpend: request.minimumSpend && moneyBody(request.minimumSpend),
    budget: request.maximumSpend && budgetBody(request.maximumSpend),
    salesforceId: request.salesforceAccountId,
    metadata: { ...request.metadata, ...toMetadata(request.marker) },
  })

/** What was said of a field that an update may also clear: absent stays absent, null clears. */
const cleared = <T>(value: T | null | undefined, body: (value: T) => unknown): unknown =>
  value === null || value === undefined ? value : body(value)

/**
 * The body that changes a running subscription. A field that is absent stays; null clears; a list replaces the whole one.
 * Source: Stigg REST API v1, "Update subscription".
 */
export const amendBody = (request: AmendRequest): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries({
      addons: request.addons?.map(({ addonId, quantity }) => ({ id: addonId, quantity: jsonNumber(quantity) })),
      entitlements: request.entitlements?.map(entitlementBody),
      charges: request.charges?.map(chargeBody),
      priceOverrides: request.priceOverrides?.map(priceBody),
      billingPeriod: request.billingPeriod,
      cancellationDate: request.cancellationDate,
      trialEndDate: request.trialEndDate,
      minimumSpend: cleared(request.minimumSpend, moneyBody),
      budget: cleared(request.maximumSpend, budgetBody),
      appliedCoupon: request.discount && discountBody(request.discount),
      billingCycleAnchor: request.billingCycleAnchor,
      billingInformation: request.proration && { prorationBehavior: request.proration },
      metadata:
        request.metadata || request.amendment
          ? { ...request.metadata, ...(request.amendment ? amendmentMetadata(request.amendment) : {}) }
          : undefined,
    }).filter(([, value]) => value !== undefined),
  )

/** The body of a dry run: overrides, dates of end and payment are not taken. Source: Stigg REST API v1, "Preview". */
export const previewBody = (request: ProvisionRequest): Record<string, unknown> => said(orderBody(request))
