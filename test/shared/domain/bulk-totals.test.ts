import { describe, expect, it } from 'vitest'

import type { BulkCheckRow } from '#shared/domain/bulk'
import { acknowledgedOf, totalsOf, verdictsOf, warningsOf } from '#shared/domain/bulk-totals'
import { finding, type FindingCode } from '#shared/domain/finding'
import { failure } from '#shared/failure'
import { noEdits } from '#shared/domain/draft-edits'

const row = (id: string, codes: readonly FindingCode[] = [], vary: Partial<BulkCheckRow> = {}): BulkCheckRow => ({
  opportunityId: id,
  opportunityName: `Deal ${id}`,
  accountName: 'Acme',
  customerId: `customer-${id}`,
  customerExists: true,
  state: 'ready',
  reason: { finding: null, facts: {}, runId: null, warnings: 0 },
  subscriptions: [{ productId: 'p', planId: 'plan', planName: 'Plan', way: 'replace' }],
  credits: [],
  amount: null,
  firstInvoice: null,
  invoiceUnknown: false,
  writes: 2,
  findings: codes.map((code) => finding(code, { record: { system: 'stigg', type: 'plan', id, name: id } })),
  edits: noEdits,
  fingerprint: id,
  failure: null,
  opportunityUrl: null,
  ...vary,
})

const nothingTicked = new Set<FindingCode>()
const kindsOf = (rows: readonly BulkCheckRow[], ticked: ReadonlySet<FindingCode> = nothingTicked) =>
  [...verdictsOf(rows, ticked).values()].map(({ kind }) => kind)

describe('whether a deal of a batch can go', () => {
  it('goes where nothing stands in its way, and with a warning once its code is ticked', () => {
    const rows = [row('a'), row('b', ['subscription.replaces'])]
    expect(kindsOf(rows)).toEqual(['ready', 'warned'])
    expect(kindsOf(rows, new Set(['subscription.replaces']))).toEqual(['ready', 'ready'])
  })

  it('never goes with an error, whatever is ticked', () => {
    expect(kindsOf([row('a', ['mapping.no-plan'])], new Set(['mapping.no-plan']))).toEqual(['blocked'])
  })

  it('never goes in bulk where it was provisioned, is under way or waits for a person', () => {
    expect(kindsOf([row('a', [], { state: 'live' }), row('b', [], { state: 'attention' })])).toEqual(['begun', 'begun'])
  })

  it('does not go where it could not be read, or where nothing would be written', () => {
    const unread = row('a', [], { failure: failure('opportunity.not-found', 'Gone') })
    expect(kindsOf([unread, row('b', [], { writes: 0 })])).toEqual(['unread', 'nothing'])
  })

  it('waits for another deal of the same customer that goes first, and not for one that does not go', () => {
    const same = { customerId: 'acme' }
    expect(kindsOf([row('a', [], same), row('b', [], same), row('c')])).toEqual(['ready', 'after', 'ready'])
    expect(kindsOf([row('a', ['mapping.no-plan'], same), row('b', [], same)])).toEqual(['blocked', 'ready'])
  })
})

describe('the warnings of a batch', () => {
  it('are counted by deals, and those of deals that cannot go anyway are left out', () => {
    const rows = [
      row('a', ['subscription.replaces', 'product.inactive']),
      row('b', ['subscription.replaces']),
      row('c', ['product.inactive', 'mapping.no-plan']),
      row('d', ['opportunity.already-provisioned'], { state: 'live' }),
    ]
    expect(warningsOf(rows)).toEqual([
      { code: 'subscription.replaces', deals: 2 },
      { code: 'product.inactive', deals: 1 },
    ])
  })

  it('are acknowledged by their keys, and errors are not', () => {
    const both = row('a', ['subscription.replaces', 'mapping.no-plan'])
    expect(acknowledgedOf(both, new Set(['subscription.replaces', 'mapping.no-plan']))).toEqual([
      'subscription.replaces:a',
    ])
  })
})

describe('what a batch comes to', () => {
  it('adds amounts of one currency exactly, and never those of two', () => {
    const totals = totalsOf([
      row('a', [], { amount: { amount: '0.1', currency: 'usd' }, firstInvoice: { amount: '10', currency: 'usd' } }),
      row('b', [], { amount: { amount: '0.2', currency: 'usd' }, invoiceUnknown: true }),
      row('c', [], { amount: { amount: '5', currency: 'eur' } }),
    ])
    expect(totals.amounts).toEqual([
      { currency: 'eur', amount: '5' },
      { currency: 'usd', amount: '0.3' },
    ])
    expect(totals).toMatchObject({ firstInvoices: [{ currency: 'usd', amount: '10' }], invoicesUnknown: 1, writes: 6 })
  })

  it('adds credits of one currency and cadence', () => {
    const credits = (amount: string, cadence: 'MONTH' | 'YEAR') => ({
      credits: [{ currencyId: 'api', name: 'API credits', amount, cadence }],
    })
    const rows = [
      row('a', [], credits('5', 'MONTH')),
      row('b', [], credits('7', 'MONTH')),
      row('c', [], credits('1', 'YEAR')),
    ]
    expect(totalsOf(rows).credits.map(({ amount, cadence }) => `${amount} ${cadence}`)).toEqual(['12 MONTH', '1 YEAR'])
  })

  it('counts a customer that is made once', () => {
    const made = { customerExists: false, customerId: 'acme' }
    expect(totalsOf([row('a', [], made), row('b', [], made), row('c')])).toMatchObject({
      newCustomers: 1,
      deals: 3,
      subscriptions: 3,
    })
  })
})
