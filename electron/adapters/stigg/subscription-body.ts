import type { Decimal } from '#shared/domain/decimal'
import { compare, toDecimal, toNumber } from '#shared/domain/decimal'
import type { ProvisionRequest } from '#shared/domain/run'
import { toMetadata } from './marker.ts'

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
  const { type, featureId, usageLimit, hasUnlimitedUsage } = entitlement
  if (hasUnlimitedUsage) return { type, id: featureId, hasUnlimitedUsage }
  return said({ type, id: featureId, usageLimit: usageLimit === null ? null : jsonNumber(usageLimit) })
}

/** The plan's own price is told by `baseCharge`, every other by the add-on or feature that it is for. */
const priceBody = ({ addonId, featureId, price }: ProvisionRequest['priceOverrides'][number]): Fields =>
  said({
    baseCharge: addonId === null && featureId === null ? true : null,
    addonId,
    featureId,
    amount: jsonNumber(price.amount),
    currency: price.currency,
  })

const trialBody = (trial: ProvisionRequest['trial']): Fields | null =>
  trial && said({ isTrial: trial.isTrial, trialEndDate: trial.endDate, trialEndBehavior: trial.endBehavior })

/** What preview and provision have in common. */
const orderBody = (request: ProvisionRequest): Fields => ({
  customerId: request.customerId,
  planId: request.planId,
  resourceId: request.resourceId,
  billingPeriod: request.billingPeriod,
  unitQuantity: request.unitQuantity === null ? null : jsonNumber(request.unitQuantity),
  charges: request.charges.map(({ featureId, quantity }) => ({
    id: featureId,
    type: 'FEATURE',
    quantity: jsonNumber(quantity),
  })),
  addons: request.addons.map(({ addonId, quantity }) => ({ id: addonId, quantity: jsonNumber(quantity) })),
  startDate: request.startDate,
  trialOverrideConfiguration: trialBody(request.trial),
  billingInformation: request.daysUntilDue === null ? null : { invoiceDaysUntilDue: request.daysUntilDue },
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
    salesforceId: request.salesforceAccountId,
    metadata: toMetadata(request.marker),
  })

/** The body of a dry run: overrides, dates of end and payment are not taken. Source: Stigg REST API v1, "Preview". */
export const previewBody = (request: ProvisionRequest): Record<string, unknown> => said(orderBody(request))
