import { expect, it } from 'vitest'

import { sayAnswer } from '#renderer/words/answers.ts'

import { aStepRecord } from '../fixtures.ts'

const say = (moment: string): string => moment.slice(0, 10)
const answered = (facts: Record<string, string>): readonly string[] => {
  const { answer } = aStepRecord()
  return answer === null ? [] : sayAnswer({ ...answer, facts }, say)
}

it('says in words how a subscription stands and since when', () => {
  const facts = { status: 'IN_TRIAL', planId: 'plan-growth', startDate: '2026-11-21T03:21:44.391Z' }
  expect(answered(facts)).toEqual(['in trial', 'from 2026-11-21'])
})

it('counts what was written to Salesforce', () => {
  expect(answered({ records: '2', fields: '1' })).toEqual(['1 field of 2 records'])
})

it('leaves out what the step itself says', () => {
  expect(answered({ status: 'PAYMENT_REQUIRED' })).toEqual([])
})

it('hides nothing that it has no words for', () => {
  expect(answered({ status: 'ON_HOLD', region: 'eu' })).toEqual(['on hold', 'region: eu'])
})

it('names the IDs that an application said, and the customer once', () => {
  const facts = { customerId: 'cust-1', 'resourceId.product-northwind': 'ws-1' }
  expect(answered(facts)).toEqual(['customer cust-1', 'resource ws-1'])
  const { answer } = aStepRecord()
  expect(answer && sayAnswer({ ...answer, recordId: 'cust-1', facts }, say)).toEqual([
    'the customer to use',
    'resource ws-1',
  ])
})
