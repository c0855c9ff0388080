import { describe, expect, it } from 'vitest'

import { finding, findingCodes } from '#shared/domain/finding'

import { findingWords, sayFinding } from '#renderer/words/findings.ts'

const day = (moment: string): string => moment.slice(0, 10)

describe.each(findingCodes)('%s', (code) => {
  const said = sayFinding(finding(code), day)

  it('has a title, a whole sentence and a remedy, even where no fact is known', () => {
    expect(said.title).toMatch(/^[A-Z].*[^.]$/)
    expect(said.sentence).toMatch(/^\S.*\.$/)
    expect(said.remedy).toMatch(/^[A-Z].*\.$/)
  })

  it('is calm, and has no hole in it', () => {
    const text = `${said.title} ${said.sentence} ${said.remedy}`
    expect(text).not.toMatch(/!|oops|undefined|null|NaN/i)
  })
})

describe('what was found stands in the sentence', () => {
  it('names the product and both sides of a disagreement', () => {
    const facts = { product: 'Team seats', type: 'Plan', id: 'addon-seats', found: 'addon' }
    expect(sayFinding(finding('mapping.entity-disagrees', { facts }), day).sentence).toBe(
      'Team seats is typed Plan, but addon-seats is an add-on in Stigg. It would sell the wrong thing.',
    )
  })

  it('says which run of a colleague’s provisioned the deal, and since when', () => {
    const facts = { subscriptionId: 'sub-1', runId: 'run-9', elsewhere: 'yes', at: '2026-11-01T00:00:00.000Z' }
    expect(sayFinding(finding('opportunity.already-provisioned', { facts }), day).sentence).toBe(
      'Another copy of this app provisioned this deal (run run-9): subscription sub-1, from 2026-11-01. Going on makes another one.',
    )
  })

  it('says what is replaced, when, and how early', () => {
    const facts = { plan: 'Team', at: '2026-12-01T00:00:00.000Z', daysEarly: '212' }
    expect(sayFinding(finding('subscription.replaces', { facts }), day).sentence).toBe(
      'The running Team subscription is cancelled on 2026-12-01, 212 days before its end.',
    )
  })

  it('of an amendment says whether its plan, its quantity or what it builds on is missing', () => {
    const said = (facts: Record<string, string>): string =>
      sayFinding(finding('mapping.delta-lines', { facts }), day).sentence
    expect(said({ name: 'Acme amendment', missing: 'plan' })).toMatch(/no running subscription of the customer/)
    expect(said({ name: 'Seats', plan: 'Team', subscriptionId: 'sub-1' })).toMatch(/running Team subscription/)
    expect(said({ name: 'Seats', quantity: '50' })).toMatch(/^The lines of Seats add to or take from/)
  })

  it('says what was scheduled in words', () => {
    const facts = { plan: 'Team', count: '2', types: 'UNIT_AMOUNT, SOMETHING_NEW' }
    expect(sayFinding(finding('subscription.schedule-lost', { facts }), day).sentence).toBe(
      '2 scheduled changes of the Team subscription will not happen (its quantities, SOMETHING_NEW).',
    )
  })

  it('ends with one full stop where a name has its own', () => {
    const facts = { side: 'customer', name: 'Acme', otherAccountId: '0015g00000AbCdEAAV', account: 'Acme Inc.' }
    expect(sayFinding(finding('link.conflict', { facts }), day).sentence).toMatch(/not to Acme Inc\.$/)
  })

  it('shows an unpaid amount with its currency', () => {
    const facts = { plan: 'Team', amount: '1250.5', currency: 'eur' }
    expect(sayFinding(finding('billing.open-invoice', { facts }), day).sentence).toContain('€1,250.50')
  })

  it('shows how lines were summed', () => {
    const facts = { name: 'Seats', lines: '2', sum: '100 + 50', quantity: '150' }
    expect(sayFinding(finding('mapping.duplicate', { facts }), day).sentence).toBe(
      '2 lines map to Seats and are summed: 100 + 50 = 150.',
    )
  })
})

it('leads from a missing detail to the detail', () => {
  expect(findingWords['billing.period-missing'].action).toMatchObject({ kind: 'detail', detail: 'billingPeriod' })
  expect(findingWords['subscription.resource-required'].action).toMatchObject({ detail: 'resourceId' })
})
