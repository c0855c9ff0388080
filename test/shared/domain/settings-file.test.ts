import { describe, expect, it } from 'vitest'

import { changedRules, problemInRules, rulesInFile, settingsFileOf } from '#shared/domain/settings-file'
import type { Template } from '#shared/domain/template'
import { rules } from '#test/builders'

const template = (id: string, amounts: Partial<Template['when']> = {}): Template => ({
  id,
  name: id,
  when: {
    stages: [],
    opportunityTypes: [],
    recordTypes: [],
    amountFrom: null,
    amountTo: null,
    planIds: [],
    ...amounts,
  },
  values: { paymentCollection: 'INVOICE', daysUntilDue: 30, trial: null },
})

describe('a settings file', () => {
  it('gives the rules back as they were', () => {
    const whole = rules({ templates: [template('annual')], raised: { 'product.inactive': 'error' } })
    expect(rulesInFile(settingsFileOf(whole))).toEqual(whole)
  })

  it.each(['', 'not JSON', '{}', '{"kind":"stigg-companion-settings","version":2,"rules":{}}', '[1]'])(
    'that is none of this version is told from one that is: %j',
    (text) => expect(rulesInFile(text)).toBeNull(),
  )

  it('names what it would change', () => {
    expect(changedRules(rules(), rules({ trialDays: 30, templates: [template('annual')] }))).toEqual([
      'trialDays',
      'templates',
    ])
    expect(changedRules(rules(), rules())).toEqual([])
  })
})

describe('rules that cannot be put in force', () => {
  it.each([
    ['two templates of one ID', { templates: [template('a'), template('a')] }, 'template-twice'],
    ['amounts that cross', { templates: [template('a', { amountFrom: '100', amountTo: '99' })] }, 'amounts-crossed'],
    ['a check that is not known', { raised: { 'product.unheard-of': 'error' } }, 'unknown-check'],
    ['a check made weaker', { raised: { 'opportunity.no-lines': 'warning' } }, 'lowered'],
  ] as const)('have %s', (_title, vary, why) => {
    expect(problemInRules(rules(vary as never))).toMatchObject({ why })
  })

  it('are none of the usual ones', () => {
    expect(problemInRules(rules({ templates: [template('a'), template('b')] }))).toBeNull()
  })
})
