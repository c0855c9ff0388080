import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { gzipSync } from 'node:zlib'

import { attempt as attemptStigg } from '#adapters/stigg/attempt'
import { createExchange } from '#adapters/http/exchange'
import { wireAnswer } from '#core/wire-answer'
import { isAllowedUrl } from '#core/links/allowed-urls'
import type { ProvisioningRules } from '#shared/domain/profile'
import { settingsFileOf } from '#shared/domain/settings-file'
import { callOutTo, setCallOut } from '#test/harness/call-outs'
import { failureOf } from '#test/harness/failure-of'
import { drain } from '#test/harness/host-process'
import { openCompanion, type OpenCompanion } from '#test/harness/open-companion'

/* A service that means harm, or that somebody else answers for, and files that come from anywhere. */

/** Sends zeros for as long as somebody listens, packed or not. */
let answer: (response: ServerResponse) => void = (response) => response.end()
const server = createServer((_, response) => answer(response))
let url = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const megabyte = 1024 * 1024
const endless = (response: ServerResponse): void => {
  const zeros = Buffer.alloc(4 * megabyte, '0')
  const more = (): void => {
    while (!response.destroyed && response.write(zeros)) continue
  }
  response.writeHead(200, { 'content-type': 'application/json' }).on('drain', more)
  more()
}
const bomb = gzipSync(Buffer.alloc(80 * megabyte, '0'))
const packed = (response: ServerResponse) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)

describe('an answer without end', () => {
  it.each([
    ['that never stops', endless],
    ['that is packed small', packed],
  ])('%s is not read to its end from Stigg', async (_, listener) => {
    answer = listener
    const ended = await attemptStigg(
      { method: 'GET', url, headers: {}, body: null, secret: 'x' },
      { exchange: createExchange(), timeoutMs: 20_000, signal: undefined, now: () => new Date(0) },
    )
    expect(ended).toEqual({ kind: 'unanswered', reason: 'too-long' })
  })

  it.each([
    ['that never stops', endless],
    ['that is packed small', packed],
  ])('%s is not read to its end from Salesforce', async (_, listener) => {
    answer = listener
    await expect(createExchange()({ method: 'GET', url }, { timeoutMs: 20_000 })).rejects.toMatchObject({
      code: 'TOO_LONG',
    })
  })

  it('that is nested beyond what could be written down again is kept as text', () => {
    const text = `${'['.repeat(9_000)}${']'.repeat(9_000)}`
    const heard = { at: '', method: 'GET', path: '/', status: 200, requestId: null, text }
    const { body } = wireAnswer(heard, (said) => said)
    expect(body).toBe(text)
    expect(JSON.stringify(body).length).toBeGreaterThan(18_000)
  })
})

describe('an address out of an answer', () => {
  const allowed = (given: string) =>
    isAllowedUrl(given, {
      lightningUrl: 'https://northwind.lightning.force.com',
      stiggAppUrl: 'https://app.stigg.io',
      practiceAppUrl: null,
      exact: new Set([given, URL.parse(given)?.href ?? given]),
      signIn: null,
    })

  it.each([
    'javascript:alert(document.cookie)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'file:///etc/passwd',
    '\\\\evil.example\\share',
    'smb://evil.example/share',
    'ms-msdt:/id',
    'vscode://file/etc/passwd',
    'http://billing.example/pay',
    'https://user:secret@billing.example/pay',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
  ])('%j is opened by nobody, though Stigg said it', (given) => {
    expect(allowed(given)).toBe(false)
  })

  it('of a checkout over https is opened, and that one alone', () => {
    expect(allowed('https://checkout.example/pay/1')).toBe(true)
  })
})

