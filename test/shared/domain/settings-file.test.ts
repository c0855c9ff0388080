import { describe, expect, it } from 'vitest'

import { changedRules, rulesInFile, settingsFileOf } from '#shared/domain/settings-file'
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

const file = (body: object, version = 1): string =>
  JSON.stringify({ kind: 'stigg-companion-settings', version, rules: body })

describe('a settings file', () => {
  it('gives the rules back as they were', () => {
    const whole = rules({ templates: [template('annual')], raised: { 'product.inactive': 'error' } })
    expect(rulesInFile(settingsFileOf(whole))).toEqual({ rules: whole })
  })

  it('may leave out what came later, which then has its default', () => {
    const { templates: _templates, raised: _raised, ...older } = rules()
    expect(rulesInFile(file(older))).toEqual({ rules: rules() })
  })

  it.each([
    ['', 'damaged'],
    ['not JSON', 'damaged'],
    ['{}', 'not-settings'],
    ['[1]', 'not-settings'],
    ['null', 'not-settings'],
    [file({}, 2), 'other-version'],
  ])('%j is refused as %s', (text, why) => expect(rulesInFile(text)).toMatchObject({ why }))

  it.each([
    ['beside the rules', JSON.stringify({ ...JSON.parse(settingsFileOf(rules())), colour: 1 }), 'colour'],
    ['among the rules', file({ ...rules(), trialDay: 14 }), 'rules.trialDay'],
    [
      'in a template',
      file({ ...rules(), templates: [{ ...template('a'), values: { dueDays: 30 } }] }),
      'rules.templates.0.values.dueDays',
    ],
    ['named like something every object has', file({ ...rules(), toString: 1 }), 'rules.toString'],
  ])('that says something unknown %s is refused, naming it', (_title, text, at) => {
    expect(rulesInFile(text)).toEqual({ why: 'unknown-key', at })
  })

  it('with a value that cannot be is refused, naming the place', () => {
    expect(rulesInFile(file({ ...rules(), trialDays: 731 }))).toEqual({ why: 'not-valid', at: 'rules.trialDays' })
  })

  it('names what it would change', () => {
    expect(changedRules(rules(), rules({ trialDays: 30, templates: [template('annual')] }))).toEqual([
      'trialDays',
      'templates',
    ])
    expect(changedRules(rules(), rules())).toEqual([])
  })
})
