import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  aPracticeOrg,
  CHALLENGE,
  postForm,
  signInAs,
  VERIFIER,
  type PracticeOrg,
  type TokenResponse,
} from '../practice-org.ts'

let org: PracticeOrg
beforeAll(async () => {
  org = await aPracticeOrg()
})
afterAll(() => org[Symbol.asyncDispose]())

const OPS = 'olivia.ops@northwind.example'
const token = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
  postForm(`${org.url}/services/oauth2/token`, fields, headers)
const refresh = (refresh_token: string, headers: Record<string, string> = {}) =>
  token({ grant_type: 'refresh_token', client_id: org.clientId, refresh_token }, headers)
const tokens = async (response: Response) => (await response.json()) as TokenResponse
const works = async (accessToken: string) =>
  (await org.api('GET', '/limits', undefined, { Authorization: `Bearer ${accessToken}` })).status

const codeFor = async (scope?: string) => {
  const asked = new URLSearchParams({
    response_type: 'code',
    client_id: org.clientId,
    redirect_uri: org.redirectUris[0] ?? '',
    code_challenge: CHALLENGE,
    ...(scope !== undefined && { scope }),
  })
  const headers = { 'X-Practice-Approve': OPS }
  const response = await fetch(`${org.url}/services/oauth2/authorize?${asked}`, { redirect: 'manual', headers })
  return new URL(response.headers.get('Location') ?? '').searchParams.get('code') ?? ''
}
const exchange = (code: string, changes: Record<string, string> = {}) =>
  token({
    grant_type: 'authorization_code',
    code,
    client_id: org.clientId,
    redirect_uri: org.redirectUris[0] ?? '',
    code_verifier: VERIFIER,
    ...changes,
  })

describe('a code', () => {
  it('is exchanged for tokens with everything that a client reads', async () => {
    const response = await exchange(await codeFor())
    const body = await tokens(response)
    expect(response.headers.get('Content-Type')).toBe('application/json;charset=UTF-8')
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(body).toMatchObject({
      token_type: 'Bearer',
      instance_url: org.url,
      id: `${org.url}/id/00D5g000004XyZQEA0/0055g00000AbCdEAAV`,
      scope: 'refresh_token openid api id',
      issued_at: expect.stringMatching(/^\d{13}$/),
      access_token: expect.stringMatching(/^00D5g000004XyZQ!/),
      refresh_token: expect.stringMatching(/^5Aep861/),
      id_token: expect.any(String),
    })
    expect(await works(body.access_token)).toBe(200)
  })

  it('opens the data API only with a scope for it', async () => {
    const { access_token } = await tokens(await exchange(await codeFor('openid refresh_token')))
    const asked = (path: string) => org.api('GET', path, undefined, { Authorization: `Bearer ${access_token}` })
    const message = 'This session is not valid for use with the REST API'
    expect(await asked('/limits')).toMatchObject({ status: 401, body: [{ errorCode: 'INVALID_SESSION_ID', message }] })
    const userInfo = await fetch(`${org.url}/services/oauth2/userinfo`, {
      headers: { Authorization: `Bearer ${access_token}` },
    })
    expect(userInfo.status).toBe(200)
  })

  it('brings no refresh token without the scope for it', async () => {
    expect(await tokens(await exchange(await codeFor('api')))).not.toHaveProperty('refresh_token')
  })

  it.each([
    ['a wrong verifier', { code_verifier: 'x'.repeat(43) }, 'invalid_grant', 'invalid code verifier'],
    [
      'another redirect',
      { redirect_uri: 'http://localhost:1727/oauth/callback' },
      'redirect_uri_mismatch',
      'redirect_uri must match configuration',
    ],
    ['an unknown client', { client_id: 'other' }, 'invalid_client_id', 'client identifier invalid'],
  ])('is refused with %s', async (_, changes, error, error_description) => {
    const response = await exchange(await codeFor(), changes)
    expect([response.status, await response.json()]).toEqual([400, { error, error_description }])
  })

  it('works once', async () => {
    const code = await codeFor()
    await exchange(code)
    const again = await exchange(code)
    expect(await again.json()).toEqual({ error: 'invalid_grant', error_description: 'expired authorization code' })
  })

  it('lives for 15 minutes', async () => {
    await using own = await aPracticeOrg()
    const before = org
    org = own
    const code = await codeFor()
    own.clock.advance(15 * 60_000 + 1000)
    expect((await exchange(code)).status).toBe(400)
    org = before
  })
})

