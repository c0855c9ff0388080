import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

import { STORIES } from '#practice/seed/deals/all'
import { setCallOut } from '#test/harness/call-outs'
import { drain, startHostProcess, type HostProcess } from '#test/harness/host-process'
import { startPracticeProcess, type PracticeProcess } from '#test/harness/practice-process'

/*
 * Keys and tokens are known from the practice services' own line, or by their shape. A host is led through good days and
 * every kind of bad one, and then everything that it wrote, said and answered is searched for them.
 */

const edits = { subscriptions: {} }
/** Salesforce's tokens by their shapes: an access token names the org, a refresh token and a code begin with a word. */
const tokenShapes = [/00D\w{12,15}!(?!\[)[\w.]{8,}/, /\b5Aep[\w.!~-]{8,}/, /\baPrx[\w.%=~-]{8,}/, /Bearer (?!\[)\S{8,}/]
const echoed = '00D5g000004XyZQ!CANARYwhichTheServiceSaysBack0123456789'

let practice: PracticeProcess
let host: HostProcess
let dataDir: string
let secrets: Readonly<Record<string, string>>
let stranger: Server
const strangerHeard: { readonly url: string; readonly headers: IncomingHttpHeaders }[] = []
/** What calls failed with, as a page would see it. */
const failures: unknown[] = []
let deals: string[]

const strangerOrigin = () => `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`

/** Every file below a folder, as bytes read as Latin-1, so that nothing is lost between two characters. */
const filesBelow = (folder: string): { name: string; text: string }[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(path.join(folder, name)).isFile())
    .map((name) => ({ name, text: readFileSync(path.join(folder, name), 'latin1') }))

/** Names of the secrets that a text holds. */
const secretsIn = (text: string): string[] => [
  ...Object.entries(secrets).flatMap(([name, secret]) => (text.includes(secret) ? [name] : [])),
  ...tokenShapes.flatMap((shape) => (shape.test(text) ? [shape.source] : [])),
]

async function attempt(call: () => Promise<unknown>): Promise<void> {
  try {
    await call()
  } catch (error) {
    failures.push(error)
  }
}

async function apply(opportunityId: string) {
  const { findings, fingerprint } = await host.companion.provisioning.preview({ opportunityId, edits })
  const acknowledged = findings.map(({ key }) => key)
  return drain(await host.companion.provisioning.apply({ opportunityId, edits, fingerprint, acknowledged }))
}

beforeAll(async () => {
  practice = await startPracticeProcess()
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'companion-secrets-'))
  const { salesforce, stigg } = z
    .object({
      salesforce: z.looseObject({ accessToken: z.string(), refreshToken: z.string() }),
      stigg: z.looseObject({ apiKey: z.string() }),
    })
    .parse(JSON.parse(practice.line))
  stranger = createServer((request, response) => {
    strangerHeard.push({ url: request.url ?? '', headers: request.headers })
    response.end('{}')
  })
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve))
  host = await startHostProcess(dataDir, ['--practice', practice.line])
  secrets = {
    'the Stigg key': stigg.apiKey,
    'the access token of the line': salesforce.accessToken,
    'the refresh token of the line': salesforce.refreshToken,
    'the key of the application': practice.customerApp.apiKey,
    'the token that a service echoes': echoed,
    'the start token': new URLSearchParams(new URL(host.url).hash.slice(1)).get('start') ?? '',
  }
  expect(Object.values(secrets).every((secret) => secret.length > 20)).toBe(true)
  await drain(await host.companion.opportunities.sync({ full: true }))
  const plain = STORIES.filter(({ shows }) => shows.some((shown) => shown.startsWith('ready: ')))
  const rows = await practice.query('SELECT Id, Name FROM Opportunity')
  deals = plain.map(({ name }) => String(rows.find(({ Name }) => Name === name)?.Id))
})
afterAll(async () => {
  await host.child.stop()
  await practice.child.stop()
  await new Promise((resolve) => stranger.close(resolve))
  rmSync(dataDir, { recursive: true, force: true })
})

