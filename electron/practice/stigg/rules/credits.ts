import { Big } from 'big.js'
import type { GrantRow } from '../model.ts'

/** Credits of a grant that are still there to be used. */
export const remainingOf = (grant: GrantRow): number => Big(grant.amount).minus(grant.consumedAmount).toNumber()

const isPromotional = (grant: GrantRow): number => (grant.grantType === 'PROMOTIONAL' ? 0 : 1)
const never = '9999'

/**
 * The order in which grants are used up: lower priority number, earlier expiry, promotional before paid, earlier
 * effective, older. Source: Stigg documentation, "Credits", burn order.
 */
export function byBurnOrder(left: GrantRow, right: GrantRow): number {
  return (
    left.priority - right.priority ||
    compare(left.expireAt ?? never, right.expireAt ?? never) ||
    isPromotional(left) - isPromotional(right) ||
    compare(left.effectiveAt, right.effectiveAt) ||
    compare(left.createdAt, right.createdAt) ||
    compare(left.id, right.id)
  )
}

const compare = (left: string, right: string): number => (left === right ? 0 : left < right ? -1 : 1)

export interface Burn {
  readonly grant: GrantRow
  readonly amount: number
}

/** How an amount falls on the active grants of one pool, and what is left that no grant covers. */
export function burned(grants: readonly GrantRow[], amount: number): { burns: readonly Burn[]; deficit: number } {
  const usable = grants.filter(
    (grant) => grant.status === 'ACTIVE' && grant.grantType !== 'OVERDRAFT' && remainingOf(grant) > 0,
  )
  let left = Big(amount)
  const burns: Burn[] = []
  for (const grant of usable.sort(byBurnOrder)) {
    if (left.lte(0)) break
    const taken = left.lt(remainingOf(grant)) ? left : Big(remainingOf(grant))
    burns.push({ grant, amount: taken.toNumber() })
    left = left.minus(taken)
  }
  return { burns, deficit: left.toNumber() }
}

/** What a pool holds: granted and consumed over its active grants; the balance is below zero in overdraft. */
export function poolOf(grants: readonly GrantRow[]): { granted: number; consumed: number; balance: number } {
  const active = grants.filter((grant) => grant.status === 'ACTIVE')
  const granted = active.reduce((sum, grant) => sum.plus(grant.amount), Big(0))
  const consumed = active.reduce((sum, grant) => sum.plus(grant.consumedAmount), Big(0))
  return { granted: granted.toNumber(), consumed: consumed.toNumber(), balance: granted.minus(consumed).toNumber() }
}

/** When the next thing happens to a grant by itself; null when nothing will. */
export function grantDueAt(grant: GrantRow): string | null {
  if (grant.status === 'SCHEDULED') return grant.effectiveAt
  if (grant.status === 'ACTIVE' || grant.status === 'PAYMENT_PENDING') return grant.expireAt
  return null
}
