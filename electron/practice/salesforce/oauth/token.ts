import type { Context, Hono } from 'hono'
import type { PracticeEnv } from '../../control.ts'
import type { Org } from '../rows/org.ts'
import { findApp } from './app.ts'
import type { Grants, Tokens } from './grants.ts'
import { TOKEN_FAULTS } from './refusals.ts'
import { challengeOf, hashOf } from './tokens.ts'

interface TokenOptions {
  readonly org: Org
  readonly grants: Grants
  readonly url: () => string
}

/** Stands in the identity of a sign-in that went to another org than the app's person meant. */
const OTHER_ORG_ID = '00D5g00000GlobEEAR'

const JSON_HEADERS = {
  'Content-Type': 'application/json;charset=UTF-8',
  'Cache-Control': 'no-store',
  Pragma: 'no-cache',
}

/**
 * Codes and refresh tokens for sessions, and back. Form-encoded alone; errors are `{error, error_description}`.
 * Source: Salesforce Help, "OAuth 2.0 Web Server Flow", "OAuth 2.0 Refresh Token Flow", "Revoke OAuth Tokens".
 */
export function tokenRoutes(app: Hono<PracticeEnv>, options: TokenOptions): void {
  app.post('/services/oauth2/token', async (c) => {
    const form = await formOf(c)
    const grantType = form.get('grant_type')
    const fault = faultAnswer(c, grantType)
    if (fault) return fault
    if (grantType === null || !['authorization_code', 'refresh_token'].includes(grantType))
      return problem(c, 'unsupported_grant_type', 'grant type not supported')
    if (!findApp(form.get('client_id'))) return problem(c, 'invalid_client_id', 'client identifier invalid')
    return grantType === 'refresh_token' ? refresh(c, form, options) : exchange(c, form, options)
  })
  app.get('/services/oauth2/token', (c) => problem(c, 'invalid_request', 'must use HTTP POST'))

  const revoke = (c: Context<PracticeEnv>, token: string | null | undefined) => {
    if (!token) return problem(c, 'invalid_request', 'token is missing')
    return options.grants.revoke(token) ? c.body('', 200) : problem(c, 'invalid_token', 'invalid token')
  }
  app.post('/services/oauth2/revoke', async (c) => revoke(c, (await formOf(c)).get('token') ?? c.req.query('token')))
  app.get('/services/oauth2/revoke', (c) => revoke(c, c.req.query('token')))
}

/** The form's fields; a body of another kind has none. */
async function formOf(c: Context<PracticeEnv>): Promise<URLSearchParams> {
  const type = c.req.header('Content-Type') ?? ''
  const text = await c.req.text()
  return new URLSearchParams(type.includes('application/x-www-form-urlencoded') ? text : '')
}

const problem = (c: Context<PracticeEnv>, error: string, error_description: string, status: 400 | 401 | 503 = 400) =>
  c.body(JSON.stringify({ error, error_description }), status, JSON_HEADERS)

function faultAnswer(c: Context<PracticeEnv>, grantType: string | null): Response | undefined {
  const name = c.get('namedFault')?.name ?? ''
  if (name === 'refresh-revoked' && grantType !== 'refresh_token') return undefined
  const [error, description] = TOKEN_FAULTS[name] ?? []
  return error === undefined || description === undefined ? undefined : problem(c, error, description)
}

function exchange(c: Context<PracticeEnv>, form: URLSearchParams, options: TokenOptions): Response {
  const code = form.get('code')
  const grant = code === null ? undefined : options.grants.takeCode(code)
  if (!grant) return problem(c, 'invalid_grant', code ? 'expired authorization code' : 'invalid authorization code')
  if (form.get('redirect_uri') !== grant.redirectUri)
    return problem(c, 'redirect_uri_mismatch', 'redirect_uri must match configuration')
  if (challengeOf(form.get('code_verifier') ?? '') !== grant.challenge)
    return problem(c, 'invalid_grant', 'invalid code verifier')
  return answer(c, options.grants.open(grant.userId, grant.scopes), options, grant.nonce)
}

function refresh(c: Context<PracticeEnv>, form: URLSearchParams, options: TokenOptions): Response {
  const tokens = options.grants.refresh(form.get('refresh_token') ?? '')
  if (!tokens) return problem(c, 'invalid_grant', 'expired access/refresh token')
  if (c.get('namedFault')?.name === 'rotation-lost') {
    // The new token exists, and the answer that carries it never arrives.
    c.env.incoming.socket.resetAndDestroy()
    return c.body(null, 500)
  }
  return answer(c, tokens, options, null)
}

function answer(c: Context<PracticeEnv>, tokens: Tokens, { org, url }: TokenOptions, nonce: string | null): Response {
  const { accessToken, refreshToken, userId, scopes } = tokens
  const fault = c.get('namedFault')?.name
  // The service's clock may run ahead of ours, by a day here.
  const issuedAt = String(org.clock.now().getTime() + (fault === 'clock-ahead' ? 86_400_000 : 0))
  const id = `${url()}/id/${fault === 'other-org' ? OTHER_ORG_ID : org.id}/${userId}`
  const body = {
    access_token: accessToken,
    ...(refreshToken !== undefined && fault !== 'no-refresh-token' && { refresh_token: refreshToken }),
    signature: Buffer.from(hashOf(id + issuedAt), 'base64url').toString('base64'),
    scope: scopes.join(' '),
    ...(scopes.includes('openid') && { id_token: idToken(id, url(), org, nonce) }),
    instance_url: instanceUrl(c, url()),
    id,
    token_type: 'Bearer',
    issued_at: issuedAt,
  }
  return c.body(JSON.stringify(body), 200, JSON_HEADERS)
}

/** The org may have moved: to the address in the fault's `args`, else to this server's other name. */
function instanceUrl(c: Context<PracticeEnv>, url: string): string {
  const fault = c.get('namedFault')
  if (fault?.name !== 'instance-url-change') return url
  const asked = fault.args?.['instanceUrl']
  return typeof asked === 'string' ? asked : url.replace('127.0.0.1', 'localhost')
}

/** An unsigned token (`alg` none): the practice org has no key, and the companion takes nothing from it. */
function idToken(sub: string, iss: string, org: Org, nonce: string | null): string {
  const iat = Math.floor(org.clock.now().getTime() / 1000)
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = { iss, sub, iat, exp: iat + 120, ...(nonce !== null && { nonce }) }
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`
}
