import { isBefore, later } from './calendar.ts'
import type { CreditCurrency } from './catalog.ts'
import { isUsable, type CreditGrant } from './credit-grant.ts'
import type { StiggCustomer } from './customer.ts'
import { add, compare, Decimal, toDecimal, toNumber } from './decimal.ts'
import type { CreditGuards, GrantRequest } from './grant-request.ts'
import { Currency } from './money.ts'
import type { Moment } from './opportunity.ts'

/** Codes of what speaks against a grant, with their weight. `typed`: may be done, after the customer's ID was typed. */
export const grantFindings = {
  'amount-not-positive': 'error',
  'amount-not-exact': 'error',
  'name-missing': 'error',
  'currency-not-found': 'error',
  'currency-archived': 'error',
  'resource-not-found': 'error',
  'priority-not-whole': 'error',
  'expiry-before-effect': 'error',
  'expiry-in-past': 'error',
  'promotional-with-cost': 'error',
  'cost-missing': 'error',
  'collection-missing': 'error',
  'customer-archived': 'error',
  'billing-not-integrated': 'error',
  'payment-method-missing': 'error',
  'billing-email-missing': 'error',
  repeated: 'warning',
  another: 'warning',
  'recurring-already': 'warning',
  'over-grant-cap': 'typed',
  'over-day-cap': 'typed',
  'awaits-payment': 'info',
} as const satisfies Record<string, 'error' | 'warning' | 'typed' | 'info'>
export type GrantFindingCode = keyof typeof grantFindings

export interface GrantFinding {
  readonly code: GrantFindingCode
  readonly facts: Readonly<Record<string, string>>
}

const said = (code: GrantFindingCode, facts: Readonly<Record<string, string>> = {}): GrantFinding => ({ code, facts })

/** The most that a JSON number holds to the unit. */
const isExact = (amount: Decimal): boolean => {
  const number = toNumber(amount)
  return Number.isFinite(number) && toDecimal(number) === toDecimal(amount)
}
const isDecimal = (text: string): boolean => Decimal.safeParse(text).success
const isCurrency = (text: string): boolean => Currency.safeParse(text).success
const isPositive = (amount: string): boolean => isDecimal(amount) && compare(amount, '0') > 0

/** What is wrong with a grant on its own, whoever gets it: what the form can say while it is filled in. */
export function checkGrantForm(
  request: GrantRequest,
  currencies: readonly CreditCurrency[],
  now: Moment,
): GrantFinding[] {
  const findings: GrantFinding[] = []
  const add = (wrong: boolean, code: GrantFindingCode, facts?: Readonly<Record<string, string>>) => {
    if (wrong) findings.push(said(code, facts))
  }
  const { amount, type, cost, effectiveAt, expireAt, priority, currencyId } = request
  const currency = currencies.find(({ id }) => id === currencyId)
  add(!currency, 'currency-not-found', { currencyId })
  add(currency?.archived === true, 'currency-archived', { currencyId })
  add(!isPositive(amount), 'amount-not-positive')
  add(isPositive(amount) && !isExact(amount), 'amount-not-exact', { amount })
  add(request.displayName.trim() === '', 'name-missing')
  add(priority !== null && (!Number.isSafeInteger(priority) || priority < 0), 'priority-not-whole')
  if (expireAt !== null) {
    const isInPast = !isBefore(now, expireAt)
    add(isInPast, 'expiry-in-past')
    add(!isInPast && effectiveAt !== null && !isBefore(effectiveAt, expireAt), 'expiry-before-effect')
  }
  add(type === 'PROMOTIONAL' && (cost !== null || request.collection !== null), 'promotional-with-cost')
  add(
    type === 'PAID' && !(cost !== null && isPositive(cost.amount) && isExact(cost.amount) && isCurrency(cost.currency)),
    'cost-missing',
  )
  add(type === 'PAID' && request.collection === null, 'collection-missing')
  return findings
}

