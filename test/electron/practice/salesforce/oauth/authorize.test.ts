import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aPracticeOrg, CHALLENGE, postForm, type PracticeOrg } from '../practice-org.ts'

let org: PracticeOrg
beforeAll(async () => {
  org = await aPracticeOrg()
})
afterAll(() => org[Symbol.asyncDispose]())

const asked = (changes: Record<string, string | undefined> = {}) => {
  const all: Record<string, string | undefined> = {
    response_type: 'code',
    client_id: org.clientId,
    redirect_uri: org.redirectUris[0],
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
    state: 'a state & more',
    ...changes,
  }
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined))
}
const authorize = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${org.url}/services/oauth2/authorize?${new URLSearchParams(fields)}`, { redirect: 'manual', headers })
const callback = (response: Response) => new URL(response.headers.get('Location') ?? 'none:')

describe('the consent page', () => {
  it('names the org, lets a person be picked, and offers Allow and Deny', async () => {
    const response = await authorize(asked())
    const page = await response.text()
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
    expect(page).toContain('Northwind Systems')
    expect(page).toContain('<html lang="en">')
    for (const words of ['Olivia Ops', 'Ben Blind', 'value="allow"', 'value="deny"', 'Sign in as'])
      expect(page).toContain(words)
  })

  it('sends the browser back with a code and the state after Allow', async () => {
    const form = { ...asked(), user: '0055g00000AbCdEAAV', decision: 'allow' }
    const response = await postForm(`${org.url}/setup/secur/RemoteAccessAuthorizationPage.apexp`, form)
    expect(response.status).toBe(302)
    expect(response.headers.get('Location')).toContain('%3D%3D')
    expect(callback(response).origin).toBe('http://localhost:1717')
    expect(callback(response).searchParams.get('state')).toBe('a state & more')
    expect(callback(response).searchParams.get('code')).toMatch(/^aPrx.+==$/)
  })

  it('sends the browser back with access_denied after Deny', async () => {
    const form = { ...asked(), user: '0055g00000AbCdEAAV', decision: 'deny' }
    const response = await postForm(`${org.url}/setup/secur/RemoteAccessAuthorizationPage.apexp`, form)
    expect(Object.fromEntries(callback(response).searchParams)).toEqual({
      error: 'access_denied',
      error_description: 'end-user denied authorization',
      state: 'a state & more',
    })
  })

  it('is not answered by a form on another site', async () => {
    const form = { ...asked(), user: '0055g00000AbCdEAAV', decision: 'allow' }
    const path = `${org.url}/setup/secur/RemoteAccessAuthorizationPage.apexp`
    expect((await postForm(path, form, { Origin: 'http://evil.example' })).status).toBe(403)
  })

  it('is skipped for a named person in tests', async () => {
    const response = await authorize(asked(), { 'X-Practice-Approve': 'blind@northwind.example' })
    expect(callback(response).searchParams.has('code')).toBe(true)
    expect((await authorize(asked(), { 'X-Practice-Approve': 'nobody@northwind.example' })).status).toBe(400)
  })
})

describe('what authorize refuses', () => {
  it.each([
    ['an unknown client', { client_id: '3MVG9other' }, 'invalid_client_id : client identifier invalid'],
    ['no client', { client_id: undefined }, 'invalid_client_id : client identifier invalid'],
    ['another redirect', { redirect_uri: 'http://localhost:1717/oauth/callback/' }, 'redirect_uri_mismatch'],
    [
      '127.0.0.1 in place of localhost',
      { redirect_uri: 'http://127.0.0.1:1717/oauth/callback' },
      'redirect_uri_mismatch',
    ],
  ])('keeps %s on its own page', async (_, changes, words) => {
    const response = await authorize(asked(changes))
    expect([response.status, response.headers.get('Location')]).toEqual([400, null])
    expect(await response.text()).toContain(words)
  })

  it.each([
    ['another response type', { response_type: 'token' }, 'unsupported_response_type'],
    ['a missing challenge', { code_challenge: undefined }, 'invalid_request'],
    ['a plain challenge', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['an unknown scope', { scope: 'api teapot' }, 'invalid_scope'],
  ])('sends %s back as an error', async (_, changes, error) => {
    const response = await authorize(asked(changes))
    expect(response.status).toBe(302)
    expect(callback(response).searchParams.get('error')).toBe(error)
    expect(callback(response).searchParams.get('state')).toBe('a state & more')
  })

  it('can be made to say that the app is not installed, or to mangle the state', async () => {
    const blocked = await authorize(asked(), { 'X-Practice-Fault': 'app-not-installed' })
    expect([blocked.status, await blocked.text()]).toEqual([
      400,
      expect.stringContaining('app must be installed into org'),
    ])
    const headers = { 'X-Practice-Fault': 'wrong-state', 'X-Practice-Approve': 'blind@northwind.example' }
    expect(callback(await authorize(asked(), headers)).searchParams.get('state')).toBe('not-a state & more')
    const without = { 'X-Practice-Fault': 'no-state', 'X-Practice-Approve': 'deny' }
    const { searchParams } = callback(await authorize(asked(), without))
    expect([...searchParams.keys()]).toEqual(['error', 'error_description'])
  })
})