describe('a companion', () => {
  let open: OpenCompanion
  const heard: string[] = []
  const stranger = createServer((request, response) => {
    heard.push(JSON.stringify(request.headers))
    response.end('{}')
  })
  beforeAll(async () => {
    open = await openCompanion()
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve))
  })
  afterAll(async () => {
    await open.close()
    stranger.closeAllConnections()
    stranger.close()
  })
  afterEach(async () => {
    await open.practice.stigg.clearFaults()
    await open.practice.salesforce.clearFaults()
  })

  const rules = async (): Promise<ProvisioningRules> => (await open.companion.workspace.status()).profile.rules
  const dealOf = async () => String((await open.practice.query('SELECT Id FROM Opportunity LIMIT 1'))[0]?.['Id'])

  it.each([
    ['a list where an object was', '[]'],
    ['nothing', 'null'],
    ['a text', '"fine"'],
    ['another shape', '{"data":{"id":7,"name":["x"],"plans":"none","status":{"a":1}}}'],
    ['prototypes', '{"data":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}'],
    ['depth', `{"data":${'['.repeat(5_000)}${']'.repeat(5_000)}}`],
    ['more depth than a stack has', `{"data":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`],
  ])('that is answered %s by either service fails in words, and goes on', async (_, body) => {
    const opportunityId = await dealOf()
    const fault = { kind: 'status', status: 200, contentType: 'application/json', body }
    for (const [service, match] of [
      [open.practice.stigg, { path: '/api/v1|/graphql' }],
      [open.practice.salesforce, { path: '/services/data' }],
    ] as const) {
      await service.addFault({ match, fault, times: 1_000 })
      const failure = await failureOf(
        open.companion.provisioning.preview({ opportunityId, edits: { subscriptions: {} } }),
      )
      expect(failure.code).not.toBe('app.defect')
      await service.clearFaults()
      await open.companion.workspace.reconnect()
    }
    expect('polluted' in {}).toBe(false)
    await expect(
      open.companion.provisioning.preview({ opportunityId, edits: { subscriptions: {} } }),
    ).resolves.toHaveProperty('fingerprint')
  })

  it.each([
    ['access', { access: 'confirm' }],
    ['a whole profile', { profile: { access: 'confirm', kind: 'practice' } }],
    ['a secret', { secrets: { 'app-key': 'x' } }],
    ['an address of a service', { stigg: { baseUrl: 'http://evil.example' } }],
  ])('takes no settings file that brings %s', async (_, more) => {
    const before = (await open.companion.workspace.status()).profile
    const file = JSON.parse(settingsFileOf(await rules())) as { rules: object }
    for (const text of [
      JSON.stringify({ ...file, ...more }),
      JSON.stringify({ ...file, rules: { ...file.rules, ...more } }),
    ]) {
      expect(await failureOf(open.companion.settings.readFile({ text }))).toMatchObject({
        code: 'settings.not-readable',
      })
    }
    expect((await open.companion.workspace.status()).profile).toEqual(before)
  })

  it('hands a secret to no other address that an imported file names', async () => {
    await setCallOut(open.companion, open.practice)
    const strangerUrl = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`
    const text = settingsFileOf({ ...(await rules()), callOut: callOutTo(strangerUrl) })
    const imported = await open.companion.settings.readFile({ text })
    expect(imported.secretsToEnter).toEqual(['app-key'])
    await open.companion.settings.saveRules({ rules: imported.rules })
    const trial = await open.companion.settings.tryCallOut({ opportunityId: await dealOf() })
    expect(trial.failure).toMatchObject({ code: 'call-out.secret-missing' })
    expect(heard).toEqual([])
  })

  it('of a customer calls no address in the clear, though it is one of its own machine or network', async () => {
    const { isAllowedAddress } = await import('#shared/domain/call-out-problem')
    for (const address of [
      'http://127.0.0.1/',
      'http://10.0.0.1/',
      'http://169.254.169.254/latest/meta-data/',
      'http://[::1]/',
      'file:///etc/passwd',
      'gopher://10.0.0.1/',
    ]) {
      expect(isAllowedAddress(new URL(address), 'production'), address).toBe(false)
      expect(isAllowedAddress(new URL(address), 'sandbox'), address).toBe(false)
    }
  })

  it('keeps names with markup, queries and formulas as they are, and lets none of them act', async () => {
    const name = `<img src=x onerror=alert(1)> ' OR Name != '' -- =cmd|'/C calc'!A0 {{opportunity.id}} \${7*7} \u202Eexe.fdp`
    const opportunityId = await dealOf()
    await open.practice.patch('Opportunity', opportunityId, { Name: name.slice(0, 120) })
    await drain(await open.companion.opportunities.sync({ full: true }))
    const { deal } = await open.companion.provisioning.preview({ opportunityId, edits: { subscriptions: {} } })
    expect(deal.opportunity.name).toBe(name.slice(0, 120))
    const all = (await open.companion.opportunities.list({})).total
    for (const text of ["' OR Name != '", "%' OR Name LIKE '%", '*} OR {*', '\\', '"; DROP TABLE deals; --', '% _']) {
      expect((await open.companion.opportunities.list({ search: text })).total).toBeLessThan(all)
      const found = await open.companion.links
        .search({ text, reach: 'services' })
        .catch(async (error: unknown) => failureOf(Promise.reject(error)))
      expect(JSON.stringify(found)).not.toContain('MALFORMED')
    }
  })
})
