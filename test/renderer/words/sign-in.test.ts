import { describe, expect, it } from 'vitest'

import { failure, type Failure } from '#shared/failure'

import { sayFailure } from '#renderer/words/failures.ts'
import { signInTrouble, signInTroubles } from '#renderer/words/sign-in.ts'

const saidOf = (facts: Failure['facts'], code: Failure['code'] = 'sign-in.failed') =>
  sayFailure(failure(code, '', facts))

/** Source: Salesforce Help, "OAuth 2.0 Authorization Errors". Each with the words that tell it apart. */
const catalogue: readonly (readonly [error: string, description: string, title: RegExp])[] = [
  ['access_denied', 'end-user denied authorization', /declined/],
  ['access-denied', '', /declined/],
  ['invalid_request', 'missing required code challenge', /does not understand/],
  ['invalid_request', 'invalid code verifier', /proof/],
  ['invalid_scope', 'the requested scope is invalid, unknown, or malformed', /scope/],
  ['server_error', '', /trouble of its own/],
  ['temporarily_unavailable', '', /trouble of its own/],
  ['unknown_error', 'retry your request', /trouble of its own/],
  ['invalid_client_id', 'client identifier invalid', /consumer key/],
  ['invalid_client', 'app must be installed into org', /not installed/],
  ['invalid_client', 'invalid client credentials', /credentials/],
  ['invalid_client', 'Cross-org OAuth flows are not supported for this external client app', /another org/],
  ['redirect_uri_mismatch', 'redirect_uri must match configuration', /not registered/],
  ['OAUTH_EC_APP_NOT_FOUND', 'External client app is not installed in this org', /does not have the app/],
  ['OAUTH_APP_BLOCKED', 'this app is blocked by admin', /blocked/],
  ['OAUTH_APP_ACCESS_DENIED', 'user is not admin approved to access this app', /not approved/],
  ['OAUTH_APPROVAL_ERROR_GENERIC', 'An unexpected error has occurred during authentication.', /could not approve/],
  ['inactive_user', 'user is inactive', /user is not active/],
  ['inactive_org', 'organization is inactive', /org is not active/],
  ['rate_limit_exceeded', 'number of login attempts exceeded', /Too many/],
  ['rate_limit_exceeded', 'login rate exceeded', /Too many/],
  ['invalid_grant', 'expired authorization code', /too long/],
  ['invalid_grant', 'invalid authorization code', /too long/],
  ['invalid_grant', 'invalid code verifier', /proof/],
  ['invalid_grant', 'expired access/refresh token', /session has ended/],
  ['invalid_grant', 'authentication failure', /at this time/],
  ['invalid_grant', "user hasn't approved this consumer", /not approved/],
  ['invalid_grant', 'ip restricted', /this network/],
  ['invalid_grant', 'ip not allowed', /this network/],
  ['invalid_grant', 'user is inactive', /not active/],
  ['invalid_app_access', 'user is not admin approved to access this app', /not approved/],
  ['unsupported_grant_type', 'grant type not supported', /switched off/],
  ['ERROR_HTTP_502', 'an HTML page', /trouble of its own/],
  ['ECONNRESET', 'login.salesforce.com: ECONNRESET', /could not be reached/],
  ['TIMEOUT', 'login.salesforce.com: no whole answer', /could not be reached/],
  ['timeout', 'no answer', /in time/],
  ['ports_taken', '', /way back/],
  ['no_refresh_token', 'the app lacks the scope refresh_token', /could not be kept/],
  ['foreign_instance', 'https://evil.example', /unknown address/],
  ['unexpected_answer', 'no token in the answer', /unknown form/],
]

