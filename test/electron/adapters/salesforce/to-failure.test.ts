import { describe, expect, it } from 'vitest'

import { ExchangeError } from '#adapters/http/exchange-error'
import { createRedactor } from '#adapters/salesforce/redact'
import { codeFor, createFailures, mostTelling } from '#adapters/salesforce/to-failure'

const error = (code: string, message = '') => ({ code, message, fields: [] })

describe('codeFor', () => {
  it.each([
    ['INVALID_SESSION_ID', 401, 'read', 'salesforce.signed-out'],
    ['API_DISABLED_FOR_ORG', 403, 'read', 'salesforce.needs-admin'],
    ['API_CURRENTLY_DISABLED', 403, 'write', 'salesforce.needs-admin'],
    ['REQUEST_LIMIT_EXCEEDED', 403, 'write', 'salesforce.limit-reached'],
    ['SERVER_UNAVAILABLE', 503, 'read', 'salesforce.unreachable'],
    ['QUERY_TIMEOUT', 400, 'read', 'salesforce.unreachable'],
    ['HTTP_420', 420, 'read', 'salesforce.unreachable'],
    ['HTTP_429', 429, 'read', 'salesforce.limit-reached'],
    ['UNKNOWN_EXCEPTION', 500, 'read', 'salesforce.unexpected-answer'],
    ['MALFORMED_QUERY', 400, 'read', 'salesforce.unexpected-answer'],
    ['INVALID_FIELD', 400, 'read', 'salesforce.not-visible'],
    ['INVALID_FIELD', 400, 'write', 'salesforce.refused'],
    ['INVALID_TYPE', 400, 'read', 'salesforce.not-visible'],
    ['INSUFFICIENT_ACCESS_OR_READONLY', 400, 'read', 'salesforce.not-visible'],
    ['INSUFFICIENT_ACCESS_OR_READONLY', 403, 'write', 'salesforce.refused'],
    ['NOT_FOUND', 404, 'read', 'salesforce.not-found'],
    ['ENTITY_IS_DELETED', 404, 'write', 'salesforce.not-found'],
    ['UNABLE_TO_LOCK_ROW', 400, 'write', 'salesforce.locked'],
    ['ENTITY_IS_LOCKED', 400, 'write', 'salesforce.refused'],
    ['HTTP_412', 412, 'write', 'salesforce.refused'],
    ['HTTP_302', 302, 'read', 'salesforce.unexpected-answer'],
  ] as const)('%s with %i on a %s is %s', (code, status, intent, expected) => {
    expect(codeFor(error(code), status, intent)).toBe(expected)
  })

  it('tells a session that ran out from one that may not use the API', () => {
    const blocked = error('INVALID_SESSION_ID', 'This session is not valid for use with the REST API')
    expect(codeFor(blocked, 401, 'read')).toBe('salesforce.needs-admin')
  })
})

describe('createFailures', () => {
  const failures = createFailures(createRedactor())

  it('goes by the status where the body says nothing', () => {
    expect(failures.fromBody('<html>', 503, 'read').code).toBe('salesforce.unreachable')
    expect(failures.fromBody(null, 404, 'read').code).toBe('salesforce.not-found')
  })

  it('says why an exchange was lost, and lets a defect through', () => {
    expect(failures.fromThrown(new ExchangeError('ENOTFOUND', false, 'x: ENOTFOUND'))).toMatchObject({
      code: 'salesforce.unreachable',
      facts: { reason: 'ENOTFOUND' },
    })
    expect(() => failures.fromThrown(new TypeError('a bug'))).toThrow('a bug')
  })
})

describe('mostTelling', () => {
  it('finds the error that rolled the others back', () => {
    const cause = error('FIELD_CUSTOM_VALIDATION_EXCEPTION')
    expect(mostTelling([error('ALL_OR_NONE_OPERATION_ROLLED_BACK'), cause])).toBe(cause)
    expect(mostTelling([])).toBeUndefined()
  })
})
