import { MantineProvider } from '@mantine/core'
import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'

import type { StepRecord } from '#shared/domain/run'
import { failure } from '#shared/failure'

import { StepList } from '#renderer/features/runs/StepList.tsx'

import { aStepRecord } from '../../fixtures.ts'

const show = (...records: StepRecord[]): void =>
  void render(
    <MantineProvider>
      <StepList records={records} timeZone="America/New_York" ended />
    </MantineProvider>,
  )
const waiting = (checkoutUrl: string | null): StepRecord =>
  aStepRecord({
    state: 'waiting',
    answer: { recordId: 'sub-1', foundExisting: false, byRunId: null, checkoutUrl, facts: {} },
  })

describe('a payment that is due', () => {
  it('leads to the page where it is made', () => {
    show(waiting('https://pay.example/cs_1'))
    expect(screen.getByRole('link', { name: 'Checkout page at pay.example' })).toHaveAttribute(
      'href',
      'https://pay.example/cs_1',
    )
  })

  it('has no link where Stigg names no page', () => {
    show(waiting(''))
    expect(screen.getByText(/Stigg names no page for it/)).toBeVisible()
    expect(screen.queryByRole('link')).toBeNull()
  })
})

it('says in the service’s own words why it refused', () => {
  const refusal = failure('stigg.refused', 'for the log', { message: 'The billing provider refused the request' })
  show(aStepRecord({ state: 'refused', answer: null, failure: refusal }))
  expect(screen.getByText(/It said: “The billing provider refused the request.”/)).toBeVisible()
})

it('names the record that was not saved by a word, not by its ID', () => {
  const { step } = aStepRecord()
  const recordId = '0015g00000AbCdEAAV'
  const writeBack: StepRecord['step'] = {
    kind: 'write-back',
    id: step.id,
    records: [{ object: 'Account', recordId, fields: {} }],
  }
  const refusal = failure('salesforce.refused', 'for the log', {
    record: recordId,
    message: 'Closed deals are locked.',
  })
  show(aStepRecord({ step: writeBack, state: 'refused', answer: null, failure: refusal }))
  expect(screen.getByText(/The account was not saved. It said: “Closed deals are locked.”/)).toBeVisible()
})

it('writes the day in the org’s time zone', () => {
  const { answer } = aStepRecord()
  const facts = { status: 'ACTIVE', startDate: '2026-11-21T03:21:44.391Z' }
  show(aStepRecord({ answer: answer && { ...answer, facts } }))
  expect(screen.getByText('from 20 Nov 2026, 22:21')).toBeVisible()
})
