import type { Marker } from './customer.ts'
import type { EntitlementDraft, PriceOverride, SubscriptionDraft } from './draft.ts'
import type { ProvisionRequest } from './step.ts'

/**
 * What one subscription is provisioned with. Lists are sorted by ID, so that equal drafts make equal requests whatever
 * the order of the deal's lines. A credit entitlement whose cadence nobody has said is left out: such a draft is
 * blocked (`credit.cadence-missing`) and is only ever priced.
 */
export const provisionRequestOf = (
  subscription: SubscriptionDraft,
  context: { readonly customerId: string; readonly accountId: string; readonly marker: Marker },
): ProvisionRequest => ({
  customerId: context.customerId,
  planId: subscription.planId,
  resourceId: subscription.resourceId,
  billingPeriod: subscription.billingPeriod,
  unitQuantity: subscription.unitQuantity,
  charges: subscription.charges
    .map(({ featureId, quantity }) => ({ featureId, quantity }))
    .toSorted((a, b) => byText(a.featureId, b.featureId)),
  addons: subscription.addons
    .map(({ addonId, quantity }) => ({ addonId, quantity }))
    .toSorted((a, b) => byText(a.addonId, b.addonId)),
  entitlements: subscription.entitlements
    .flatMap(asRequested)
    .toSorted((a, b) => byText(a.type, b.type) || byText(entitlementId(a), entitlementId(b))),
  priceOverrides: subscription.priceOverrides
    .map(({ target, price }) => ({ ...targetIds(target), price }))
    .toSorted(
      (a, b) =>
        byText(a.addonId ?? '', b.addonId ?? '') ||
        byText(a.featureId ?? '', b.featureId ?? '') ||
        byText(a.currencyId ?? '', b.currencyId ?? ''),
    ),
  startDate: subscription.startDate,
  cancellationDate: subscription.cancellationDate,
  trial: subscription.trial,
  paymentCollection: subscription.paymentCollection,
  daysUntilDue: subscription.daysUntilDue,
  minimumSpend: subscription.minimumSpend,
  maximumSpend: subscription.maximumSpend,
  discount: subscription.discount,
  billingCycleAnchor: subscription.billingCycleAnchor,
  proration: subscription.proration,
  payingCustomerId: subscription.payingCustomerId,
  metadata: subscription.metadata,
  salesforceAccountId: context.accountId,
  marker: context.marker,
})

type RequestedEntitlement = ProvisionRequest['entitlements'][number]

function asRequested(entitlement: EntitlementDraft): RequestedEntitlement[] {
  if (entitlement.type === 'FEATURE') {
    const { type, featureId, usageLimit, hasUnlimitedUsage, hasSoftLimit, resetPeriod } = entitlement
    return [{ type, featureId, usageLimit, hasUnlimitedUsage, hasSoftLimit, resetPeriod }]
  }
  const { type, currencyId, amount, cadence } = entitlement
  return cadence === null ? [] : [{ type, currencyId, amount, cadence }]
}

const entitlementId = (entitlement: RequestedEntitlement): string =>
  entitlement.type === 'FEATURE' ? entitlement.featureId : entitlement.currencyId

const targetIds = (
  target: PriceOverride['target'],
): { addonId: string | null; featureId: string | null; currencyId: string | null } => ({
  addonId: target.kind === 'addon' ? target.addonId : null,
  featureId: target.kind === 'feature' ? target.featureId : null,
  currencyId: target.kind === 'credit' ? target.currencyId : null,
})

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
