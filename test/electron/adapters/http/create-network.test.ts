import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createCallOut } from '#adapters/call-out/create-call-out'
import { createNetwork, type Network } from '#adapters/http/create-network'
import { createSalesforce, type Salesforce } from '#adapters/salesforce/create-salesforce'
import { secretName } from '#adapters/salesforce/session'
import { createStigg } from '#adapters/stigg/create-stigg'
import { startPractice, type Practice } from '#practice/start-practice'
import type { NetworkSettings } from '#shared/domain/network'
import { silentLog } from '#test/fakes/small-ports'
import { newAuthority } from '#test/harness/certificates'
import { serveTls, serveTlsBefore, startProxy, type Proxy } from '#test/harness/proxy'

import { failureOf, memoryVault, quick, value } from '../salesforce/open-salesforce.ts'

const host = 'northwind.my.salesforce.com'
const stiggHost = 'api.stigg.example'
const folder = mkdtempSync(path.join(os.tmpdir(), 'companion-network-'))
const caFile = path.join(folder, 'company.pem')
const clock = { now: () => new Date() }

/** The practice services as they would stand in the world: under names of their own, behind TLS, beyond a proxy. */
describe('the services beyond a proxy that opens encrypted traffic', () => {
  let practice: Practice
  let settings: NetworkSettings
  let toSalesforce: Proxy
  let toStigg: Proxy
  let network: Network
  let salesforce: Salesforce
  const vault = memoryVault()
  const closing: (() => Promise<void>)[] = []

  beforeAll(async () => {
    practice = await startPractice({ dataDir: ':memory:' })
    const authority = newAuthority('Northwind Inspection')
    writeFileSync(caFile, authority.cert)
    const front = async (name: string, url: string) => {
      const server = await serveTlsBefore(authority.certify(name), Number(new URL(url).port))
      const proxy = await startProxy(server.port)
      closing.push(
        () => proxy.close(),
        () => server.close(),
      )
      return proxy
    }
    toSalesforce = await front(host, practice.salesforce.loginUrl)
    toStigg = await front(stiggHost, practice.stigg.baseUrl)
    settings = { proxy: toSalesforce.url, caFile }
    network = createNetwork({
      settings: () => settings,
      env: {},
      targets: { salesforce: `https://${host}/services/data/`, stigg: `https://${stiggHost}/` },
      timeoutMs: 5_000,
    })
    salesforce = createSalesforce({
      connection: { loginUrl: `https://${host}`, clientId: practice.salesforce.clientId, redirectPorts: [1727] },
      exchange: network.exchange,
      vault,
      clock,
      log: silentLog,
      timeouts: quick,
    })
    await salesforce.adopt({ ...practice.salesforce, instanceUrl: `https://${host}` })
    await fault('instance-url-change', '/token', { instanceUrl: `https://${host}` })
  })
  afterAll(async () => {
    for (const close of closing) await close()
    await practice.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const fault = (name: string, at: string, args?: Record<string, string>) =>
    fetch(`${practice.salesforce.loginUrl}/__practice/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        match: { path: at },
        times: null,
        fault: { kind: 'named', name, ...(args ? { args } : {}) },
      }),
    })
  const endSessions = () =>
    fetch(`${practice.salesforce.loginUrl}/services/data/`, { headers: { 'X-Practice-Fault': 'expire-all-sessions' } })

  it('lets Salesforce be read, and the session be refreshed with its token rotated and sealed', async () => {
    expect(value(await salesforce.reader.org()).name).toBe('Northwind Systems')
    const before = vault.secrets.get(secretName)?.secret
    await endSessions()
    expect(value(await salesforce.reader.org()).name).toBe('Northwind Systems')
    const after = vault.secrets.get(secretName)?.secret
    expect(after).not.toBe(before)
    expect(JSON.parse(after ?? '{}')).toMatchObject({ instanceUrl: `https://${host}` })
    expect(new Set(toSalesforce.asked)).toEqual(new Set([`CONNECT ${host}:443`]))
  })

  it('lets a person sign in, though the browser comes home to this machine', async () => {
    const signedIn = await salesforce.signIn.signIn((authorizeUrl) => {
      const page = new URL(authorizeUrl)
      expect(page.origin).toBe(`https://${host}`)
      const local = new URL(page.pathname + page.search, practice.salesforce.loginUrl)
      void fetch(local, { headers: { 'X-Practice-Approve': practice.salesforce.username } })
    })
    expect(value(signedIn).username).toBe(practice.salesforce.username)
  })

  it('lets Stigg and the call-out through the same way', async () => {
    settings = { proxy: toStigg.url, caFile }
    await vault.set('stigg-key', `https://${stiggHost}`, practice.stigg.apiKey)
    const stigg = createStigg({
      baseUrl: `https://${stiggHost}`,
      graphqlUrl: `https://${stiggHost}/graphql`,
      keyName: 'stigg-key',
      exchange: network.exchange,
      vault,
      clock,
      log: silentLog,
    })
    expect(value(await stigg.reader.findCustomer('nobody-of-that-name'))).toBeNull()
    expect(toStigg.asked).toEqual([`CONNECT ${stiggHost}:443`])

    const app = await serveTls(newAuthority().certify('apps.northwind.example'), (_, response) => response.end())
    const proxy = await startProxy(app.port)
    closing.push(
      () => proxy.close(),
      () => app.close(),
    )
    settings = { proxy: proxy.url, caFile: null }
    const callOut = createCallOut({
      vault,
      clock,
      log: silentLog,
      kind: () => 'production',
      exchange: network.exchange,
    })
    const step = {
      kind: 'call-out',
      trial: false,
      call: {
        method: 'POST',
        url: 'https://apps.northwind.example/provision',
        headers: [],
        body: '{}',
        timeoutSeconds: 5,
        customerIdAt: '/customerId',
        resourceIdsAt: [],
      },
    } as unknown as Parameters<typeof callOut.send>[0]
    const failure = failureOf(await callOut.send(step, 'key'))
    expect(failure).toMatchObject({ code: 'network.not-trusted', facts: { host: 'apps.northwind.example' } })
    expect(proxy.asked).toEqual(['CONNECT apps.northwind.example:443'])
  })

  it('says for each service what came of reaching for it, and by which way, with no secret', async () => {
    const { salesforce: one, stigg: other } = await network.port.reach({ proxy: toSalesforce.url, caFile })
    expect(one).toEqual({
      host,
      proxy: toSalesforce.url,
      proxyFrom: 'settings',
      passedBy: null,
      caFile,
      caFrom: 'settings',
      status: 200,
      failure: null,
    })
    // The proxy of this test leads to Salesforce alone, whose certificate is not Stigg's.
    expect(other).toMatchObject({ status: null, failure: { code: 'network.not-trusted' } })
    const heard = await fetch(`${practice.salesforce.loginUrl}/__practice/exchanges`)
    const { exchanges } = (await heard.json()) as { exchanges: { path: string; requestHeaders: object }[] }
    const trial = exchanges.findLast(({ path: at }) => at === '/services/data/')
    expect(Object.keys(trial?.requestHeaders ?? {})).not.toContain('authorization')
  })

  it('tells of a proxy that lets nothing through as such, whatever was asked for', async () => {
    const refusing = await startProxy(1, 407)
    closing.push(() => refusing.close())
    settings = { proxy: refusing.url, caFile }
    const expected = { code: 'network.proxy', facts: { proxy: refusing.url, reason: 'sign-in' } }
    expect(failureOf(await salesforce.reader.org())).toMatchObject(expected)
    const stigg = createStigg({
      baseUrl: `https://${stiggHost}`,
      graphqlUrl: `https://${stiggHost}/graphql`,
      keyName: 'stigg-key',
      exchange: network.exchange,
      vault,
      clock,
      log: silentLog,
      timeouts: { attempts: 2, baseMs: 1, longestMs: 1, circuitAfter: 1 },
    })
    for (const again of [1, 2]) {
      expect([again, failureOf(await stigg.reader.findCustomer('acme'))]).toMatchObject([again, expected])
    }
    await endSessions()
    expect(failureOf(await salesforce.reader.org())).toMatchObject(expected)
    // A refresh that never left is no reason to forget the session.
    expect(vault.secrets.has(secretName)).toBe(true)
  })

  it('refuses settings that cannot be used before anything goes out', () => {
    expect(network.port.problem({ proxy: 'http://jo:hunter2@proxy.example', caFile: null })).toMatchObject({
      code: 'network.proxy',
      facts: { proxy: 'http://proxy.example', reason: 'credentials' },
    })
    expect(network.port.problem({ proxy: null, caFile: '/nowhere/company.pem' })?.code).toBe('network.ca-file')
    expect(network.port.problem({ proxy: 'http://proxy.example:8080', caFile })).toBeNull()
  })
})
