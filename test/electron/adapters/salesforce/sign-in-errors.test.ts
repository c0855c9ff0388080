import http from 'node:http'

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { secretName } from '#adapters/salesforce/session'
import { PAGE_FAULTS, TOKEN_FAULTS } from '#practice/salesforce/oauth/refusals'

import { failureOf, openSalesforce, quick, value, type OpenSalesforce } from './open-salesforce.ts'

/** The practice org is told to answer each of its refusals; what comes out is Salesforce's own name of it. */
describe('a sign-in that Salesforce turns down', () => {
  let org: OpenSalesforce
  beforeAll(async () => {
    org = await openSalesforce()
  })
  afterAll(() => org[Symbol.asyncDispose]())
  beforeEach(() => org.control.clear())

  const olivia = () => org.practice.salesforce.username
  /** A browser whose person lets the app in at once. */
  const approve = (url: string) => void fetch(url, { headers: { 'X-Practice-Approve': olivia() } })
  const sealed = () => org.vault.secrets.get(secretName)?.secret
  const revokes = async () =>
    (await org.control.exchanges()).filter(({ path }) => path.endsWith('/revoke')).map(({ status }) => status)

  const coming = Object.entries(PAGE_FAULTS).filter(([, { staysHere }]) => !staysHere)
  it.each(coming)('on its page, coming home: %s', async (fault, { error, error_description }) => {
    const before = sealed()
    await org.control.fault(fault, { path: '/authorize' })
    const failure = failureOf(await org.signIn.signIn(approve))
    expect(failure).toMatchObject({
      code: 'sign-in.failed',
      facts: { error, description: error_description, redirectUri: 'http://localhost:1717/oauth/callback' },
    })
    expect(sealed()).toBe(before)
    expect((await org.reader.org()).ok).toBe(true)
  })

  const staying = Object.entries(PAGE_FAULTS).filter(([, { staysHere }]) => staysHere)
  it.each(staying)('on its page, never coming home, until it is given up: %s', async (fault, { error_description }) => {
    await org.control.fault(fault, { path: '/authorize' })
    const giveUp = new AbortController()
    let page = ''
    const answer = org.signIn.signIn((url) => {
      void fetch(url)
        .then(async (shown) => (page = await shown.text()))
        .finally(() => giveUp.abort())
    }, giveUp.signal)
    expect(failureOf(await answer).code).toBe('sign-in.cancelled')
    expect(page.replaceAll('&#39;', "'")).toContain(error_description)
    expect((await org.reader.org()).ok).toBe(true)
  })

  it.each(Object.entries(TOKEN_FAULTS).filter(([name]) => name !== 'refresh-revoked'))(
    'when the code is exchanged: %s',
    async (fault, [error, description]) => {
      const before = sealed()
      await org.control.fault(fault, { path: '/token' })
      expect(failureOf(await org.signIn.signIn(approve))).toMatchObject({
        code: 'sign-in.failed',
        facts: { error, description },
      })
      expect(sealed()).toBe(before)
    },
  )

  it.each([
    ['503', 'unknown_error'],
    ['502', 'ERROR_HTTP_502'],
    ['reset-before', 'ECONNRESET'],
    ['reset-after', 'ECONNRESET'],
    ['empty', 'unexpected_answer'],
  ])('by a broken answer to the exchange: %s', async (fault, error) => {
    await org.control.fault(fault, { path: '/token' })
    expect(failureOf(await org.signIn.signIn(approve))).toMatchObject({ code: 'sign-in.failed', facts: { error } })
  })

  it('without a refresh token, gives back what it got', async () => {
    await org.control.fault('no-refresh-token', { path: '/token' })
    expect(failureOf(await org.signIn.signIn(approve)).facts).toMatchObject({
      error: 'no_refresh_token',
      revoked: 'yes',
    })
    expect(await revokes()).toEqual([200])
  })

  it('to an instance that is not Salesforce’s, keeps nothing and sends the token nowhere', async () => {
    const before = sealed()
    const fault = {
      kind: 'named',
      name: 'instance-url-change',
      args: { instanceUrl: 'https://salesforce.com.evil.example' },
    }
    await org.control.fault(fault, { path: '/token' })
    expect(failureOf(await org.signIn.signIn(approve)).facts).toMatchObject({
      error: 'foreign_instance',
      revoked: 'no',
    })
    expect(sealed()).toBe(before)
  })

  it('where every registered port is taken, names them', async () => {
    const ports = [1717, 1727, 1737]
    const taken = await Promise.all(
      ports.map(
        (port) =>
          new Promise<http.Server>((resolve, reject) => {
            const server = http.createServer().once('error', reject)
            server.listen(port, '127.0.0.1', () => resolve(server))
          }),
      ),
    )
    try {
      const failure = failureOf(await org.signIn.signIn(() => expect.unreachable('nothing is shown')))
      expect(failure.facts).toMatchObject({ error: 'ports_taken', ports: '1717, 1727, 1737' })
    } finally {
      await Promise.all(taken.map((server) => new Promise((resolve) => server.close(resolve))))
    }
  })

  it('takes the next registered port where the first is taken', async () => {
    const taken = http.createServer()
    await new Promise<void>((resolve) => taken.listen(1717, '127.0.0.1', resolve))
    const shown: string[] = []
    try {
      value(
        await org.signIn.signIn((url) => {
          shown.push(url)
          approve(url)
        }),
      )
    } finally {
      await new Promise((resolve) => taken.close(resolve))
    }
    expect(shown.join()).toContain(encodeURIComponent('http://localhost:1727/oauth/callback'))
  })

  it('says until when it waits, and how many answers were not its own', async () => {
    const now = new Date('2026-11-21T10:00:00.000Z')
    await using own = await openSalesforce({ clock: { now: () => now }, timeouts: { ...quick, signInMs: 300_000 } })
    const strays: unknown[] = []
    const waits: string[] = []
    const signedIn = await own.signIn.signIn(
      (url, waitsUntil) => {
        waits.push(waitsUntil)
        const redirect = new URL(url).searchParams.get('redirect_uri') ?? ''
        void fetch(`${redirect}?code=x&state=another`)
          .then(() => fetch(`${redirect}?error=access_denied`))
          .then(() => fetch(url, { headers: { 'X-Practice-Approve': own.practice.salesforce.username } }))
      },
      undefined,
      { onStray: (...news) => strays.push(news) },
    )
    expect(signedIn.ok).toBe(true)
    expect(waits).toEqual(['2026-11-21T10:05:00.000Z'])
    expect(strays).toEqual([
      [1, null],
      [2, { error: 'access_denied', description: '' }],
    ])
  })

  it('tells of a refusal that does not say which sign-in it is of, cut short, and waits on for the one that does', async () => {
    const told: unknown[] = []
    await org.control.fault('no-state', { path: '/authorize' })
    const signedIn = await org.signIn.signIn(
      (url) => {
        const redirect = new URL(url).searchParams.get('redirect_uri') ?? ''
        const long = new URLSearchParams({ error: 'x'.repeat(5_000), error_description: 'y'.repeat(5_000) })
        void fetch(url, { headers: { 'X-Practice-Approve': 'deny' } })
          .then(() => fetch(`${redirect}?${long}`))
          .then(() => approve(url))
      },
      undefined,
      { onStray: (_, unmarked) => told.push(unmarked) },
    )
    expect(signedIn.ok).toBe(true)
    expect(told).toEqual([
      { error: 'access_denied', description: 'end-user denied authorization' },
      { error: 'x'.repeat(80), description: 'y'.repeat(300) },
    ])
  })

  it('asks who it is where another user is wanted, and suggests the one of before where not', async () => {
    const asked: URLSearchParams[] = []
    const signIn = (wish: Parameters<typeof org.signIn.signIn>[2]) =>
      org.signIn.signIn(
        (url) => {
          asked.push(new URL(url).searchParams)
          approve(url)
        },
        undefined,
        wish,
      )
    value(await signIn({ switchUser: true }))
    value(await signIn({ loginHint: olivia() }))
    expect(asked.map((one) => [one.get('prompt'), one.get('login_hint')])).toEqual([
      ['login', null],
      [null, olivia()],
    ])
  })
})

