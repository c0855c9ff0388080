import type { CustomerState, Subscription } from '../customer.ts'
import type { Moment } from '../opportunity.ts'
import type { SoldProduct } from './sold-to.ts'

/** What was sold before, as if it ran exactly so: what an amendment or a renewal is drafted upon. */
export function asRunning(standing: readonly SoldProduct[], customerId: string, at: Moment): CustomerState {
  return {
    customerId,
    customer: null,
    linkedToAccount: [],
    sameEmail: [],
    subscriptions: standing.map((product) => runningOf(product, customerId)),
    hadTrialOf: [],
    entitlements: [],
    promotional: [],
    integration: null,
    billing: null,
    readAt: at,
  }
}

const runningOf = ({ productId, planId, composition, from, until }: SoldProduct, customerId: string): Subscription => ({
  id: productId,
  customerId,
  planId,
  status: 'ACTIVE',
  pricingType: 'UNKNOWN',
  resourceId: null,
  startDate: from,
  trialEndDate: null,
  cancellationDate: until,
  effectiveEndDate: null,
  currentPeriodStart: null,
  currentPeriodEnd: null,
  billingPeriod: null,
  paymentCollectionMethod: null,
  addons: [...composition.addons],
  prices: [],
  charges: composition.charges.flatMap(({ featureId, quantity }) =>
    quantity === null ? [] : [{ featureId, quantity }],
  ),
  entitlements: composition.overrides.map((held) =>
    held.type === 'CREDIT'
      ? { ...held }
      : {
          type: 'FEATURE',
          featureId: held.featureId,
          usageLimit: held.usageLimit,
          hasUnlimitedUsage: held.isUnlimited,
          hasSoftLimit: held.hasSoftLimit,
          resetPeriod: held.resetPeriod,
        },
  ),
  entitlementValuesKnown: true,
  scheduledUpdates: [],
  latestInvoice: null,
  minimumSpend: null,
  maximumSpend: null,
  coupons: [],
  trialEndBehavior: null,
  billingCycleAnchor: null,
  payingCustomerId: null,
  salesforceAccountId: null,
  marker: null,
  amendments: [],
  metadata: {},
})