describe('a refresh token', () => {
  it('rotates: each works once, and the new ones work on', async () => {
    const first = await signInAs(org, OPS)
    const second = await tokens(await refresh(first.refresh_token))
    expect(second.refresh_token).not.toBe(first.refresh_token)
    const third = await refresh(second.refresh_token)
    expect(third.status).toBe(200)
    expect(await works((await tokens(third)).access_token)).toBe(200)
  })

  it('ends the whole sign-in when it is used again', async () => {
    const first = await signInAs(org, OPS)
    const second = await tokens(await refresh(first.refresh_token))
    const reused = await refresh(first.refresh_token)
    expect([reused.status, await reused.json()]).toEqual([
      400,
      { error: 'invalid_grant', error_description: 'expired access/refresh token' },
    ])
    expect(await works(second.access_token)).toBe(401)
    expect((await refresh(second.refresh_token)).status).toBe(400)
  })

  it('of the oldest sign-in ends with the sixth', async () => {
    const signIns: TokenResponse[] = []
    for (let n = 0; n < 6; n++) signIns.push(await signInAs(org, 'blind@northwind.example'))
    const [oldest, second] = signIns
    expect(await works(oldest?.access_token ?? '')).toBe(401)
    expect(await works(second?.access_token ?? '')).toBe(200)
    expect(await works(org.accessToken)).toBe(200)
  })

  it('is lost when the answer that carries the new one is', async () => {
    const { refresh_token } = await signInAs(org, OPS)
    await expect(refresh(refresh_token, { 'X-Practice-Fault': 'rotation-lost' })).rejects.toThrow('fetch failed')
    expect((await refresh(refresh_token)).status).toBe(400)
  })

  it.each([
    ['refresh-revoked', 'invalid_grant', 'expired access/refresh token'],
    ['ip-restricted', 'invalid_grant', 'ip restricted'],
    ['not-approved', 'invalid_app_access', 'user is not admin approved to access this app'],
  ])('can be refused as %s without being spent', async (fault, error, error_description) => {
    const { refresh_token } = await signInAs(org, OPS)
    const refused = await refresh(refresh_token, { 'X-Practice-Fault': fault })
    expect([refused.status, await refused.json()]).toEqual([400, { error, error_description }])
    expect((await refresh(refresh_token)).status).toBe(200)
  })

  it('can bring a new instance URL that is answered as well', async () => {
    const { refresh_token } = await signInAs(org, OPS)
    const moved = await tokens(await refresh(refresh_token, { 'X-Practice-Fault': 'instance-url-change' }))
    expect(moved.instance_url).toBe(`http://localhost:${org.port}`)
  })
})

describe('the token endpoint', () => {
  it('takes bodies without a length', async () => {
    const { refresh_token } = await signInAs(org, OPS)
    const body = new URLSearchParams({ grant_type: 'refresh_token', client_id: org.clientId, refresh_token }).toString()
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { 'Content-Type': 'application/x-www-form-urlencoded', 'Transfer-Encoding': 'chunked' }
      const call = request(`${org.url}/services/oauth2/token`, { method: 'POST', headers }, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      })
      call.on('error', reject)
      call.write(body.slice(0, 20))
      call.end(body.slice(20))
    })
    expect(status).toBe(200)
  })

  it('refuses other grants, and bodies that are no form', async () => {
    const refused = { error: 'unsupported_grant_type', error_description: 'grant type not supported' }
    expect(await (await token({ grant_type: 'password', client_id: org.clientId })).json()).toEqual(refused)
    const json = {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"grant_type":"refresh_token"}',
    }
    expect(await (await fetch(`${org.url}/services/oauth2/token`, json)).json()).toEqual(refused)
  })
})

describe('revoke', () => {
  it('ends a session alone by its access token, and everything by the refresh token', async () => {
    const { access_token, refresh_token } = await signInAs(org, OPS)
    const ended = await postForm(`${org.url}/services/oauth2/revoke`, { token: access_token })
    expect([ended.status, await ended.text()]).toEqual([200, ''])
    expect(await works(access_token)).toBe(401)
    const renewed = await tokens(await refresh(refresh_token))
    const query = new URLSearchParams({ token: renewed.refresh_token })
    expect((await fetch(`${org.url}/services/oauth2/revoke?${query}`)).status).toBe(200)
    expect(await works(renewed.access_token)).toBe(401)
  })

  it('refuses a token that it does not know', async () => {
    const refused = await postForm(`${org.url}/services/oauth2/revoke`, { token: 'nothing' })
    expect([refused.status, await refused.json()]).toEqual([
      400,
      { error: 'invalid_token', error_description: 'invalid token' },
    ])
  })
})

describe('sessions', () => {
  it('end after two hours without use, and live on with use', async () => {
    await using own = await aPracticeOrg()
    const { access_token } = await signInAs(own, OPS)
    const call = () => own.api('GET', '/limits', undefined, { Authorization: `Bearer ${access_token}` })
    own.clock.advance(90 * 60_000)
    expect((await call()).status).toBe(200)
    own.clock.advance(90 * 60_000)
    expect((await call()).status).toBe(200)
    own.clock.advance(121 * 60_000)
    const expired = await call()
    expect([expired.status, expired.body]).toEqual([
      401,
      [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }],
    ])
  })
})
