import { expect, it } from 'vitest'

import { failure } from '#shared/failure'
import { sayHalt, sayLeftBehind } from '#renderer/words/left-behind.ts'

import { aStepRecord } from '../fixtures.ts'

const done = aStepRecord()
const refused = aStepRecord({ state: 'refused', answer: null, failure: failure('stigg.refused', 'No') })
const unknown = aStepRecord({ state: 'unknown', answer: null, answeredAt: null })
const unsent = aStepRecord({ state: 'planned', answer: null, sentAt: null, answeredAt: null })

it('says of every step what became of it, by its number', () => {
  expect(sayLeftBehind([done, done, refused, unsent])).toBe(
    'Steps 1 and 2 were done and stay. Step 3 was refused and changed nothing. Step 4 was not sent.',
  )
})

it('does not say that nothing was left behind where that is not known', () => {
  expect(sayLeftBehind([unknown, unsent])).toBe('Whether step 1 was done is not known. Step 2 was not sent.')
})

it('says so where nothing was left behind', () => {
  expect(sayLeftBehind([refused, unsent, unsent])).toBe(
    'It left nothing behind. Step 1 was refused and changed nothing. Steps 2 and 3 were not sent.',
  )
})

it('says that a payment is waited for', () => {
  const waiting = aStepRecord({ state: 'waiting' })
  expect(sayLeftBehind([done, waiting, unsent])).toBe(
    'Step 1 was done and stays. Step 2 was accepted and waits for payment. Step 3 was not sent.',
  )
})

it('does not say of a workflow that ran and failed that it changed nothing', () => {
  const failed = aStepRecord({ state: 'refused', answer: null, failure: failure('workflow.failed', 'It failed') })
  expect(sayLeftBehind([failed])).toBe('Step 1 ran and failed.')
})

it('tells what was given up and had been done from what was given up and never sent', () => {
  const held = aStepRecord({ state: 'abandoned' })
  const turnedDown = aStepRecord({ state: 'abandoned', answer: null })
  const never = aStepRecord({ state: 'abandoned', answer: null, sentAt: null, answeredAt: null })
  expect(sayLeftBehind([held, turnedDown, never])).toBe(
    'Step 1 was done and stays. Step 2 changed nothing. Step 3 was not sent.',
  )
})

it('names the step that a run stopped at, and why where that is known', () => {
  expect(sayHalt([done, refused, unsent])).toMatch(
    /^The run stopped at step 2 of 3, .+: Stigg refused it\. Step 1 was done and stays\./,
  )
  expect(sayHalt([done, unsent])).toMatch(/^The run stopped at step 2 of 2, [^:]+\. Step 1 was done/)
})
