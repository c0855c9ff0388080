import { describe, expect, it } from 'vitest'

import type { CreditGrant } from '#shared/domain/credit-grant'
import { blankGrant } from '#shared/domain/grant-presets'
import type { GrantRequest } from '#shared/domain/grant-request'
import { checkGrant, grantFindings, type GrantFindingCode, type GrantSituation } from '#shared/domain/grant-rules'
import { aCreditGrant, now } from '#test/builders'

const customerId = 'customer-1'
const request: GrantRequest = {
  ...blankGrant({ customerId, opportunityId: null }),
  currencyId: 'currency-credits',
  displayName: 'Top-up',
  amount: '100',
}
const paid: Partial<GrantRequest> = { type: 'PAID', collection: 'NONE', cost: { amount: '10', currency: 'usd' } }
const currency = { id: 'currency-credits', name: 'Credits', unit: null, units: null, archived: false }
const situation: GrantSituation = {
  customer: { id: customerId, archived: false, email: 'pay@customer.example', hasPaymentMethod: true },
  currencies: [currency, { ...currency, id: 'currency-old', archived: true }],
  resources: ['workspace-1'],
  grants: [],
  hasBilling: true,
  guards: { repeatWithinHours: 24, maxPerGrant: '1000', maxPerDay: '2000' },
  grantedToday: '0',
  alike: 0,
  now,
}
const hoursAgo = (hours: number): string => new Date(Date.parse(now) - hours * 3_600_000).toISOString()
const codesOf = (vary: Partial<GrantRequest>, at: Partial<GrantSituation> = {}): GrantFindingCode[] =>
  checkGrant({ ...request, ...vary }, { ...situation, ...at }).map(({ code }) => code)
const granted = (vary: Partial<CreditGrant>) => ({
  grants: [aCreditGrant({ currencyId: 'currency-credits', granted: '100', ...vary })],
})

type Case = readonly [Partial<GrantRequest>, Partial<GrantSituation>?]
/** For each code what fires it, and the nearest that does not. */
const cases: Record<GrantFindingCode, { readonly fires: Case; readonly silent: Case }> = {
  'amount-not-positive': { fires: [{ amount: '0' }], silent: [{ amount: '0.5' }] },
  'amount-not-exact': { fires: [{ amount: '12345678901234567.5' }], silent: [{ amount: '999.25' }] },
  'name-missing': { fires: [{ displayName: '  ' }], silent: [{}] },
  'currency-not-found': { fires: [{ currencyId: 'currency-none' }], silent: [{}] },
  'currency-archived': { fires: [{ currencyId: 'currency-old' }], silent: [{}] },
  'resource-not-found': { fires: [{ resourceId: 'workspace-2' }], silent: [{ resourceId: 'workspace-1' }] },
  'priority-not-whole': { fires: [{ priority: 1.5 }], silent: [{ priority: 0 }] },
  'expiry-before-effect': {
    fires: [{ effectiveAt: '2099-02-01T00:00:00.000Z', expireAt: '2099-01-01T00:00:00.000Z' }],
    silent: [{ effectiveAt: '2099-01-01T00:00:00.000Z', expireAt: '2099-02-01T00:00:00.000Z' }],
  },
  'expiry-in-past': { fires: [{ expireAt: now }], silent: [{ expireAt: hoursAgo(-1) }] },
  'promotional-with-cost': { fires: [{ cost: { amount: '1', currency: 'usd' } }], silent: [paid] },
  'cost-missing': { fires: [{ ...paid, cost: null }], silent: [paid] },
  'collection-missing': { fires: [{ ...paid, collection: null }], silent: [paid] },
  'customer-archived': { fires: [{}, { customer: { ...situation.customer, archived: true } }], silent: [{}] },
  'billing-not-integrated': {
    fires: [{ ...paid, collection: 'CHARGE' }, { hasBilling: false }],
    silent: [paid, { hasBilling: false }],
  },
  'payment-method-missing': {
    fires: [{ ...paid, collection: 'CHARGE' }, { customer: { ...situation.customer, hasPaymentMethod: false } }],
    silent: [{ ...paid, collection: 'INVOICE' }, { customer: { ...situation.customer, hasPaymentMethod: false } }],
  },
  'billing-email-missing': {
    fires: [{ ...paid, collection: 'INVOICE' }, { customer: { ...situation.customer, email: null } }],
    silent: [{ ...paid, collection: 'CHARGE' }, { customer: { ...situation.customer, email: null } }],
  },
  repeated: {
    fires: [{}, granted({ createdAt: hoursAgo(23) })],
    silent: [{}, granted({ createdAt: hoursAgo(25) })],
  },
  another: { fires: [{}, { alike: 1 }], silent: [{}] },
  'recurring-already': {
    fires: [{}, granted({ type: 'RECURRING' })],
    silent: [{}, granted({ type: 'RECURRING', status: 'EXPIRED' })],
  },
  'over-grant-cap': { fires: [{ amount: '1000.5' }], silent: [{ amount: '1000' }] },
  'over-day-cap': { fires: [{}, { grantedToday: '1901' }], silent: [{}, { grantedToday: '1900' }] },
  'awaits-payment': { fires: [{ ...paid, collection: 'INVOICE' }], silent: [{ ...paid, collection: 'CHARGE' }] },
}

describe.each(Object.keys(grantFindings) as GrantFindingCode[])('the rule %s', (code) => {
  it('speaks where it applies', () => {
    expect(codesOf(...cases[code].fires)).toContain(code)
  })
  it('is silent where it does not', () => {
    expect(codesOf(...cases[code].silent)).not.toContain(code)
  })
})

it('finds nothing against a plain grant', () => {
  expect(codesOf({})).toEqual([])
})

it('does not take a voided grant, or what a subscription brings, for a repetition', () => {
  expect(codesOf({}, granted({ createdAt: hoursAgo(1), status: 'VOIDED' }))).toEqual([])
  expect(codesOf({}, granted({ createdAt: hoursAgo(1), type: 'RECURRING' }))).not.toContain('repeated')
})
