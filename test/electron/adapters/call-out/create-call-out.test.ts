import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

import { longestAnswer } from '#adapters/call-out/attempt'
import { createCallOut } from '#adapters/call-out/create-call-out'
import { memoryVault } from '#hosts/composition/memory-vault'
import { vaultNameOf, type CallOut } from '#shared/domain/call-out'
import type { ProfileKind } from '#shared/domain/profile'
import type { WireAnswer } from '#shared/domain/run'
import type { CallOutStep } from '#shared/domain/step'
import { stoppedClock } from '#test/fakes/small-ports'
import { callOutTo } from '#test/harness/call-outs'

/* The real adapter over real HTTP: each test says what the application on the other side does. */

const secret = 'Bearer canary-of-the-vault-0123456789'
const heardBy: { readonly url: string | undefined; readonly headers: IncomingMessage['headers']; body: string }[] = []
let answer: RequestListener = (_request, response) => response.end()
const json =
  (status: number, body: unknown): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  }
const good = { customer: { id: 'cust-1' }, workspace: { id: 'ws-1' } }

let servers: readonly Server[]
const portOf = (server: Server | undefined) => (server?.address() as AddressInfo | null | undefined)?.port ?? 0
const originAt = (index: number) => `http://127.0.0.1:${portOf(servers[index])}`
const logged: string[] = []
const log = {
  info: (message: string, facts?: object) => void logged.push(`${message} ${JSON.stringify(facts)}`),
  warn: () => undefined,
  error: () => undefined,
}

beforeAll(async () => {
  servers = [0, 1].map(() =>
    createServer((request, response) => {
      const exchange = { url: request.url, headers: request.headers, body: '' }
      heardBy.push(exchange)
      request.on('data', (chunk: Buffer) => (exchange.body += chunk.toString()))
      request.on('end', () => answer(request, response))
    }),
  )
  for (const server of servers) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  for (const server of servers) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})
afterEach(() => {
  heardBy.length = 0
  logged.length = 0
})

const stepTo = (origin: string, vary: Partial<CallOut> = {}, trial = false): CallOutStep => {
  const { bodyTemplate: _, url: _template, ...call } = callOutTo(origin, vary)
  return { kind: 'call-out', id: 'call-out', call: { ...call, url: `${origin}/workspaces`, body: '{"a":1}' }, trial }
}

async function send(step: CallOutStep, boundTo = originAt(0), kind: ProfileKind = 'practice', kept = secret) {
  const vault = memoryVault()
  await vault.set(vaultNameOf('app-key'), boundTo, kept)
  const heard: WireAnswer[] = []
  const writer = createCallOut({ vault, clock: stoppedClock(), log, kind: () => kind })
  const result = await writer.send(step, 'key-1', undefined, (told) => heard.push(told))
  return { result, heard, code: result.ok ? null : result.failure.code, facts: result.ok ? {} : result.failure.facts }
}