/** What a grant is judged against, read moments ago. */
export interface GrantSituation {
  readonly customer: Pick<StiggCustomer, 'id' | 'archived' | 'email' | 'hasPaymentMethod'>
  readonly currencies: readonly CreditCurrency[]
  /** Resources of the customer's subscriptions. */
  readonly resources: readonly string[]
  readonly grants: readonly CreditGrant[]
  /** Null = not known. */
  readonly hasBilling: boolean | null
  readonly guards: CreditGuards
  /** What this person granted of the currency within 24 hours, as this machine's journal knows. */
  readonly grantedToday: Decimal
  /** Of the grants alike that this app made: those that are still in force. */
  readonly alike: number
  readonly now: Moment
}

/** Everything that speaks against a grant, in the order in which a person would mend it. */
export function checkGrant(request: GrantRequest, situation: GrantSituation): GrantFinding[] {
  const { customer, guards, now } = situation
  const findings = checkGrantForm(request, situation.currencies, now)
  const note = (wrong: boolean, code: GrantFindingCode, facts?: Readonly<Record<string, string>>) => {
    if (wrong) findings.push(said(code, facts))
  }
  const { resourceId, amount } = request
  note(customer.archived, 'customer-archived', { customerId: customer.id })
  note(resourceId !== null && !situation.resources.includes(resourceId), 'resource-not-found', {
    resourceId: resourceId ?? '',
  })
  const collected = request.type === 'PAID' && (request.collection === 'CHARGE' || request.collection === 'INVOICE')
  note(collected && situation.hasBilling === false, 'billing-not-integrated')
  note(collected && request.collection === 'CHARGE' && !customer.hasPaymentMethod, 'payment-method-missing')
  note(collected && request.collection === 'INVOICE' && customer.email === null, 'billing-email-missing')
  note(collected && request.collection === 'INVOICE', 'awaits-payment')
  if (!isPositive(amount)) return findings
  const recent = recentlyGranted(request, situation)
  if (situation.alike > 0)
    note(true, 'another', { ordinal: String(situation.alike + 1), count: String(situation.alike) })
  else note(recent !== null, 'repeated', { amount, at: recent ?? '', hours: String(guards.repeatWithinHours) })
  const brought = situation.grants.some(
    (grant) =>
      grant.type === 'RECURRING' &&
      isUsable(grant, now) &&
      grant.currencyId === request.currencyId &&
      grant.resourceId === resourceId &&
      compare(grant.granted, amount) === 0,
  )
  note(brought, 'recurring-already', { amount })
  const { maxPerGrant, maxPerDay } = guards
  note(maxPerGrant !== null && compare(amount, maxPerGrant) > 0, 'over-grant-cap', { cap: maxPerGrant ?? '' })
  const today = add(situation.grantedToday, amount)
  note(maxPerDay !== null && compare(today, maxPerDay) > 0, 'over-day-cap', { cap: maxPerDay ?? '', today })
  return findings
}

/** When the same amount was last granted to the customer within the guard's hours; null where it was not. */
function recentlyGranted(request: GrantRequest, { grants, guards, now }: GrantSituation): Moment | null {
  const isRecent = ({ createdAt }: CreditGrant) =>
    guards.repeatWithinHours > 0 && Date.parse(now) - Date.parse(createdAt) < guards.repeatWithinHours * 3_600_000
  const same = grants
    .filter(({ type, status }) => (type === 'PAID' || type === 'PROMOTIONAL') && status !== 'VOIDED')
    .filter((grant) => grant.currencyId === request.currencyId && compare(grant.granted, request.amount) === 0)
    .filter(isRecent)
    .map(({ createdAt }) => createdAt)
  return same.toSorted().at(-1) ?? null
}

export const weightOf = ({ code }: Pick<GrantFinding, 'code'>) => grantFindings[code]

/** When the day began that a person's cap counts from. */
export const capSince = (now: Moment): Moment => later(now, -1, 'DAY')
