import { expect, it } from 'vitest'

import type { TextField } from '#shared/domain/org-choices'
import type { ReturnField } from '#shared/domain/profile'
import { problemsInReturnData, withDescribedLengths } from '#shared/domain/return-fields'

const fields: readonly TextField[] = [
  { object: 'Opportunity', field: 'Stigg_ID__c', label: 'Stigg ID', length: 36, updateable: true },
  { object: 'Opportunity', field: 'Locked__c', label: 'Locked', length: 255, updateable: false },
  { object: 'Opportunity', field: 'Short__c', label: 'Short', length: 35, updateable: true },
  { object: 'OpportunityLineItem', field: 'Stigg_ID__c', label: 'Stigg ID', length: 255, updateable: true },
]
const returned = (field: string, vary: Partial<ReturnField> = {}): ReturnField => ({
  value: 'subscription-id',
  object: 'Opportunity',
  field,
  length: 255,
  ...vary,
})
const problems = (...data: ReturnField[]) => problemsInReturnData(data, fields, []).map(({ at, why }) => [at, why])

it('takes a field that is there, may be written and holds the value', () => {
  expect(problems(returned('Stigg_ID__c'), returned('Stigg_ID__c', { object: 'OpportunityLineItem' }))).toEqual([])
  expect(problems(returned('Short__c', { value: 'status' }))).toEqual([])
})

it.each([
  ['Gone__c', 'no-such-field'],
  ['Locked__c', 'field-read-only'],
  ['Short__c', 'field-too-short'],
])('says what is wrong with %s', (field, why) => {
  expect(problems(returned(field))).toEqual([['returnData.0.field', why]])
})

it('takes a field once, and never the one that the ID goes to anyway', () => {
  expect(problems(returned('Stigg_ID__c'), returned('Stigg_ID__c', { value: 'plan' }))).toEqual([
    ['returnData.1.field', 'field-twice'],
  ])
  const mapped = { ...returned('stigg_id__c'), label: '', foundBy: 'name', updateable: true } as const
  expect(problemsInReturnData([returned('Stigg_ID__c')], fields, [mapped])).toMatchObject([{ why: 'field-twice' }])
})

it('never writes over a field that carries the mapping of a line', () => {
  const line = {
    ...returned('Stigg_ID__c', { object: 'OpportunityLineItem' }),
    label: '',
    foundBy: 'name',
    updateable: true,
  }
  const mapped = [null, { ...line, foundBy: 'name' as const }]
  const wanted = returned('Stigg_ID__c', { object: 'OpportunityLineItem' })
  expect(problemsInReturnData([wanted], fields, mapped)).toMatchObject([{ why: 'field-twice' }])
})

it('believes describe about lengths, not what was said', () => {
  expect(withDescribedLengths([returned('Stigg_ID__c', { length: 9_999 })], fields)).toMatchObject([{ length: 36 }])
})

it('believes describe also where a name is written in another case', () => {
  expect(withDescribedLengths([returned('stigg_id__C', { length: 9_999 })], fields)).toEqual([
    returned('Stigg_ID__c', { length: 36 }),
  ])
})
