import { createHash } from 'node:crypto'
import type { StiggSeed } from '../seed/types.ts'
import { usageKey, type GrantRow, type LedgerRow, type SubscriptionRow, type UsageRow } from './model.ts'

/** Two collections keep lists under one key; a row must be an object. */
export interface ListRow<Item> {
  readonly items: readonly Item[]
}

export function* listRows<Item>(
  lists: Readonly<Record<string, readonly Item[]>>,
): Generator<readonly [string, ListRow<Item>]> {
  for (const [id, items] of Object.entries(lists)) yield [id, { items }]
}

export function* keyed<Row extends { readonly id: string }>(rows: readonly Row[]): Generator<readonly [string, Row]> {
  for (const row of rows) yield [row.id, row]
}

/** The subscriptions of the seed with what REST does not show of them. */
export function* subscriptionRows(seed: StiggSeed): Generator<readonly [string, SubscriptionRow]> {
  const plans = new Map(seed.plans.map((plan) => [plan.id, plan]))
  for (const subscription of seed.subscriptions) {
    const details = seed.subscriptionDetails[subscription.id]
    const plan = plans.get(subscription.planId)
    const row: SubscriptionRow = {
      ...subscription,
      details: {
        productId: plan?.productId ?? '',
        billingPeriod: details?.billingPeriod ?? null,
        salesforceId: details?.salesforceId ?? null,
        entitlements: details?.entitlements ?? [],
        charges: details?.charges ?? [],
        unitQuantity: null,
        wasInTrial: details?.wasInTrial ?? subscription.trialEndDate !== null,
        updatedAt: subscription.createdAt,
        planVersion: plan?.versionNumber ?? 1,
        endReason: subscription.cancellationDate === null ? null : 'ScheduledCancellation',
        revokesAtEnd: false,
        pending: {},
        couponMonths: {},
        isInvoicePaid: false,
        taxPercentage: 0,
      },
    }
    yield [row.id, row]
  }
}

export function* grantRows(seed: StiggSeed): Generator<readonly [string, GrantRow]> {
  for (const grant of seed.grants) yield [grant.id, { ...grant, subscriptionId: null }]
}

const dayMs = 86_400_000
const mostEvents = 24

/**
 * The ledger that the grants of the seed imply: each granted once, and what was consumed of it spread over the days
 * between its start and its last change, so that there is a history to draw.
 */
export function* ledgerRows(seed: StiggSeed): Generator<readonly [string, LedgerRow]> {
  const latest = seed.grants.reduce((last, { updatedAt }) => (updatedAt > last ? updatedAt : last), '')
  for (const grant of seed.grants) {
    if (grant.status === 'PAYMENT_PENDING' || grant.grantType === 'OVERDRAFT') continue
    const event = (
      eventType: LedgerRow['eventType'],
      amount: number,
      timestamp: string,
    ): readonly [string, LedgerRow] => {
      const eventId = eventIdOf(`${grant.id} ${eventType} ${timestamp}`)
      const { customerId, resourceId, currencyId: creditCurrencyId, id: creditGrantId } = grant
      const owner = { creditCurrencyId, creditGrantId, customerId, featureId: null, resourceId }
      return [eventId, { eventId, eventType, amount, ...owner, timestamp }]
    }
    yield event('CREDITS_GRANTED', grant.amount, grant.createdAt)
    const from = Date.parse(grant.effectiveAt)
    const until = Math.max(
      from + dayMs,
      Date.parse(grant.expireAt !== null && grant.expireAt < latest ? grant.expireAt : latest),
    )
    for (const { share, at } of spread(grant.consumedAmount, from, until)) {
      yield event('CREDITS_CONSUMED', share, new Date(at).toISOString())
    }
    if (grant.voidedAt !== null) yield event('CREDITS_VOIDED', grant.amount - grant.consumedAmount, grant.voidedAt)
  }
}

/** An amount in uneven whole parts (the last takes what is left), a day or more apart. */
function* spread(amount: number, from: number, until: number): Generator<{ share: number; at: number }> {
  const count = Math.min(mostEvents, Math.max(1, Math.floor((until - from) / dayMs)))
  let left = amount
  for (let n = 1; n <= count && left > 0; n++) {
    const even = left / (count - n + 1)
    const share = n === count ? left : Math.min(left, Math.max(0, Math.floor(even * (0.5 + ((n * 37) % 100) / 100))))
    if (share === 0) continue
    left -= share
    yield { share, at: from + Math.round(((until - from) * n) / (count + 1)) }
  }
}

/** A uuid that is the same for the same words. */
function eventIdOf(words: string): string {
  const hex = createHash('sha256').update(words).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** What customers used before the story begins, each as one report. */
export function* usageRows(seed: StiggSeed): Generator<readonly [string, UsageRow]> {
  for (const { customerId, resourceId, featureId, value, at } of seed.usage) {
    const row = { customerId, resourceId, featureId, value, updatedAt: at, points: [{ timestamp: at, value }] }
    yield [usageKey(customerId, resourceId, featureId), row]
  }
}
