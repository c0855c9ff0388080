import { SALESFORCE_INTEGRATION } from './catalogue/catalogue.ts'
import { PLANS } from './catalogue/plans.ts'
import { hexOf, type SeedContext } from './context.ts'
import { COMPANY } from './people.ts'
import type { AccountStory, CustomerStory, SubscriptionStory } from './story.ts'
import { customerIntegration } from './tell-grant.ts'
import type {
  Metadata,
  StiggCustomer,
  StiggGrant,
  StiggSubscription,
  StiggSubscriptionDetails,
  StiggUsage,
} from './types.ts'

export interface StiggBook {
  readonly customers: StiggCustomer[]
  readonly subscriptions: StiggSubscription[]
  readonly subscriptionDetails: Record<string, StiggSubscriptionDetails>
  readonly grants: StiggGrant[]
  readonly usage: StiggUsage[]
}

export const subscriptionId = ({ seed }: SeedContext, key: string) => `sub-${hexOf(`${seed}:subscription:${key}`, 24)}`

/** The id under which a customer's story is told: the account's own record id, or a name of its own. */
export function customerId(context: SeedContext, customer: CustomerStory, account: AccountStory | null): string {
  if (customer.id !== 'own') return customer.id
  if (!account) throw new Error('A customer without an account has no id to borrow')
  return context.id('Account', account.key)
}

export function tellCustomer(
  context: SeedContext,
  book: StiggBook,
  customer: CustomerStory,
  account: AccountStory | null,
): void {
  const id = customerId(context, customer, account)
  const linkedTo = customer.linkedTo === undefined ? (account?.key ?? null) : customer.linkedTo
  const linkedId = customer.linkedToId ?? (linkedTo === null ? null : context.id('Account', linkedTo))
  const createdAt = context.at(-(customer.madeDaysAgo ?? 90))
  book.customers.push({
    id,
    createdAt,
    updatedAt: createdAt,
    archivedAt: customer.archivedDaysAgo === undefined ? null : context.at(-customer.archivedDaysAgo),
    name: customer.name ?? account?.name ?? null,
    email: customer.email ?? null,
    billingId: customer.hasCard === true ? `cus_${hexOf(id, 14)}` : null,
    billingCurrency: null,
    couponId: null,
    defaultPaymentMethod:
      customer.hasCard === true
        ? {
            billingId: `pm_${hexOf(id, 14)}`,
            type: 'CARD',
            cardLast4Digits: '4242',
            cardExpiryMonth: 8,
            cardExpiryYear: 2031,
          }
        : null,
    integrations: linkedId === null ? [] : [customerIntegration(SALESFORCE_INTEGRATION, linkedId)],
    metadata:
      customer.marked === true && linkedId !== null ? { salesforceAccountId: linkedId, companionOrg: COMPANY.id } : {},
    language: null,
    timezone: null,
  })
}

/** A subscription of that customer, and what REST does not show of it. */
export function tellSubscription(
  context: SeedContext,
  book: StiggBook,
  story: SubscriptionStory,
  customer: string,
  salesforceId: string | null,
): void {
  const plan = PLANS.find(({ id }) => id === story.plan)
  if (!plan) throw new Error(`No plan ${story.plan} for subscription ${story.key}`)
  const id = subscriptionId(context, story.key)
  const start = context.at(-story.startedDaysAgo)
  const isPaid = plan.pricingType === 'PAID'
  const periodDays = story.period === 'MONTHLY' ? 30 : 365
  const elapsed = Math.floor(story.startedDaysAgo / periodDays) * periodDays
  const periodStart = context.at(-story.startedDaysAgo + elapsed)
  const periodEnd = context.at(-story.startedDaysAgo + elapsed + periodDays)
  const end = story.endsIn === undefined ? null : context.at(story.endsIn)
  const ended = story.status === 'CANCELED' || story.status === 'EXPIRED'
  const isTrial = story.trialEndsIn !== undefined
  const collection = story.collection ?? 'NONE'
  book.subscriptions.push({
    id,
    customerId: customer,
    planId: story.plan,
    status: story.status ?? 'ACTIVE',
    pricingType: plan.pricingType ?? 'CUSTOM',
    paymentCollection: story.invoice?.status === 'OPEN' ? 'PROCESSING' : 'NOT_REQUIRED',
    paymentCollectionMethod: collection,
    createdAt: start,
    startDate: start,
    billingId: isPaid && collection !== 'NONE' ? `sub_${hexOf(id, 14)}` : null,
    addons: story.addons ?? [],
    billingCycleAnchor: isPaid ? start : null,
    currentBillingPeriodStart: isPaid && !ended ? periodStart : null,
    currentBillingPeriodEnd: isPaid && !ended ? periodEnd : null,
    cancellationDate: end,
    cancelReason: ended ? (isTrial ? 'TRIAL_ENDED' : 'UPGRADE_OR_DOWNGRADE') : null,
    endDate: ended ? end : null,
    effectiveEndDate: end ?? (isTrial ? context.at(story.trialEndsIn) : null),
    trialEndDate: isTrial ? context.at(story.trialEndsIn) : null,
    trial: isTrial ? { trialEndBehavior: plan.defaultTrialConfig?.trialEndBehavior ?? 'CANCEL_SUBSCRIPTION' } : null,
    budget: null,
    minimumSpend: null,
    coupons: [],
    prices: story.prices ?? [],
    futureUpdates: story.scheduled
      ? [
          {
            scheduledExecutionTime: context.at(story.scheduled.inDays),
            scheduleStatus: 'SCHEDULED',
            subscriptionScheduleType: story.scheduled.subscriptionScheduleType,
            targetPackage: story.scheduled.plan === undefined ? null : { id: story.scheduled.plan },
          },
        ]
      : [],
    latestInvoice: story.invoice
      ? {
          billingId: `in_${hexOf(id, 14)}`,
          status: story.invoice.status,
          createdAt: periodStart,
          requiresAction: false,
          amountDue: story.invoice.status === 'OPEN' ? story.invoice.total : 0,
          total: story.invoice.total,
          currency: 'usd',
          pdfUrl: `https://billing.example/invoices/in_${hexOf(id, 14)}.pdf`,
          billingReason: elapsed === 0 ? 'SUBSCRIPTION_CREATION' : 'BILLING_CYCLE',
        }
      : null,
    metadata: markerOf(context, story),
    payingCustomerId: null,
    resourceId: story.resourceId ?? null,
    contractId: null,
    subscriptionEntitlements: (story.overrides ?? []).map(({ id: entity, type }) => ({ id: entity, type })),
  })
  book.subscriptionDetails[id] = {
    billingPeriod: isPaid ? (story.period ?? 'ANNUALLY') : null,
    salesforceId,
    entitlements: story.overrides ?? [],
    charges: story.seats === undefined ? [] : [{ id: 'feature-seats', type: 'FEATURE', quantity: story.seats }],
    wasInTrial: isTrial,
  }
}

/** What a run of this app leaves behind; its key names are fixed, so that every copy of the app knows them. */
function markerOf(context: SeedContext, { key, markedFor, markedForId }: SubscriptionStory): Metadata {
  const deal = markedForId ?? (markedFor === undefined ? undefined : context.id('Opportunity', markedFor))
  if (deal === undefined) return {}
  return {
    companionOrg: COMPANY.id,
    companionOpportunity: deal,
    companionRun: `run-${hexOf(`run:${key}`, 16)}`,
    companionGeneration: '1',
  }
}
