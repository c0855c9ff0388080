import { expect, it } from 'vitest'

import { checkoutsOf, dealsOf } from '#core/customers/parts'
import { somePorts, aBatch } from '#test/fakes/open-core'
import { accountId, aDeal, anOpportunity, opportunityId } from '#test/builders'
import { aRun, aStepRecord, customerStep } from '../run-builders.ts'

const answer = { recordId: 'sub-1', foundExisting: false, byRunId: null, checkoutUrl: null, facts: {} }

it('knows the payments that runs of the customer wait for, the newest run of a subscription alone', () => {
  const { journal } = somePorts()
  const waits = (id: string, checkoutUrl: string | null, customerId = 'customer-1', recordId = 'sub-1') =>
    journal.open(
      aRun({
        id,
        customerId,
        state: 'waiting',
        steps: [aStepRecord(customerStep, { state: 'waiting', answer: { ...answer, recordId, checkoutUrl } })],
      }),
    )
  waits('old', 'https://pay.example/old')
  waits('new', 'https://pay.example/new')
  waits('no page', '', 'customer-1', 'sub-2')
  waits('nothing due', null, 'customer-1', 'sub-3')
  waits('of another', 'https://pay.example/x', 'customer-2', 'sub-4')
  expect(checkoutsOf('customer-1', journal)).toEqual([
    { subscriptionId: 'sub-2', url: '', runId: 'no page' },
    { subscriptionId: 'sub-1', url: 'https://pay.example/new', runId: 'new' },
  ])
})

it('lists each deal of a customer and of an account once, the last closed first', () => {
  const { ports } = somePorts()
  const older = anOpportunity({ id: '0065g00000OlderAAA', closeDate: '2020-01-01' })
  ports.mirror.upsert([...aBatch().deals, { ...aDeal(), opportunity: older }])
  const about = { customerId: aDeal().account?.stiggCustomerId ?? null, accountId }
  expect(dealsOf(about, ports.mirror).map(({ id }) => id)).toEqual([opportunityId, older.id])
  expect(dealsOf({ customerId: null, accountId: null }, ports.mirror)).toEqual([])
})
