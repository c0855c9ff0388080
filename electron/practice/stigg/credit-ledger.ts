import { randomUUID } from 'node:crypto'
import type { GrantRow, LedgerRow, SubscriptionRow } from './model.ts'
import { isRunning } from './model.ts'
import { burned, remainingOf } from './rules/credits.ts'
import { recurringCreditsOf } from './rules/entitlements.ts'
import { cycleAt, earliest } from './rules/periods.ts'
import type { World } from './world.ts'

/** One pool of credits: of a customer, in one currency, of one resource or of none. */
export interface Pool {
  readonly customerId: string
  readonly currencyId: string
  readonly resourceId: string | null
}

export const grantsIn = (world: World, pool: Pool): GrantRow[] =>
  world
    .grantsOf(pool.customerId)
    .filter((grant) => grant.currencyId === pool.currencyId && grant.resourceId === pool.resourceId)

/** Write one event into the append-only ledger. */
export function record(
  world: World,
  grant: GrantRow,
  eventType: LedgerRow['eventType'],
  amount: number,
  timestamp: string,
  featureId: string | null = null,
): void {
  const eventId = randomUUID()
  const { customerId, resourceId, currencyId: creditCurrencyId, id: creditGrantId } = grant
  const owner = { creditCurrencyId, creditGrantId, customerId, featureId, resourceId }
  world.tables.ledger.put(eventId, { eventId, eventType, amount, ...owner, timestamp })
}

/** Credits of a grant became usable: say so in the ledger, and settle the pool's overdraft with them first. */
export function credit(world: World, grant: GrantRow, at: string): GrantRow {
  world.tables.grants.put(grant.id, grant)
  record(world, grant, 'CREDITS_GRANTED', grant.amount, at)
  const overdraft = grantsIn(world, grant).find((row) => row.grantType === 'OVERDRAFT' && row.status === 'ACTIVE')
  if (overdraft === undefined || overdraft.consumedAmount <= 0) return grant
  const settled = Math.min(overdraft.consumedAmount, remainingOf(grant))
  if (settled <= 0) return grant
  const left = overdraft.consumedAmount - settled
  const status = left > 0 ? 'ACTIVE' : 'EXPIRED'
  world.tables.grants.put(overdraft.id, { ...overdraft, consumedAmount: left, status, updatedAt: at })
  record(world, overdraft, 'CREDITS_CONSUMPTION_TRANSFER_SOURCE', settled, at)
  const charged = { ...grant, consumedAmount: grant.consumedAmount + settled, updatedAt: at }
  world.tables.grants.put(grant.id, charged)
  record(world, charged, 'CREDITS_CONSUMPTION_TRANSFER_TARGET', settled, at)
  return charged
}

/** Use up credits of a pool in burn order. What no grant covers becomes overdraft: consumption is never refused. */
export function consume(world: World, pool: Pool, amount: number, at: string, featureId: string | null = null): void {
  const grants = grantsIn(world, pool)
  const { burns, deficit } = burned(grants, amount)
  for (const { grant, amount: taken } of burns) {
    const used = { ...grant, consumedAmount: grant.consumedAmount + taken, updatedAt: at }
    world.tables.grants.put(grant.id, used)
    record(world, used, 'CREDITS_CONSUMED', taken, at, featureId)
  }
  if (deficit <= 0) return
  const open = grants.find((grant) => grant.grantType === 'OVERDRAFT' && grant.status === 'ACTIVE')
  const overdraft = open ?? overdraftOf(world, pool, at)
  const deeper = { ...overdraft, consumedAmount: overdraft.consumedAmount + deficit, updatedAt: at }
  world.tables.grants.put(deeper.id, deeper)
  record(world, deeper, 'CREDITS_CONSUMED', deficit, at, featureId)
}

function systemGrant(world: World, pool: Pool, at: string): GrantRow {
  return {
    id: world.newId('cred-grant-'),
    displayName: '',
    amount: 0,
    consumedAmount: 0,
    grantType: 'OVERDRAFT',
    status: 'ACTIVE',
    priority: 0,
    effectiveAt: at,
    expireAt: null,
    voidedAt: null,
    cost: { amount: 0, currency: 'usd' },
    comment: null,
    ...pool,
    sourceType: null,
    paymentCollection: 'NOT_REQUIRED',
    invoiceId: null,
    latestInvoice: null,
    metadata: {},
    syncStates: null,
    createdAt: at,
    updatedAt: at,
    subscriptionId: null,
  }
}

/** A recurring grant of the seed, which names no subscription: it stands for the plan's. */
const isUnclaimed = ({ subscriptionId, sourceType }: GrantRow): boolean =>
  subscriptionId === null && sourceType !== 'PRICE'

const overdraftOf = (world: World, pool: Pool, at: string): GrantRow => ({
  ...systemGrant(world, pool, at),
  displayName: 'Overdraft',
})

/** Take a grant out of use because its time is over. */
export function expire(world: World, grant: GrantRow, at: string): void {
  const unused = Math.max(0, remainingOf(grant))
  world.tables.grants.put(grant.id, { ...grant, status: 'EXPIRED', expireAt: at, updatedAt: at })
  if (unused > 0 && grant.status === 'ACTIVE') record(world, grant, 'CREDITS_EXPIRED', unused, at)
}

/**
 * Make the recurring grants that a subscription entitles to in its present cycles, and take back those of one that has
 * ended. An amount that an update changed is changed in the present grant. Repeating it changes nothing.
 */
export function renewCredits(world: World, subscription: SubscriptionRow, at: string): void {
  const own = world.grantsOf(subscription.customerId).filter((grant) => grant.subscriptionId === subscription.id)
  if (!isRunning(subscription)) {
    for (const grant of own) if (grant.status === 'ACTIVE') expire(world, grant, at)
    return
  }
  const entitled = recurringCreditsOf(subscription, world.catalog)
  for (const grant of own) {
    const isEntitled = entitled.some(
      (one) => one.currencyId === grant.currencyId && one.sourceType === grant.sourceType,
    )
    if (grant.status === 'ACTIVE' && !isEntitled) expire(world, grant, at)
  }
  for (const wanted of entitled) {
    const pool = { ...subscription, currencyId: wanted.currencyId }
    const running = grantsIn(world, pool).find(
      (grant) =>
        grant.grantType === 'RECURRING' &&
        grant.status === 'ACTIVE' &&
        (grant.subscriptionId === subscription.id ? grant.sourceType === wanted.sourceType : isUnclaimed(grant)),
    )
    if (running !== undefined) {
      if (running.subscriptionId === subscription.id && running.amount !== wanted.amount) {
        world.tables.grants.put(running.id, { ...running, amount: wanted.amount, updatedAt: at })
        record(world, running, 'CREDITS_UPDATED', Math.abs(wanted.amount - running.amount), at)
      }
      continue
    }
    const cycle = cycleAt(subscription.startDate, wanted.cadence === 'YEAR' ? 12 : 1, at)
    const { customerId, resourceId } = subscription
    const grant: GrantRow = {
      ...systemGrant(world, { customerId, resourceId, currencyId: wanted.currencyId }, at),
      displayName: `${world.catalog.currency(wanted.currencyId)?.displayName ?? 'Credits'} of ${subscription.planId}`,
      amount: wanted.amount,
      grantType: 'RECURRING',
      priority: 5,
      effectiveAt: cycle.start,
      expireAt: earliest(cycle.end, subscription.effectiveEndDate),
      sourceType: wanted.sourceType,
      subscriptionId: subscription.id,
    }
    credit(world, grant, at)
  }
}
