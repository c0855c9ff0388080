import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { secretName } from '#adapters/salesforce/session'

import { failureOf, openSalesforce, value, type OpenSalesforce } from './open-salesforce.ts'

const tokenPath = '/services/oauth2/token'

describe('the Salesforce session', () => {
  let org: OpenSalesforce
  beforeAll(async () => {
    org = await openSalesforce()
  })
  afterAll(() => org[Symbol.asyncDispose]())
  beforeEach(() => org.control.clear())

  const refreshes = async () => (await org.control.exchanges()).filter(({ path }) => path === tokenPath)
  const expire = () => org.control.fault('expire-all-sessions', { path: '/composite' })
  const keptToken = () => org.vault.secrets.get(secretName)?.secret ?? ''
  const readOrg = () => org.reader.org()

  it('is refreshed once for any number of callers, and the rotated token is sealed', async () => {
    const before = keptToken()
    await expire()
    const answers = await Promise.all(Array.from({ length: 8 }, readOrg))
    expect(answers.every(({ ok }) => ok)).toBe(true)
    expect(await refreshes()).toHaveLength(1)
    expect(keptToken()).not.toBe(before)
  })

  it('goes on after every expiry, however soon it comes again', async () => {
    for (const _ of [1, 2, 3]) {
      await expire()
      expect((await readOrg()).ok).toBe(true)
    }
    expect(await refreshes()).toHaveLength(3)
  })

  it('uses no refreshed session that the vault has not taken, and seals it later', async () => {
    await expire()
    org.vault.refuses = true
    expect(failureOf(await org.reader.discoverFields()).code).toBe('host.unavailable')
    const before = keptToken()
    org.vault.refuses = false
    expect((await readOrg()).ok).toBe(true)
    expect(keptToken()).not.toBe(before)
  })

  it('refreshes at most once per call where every answer is 401', async () => {
    await org.control.fault('permanent-401', { path: '/services/data/v' }, null)
    expect(failureOf(await org.reader.discoverFields()).code).toBe('salesforce.signed-out')
    expect(failureOf(await org.reader.discoverFields()).code).toBe('salesforce.signed-out')
    const exchanges = await org.control.exchanges()
    expect(exchanges.filter(({ path }) => path === tokenPath)).toHaveLength(1)
    expect(exchanges.filter(({ path }) => path.startsWith('/services/data/v'))).toHaveLength(3)
    await org.control.clear()
    expect((await readOrg()).ok).toBe(true)
  })

  it('does not refresh for a session that may not use the REST API', async () => {
    await org.control.fault('blocked-rest', { path: '/services/data/v' })
    expect(failureOf(await org.reader.discoverFields()).code).toBe('salesforce.needs-admin')
    expect(await refreshes()).toHaveLength(0)
  })

  it.each([
    ['ip-restricted', 'salesforce.needs-admin', 'ip restricted'],
    ['not-approved', 'salesforce.needs-admin', 'user is not admin approved to access this app'],
    ['app-not-installed', 'salesforce.needs-admin', 'app must be installed into org'],
    ['login-rate-exceeded', 'salesforce.limit-reached', 'login rate exceeded'],
    ['503', 'salesforce.unreachable', ''],
  ])('keeps the token through %s: %s', async (fault, code, description) => {
    await expire()
    await org.control.fault(fault, { path: tokenPath })
    const failed = failureOf(await org.reader.discoverFields())
    expect(failed.code).toBe(code)
    if (description) expect(failed.facts['description']).toBe(description)
    expect((await readOrg()).ok).toBe(true)
  })

  it('does not repeat a refresh whose answer was lost, and ends in a new sign-in where it had rotated', async () => {
    await using own = await openSalesforce()
    await own.control.fault('expire-all-sessions', { path: '/composite' })
    await own.control.fault('rotation-lost', { path: tokenPath })
    expect(failureOf(await own.reader.discoverFields()).code).toBe('salesforce.unreachable')
    const tries = (await own.control.exchanges()).filter(({ path }) => path === tokenPath)
    expect(tries).toHaveLength(1)
    expect(failureOf(await own.reader.discoverFields()).code).toBe('salesforce.signed-out')
    expect(own.vault.secrets.size).toBe(0)
  })

  it('asks for a sign-in once the token is revoked, without bothering Salesforce again, and revives with a new one', async () => {
    await using own = await openSalesforce()
    await own.control.fault('expire-all-sessions', { path: '/composite' })
    await own.control.fault('refresh-revoked', { path: tokenPath })
    expect(failureOf(await own.reader.discoverFields()).facts).toMatchObject({
      error: 'invalid_grant',
      description: 'expired access/refresh token',
    })
    await own.control.clear()
    // Whoever asks next hears what Salesforce said, too.
    expect(failureOf(await own.reader.org())).toMatchObject({
      code: 'salesforce.signed-out',
      facts: { description: 'expired access/refresh token' },
    })
    expect(await own.control.exchanges()).toHaveLength(0)

    await own.adopt({ ...own.practice.salesforce, accessToken: '00Dx!expired-long-ago' })
    expect((await own.reader.org()).ok).toBe(true)
  })

  it('belongs to a sign-in that overtakes a refresh', async () => {
    await using own = await openSalesforce()
    await own.control.fault('expire-all-sessions', { path: '/composite' })
    await own.control.fault({ kind: 'delay', ms: 100 }, { path: tokenPath })
    const reading = own.reader.discoverFields()
    while (!(await own.control.exchanges()).some(({ path }) => path === tokenPath)) await Promise.resolve()
    await own.adopt({ ...own.practice.salesforce, refreshToken: '5Aep861-of-the-sign-in' })
    await reading
    expect(own.vault.secrets.get(secretName)?.secret).toContain('5Aep861-of-the-sign-in')
  })

  it('follows the org to another address, and goes nowhere that is not Salesforce', async () => {
    await using own = await openSalesforce()
    const expireHere = () => own.control.fault('expire-all-sessions', { path: '/composite' })
    const moveTo = (instanceUrl: string) =>
      own.control.fault({ kind: 'named', name: 'instance-url-change', args: { instanceUrl } }, { path: tokenPath })
    const moved = own.practice.salesforce.instanceUrl.replace('127.0.0.1', 'localhost')
    await expireHere()
    await moveTo(moved)
    expect((await own.reader.discoverFields()).ok).toBe(true)
    expect(value(await own.reader.org()).lightningUrl).toBe(moved)
    expect(own.vault.secrets.get(secretName)?.secret).toContain(moved)
    await expireHere()
    await moveTo('https://my.salesforce.com.evil.example')
    expect(failureOf(await own.reader.discoverFields()).code).toBe('salesforce.needs-admin')
  })

  it('is found again in the vault by another process, for the same login host alone', async () => {
    const { loginUrl, clientId } = org.practice.salesforce
    const { createSalesforce } = await import('#adapters/salesforce/create-salesforce')
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
    const options = { vault: org.vault, clock: { now: () => new Date() }, log }
    const again = createSalesforce({ connection: { loginUrl, clientId, redirectPorts: [] }, ...options })
    expect(value(await again.reader.org()).name).toBe('Northwind Systems')
    const elsewhere = createSalesforce({
      connection: { loginUrl: 'https://acme.my.salesforce.com', clientId, redirectPorts: [] },
      ...options,
    })
    expect(failureOf(await elsewhere.reader.org())).toMatchObject({
      code: 'salesforce.signed-out',
      facts: { reason: 'not-kept' },
    })
  })

  it('is revoked at Salesforce and forgotten here on sign-out', async () => {
    await using own = await openSalesforce()
    expect(await own.signIn.signOut()).toEqual({ atSalesforce: 'revoked', failure: null })
    expect(own.vault.secrets.size).toBe(0)
    const revokes = (await own.control.exchanges()).filter(({ path }) => path.endsWith('/revoke'))
    expect(revokes.map(({ status }) => status)).toEqual([200])
    expect(failureOf(await own.reader.org()).code).toBe('salesforce.signed-out')
  })

  it('is forgotten on sign-out even where Salesforce cannot be reached', async () => {
    await using own = await openSalesforce()
    await own.control.fault('reset-before', { path: '/revoke' })
    expect(await own.signIn.signOut()).toMatchObject({
      atSalesforce: 'not-confirmed',
      failure: { code: 'salesforce.unreachable', facts: { error: 'ECONNRESET' } },
    })
    expect(own.vault.secrets.size).toBe(0)
    expect(await own.signIn.signOut()).toEqual({ atSalesforce: 'nothing-to-revoke', failure: null })
  })

  it('counts as ended on sign-out where Salesforce does not know it any more', async () => {
    await using own = await openSalesforce()
    const { refreshToken } = JSON.parse(own.vault.secrets.get(secretName)?.secret ?? '{}') as { refreshToken: string }
    await fetch(`${own.practice.salesforce.loginUrl}/services/oauth2/revoke`, {
      method: 'POST',
      body: new URLSearchParams({ token: refreshToken }),
    })
    expect((await own.signIn.signOut()).atSalesforce).toBe('revoked')
  })

  it('that a sign-out overtakes in the middle of a refresh is ended as well, and nothing of it is kept', async () => {
    await using own = await openSalesforce()
    await own.control.fault('expire-all-sessions', { path: '/composite' })
    await own.control.fault({ kind: 'delay', ms: 200 }, { path: tokenPath })
    const reading = own.reader.discoverFields()
    while (!(await own.control.exchanges()).some(({ path }) => path === tokenPath)) await Promise.resolve()
    // The sign-out does not get through; what the refresh brings home afterwards is given back by itself.
    await own.control.fault('reset-before', { path: '/revoke' })
    expect((await own.signIn.signOut()).atSalesforce).toBe('not-confirmed')
    expect(failureOf(await reading).code).toBe('salesforce.signed-out')
    expect(own.vault.secrets.size).toBe(0)
    const revokes = () =>
      own.control
        .exchanges()
        .then((all) => all.filter(({ path }) => path.endsWith('/revoke')).map(({ status }) => status))
    await expect.poll(revokes).toEqual([null, 200])
  })

  it('that nobody used for 30 days has ended for good', async () => {
    await using own = await openSalesforce()
    await own.control.advance(31 * 24 * 3_600_000)
    expect(failureOf(await own.reader.org())).toMatchObject({
      code: 'salesforce.signed-out',
      facts: { error: 'invalid_grant', description: 'expired access/refresh token' },
    })
    expect(own.vault.secrets.size).toBe(0)
  })

  it('gives way to five newer sign-ins of the same person, as Salesforce has it', async () => {
    await using own = await openSalesforce()
    const signIn = async (client: OpenSalesforce) =>
      value(
        await client.signIn.signIn(
          (url) => void fetch(url, { headers: { 'X-Practice-Approve': own.practice.salesforce.username } }),
        ),
      )
    await signIn(own)
    const first = { refreshToken: '', ...(JSON.parse(own.vault.secrets.get(secretName)?.secret ?? '{}') as object) }
    for (const _ of [1, 2, 3, 4, 5]) await signIn(own)
    const refresh = await fetch(`${own.practice.salesforce.loginUrl}${tokenPath}`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: own.practice.salesforce.clientId,
        refresh_token: first.refreshToken,
      }),
    })
    expect(await refresh.json()).toMatchObject({ error: 'invalid_grant' })
    expect((await own.reader.org()).ok).toBe(true)
  })

  it.each([
    ['a day behind Salesforce’s', -86_400_000],
    ['a day ahead of it', 86_400_000],
  ])('is refreshed by a machine whose clock is %s, and when it is set right in between', async (_, skewMs) => {
    let offMs: number = skewMs
    await using own = await openSalesforce({ clock: { now: () => new Date(Date.now() + offMs) } })
    await own.control.fault('expire-all-sessions', { path: '/composite' })
    await own.control.fault('clock-ahead', { path: tokenPath })
    expect((await own.reader.org()).ok).toBe(true)
    offMs = 0
    await own.control.fault('expire-all-sessions', { path: '/composite' })
    expect((await own.reader.org()).ok).toBe(true)
    const refreshed = (await own.control.exchanges()).filter(({ path }) => path === tokenPath)
    expect(refreshed.map(({ status }) => status)).toEqual([200, 200])
  })

  it('takes no tokens for an address that is not Salesforce', async () => {
    const tokens = { ...org.practice.salesforce, instanceUrl: 'https://salesforce.com.evil.example' }
    await expect(org.adopt(tokens)).rejects.toThrow(RangeError)
  })
})