describe('why a sign-in failed', () => {
  it.each(catalogue)('%s: %s', (error, description, title) => {
    const said = saidOf({ error, description, redirectUri: 'http://localhost:1717/oauth/callback' })
    expect(said.title).toMatch(title)
    for (const sentence of [said.happened, said.todo]) expect(sentence).toMatch(/^[A-Z].*[.”]$/)
    expect(Object.values(said).join(' ')).not.toMatch(/!|undefined|NaN/)
  })

  it('has words of its own for every reason, none of which is out of reach', () => {
    const met = new Set(catalogue.map(([error, description]) => signInTrouble({ error, description })))
    const unmet = signInTroubles.filter((trouble) => !met.has(trouble)).map(({ title }) => title)
    // The login page that did not know the person never comes back by itself; its hint is shown while waiting.
    expect(unmet).toEqual(['The login page did not know you'])
  })

  it('quotes a reason that nobody knows, and what Salesforce said of one that is known', () => {
    expect(saidOf({ error: 'brand_new', description: 'something else' }).happened).toBe(
      'It was turned down. It said: “something else (brand_new).”',
    )
    expect(saidOf({ error: 'OAUTH_APP_BLOCKED', description: 'this app is blocked by admin' }).happened).toContain(
      '“this app is blocked by admin (OAUTH_APP_BLOCKED).”',
    )
  })

  it('names the very address that has to be registered', () => {
    const facts = { error: 'redirect_uri_mismatch', redirectUri: 'http://localhost:1727/oauth/callback' }
    expect(saidOf(facts).todo).toContain('http://localhost:1727/oauth/callback')
  })

  it('is said of a session that could not be renewed in the same words', () => {
    const inactive = { error: 'inactive_user', description: 'user is inactive' }
    expect(saidOf(inactive, 'salesforce.signed-out').happened).toContain('deactivated')
    const restricted = { error: 'invalid_grant', description: 'ip restricted' }
    expect(saidOf(restricted, 'salesforce.needs-admin').todo).toContain('VPN')
    expect(saidOf({}, 'salesforce.needs-admin').todo).toContain('install or approve')
    expect(saidOf({ reason: 'by-person' }, 'salesforce.signed-out').title).toBe('You are signed out of Salesforce')
    const notKept = saidOf({ reason: 'not-kept' }, 'salesforce.signed-out')
    expect([notKept.title, notKept.happened]).toEqual([
      'You are signed out of Salesforce',
      'No session is kept on this machine.',
    ])
  })
})

describe('a sign-in to another org', () => {
  const facts = { org: 'Globex', orgId: '00D2', expectedOrg: 'Northwind', expectedOrgId: '00D1', revoked: 'yes' }
  it('names both, and that nothing was kept', () => {
    const said = saidOf(facts, 'sign-in.other-org')
    expect(said.happened).toContain('Globex (00D2), and this profile belongs to Northwind (00D1)')
    expect(said.happened).toContain('nothing of it was kept')
  })
  it('says so where the names are not known, and where it could not be ended', () => {
    const said = saidOf({ orgId: '00D2', expectedOrgId: '00D1', revoked: 'no' }, 'sign-in.other-org')
    expect(said.happened).toContain('the org 00D2, and this profile belongs to the org 00D1')
    expect(said.happened).toContain('could not be ended at Salesforce')
  })
})

describe('what is set up wrong on the way', () => {
  it.each([
    [
      { reason: 'credentials', proxy: 'http://proxy.example', from: 'settings' },
      /user name or a password/,
      /environment/,
    ],
    [{ reason: 'scheme', proxy: 'socks5://proxy.example', from: 'environment' }, /SOCKS is not/, /HTTPS_PROXY/],
    [{ reason: 'not-an-address', proxy: 'what is set', from: 'settings' }, /no address/, /under Network/],
    [{ reason: 'unreachable', proxy: 'http://proxy.example', detail: 'ECONNREFUSED' }, /does not answer/, /VPN/],
    [{ reason: 'sign-in', proxy: 'http://proxy.example', detail: '407' }, /asks for a sign-in/, /let this machine/],
    [
      { reason: 'refused', proxy: 'http://proxy.example', host: 'a.example', detail: '403' },
      /a\.example: it answered 403/,
      /address through/,
    ],
  ])('in the proxy: %o', (facts, happened, todo) => {
    const said = saidOf(facts, 'network.proxy')
    expect(said.happened).toMatch(happened)
    expect(said.todo).toMatch(todo)
  })

  it.each([
    [{ file: '/a.pem', reason: 'not-found', from: 'settings' }, '/a.pem is not there.', /under Network/],
    [
      { file: '/a.pem', reason: 'not-pem', from: 'environment' },
      '/a.pem holds no certificate in PEM form.',
      /NODE_EXTRA_CA_CERTS/,
    ],
  ])('in the file of certificates: %o', (facts, happened, todo) => {
    const said = saidOf(facts, 'network.ca-file')
    expect(said.happened).toBe(happened)
    expect(said.todo).toMatch(todo)
  })
})
