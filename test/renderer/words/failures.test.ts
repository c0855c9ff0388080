import { describe, expect, it } from 'vitest'

import { failure, failureCodes } from '#shared/failure'

import { sayFailure } from '#renderer/words/failures.ts'

describe.each(failureCodes)('%s', (code) => {
  const said = sayFailure(failure(code, 'for the log'))

  it('says what happened, whether anything was changed, and what to do', () => {
    expect(said.title).toMatch(/^[A-Z].*[^.]$/)
    for (const sentence of [said.happened, said.changed, said.todo]) expect(sentence).toMatch(/^[A-Z].*\.$/)
  })

  it('is calm, shows nothing of the log, and has no hole in it', () => {
    const { details, ...shown } = said
    const text = Object.values(shown).join(' ')
    expect(text).not.toMatch(/!|oops|undefined|NaN|for the log/i)
    expect(details).toContain('for the log')
  })
})

it('takes its button from the remedy', () => {
  expect(sayFailure(failure('stigg.unreachable', '')).button).toBe('Try again')
  expect(sayFailure(failure('salesforce.signed-out', '')).button).toBe('Sign in again')
  expect(sayFailure(failure('opportunity.stale', '')).button).toBe('Show the new preview')
})

it('says that an unanswered write may have happened', () => {
  expect(sayFailure(failure('stigg.outcome-unknown', '')).changed).toContain('not known')
})
