import type { EntitlementOverride, StiggGrant, StiggSubscription } from '../seed/types.ts'

export type BillingPeriod = 'MONTHLY' | 'ANNUALLY'

/** What a subscription holds beyond what REST shows of it. */
export interface SubscriptionDetails {
  readonly productId: string
  readonly billingPeriod: BillingPeriod | null
  readonly salesforceId: string | null
  readonly entitlements: readonly EntitlementOverride[]
  /** Quantities of PER_UNIT charges (by feature) and of credit charges (by currency). */
  readonly charges: readonly ChargeQuantity[]
  readonly unitQuantity: number | null
  readonly wasInTrial: boolean
  readonly updatedAt: string
  readonly planVersion: number
  /** What `cancelReason` becomes when `cancellationDate` comes. */
  readonly endReason: string | null
  /** Whether its end takes the access away for good, whatever the product's settings say. */
  readonly revokesAtEnd: boolean
  /** What each scheduled entry of `futureUpdates` will change, by its execution time. */
  readonly pending: Readonly<Record<string, SubscriptionChange>>
  /** For how many months each applied coupon holds, by its id; null = for as long as the subscription lasts. */
  readonly couponMonths: Readonly<Record<string, number | null>>
  readonly isInvoicePaid: boolean
  readonly taxPercentage: number
}

export interface ChargeQuantity {
  readonly id: string
  readonly type: 'FEATURE' | 'CREDIT'
  readonly quantity: number
}

/** Fields of a subscription that an update lays over the old ones. */
export interface SubscriptionChange {
  readonly wire: Partial<StiggSubscription>
  readonly details: Partial<SubscriptionDetails>
}

export interface SubscriptionRow extends StiggSubscription {
  readonly details: SubscriptionDetails
}

export interface GrantRow extends StiggGrant {
  /** The subscription that this recurring grant renews for; null where a person made it. */
  readonly subscriptionId: string | null
}

/** One line of the credit ledger, append-only. `seq` keeps the order of events of one instant. */
export interface LedgerRow {
  readonly eventId: string
  readonly eventType:
    | 'CREDITS_GRANTED'
    | 'CREDITS_EXPIRED'
    | 'CREDITS_CONSUMED'
    | 'CREDITS_VOIDED'
    | 'CREDITS_UPDATED'
    | 'CREDITS_CONSUMPTION_TRANSFER_SOURCE'
    | 'CREDITS_CONSUMPTION_TRANSFER_TARGET'
  /** Credits, always positive; the direction is the event type's. */
  readonly amount: number
  readonly creditCurrencyId: string
  readonly creditGrantId: string
  readonly customerId: string
  readonly featureId: string | null
  readonly resourceId: string | null
  readonly timestamp: string
}

/** Metered use of a feature by a customer, or by one resource of it. */
export interface UsageRow {
  readonly customerId: string
  readonly resourceId: string | null
  readonly featureId: string
  readonly value: number
  readonly updatedAt: string
  readonly points: readonly { readonly timestamp: string; readonly value: number }[]
}

/** Key of what a customer, or one of its resources, used of a feature. */
export const usageKey = (customerId: string, resourceId: string | null, featureId: string): string =>
  `${customerId} ${resourceId ?? ''} ${featureId}`

/** A checkout that stands between an order and its payment. `order` is the request as it was sent. */
export interface CheckoutRow {
  readonly id: string
  readonly subscriptionId: string
  readonly order: object
  readonly createdAt: string
  readonly completedAt: string | null
}

const running = new Set(['ACTIVE', 'IN_TRIAL'])
const over = new Set(['CANCELED', 'EXPIRED'])

export const isRunning = (row: Pick<StiggSubscription, 'status'>): boolean => running.has(row.status)
export const isOver = (row: Pick<StiggSubscription, 'status'>): boolean => over.has(row.status)

/** Whether it is a trial: running, or one that has yet to start. */
export const isTrial = (row: Pick<StiggSubscription, 'status' | 'trialEndDate'>): boolean =>
  row.status === 'IN_TRIAL' || (row.status === 'NOT_STARTED' && row.trialEndDate !== null)