describe('a call-out over HTTP', () => {
  it('carries its body, its headers with the secret, and its key, and gives the IDs of the answer', async () => {
    answer = json(201, good)
    const { result, heard } = await send(stepTo(originAt(0)))
    expect(result).toMatchObject({
      ok: true,
      value: { recordId: 'cust-1', facts: { customerId: 'cust-1', 'resourceId.product-northwind': 'ws-1' } },
    })
    expect(heardBy).toMatchObject([
      {
        url: '/workspaces',
        body: '{"a":1}',
        headers: {
          authorization: secret,
          'x-sent-by': 'sales',
          'idempotency-key': 'key-1',
          'content-type': 'application/json',
        },
      },
    ])
    expect(heardBy[0]?.headers).not.toHaveProperty('companion-trial')
    expect(heard).toMatchObject([{ status: 201, method: 'POST', path: '/workspaces', body: good }])
  })

  it('says of a trial that it is one', async () => {
    answer = json(200, good)
    await send(stepTo(originAt(0), {}, true))
    expect(heardBy[0]?.headers).toMatchObject({ 'companion-trial': 'true' })
  })

  it('hands its secret to the origin that it is for, and to no other', async () => {
    answer = json(200, good)
    const { code } = await send(stepTo(originAt(1)), originAt(0))
    expect(code).toBe('call-out.secret-missing')
    expect(heardBy).toEqual([])
  })

  it.each([301, 302, 303, 307, 308])('does not follow a redirect (%i)', async (status) => {
    answer = (_request, response) => {
      response.writeHead(status, { location: `${originAt(1)}/elsewhere` })
      response.end()
    }
    const { code, facts } = await send(stepTo(originAt(0)))
    expect([code, facts.reason]).toEqual(['call-out.refused', 'redirect'])
    expect(heardBy).toHaveLength(1)
  })

  it.each<[string, ProfileKind]>([
    ['http://127.0.0.1:9', 'production'],
    ['http://127.0.0.1:9', 'sandbox'],
    ['http://10.0.0.1', 'practice'],
    ['http://localhost.evil.example', 'practice'],
  ])('does not go to %s on a %s profile', async (origin, kind) => {
    expect((await send(stepTo(origin), origin, kind)).code).toBe('call-out.not-allowed')
  })

  it('tells where nobody listens from where nobody answered', async () => {
    const gone = createServer()
    await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve))
    const nobody = `http://127.0.0.1:${(gone.address() as AddressInfo).port}`
    await new Promise((resolve) => gone.close(resolve))
    expect((await send(stepTo(nobody), nobody)).code).toBe('call-out.unreachable')
    answer = (request) => request.socket.destroy()
    expect((await send(stepTo(originAt(0)))).code).toBe('call-out.outcome-unknown')
  })

  it('gives up after its time, and does not know then what became of it', async () => {
    answer = () => undefined
    const { code, facts } = await send(stepTo(originAt(0), { timeoutSeconds: 1 }))
    expect([code, facts.reason]).toEqual(['call-out.outcome-unknown', 'timeout'])
  })

  it.each([
    ['announced', true],
    ['streamed', false],
  ])('reads no answer that is too long, %s', async (_, announced) => {
    const page = JSON.stringify({ ...good, filler: 'x'.repeat(longestAnswer) })
    answer = (_request, response) => {
      const length = announced ? { 'content-length': String(page.length) } : {}
      response.writeHead(200, { 'content-type': 'application/json', ...length })
      response.end(page)
    }
    const { code, facts, heard } = await send(stepTo(originAt(0)))
    expect([code, facts.reason]).toEqual(['call-out.outcome-unknown', 'too-long'])
    expect(heard).toEqual([])
  })

  it.each<[string, RequestListener, string, string]>([
    ['a page', (_, r) => r.writeHead(200, { 'content-type': 'text/html' }).end('{}'), 'outcome-unknown', 'not-json'],
    ['half of its JSON', json(200, '{"customer": {"id'), 'outcome-unknown', 'not-json'],
    ['nothing', (_, r) => r.writeHead(204).end(), 'outcome-unknown', 'not-json'],
    ['an answer without the ID', json(200, { customer: {} }), 'outcome-unknown', 'no-id'],
    ['500', json(500, {}), 'outcome-unknown', 'status'],
    ['503', json(503, {}), 'outcome-unknown', 'status'],
    ['408', json(408, {}), 'outcome-unknown', 'status'],
    ['400', json(400, good), 'refused', 'status'],
    ['401', json(401, good), 'refused', 'status'],
    ['429', json(429, good), 'refused', 'status'],
  ])('that is answered with %s is sorted by what may have been done', async (_, listener, code, reason) => {
    answer = listener
    const sent = await send(stepTo(originAt(0)))
    expect([sent.code, sent.facts.reason]).toEqual([`call-out.${code}`, reason])
    expect(sent.heard).toHaveLength(1)
  })

  it('strikes its secret out of everything that it tells', async () => {
    const echo = { customer: { id: secret.slice(7) }, workspace: { id: 'ws-1' }, said: `I was sent ${secret}` }
    for (const status of [200, 400, 500]) {
      answer = json(status, echo)
      const told = await send(stepTo(originAt(0), { customerIdAt: null }))
      expect(JSON.stringify([told, logged])).not.toContain(secret)
    }
  })

  it.each([
    ['the key without its scheme', secret, secret.slice(7)],
    ['the password of a Basic header', `Basic ${btoa('sales:correct horse')}`, 'correct horse'],
    ['one part of a secret of two', 'Token id=northwind,key=canary-0123456789', 'id=northwind,key=canary-0123456789'],
  ])('strikes %s out, where the application says that back', async (_, kept, part) => {
    for (const status of [200, 400, 500]) {
      answer = json(status, { customer: { id: 'c-1' }, workspace: { id: 'ws-1' }, said: `Your key is ${part}.` })
      const told = await send(stepTo(originAt(0), { customerIdAt: null }), originAt(0), 'practice', kept)
      expect(JSON.stringify([told, logged])).not.toContain(part)
    }
  })

  it('cannot be read back', async () => {
    const writer = createCallOut({ vault: memoryVault(), clock: stoppedClock(), log, kind: () => 'practice' })
    expect(await writer.readBack(stepTo(originAt(0)))).toMatchObject({
      ok: false,
      failure: { code: 'call-out.outcome-unknown' },
    })
  })

  it('is shown with its chosen headers, and the name of a secret in its place', () => {
    const writer = createCallOut({ vault: memoryVault(), clock: stoppedClock(), log, kind: () => 'practice' })
    expect(writer.requestsFor(stepTo('https://app.example'))).toEqual([
      {
        service: 'call-out',
        method: 'POST',
        path: 'https://app.example/workspaces',
        body: { a: 1 },
        headers: { Authorization: '(secret: app-key)', 'X-Sent-By': 'sales' },
      },
    ])
  })
})
