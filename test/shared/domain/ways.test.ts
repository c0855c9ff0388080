import { describe, expect, it } from 'vitest'

import { buildDraft } from '#shared/domain/build-draft'
import type { Subscription } from '#shared/domain/customer'
import { mapLines } from '#shared/domain/mapping'
import { otherWaysOf, waysOf } from '#shared/domain/ways'
import { aCatalog, aDeal, aKnownCustomer, anOpportunity, aPlanLine, aSubscription, now, rules } from '#test/builders'

const catalog = aCatalog()

function waysOn(running: Subscription, type = 'Existing Business') {
  const deal = aDeal({ opportunity: anOpportunity({ type }) })
  const input = {
    deal,
    mapping: mapLines(deal, catalog),
    catalog,
    rules: rules(),
    live: aKnownCustomer({ subscriptions: [running] }),
    edits: { subscriptions: {} },
    now,
    timeZone: 'America/New_York',
  }
  const draft = buildDraft(input)
  return draft ? waysOf(draft, input, { replace: new Map(), amend: new Map() }) : []
}
const enterprise = (vary: Partial<Subscription> = {}) =>
  aSubscription({ id: 'sub-ent', planId: 'plan-enterprise', pricingType: 'CUSTOM', prices: [], ...vary })

describe('replacing and amending, side by side', () => {
  it('shows what each would do: one cancels what runs, the other goes on with it', () => {
    const [choice] = waysOn(enterprise())
    expect(choice).toMatchObject({ subscriptionId: 'sub-ent', chosen: 'replace', recommended: 'amend', obstacle: null })
    expect(choice?.replace.consequences.map(({ kind }) => kind)).toContain('replaces')
    expect(choice?.amend?.consequences).toEqual([
      { kind: 'changes-in-place', subscriptionId: 'sub-ent', planName: 'Enterprise' },
    ])
  })

  it('says why only replacing is left where the plan is another one', () => {
    expect(waysOn(aSubscription())).toMatchObject([
      { recommended: 'replace', reason: 'cannot-amend', amend: null, obstacle: 'other-plan' },
    ])
  })

  it('recommends a new term for a renewal, and a change in place where an open invoice forbids the other', () => {
    const ending = enterprise({ startDate: '2026-01-15T05:00:00.000Z', cancellationDate: '2027-01-15T05:00:00.000Z' })
    expect(waysOn(ending, 'Renewal')).toMatchObject([{ recommended: 'replace', reason: 'renewal' }])
    const latestInvoice = { id: 'in-1', status: 'OPEN' as const, amountDue: null, pdfUrl: null }
    expect(waysOn(enterprise({ latestInvoice }))).toMatchObject([{ recommended: 'amend', reason: 'open-invoice' }])
  })

  it('says what each way costs, by what Stigg was asked for each', () => {
    const running = aSubscription()
    const deal = aDeal({ lines: [aPlanLine(running.planId, { unitPrice: null })] })
    const input = {
      deal,
      mapping: mapLines(deal, catalog),
      catalog,
      rules: rules({ billingPeriod: 'ANNUALLY' }),
      live: aKnownCustomer({ subscriptions: [running] }),
      edits: { subscriptions: {} },
      now,
      timeZone: 'UTC',
    }
    const draft = buildDraft(input)
    if (!draft) throw new Error('The deal maps to nothing')
    expect(otherWaysOf(draft, input)).toMatchObject([
      { productId: 'product-northwind', way: 'amend', amendsId: running.id },
    ])
    const preview = (amount: string) => {
      const total = { amount, currency: 'usd' }
      const part = { total, lines: [{ label: 'Team', quantity: '1', unitPrice: total, total }] }
      return new Map([['product-northwind', { first: part, recurring: part }]])
    }
    expect(waysOf(draft, input, { replace: preview('990'), amend: preview('120') })).toMatchObject([
      {
        replace: { cost: { first: { total: { amount: '990' } } } },
        amend: { cost: { first: { total: { amount: '120' } } } },
      },
    ])
  })

  it('is no question where nothing of the product runs', () => {
    expect(waysOn(enterprise({ status: 'CANCELED' }))).toEqual([])
  })
})
