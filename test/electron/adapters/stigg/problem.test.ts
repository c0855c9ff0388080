import { describe, expect, it } from 'vitest'

import { graphqlProblem, isOpenInvoice, jsonOf, normalCode, restProblem } from '#adapters/stigg/problem'
import { failureCodeOf, toFailure } from '#adapters/stigg/to-failure'

describe('reading an error', () => {
  it.each([
    ['flat', { message: 'Not found', code: 'CustomerNotFound' }, 'CustomerNotFound', 'Not found'],
    ['flat, code null', { message: 'Broken', code: null }, null, 'Broken'],
    ['nested', { error: { code: 'UNAUTHENTICATED', message: 'Invalid' } }, 'UNAUTHENTICATED', 'Invalid'],
    [
      'as the Edge API has it',
      { error: 'rate_limit_exceeded', message: 'Slow down' },
      'rate_limit_exceeded',
      'Slow down',
    ],
    ['with a list of messages', { message: ['a is wrong', 'b as well'], code: 'X' }, 'X', 'a is wrong; b as well'],
    ['a bare text', { error: 'it broke' }, null, 'it broke'],
    ['nothing at all', undefined, null, 'Stigg answered 400'],
    ['a list', [1, 2], null, 'Stigg answered 400'],
    ['null', null, null, 'Stigg answered 400'],
  ])('takes the shape: %s', (_, body, code, message) => {
    expect(restProblem(400, body, null)).toEqual({ status: 400, code, message, traceId: null })
  })

  it('keeps the trace ID, of the body before that of the header', () => {
    expect(restProblem(500, { message: 'x', traceId: 'body' }, 'header').traceId).toBe('body')
    expect(restProblem(500, { message: 'x' }, 'header').traceId).toBe('header')
  })

  it('does not carry a page along as a message', () => {
    expect(restProblem(500, { message: 'x'.repeat(9_000) }, null).message).toHaveLength(500)
  })

  it('reads the first error of a query, and none where there is none', () => {
    const errors = [{ message: 'no', extensions: { code: 'WorkflowTriggerNotFound', traceId: 't' } }, { message: '2' }]
    const problem = { status: 200, code: 'WorkflowTriggerNotFound', message: 'no', traceId: 't' }
    expect(graphqlProblem(200, { errors, data: null })).toEqual(problem)
    for (const body of [{ data: {} }, { errors: [] }, { errors: ['x'] }, null, undefined, 'x'])
      expect(graphqlProblem(200, body)).toBeNull()
    expect(graphqlProblem(400, { errors: [{}] })).toMatchObject({ code: null, message: 'The query failed' })
  })

  it('takes what is no JSON for none', () => {
    expect([jsonOf(''), jsonOf('<html>'), jsonOf('{"a'), jsonOf('null')]).toEqual([
      undefined,
      undefined,
      undefined,
      null,
    ])
  })

  it('compares codes in one form', () => {
    expect(normalCode('CUSTOMER_NOT_FOUND')).toBe(normalCode('CustomerNotFound'))
  })
})

describe('sorting a refusal', () => {
  const problem = (status: number, code: string | null) => ({ status, code, message: 'x', traceId: null })
  it.each([
    [401, null, 'stigg.key-refused'],
    [200, 'UNAUTHENTICATED', 'stigg.key-refused'],
    [401, 'ApiKeyExpired', 'stigg.key-refused'],
    [403, 'AccessDeniedError', 'stigg.not-permitted'],
    [200, 'IdentityForbidden', 'stigg.not-permitted'],
    [429, null, 'stigg.rate-limited'],
    [200, 'RateLimitExceeded', 'stigg.rate-limited'],
    [409, 'ObjectAlreadyBeingUsedByAnotherRequestError', 'stigg.rate-limited'],
    [409, 'DuplicatedEntityNotAllowed', 'stigg.conflict'],
    [400, 'DuplicateIntegrationNotAllowed', 'stigg.conflict'],
    [404, 'PlanNotFound', 'stigg.not-found'],
    [400, 'CustomerNotFound', 'stigg.not-found'],
    [404, null, 'stigg.not-found'],
    [400, 'BillingPeriodMissingError', 'stigg.refused'],
    [422, null, 'stigg.refused'],
    [418, 'SomethingThatWeDoNotKnow', 'stigg.refused'],
    [302, null, 'stigg.unexpected-answer'],
    [500, 'UnexpectedError', 'stigg.unreachable'],
    [503, null, 'stigg.unreachable'],
  ])('%i %s is %s', (status, code, expected) => {
    expect(failureCodeOf(problem(status, code))).toBe(expected)
  })

  it.each([
    ['The previous subscription has an open, unpaid invoice', true],
    ['Invoice in_1 is still OPEN', true],
    ['Cannot replace: outstanding invoice', true],
    ['The customer has no e-mail to send the invoice to', false],
    ['Open the settings', false],
  ])('knows the refusal because of an open invoice by its words: %s', (message, expected) => {
    const refusal = { status: 400, code: null, message, traceId: null }
    expect(isOpenInvoice(refusal)).toBe(expected)
    const last = {
      kind: 'answered',
      status: 400,
      text: '',
      retryAfterMs: null,
      traceId: null,
      requestId: null,
    } as const
    const { facts } = toFailure({ last, problem: refusal, misread: null, mayBeApplied: false })
    expect(facts.reason).toBe(expected ? 'open-invoice' : undefined)
  })
})
