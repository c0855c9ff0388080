import { describe, expect, it } from 'vitest'

import { buildDraft } from '#shared/domain/build-draft'
import { Cost, type StiggCostPreview } from '#shared/domain/cost'
import { costOf } from '#shared/domain/cost-of'
import type { CustomerState } from '#shared/domain/customer'
import { type Draft } from '#shared/domain/draft'
import { noEdits, type SubscriptionEdits } from '#shared/domain/draft-edits'
import { mapLines } from '#shared/domain/mapping'
import type { OpportunityLine } from '#shared/domain/opportunity'
import type { ProvisioningRules } from '#shared/domain/profile'
import type { Discount } from '#shared/domain/terms'
import {
  aCatalog,
  aCustomerState,
  aDeal,
  aLine,
  anAddonLine,
  anEntitlementLine,
  anOpportunity,
  aPlanLine,
  now,
  rules,
} from '#test/builders'

const catalog = aCatalog()
const annually = rules({ billingPeriod: 'ANNUALLY' })
const usd = (amount: string) => ({ amount, currency: 'usd' })

function draftOf(
  lines: OpportunityLine[],
  given: { readonly rules?: ProvisioningRules; readonly edits?: SubscriptionEdits; readonly currency?: string } = {},
): Draft | null {
  const deal = aDeal({ lines, opportunity: anOpportunity({ currency: given.currency ?? 'usd' }) })
  const edits = { ...noEdits, subscriptions: { 'product-northwind': given.edits ?? {} } }
  const mapping = mapLines(deal, catalog)
  return buildDraft({ deal, mapping, catalog, rules: given.rules ?? annually, live: null, edits, now, timeZone: 'UTC' })
}
const cost = (
  draft: Draft | null,
  previews: Record<string, StiggCostPreview | null> = {},
  live: CustomerState | null = null,
) => {
  const result = costOf({ draft, catalog, previews: new Map(Object.entries(previews)), live })
  expect(Cost.parse(result)).toEqual(result)
  return result
}
const preview = (first: string, recurring: string | null): StiggCostPreview => {
  const part = (amount: string) => ({
    total: usd(amount),
    lines: [{ label: 'Team', quantity: '1', unitPrice: usd(amount), total: usd(amount) }],
  })
  return { first: part(first), recurring: recurring === null ? null : part(recurring) }
}
const listed = [aPlanLine('plan-team', { unitPrice: null }), anEntitlementLine('feature-seats', { quantity: '10' })]
const negotiated = [
  aPlanLine('plan-team', { unitPrice: '800.10' }),
  anEntitlementLine('feature-seats', { quantity: '3', unitPrice: '0.1' }),
  anAddonLine('addon-extra-projects', { quantity: '2' }),
]

describe('the cost at list prices', () => {
  it('is what Stigg says', () => {
    expect(cost(draftOf(listed), { 'product-northwind': preview('2990', '2990') })).toMatchObject({
      first: {
        total: usd('2990'),
        by: 'stigg',
        lines: [{ label: 'Team', by: 'stigg', productId: 'product-northwind' }],
      },
      recurring: { total: usd('2990'), by: 'stigg', per: 'ANNUALLY' },
      note: 'none',
    })
  })

  it('is not guessed where Stigg could not be asked', () => {
    expect(cost(draftOf(listed))).toEqual({ first: null, recurring: null, note: 'preview-unavailable' })
    expect(cost(draftOf(listed), { 'product-northwind': null }).note).toBe('preview-unavailable')
  })

  it('is added up over several subscriptions', () => {
    const draft = draftOf([...listed, aPlanLine('plan-insights', { unitPrice: null })], {
      edits: { billingPeriod: 'MONTHLY' },
    })
    const both = { 'product-northwind': preview('299', '299'), 'product-analytics': preview('300.5', '300') }
    expect(cost(draft, both)).toMatchObject({
      first: { total: usd('599.5'), by: 'stigg' },
      recurring: { total: usd('599'), per: 'MONTHLY' },
    })
  })

  it('has no recurring sum where the periods differ', () => {
    const draft = draftOf([...listed, aPlanLine('plan-insights', { unitPrice: null })])
    const both = { 'product-northwind': preview('2990', '2990'), 'product-analytics': preview('300', '300') }
    expect(cost(draft, both)).toMatchObject({ first: { total: usd('3290') }, recurring: null })
  })
})