type Service = 'salesforce' | 'stigg'

/** An error in the service's own shape that quotes what it was asked with, and what the other service would be. */
function echo(service: Service, status: number) {
  const message = `Not good: ${secrets['the Stigg key']} ${echoed} Bearer ${echoed}`
  const body =
    service === 'stigg'
      ? { code: 'CANARY', message, traceId: echoed }
      : [{ errorCode: 'CANARY', message, fields: [echoed, secrets['the Stigg key']] }]
  return { kind: 'status', status, body }
}
const page = (status: number) => ({
  kind: 'status',
  status,
  contentType: 'text/html',
  body: `<html><body>${secrets['the Stigg key']} ${echoed}</body></html>`,
})

/** By name, since what they echo is known only once the services run. */
const faults: Readonly<Record<string, (service: Service) => object | string>> = {
  'a 400 that echoes its request': (service) => echo(service, 400),
  'a 401 that echoes its request': (service) => echo(service, 401),
  'a 403 that echoes its request': (service) => echo(service, 403),
  'a 409 that echoes its request': (service) => echo(service, 409),
  'a 500 that echoes its request': (service) => echo(service, 500),
  'a page of the edge': () => page(503),
  'a page that says it is fine': () => page(200),
  'a redirect to another host': () => ({ kind: 'redirect', to: `${strangerOrigin()}/elsewhere`, status: 307 }),
  'a connection that is cut before': () => 'reset-before',
  'a connection that is cut after': () => 'reset-after',
  'an answer that is cut short': () => 'truncate',
}

describe('a host that meets', () => {
  it.each(Object.keys(faults))('%s tells no secret', async (name) => {
    const faultOf = (service: Service) => faults[name]?.(service)
    const [opportunityId = ''] = deals
    const look = () => host.companion.provisioning.preview({ opportunityId, edits })
    for (const service of ['salesforce', 'stigg'] as const) {
      await practice[service].addFault({ fault: faultOf(service), times: 6 })
      await attempt(look)
      await practice[service].clearFaults()
      await attempt(() => host.companion.workspace.reconnect())
    }
    const deal = deals[1 + (Object.keys(faults).indexOf(name) % (deals.length - 1))] ?? ''
    await practice.stigg.addFault({
      match: { method: 'POST', path: '/api/v1/(customers|subscriptions)$' },
      fault: faultOf('stigg'),
    })
    await practice.salesforce.addFault({ match: { method: 'PATCH' }, fault: faultOf('salesforce') })
    await attempt(() => apply(deal))
    await practice.stigg.clearFaults()
    await practice.salesforce.clearFaults()
    for (const { id } of await host.companion.runs.list({ states: ['attention', 'interrupted', 'waiting'] })) {
      await attempt(async () => drain(await host.companion.provisioning.resume({ runId: id })))
      await attempt(() => host.companion.runs.get({ runId: id }))
      for (const format of ['json', 'html'] as const) {
        await attempt(() => host.companion.runs.evidence({ runId: id, format }))
      }
    }
    expect(secretsIn(host.answers())).toEqual([])
  })

  it.each(Object.keys(faults))('%s from the application that a run calls first tells no secret', async (name) => {
    await setCallOut(host.companion, practice)
    const deal = deals[Object.keys(faults).indexOf(name) % deals.length] ?? ''
    const key = practice.customerApp.apiKey
    const fault = faults[name]?.('stigg')
    // It says back what it was called with, beside what the services say.
    const told = JSON.stringify(fault).replaceAll(echoed, `${echoed} Bearer ${key}`)
    const rule = { match: { method: 'POST', path: '/workspaces' }, fault: JSON.parse(told) as unknown, times: 2 }
    await practice.customerApp.addFault(rule)
    await attempt(() => host.companion.settings.tryCallOut({ opportunityId: deal }))
    await attempt(() => apply(deal))
    await practice.customerApp.clearFaults()
    for (const { id } of await host.companion.runs.list({ states: ['attention'], opportunityId: deal })) {
      await attempt(async () => drain(await host.companion.provisioning.resume({ runId: id })))
      await attempt(() => host.companion.runs.evidence({ runId: id, format: 'html' }))
    }
    const { text } = await host.companion.settings.exportFile()
    expect(text).toContain('app-key')
    expect(await host.companion.settings.secrets({ names: ['app-key'] })).toEqual([
      { name: 'app-key', boundTo: practice.customerApp.url },
    ])
    expect(secretsIn(host.answers())).toEqual([])
    expect((await practice.customerApp.exchanges()).length).toBeGreaterThan(0)
  })

  it('a refresh that is refused with the token in its answer tells no secret', async () => {
    await practice.salesforce.addFault({ match: { path: '/services/data' }, fault: 'expire-all-sessions' })
    await practice.salesforce.addFault({
      match: { path: '/services/oauth2/token' },
      fault: { kind: 'status', status: 400, body: { error: 'invalid_grant', error_description: `expired: ${echoed}` } },
    })
    await attempt(() => host.companion.provisioning.preview({ opportunityId: deals[0] ?? '', edits }))
    await practice.salesforce.clearFaults()
    const stream = await host.companion.workspace.signIn()
    const first = await stream.next()
    if (!first.done) {
      expect(secretsIn(first.value.authorizeUrl)).toEqual([])
      await fetch(first.value.authorizeUrl, { headers: { 'x-practice-approve': 'olivia.ops@northwind.example' } })
    }
    await drain(stream)
    expect(secretsIn(host.answers())).toEqual([])
  })
})

