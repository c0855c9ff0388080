import { describe, expect, it } from 'vitest'

import { problemsInRules } from '#shared/domain/rules-problems'
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
  })
})