describe('the cost at negotiated prices', () => {
  it('is our own exact sum, and says so', () => {
    expect(cost(draftOf(negotiated), { 'product-northwind': preview('9999', '9999') })).toMatchObject({
      first: {
        // 800.10 for the plan, 0.30 for three seats, twice the add-on's list price of 500.
        total: usd('1800.4'),
        by: 'companion',
        lines: [
          { label: 'Team', total: usd('800.1') },
          { label: 'Seats', quantity: '3', unitPrice: usd('0.1'), total: usd('0.3') },
          { label: 'Extra projects', quantity: '2', total: usd('1000') },
        ],
      },
      recurring: { total: usd('1800.4'), by: 'companion', per: 'ANNUALLY' },
      note: 'negotiated-prices',
    })
  })

  it('starts at nothing while a trial runs', () => {
    const trial = { isTrial: true, endDate: '2026-12-01T00:00:00.000Z', endBehavior: null }
    expect(cost(draftOf(negotiated, { edits: { trial } }))).toMatchObject({
      first: { total: usd('0'), lines: [] },
      recurring: { total: usd('1800.4') },
    })
  })

  it('starts at nothing where the plan gives every newcomer a trial, and at the price for who had one', () => {
    const draft = draftOf([aPlanLine('plan-growth', { unitPrice: '9000' })])
    const price = { total: usd('9000') }
    expect(cost(draft)).toMatchObject({ first: { total: usd('0'), lines: [] }, recurring: price })
    const tried = aCustomerState({ hadTrialOf: ['product-northwind'] })
    expect(cost(draft, {}, tried)).toMatchObject({ first: price, recurring: price })
  })

  it('is less what a coupon or a discount of its own takes off', () => {
    const off = (discount: Discount) => cost(draftOf(negotiated, { edits: { discount } })).recurring
    expect(off({ kind: 'coupon', couponId: 'coupon-launch' })).toMatchObject({
      total: usd('1440.32'),
      lines: [{}, {}, {}, { label: 'Launch', total: usd('-360.08') }],
    })
    const own = { kind: 'own', name: 'Goodwill', percentOff: null, durationInMonths: null } as const
    expect(off({ ...own, amountOff: usd('800.4') })).toMatchObject({ total: usd('1000') })
    // Never below nothing, and nothing in another currency.
    expect(off({ ...own, amountOff: usd('5000') })).toMatchObject({ total: usd('0') })
    expect(off({ ...own, amountOff: { amount: '5', currency: 'eur' } })).toMatchObject({ total: usd('1800.4') })
  })

  it('is no less than the minimum spend, also at list prices', () => {
    const minimum = (amount: string) => ({ edits: { minimumSpend: usd(amount) } })
    expect(cost(draftOf(negotiated, minimum('2000')))).toMatchObject({
      recurring: { total: usd('2000'), lines: [{}, {}, {}, { label: 'Up to the minimum spend', total: usd('199.6') }] },
    })
    expect(cost(draftOf(negotiated, minimum('1000'))).recurring).toMatchObject({ total: usd('1800.4') })
    expect(cost(draftOf(listed, minimum('4000')), { 'product-northwind': preview('2990', '2990') })).toMatchObject({
      first: { total: usd('4000'), by: 'companion' },
    })
  })

  it('is not known where a list price is in another currency', () => {
    expect(cost(draftOf(negotiated, { currency: 'eur' })).note).toBe('preview-unavailable')
  })
})

describe('the cost', () => {
  it('is none of Stigg’s on plans that are billed elsewhere', () => {
    expect(cost(draftOf([aLine()])).note).toBe('not-billed-by-stigg')
    expect(cost(draftOf(listed, { edits: { paymentCollection: 'NONE' } })).note).toBe('not-billed-by-stigg')
  })

  it('waits for a billing period', () => {
    expect(cost(draftOf(listed, { rules: rules() })).note).toBe('needs-billing-period')
  })

  it('is nothing without a draft', () => {
    expect(cost(null).note).toBe('none')
  })
})
