import { describe, expect, it } from 'vitest'

import type { Template, TemplateConditions } from '#shared/domain/template'
import { templateFor } from '#shared/domain/template-for'
import { anOpportunity } from '#test/builders'

const always: TemplateConditions = {
  stages: [],
  opportunityTypes: [],
  recordTypes: [],
  amountFrom: null,
  amountTo: null,
  planIds: [],
}
const template = (id: string, when: Partial<TemplateConditions> = {}): Template => ({
  id,
  name: id,
  when: { ...always, ...when },
  values: {},
})
const deal = anOpportunity({ amount: '48000', type: 'Renewal', recordType: 'Existing_Business' })

describe('the template of a deal', () => {
  it.each([
    ['asks nothing', {}, true],
    ['asks for its stage', { stages: ['Closed Won'] }, true],
    ['asks for another type', { opportunityTypes: ['New Business'] }, false],
    ['asks for its record type', { recordTypes: ['Existing_Business'] }, true],
    ['asks for an amount that it has, both ends included', { amountFrom: '48000', amountTo: '48000.00' }, true],
    ['asks for more', { amountFrom: '48000.01' }, false],
    ['asks for less', { amountTo: '47999.99' }, false],
    ['asks for another plan', { planIds: ['plan-team'] }, false],
    [
      'asks for one of its plans and its stage',
      { planIds: ['plan-team', 'plan-enterprise'], stages: ['Closed Won'] },
      true,
    ],
  ])('applies where it %s: %s -> %s', (_title, when, applies) => {
    const found = templateFor([template('one', when)], deal, 'plan-enterprise', undefined)
    expect(found?.id ?? null).toBe(applies ? 'one' : null)
  })

  it('is the first of those that apply', () => {
    const all = [template('no', { stages: ['POC'] }), template('first'), template('second')]
    expect(templateFor(all, deal, 'plan-enterprise', undefined)?.id).toBe('first')
  })

  it('is the one that a person chose, whatever it asks, or none where they chose none', () => {
    const all = [template('first'), template('other', { stages: ['POC'] })]
    expect(templateFor(all, deal, 'plan-enterprise', 'other')?.id).toBe('other')
    expect(templateFor(all, deal, 'plan-enterprise', null)).toBeNull()
    expect(templateFor(all, deal, 'plan-enterprise', 'gone')).toBeNull()
  })

  it('asks for an amount in vain where the deal has none', () => {
    expect(
      templateFor([template('one', { amountFrom: '1' })], { ...deal, amount: null }, 'plan-x', undefined),
    ).toBeNull()
  })
})
