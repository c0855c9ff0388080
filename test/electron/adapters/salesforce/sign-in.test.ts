import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { secretName } from '#adapters/salesforce/session'

import { failureOf, openSalesforce, quick, value, type OpenSalesforce } from './open-salesforce.ts'

describe('signing in', () => {
  let org: OpenSalesforce
  beforeAll(async () => {
    org = await openSalesforce()
  })
  afterAll(() => org[Symbol.asyncDispose]())
  beforeEach(() => org.control.clear())

  const shown: string[] = []
  /** A browser whose person lets the app in at once. */
  const approve = (who: string) => (url: string) => {
    shown.push(url)
    void fetch(url, { headers: { 'X-Practice-Approve': who } })
  }
  const olivia = () => org.practice.salesforce.username

  it('signs the person in by PKCE, seals the session, and every reader uses it', async () => {
    await org.signIn.signOut()
    expect(value(await org.signIn.signIn(approve(olivia())))).toEqual({ username: olivia() })
    const asked = new URL(shown.at(-1) ?? '').searchParams
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: 'http://localhost:1717/oauth/callback',
      scope: 'api refresh_token openid',
    })
    expect(asked.get('code_challenge')).toMatch(/^[\w-]{43}$/)
    expect(asked.get('state')?.length).toBeGreaterThanOrEqual(43)
    expect(asked.has('client_secret')).toBe(false)
    expect(org.vault.secrets.get(secretName)?.origin).toBe(new URL(org.practice.salesforce.loginUrl).origin)
    expect(value(await org.reader.org()).username).toBe(olivia())
  })

  it('signs another person in, whose schema is another', async () => {
    expect(value(await org.signIn.signIn(approve('nils.nofield@northwind.example'))).username).toContain('nils')
    expect(value(await org.reader.discoverFields()).productId).toBeNull()
    const reading = org.reader.readDeal('0065g00000CdEfGAAV', { fields: org.fields, lineSource: 'opportunity' })
    expect(failureOf(await reading).code).toBe('salesforce.not-visible')
    value(await org.signIn.signIn(approve(olivia())))
  })

  it('uses fresh secrets each time', async () => {
    value(await org.signIn.signIn(approve(olivia())))
    value(await org.signIn.signIn(approve(olivia())))
    const [one, other] = shown.slice(-2).map((url) => new URL(url).searchParams)
    expect(one?.get('state')).not.toBe(other?.get('state'))
    expect(one?.get('code_challenge')).not.toBe(other?.get('code_challenge'))
  })

  it('tells why Salesforce declined, and leaves the session alone', async () => {
    expect(failureOf(await org.signIn.signIn(approve('deny')))).toMatchObject({
      code: 'sign-in.failed',
      facts: { error: 'access_denied', description: 'end-user denied authorization' },
    })
    await org.control.fault('app-blocked', { path: '/authorize' })
    expect(failureOf(await org.signIn.signIn(approve(olivia()))).facts['error']).toBe('OAUTH_APP_BLOCKED')
    expect((await org.reader.org()).ok).toBe(true)
  })

  it('tells what went wrong with the exchange of the code', async () => {
    await org.control.fault('not-approved', { path: '/token' })
    expect(failureOf(await org.signIn.signIn(approve(olivia()))).facts['error']).toBe('invalid_app_access')
    await org.control.fault('reset-before', { path: '/token' })
    expect(failureOf(await org.signIn.signIn(approve(olivia()))).facts['error']).toBe('ECONNRESET')
  })

  it('is not misled by a callback with another state', async () => {
    await org.control.fault('wrong-state', { path: '/authorize' })
    const giveUp = new AbortController()
    let page: Promise<Response> | undefined
    const answer = org.signIn.signIn((url) => {
      page = fetch(url, { headers: { 'X-Practice-Approve': olivia() } })
      void page.finally(() => giveUp.abort())
    }, giveUp.signal)
    expect(failureOf(await answer).code).toBe('sign-in.cancelled')
    expect((await page)?.status).toBe(400)
  })

  it('ends when the person gives up, and its port is free again', async () => {
    const giveUp = new AbortController()
    const answer = org.signIn.signIn(() => giveUp.abort(), giveUp.signal)
    expect(failureOf(await answer).code).toBe('sign-in.cancelled')
    expect(failureOf(await org.signIn.signIn(() => undefined, AbortSignal.abort())).code).toBe('sign-in.cancelled')
    expect((await org.signIn.signIn(approve(olivia()))).ok).toBe(true)
    expect(shown.at(-1)).toContain('1717')
  })

  it('gives way to a newer attempt', async () => {
    const shownFirst = Promise.withResolvers<void>()
    const first = org.signIn.signIn(() => shownFirst.resolve())
    await shownFirst.promise
    const second = org.signIn.signIn(approve(olivia()))
    expect(failureOf(await first).code).toBe('sign-in.cancelled')
    expect((await second).ok).toBe(true)
  })

  it('ends by itself where nobody finishes it', async () => {
    await using own = await openSalesforce({ timeouts: { ...quick, signInMs: 40 } })
    expect(failureOf(await own.signIn.signIn(() => undefined))).toMatchObject({
      code: 'sign-in.failed',
      facts: { error: 'timeout' },
    })
  })

  it('leaves no secret in what it logs or answers', async () => {
    value(await org.signIn.signIn(approve(olivia())))
    const { refreshToken } = JSON.parse(org.vault.secrets.get(secretName)?.secret ?? '{}') as { refreshToken: string }
    expect(refreshToken.length).toBeGreaterThan(10)
    expect(org.logged.join('\n')).not.toContain(refreshToken)
  })
})