describe('afterwards', () => {
  it('the bad days were had: calls failed, runs stopped, and others came through', async () => {
    expect(failures.length).toBeGreaterThan(8)
    const states = new Set((await host.companion.runs.list({})).map(({ state }) => state))
    expect(states).toContain('done')
    expect(host.answers().length).toBeGreaterThan(100_000)
  })

  it('no evidence of a run holds one, and it tells what was answered', async () => {
    const runs = await host.companion.runs.list({})
    const packs = await Promise.all(
      runs.flatMap(({ id }) =>
        (['json', 'html'] as const).map((format) => host.companion.runs.evidence({ runId: id, format })),
      ),
    )
    expect(packs.length).toBe(runs.length * 2)
    const told = packs.map(({ text }) => text).join('\n')
    expect(told).toContain('CANARY')
    expect(secretsIn(told)).toEqual([])
  })

  it('no file that the host wrote holds a secret, nor where it is killed', async () => {
    const searched = () => {
      const files = filesBelow(dataDir)
      expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining(['companion.log']))
      return files.flatMap(({ name, text }) => secretsIn(text).map((secret) => `${name}: ${secret}`))
    }
    expect(searched()).toEqual([])
    await host.child.kill()
    expect(searched()).toEqual([])
  })

  it('no failure that a page was told of holds one', () => {
    const told = failures.map((error) => `${String(error)} ${JSON.stringify(error)} ${(error as Error).stack ?? ''}`)
    expect(secretsIn(told.join('\n'))).toEqual([])
  })

  it('standard error holds none, but for the link that lets a page in', () => {
    const said = host.child.complaints().replace(`Open ${host.url} in a browser`, '')
    expect(secretsIn(said)).toEqual([])
  })

  it('no redirect was followed', () => {
    expect(strangerHeard).toEqual([])
  })
})

describe('a start that fails', () => {
  it.each([
    ['cannot reach the services', (line: string) => line.replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:9')],
    ['is given half a line', (line: string) => line.slice(0, -40)],
    ['is given a line without an address', (line: string) => line.replace('"baseUrl"', '"base"')],
  ])('because it %s repeats no secret', async (_, change) => {
    const file = path.join(dataDir, 'line.json')
    writeFileSync(file, change(practice.line))
    const start = startHostProcess(path.join(dataDir, 'other'), ['--practice', file])
    const said = await start.then(
      () => 'It started',
      (error: unknown) => String(error),
    )
    expect(said).toContain('ended with')
    expect(secretsIn(said)).toEqual([])
  })
})