describe('a sign-in to another org than the profile’s', () => {
  it('is refused with both orgs, given back, and leaves the session of before alone', async () => {
    await using org = await openSalesforce({ expectedOrgId: () => '00D5g000004XyZQEA0' })
    const approve = (url: string) =>
      void fetch(url, { headers: { 'X-Practice-Approve': org.practice.salesforce.username } })
    value(await org.signIn.signIn(approve))
    const before = org.vault.secrets.get(secretName)?.secret
    await org.control.clear()
    await org.control.fault('other-org', { path: '/token' })
    expect(failureOf(await org.signIn.signIn(approve))).toMatchObject({
      code: 'sign-in.other-org',
      facts: {
        expectedOrgId: '00D5g000004XyZQEA0',
        orgId: '00D5g00000GlobEEAR',
        org: 'Northwind Systems',
        revoked: 'yes',
      },
    })
    expect(org.vault.secrets.get(secretName)?.secret).toBe(before)
    const exchanges = await org.control.exchanges()
    expect(exchanges.filter(({ path }) => path.endsWith('/revoke')).map(({ status }) => status)).toEqual([200])
    expect((await org.reader.org()).ok).toBe(true)
  })

  it('says so where it could not be given back, and where its name is not to be had', async () => {
    await using org = await openSalesforce({ expectedOrgId: () => '00D5g000004XyZQEA0' })
    await org.control.fault('other-org', { path: '/token' })
    await org.control.fault('500', { path: '/query' })
    await org.control.fault('reset-before', { path: '/revoke' })
    const failure = failureOf(
      await org.signIn.signIn(
        (url) => void fetch(url, { headers: { 'X-Practice-Approve': org.practice.salesforce.username } }),
      ),
    )
    expect(failure.facts).toMatchObject({ orgId: '00D5g00000GlobEEAR', revoked: 'no' })
    expect(failure.facts).not.toHaveProperty('org')
  })
})
