import { z } from 'zod'

import { isBefore, later } from './calendar.ts'
import { add, Decimal, subtract } from './decimal.ts'
import { Money } from './money.ts'
import { Moment } from './opportunity.ts'

/** What this app leaves in the metadata of a grant, under fixed key names. */
export const GrantMarker = z.object({
  orgId: z.string(),
  /** The deal that it was granted for; null where it was granted freely. */
  opportunityId: z.string().nullable(),
  /** Hash of everything that two grants alike share. */
  family: z.string(),
  /** Which one of its family it is, from 1. */
  ordinal: z.number().int().positive(),
})
export type GrantMarker = z.infer<typeof GrantMarker>

/** A credit grant as Stigg holds it. Source: Stigg REST API v1, "Credit grants". */
export const CreditGrant = z.object({
  id: z.string(),
  name: z.string(),
  type: z.enum(['PAID', 'PROMOTIONAL', 'RECURRING', 'OVERDRAFT', 'UNKNOWN']),
  status: z.enum(['PAYMENT_PENDING', 'ACTIVE', 'EXPIRED', 'VOIDED', 'SCHEDULED', 'UNKNOWN']),
  currencyId: z.string(),
  resourceId: z.string().nullable(),
  granted: Decimal,
  consumed: Decimal,
  priority: z.number().nullable(),
  effectiveAt: Moment,
  /** Null = never. */
  expireAt: Moment.nullable(),
  voidedAt: Moment.nullable(),
  createdAt: Moment,
  /** Of the whole grant. */
  cost: Money.nullable(),
  comment: z.string().nullable(),
  /** Stigg's word: NOT_REQUIRED, PROCESSING, FAILED, ACTION_REQUIRED. */
  payment: z.string().nullable(),
  invoice: z
    .object({
      id: z.string(),
      status: z.string().nullable(),
      dueDate: Moment.nullable(),
      paymentUrl: z.string().nullable(),
      pdfUrl: z.string().nullable(),
    })
    .nullable(),
  marker: GrantMarker.nullable(),
})
export type CreditGrant = z.infer<typeof CreditGrant>

export const CreditBalance = z.object({
  currencyId: z.string(),
  resourceId: z.string().nullable(),
  /** Below zero in overdraft. */
  balance: Decimal,
  /** stigg: said by Stigg's entitlement · grants: added up from the grants in force, because Stigg says none. */
  source: z.enum(['stigg', 'grants']),
})
export type CreditBalance = z.infer<typeof CreditBalance>

/**
 * How credits of one currency are bought anew by themselves once few are left. Money is what Stigg calls dollars.
 * Source: Stigg REST API v1, "Auto-recharge settings".
 */
export const AutoRecharge = z.object({
  isEnabled: z.boolean(),
  /** It begins when less than this is left: a number of credits, or what they are worth. */
  below: z.discriminatedUnion('of', [
    z.object({ of: z.literal('credits'), amount: Decimal }),
    z.object({ of: z.literal('money'), amount: Decimal }),
  ]),
  /** Up to what balance. */
  target: Decimal,
  /** Null = without a limit. */
  spendLimit: Decimal.nullable(),
  /** After how long what was bought expires; null = not known. */
  expiresAfter: z.enum(['month', 'year']).nullable(),
})
export type AutoRecharge = z.infer<typeof AutoRecharge>

/** What of a grant is not used up; an overdraft's is below zero. */
export const remainingOf = ({ granted, consumed }: Pick<CreditGrant, 'granted' | 'consumed'>): Decimal =>
  subtract(granted, consumed)

/** Whether its credits can be used at a moment. */
export const isUsable = ({ status, effectiveAt, expireAt }: CreditGrant, now: Moment): boolean =>
  status === 'ACTIVE' && !isBefore(now, effectiveAt) && (expireAt === null || isBefore(now, expireAt))

export const isOfPool = (
  grant: Pick<CreditGrant, 'currencyId' | 'resourceId'>,
  pool: { readonly currencyId: string; readonly resourceId: string | null },
): boolean => grant.currencyId === pool.currencyId && grant.resourceId === pool.resourceId

/** What the grants of one pool add up to now. */
export const balanceOf = (grants: readonly CreditGrant[], now: Moment): Decimal =>
  grants.filter((grant) => isUsable(grant, now)).reduce((sum, grant) => add(sum, remainingOf(grant)), '0')

/**
 * A balance for every pool that occurs: Stigg's own where it says one, else the sum of the grants in force.
 * @param told balances that Stigg says of currencies without a resource
 */
export function balancesOf(
  grants: readonly CreditGrant[],
  told: readonly { readonly currencyId: string; readonly balance: Decimal }[],
  now: Moment,
): CreditBalance[] {
  const pools = new Map<string, { currencyId: string; resourceId: string | null }>()
  for (const { currencyId } of told) pools.set(`${currencyId}\n`, { currencyId, resourceId: null })
  for (const { currencyId, resourceId } of grants) {
    pools.set(`${currencyId}\n${resourceId ?? ''}`, { currencyId, resourceId })
  }
  return [...pools.values()].map((pool) => {
    const said = pool.resourceId === null ? told.find(({ currencyId }) => currencyId === pool.currencyId) : undefined
    return said
      ? { ...pool, balance: said.balance, source: 'stigg' }
      : {
          ...pool,
          balance: balanceOf(
            grants.filter((grant) => isOfPool(grant, pool)),
            now,
          ),
          source: 'grants',
        }
  })
}

/** Grants in force with something left that expire within some days, the next one first. */
export const expiringWithin = (grants: readonly CreditGrant[], days: number, now: Moment): CreditGrant[] =>
  grants
    .filter((grant) => isUsable(grant, now) && !remainingOf(grant).startsWith('-') && remainingOf(grant) !== '0')
    .filter(({ expireAt }) => expireAt !== null && !isBefore(later(now, days, 'DAY'), expireAt))
    .toSorted((a, b) => Date.parse(a.expireAt ?? '') - Date.parse(b.expireAt ?? ''))

/** Why a grant cannot be voided; null where it can. Source: Stigg REST API v1, "Void a credit grant". */
export function obstacleToVoid(
  grant: CreditGrant | undefined,
): 'gone' | 'voided' | 'expired' | 'overdraft' | 'recurring' | null {
  if (!grant) return 'gone'
  if (grant.status === 'VOIDED') return 'voided'
  if (grant.status === 'EXPIRED') return 'expired'
  if (grant.type === 'OVERDRAFT') return 'overdraft'
  return grant.type === 'RECURRING' ? 'recurring' : null
}
