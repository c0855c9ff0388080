import { describe, expect, it } from 'vitest'

import type { CreditPreset } from '#shared/domain/grant-request'
import { problemsInPresets, problemsInRules } from '#shared/domain/rules-problems'
import type { Template } from '#shared/domain/template'
import { rules } from '#test/builders'

const template = (id: string, when: Partial<Template['when']> = {}, vary: Partial<Template> = {}): Template => ({
  id,
  name: id,
  when: {
    stages: [],
    opportunityTypes: [],
    recordTypes: [],
    amountFrom: null,
    amountTo: null,
    planIds: [],
    ...when,
  },
  values: { paymentCollection: 'INVOICE', daysUntilDue: 30, trial: null },
  ...vary,
})
const topUp = (vary: Partial<CreditPreset> = {}): CreditPreset => ({
  name: 'Goodwill',
  currencyId: 'currency-credits',
  amount: '50',
  type: 'PROMOTIONAL',
  expiresInDays: null,
  priority: null,
  comment: null,
  collection: null,
  cost: null,
  ...vary,
})
const paid = { type: 'PAID', collection: 'INVOICE', cost: { amount: '9', currency: 'usd' } } as const
const guards = { repeatWithinHours: 24, maxPerGrant: null, maxPerDay: null }
/** Far above what a float tells apart: these two are one number to `Number`. */
const [large, larger] = ['9007199254740992', '9007199254740993']

describe('rules that cannot be put in force', () => {
  it.each([
    ['two templates of one ID', { templates: [template('a'), template('a')] }, 'templates.1.id', 'template-twice'],
    [
      'amounts that cross',
      { templates: [template('a', { amountFrom: '100', amountTo: '99' })] },
      'templates.0.when.amountTo',
      'amounts-crossed',
    ],
    [
      'large amounts that cross by one',
      { templates: [template('a', { amountFrom: larger, amountTo: large })] },
      'templates.0.when.amountTo',
      'amounts-crossed',
    ],
    ['a template without a name', { templates: [template('a', {}, { name: ' ' })] }, 'templates.0.name', 'empty'],
    [
      'a template with a name that is too long',
      { templates: [template('a', {}, { name: 'n'.repeat(81) })] },
      'templates.0.name',
      'too-large',
    ],
    ['a trial of more than two years', { trialDays: 731 }, 'trialDays', 'too-large'],
    ['a trial of no day', { trialDays: 0 }, 'trialDays', 'too-small'],
    ['a trial of half a day', { trialDays: 1.5 }, 'trialDays', 'not-valid'],
    ['invoices due after more than a year', { daysUntilDue: 366 }, 'daysUntilDue', 'too-large'],
    [
      'a check that is not known',
      { raised: { 'product.unheard-of': 'error' } },
      'raised.product.unheard-of',
      'unknown-check',
    ],
    [
      'a check named like something every object has',
      { raised: { toString: 'error' } },
      'raised.toString',
      'unknown-check',
    ],
    [
      'a check made weaker',
      { raised: { 'opportunity.no-lines': 'warning' } },
      'raised.opportunity.no-lines',
      'lowered',
    ],
    ['a top-up of nothing', { creditPresets: [topUp({ amount: '0' })] }, 'creditPresets.0.amount', 'not-positive'],
    ['a top-up without an amount', { creditPresets: [topUp({ amount: '' })] }, 'creditPresets.0.amount', 'empty'],
    ['a top-up of no number', { creditPresets: [topUp({ amount: '1.' })] }, 'creditPresets.0.amount', 'not-valid'],
    ['a top-up without a name', { creditPresets: [topUp({ name: ' ' })] }, 'creditPresets.0.name', 'empty'],
    ['two top-ups of one name', { creditPresets: [topUp(), topUp()] }, 'creditPresets.1.name', 'preset-twice'],
    [
      'a paid top-up that costs nothing',
      { creditPresets: [topUp({ ...paid, cost: null })] },
      'creditPresets.0.cost.amount',
      'empty',
    ],
    [
      'a paid top-up that nobody collects',
      { creditPresets: [topUp({ ...paid, collection: null })] },
      'creditPresets.0.collection',
      'empty',
    ],
    [
      'a promotional top-up with a cost',
      { creditPresets: [topUp({ cost: paid.cost })] },
      'creditPresets.0.type',
      'costs-nothing',
    ],
    [
      'a top-up that expires at once',
      { creditPresets: [topUp({ expiresInDays: 0 })] },
      'creditPresets.0.expiresInDays',
      'too-small',
    ],
    [
      'a limit that lets nothing through',
      { creditGuards: { ...guards, maxPerDay: '0' } },
      'creditGuards.maxPerDay',
      'not-positive',
    ],
    [
      'half an hour between equal grants',
      { creditGuards: { ...guards, repeatWithinHours: 0.5 } },
      'creditGuards.repeatWithinHours',
      'not-valid',
    ],
  ] as const)('have %s', (_title, vary, at, why) => {
    expect(problemsInRules(rules(vary as never))).toMatchObject([{ at, why }])
  })

  it.each([
    [{ trialDays: 731 }, 730],
    [{ trialDays: 0 }, 1],
    [{ templates: [template('a', {}, { name: 'n'.repeat(81) })] }, 80],
    [{ templates: [template('a', {}, { name: '' })] }, undefined],
  ])('name the limit that %j is beyond', (vary, limit) => {
    expect(problemsInRules(rules(vary)).map((problem) => problem.limit)).toEqual([limit])
  })

  it('are told of all at once', () => {
    const wrong = rules({ trialDays: 731, daysUntilDue: 366, templates: [template('a', {}, { name: '' })] })
    expect(
      problemsInRules(wrong)
        .map(({ at }) => at)
        .sort(),
    ).toEqual(['daysUntilDue', 'templates.0.name', 'trialDays'])
  })

  it('are none of the usual ones, nor amounts that are equal', () => {
    expect(problemsInRules(rules({ trialDays: 730, daysUntilDue: 365 }))).toEqual([])
    const equal = template('b', { amountFrom: '100', amountTo: '100.00' })
    expect(problemsInRules(rules({ templates: [template('a'), equal] }))).toEqual([])
    expect(problemsInRules(rules({ creditPresets: [topUp(), topUp({ ...paid, name: 'Top-up' })] }))).toEqual([])
    expect(problemsInRules(rules({ creditGuards: { ...guards, repeatWithinHours: 0, maxPerDay: '0.5' } }))).toEqual([])
  })
})

describe('a top-up’s currency', () => {
  const currency = { id: 'currency-credits', name: 'Credits', unit: null, units: null, archived: false }
  const at = [{ at: 'creditPresets.0.currencyId', why: 'no-such-currency' }]

  it('has to be one that Stigg has and has not archived', () => {
    const problems = (currencies: Parameters<typeof problemsInPresets>[1]) => problemsInPresets([topUp()], currencies)
    expect(problems([])).toEqual(at)
    expect(problems([{ ...currency, archived: true }])).toEqual(at)
    expect(problems([currency])).toEqual([])
  })
})
