import { describe, expect, it } from 'vitest'

import { ExchangeError } from '#adapters/http/exchange-error'
import { toOAuthFailure, verdictOn } from '#adapters/salesforce/oauth'
import { createRedactor } from '#adapters/salesforce/redact'

describe('verdictOn', () => {
  it.each([
    ['invalid_grant', 'expired access/refresh token', 'final'],
    ['invalid_grant', 'authentication failure', 'final'],
    ['invalid_grant', "user hasn't approved this consumer", 'final'],
    ['invalid_grant', 'user is inactive', 'final'],
    ['inactive_user', 'user is inactive', 'final'],
    ['inactive_org', 'organization is inactive', 'final'],
    ['invalid_grant', 'ip restricted', 'config'],
    ['invalid_grant', 'ip not allowed', 'config'],
    ['invalid_client', 'app must be installed into org', 'config'],
    ['invalid_client_id', 'client identifier invalid', 'config'],
    ['invalid_app_access', 'user is not admin approved to access this app', 'config'],
    ['unsupported_grant_type', 'grant type not supported', 'config'],
    ['OAUTH_EC_APP_NOT_FOUND', 'External client app is not installed in this org', 'config'],
    ['ERROR_HTTP_503', '<html>', 'transient'],
    ['temporarily_unavailable', '', 'transient'],
  ])('%s (%s) is %s', (error, description, verdict) => {
    expect(verdictOn(error, description)).toBe(verdict)
  })
})

describe('toOAuthFailure', () => {
  const redactor = createRedactor()
  const named = (name: string, message: string) => Object.assign(new Error(message), { name })

  it('keeps what Salesforce said as facts', () => {
    expect(toOAuthFailure(named('invalid_app_access', 'user is not admin approved'), redactor)).toMatchObject({
      code: 'salesforce.needs-admin',
      facts: { error: 'invalid_app_access', description: 'user is not admin approved' },
    })
  })

  it('takes a lost exchange for a passing thing', () => {
    expect(toOAuthFailure(new ExchangeError('ECONNRESET', true, 'x: ECONNRESET'), redactor).code).toBe(
      'salesforce.unreachable',
    )
  })

  it('says when there were too many logins', () => {
    expect(toOAuthFailure(named('rate_limit_exceeded', 'login rate exceeded'), redactor).code).toBe(
      'salesforce.limit-reached',
    )
  })

  it('never repeats a token that an error page echoes', () => {
    const echoed = toOAuthFailure(named('invalid_grant', 'bad token 5Aep861CanaryCanary'), redactor)
    expect(JSON.stringify(echoed)).not.toContain('Canary')
  })
})
