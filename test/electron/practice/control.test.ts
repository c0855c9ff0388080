import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { serve, type ServerType } from '@hono/node-server'
import { Hono } from 'hono'
import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createPracticeClock } from '#practice/clock'
import { createPracticeControl, type PracticeControl, type PracticeEnv } from '#practice/control'
import { openRecordStore } from '#practice/record-store'

let server: ServerType
let url: string
let control: PracticeControl
let applied: number
let startedOver: number

beforeEach(async () => {
  applied = 0
  startedOver = 0
  const store = openRecordStore(':memory:')
  control = createPracticeControl({
    clock: createPracticeClock(store),
    startOver: () => void startedOver++,
    errorBody: (status) => ({ code: `Error${status}` }),
    named: {
      names: ['ROW_LOCKED', 'half-way'],
      hook: (fault, c) => (fault.name === 'ROW_LOCKED' ? c.json({ locked: fault.args ?? null }, 409) : undefined),
    },
  })
  const app = new Hono<PracticeEnv>()
  app.use(control.middleware)
  app.route('/__practice', control.routes)
  app.all('/things/:id', async (c) => {
    applied++
    const body = c.req.method === 'GET' ? null : await c.req.json()
    return c.json({ id: c.req.param('id'), body, named: c.get('namedFault')?.name ?? null })
  })
  app.post('/token', async (c) =>
    c.json({ got: JSON.stringify((await c.req.formData()).get('code')).length - 2, access_token: 'secret-1' }),
  )
  await new Promise<void>((ready) => {
    server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, () => ready())
  })
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(() => new Promise((closed) => server.close(closed)))

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(url + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
const fault = (rule: object) => post('/__practice/faults', rule)
const get = (path: string, headers: Record<string, string> = {}) => fetch(url + path, { headers })
const errorOf = (request: Promise<Response>) =>
  request.then(
    () => 'answered',
    (error: Error) => String((error.cause as { code?: string }).code),
  )

describe('faults', () => {
  it('lets requests through untouched, bodies included, where no rule matches', async () => {
    await fault({ match: { path: '/elsewhere' }, fault: '500' })
    const answer = await post('/things/1', { a: 1 })
    expect(await answer.json()).toEqual({ id: '1', body: { a: 1 }, named: null })
  })

  it('fires once unless told otherwise, and counts', async () => {
    const rule = await (await fault({ match: { method: 'get' }, fault: '429-retry-after' })).json()
    const first = await get('/things/1')
    expect([first.status, first.headers.get('retry-after'), await first.json()]).toEqual([
      429,
      '2',
      { code: 'Error429' },
    ])
    expect((await get('/things/1')).status).toBe(200)
    const listed = (await (await get('/__practice/faults')).json()) as { faults: object[] }
    expect(listed.faults).toMatchObject([{ id: (rule as { id: string }).id, fired: 1, spent: true }])
  })

  it('skips the first matches with after, and goes on with times null until removed', async () => {
    await fault({
      id: 'f',
      match: { path: '^/things/' },
      fault: { kind: 'status', status: 503 },
      times: null,
      after: 1,
    })
    const statuses = []
    for (let i = 0; i < 3; i++) statuses.push((await get('/things/1')).status)
    await fetch(`${url}/__practice/faults/f`, { method: 'DELETE' })
    statuses.push((await get('/things/1')).status)
    expect(statuses).toEqual([200, 503, 503, 200])
  })

  it('matches the object as a word in path, query or body, and what the body includes', async () => {
    await fault({ match: { object: 'Account' }, fault: '500', times: null })
    await fault({ match: { bodyIncludes: 'needle' }, fault: '503', times: null })
    expect((await get('/things/1?q=SELECT+Id+FROM+Account')).status).toBe(500)
    expect((await get('/things/AccountHistory')).status).toBe(200)
    expect((await post('/things/1', { type: 'Account' })).status).toBe(500)
    expect((await post('/things/1', { type: 'needle' })).status).toBe(503)
  })

  it('resets before the handler with nothing applied, and after it with the effect applied', async () => {
    await fault({ fault: 'reset-before' })
    expect(await errorOf(post('/things/1', {}))).toBe('ECONNRESET')
    expect(applied).toBe(0)
    await fault({ fault: 'reset-after' })
    expect(await errorOf(post('/things/1', {}))).toBe('ECONNRESET')
    expect(applied).toBe(1)
  })

  it('hangs until the client leaves, applying nothing', async () => {
    await fault({ fault: 'timeout' })
    const leave = new AbortController()
    const request = fetch(`${url}/things/1`, { signal: leave.signal })
    while (control.faults.list()[0]?.fired !== 1) await new Promise((later) => setImmediate(later))
    leave.abort()
    await expect(request).rejects.toThrow('aborted')
    expect(applied).toBe(0)
  })

  it('truncates JSON, answers HTML, redirects and answers nothing at all', async () => {
    await expect((await get('/things/1', { 'X-Practice-Fault': 'truncate' })).json()).rejects.toThrow(SyntaxError)
    const html = await get('/things/1', { 'X-Practice-Fault': '{"kind":"html","status":502}' })
    expect([html.status, html.headers.get('content-type')]).toEqual([502, 'text/html'])
    const asked = { 'X-Practice-Fault': '{"kind":"redirect","to":"http://elsewhere.example/"}' }
    const moved = await fetch(`${url}/things/1`, { redirect: 'manual', headers: asked })
    expect([moved.status, moved.headers.get('location')]).toEqual([302, 'http://elsewhere.example/'])
    const empty = await get('/things/1', { 'X-Practice-Fault': 'empty' })
    expect([empty.status, await empty.text()]).toEqual([200, ''])
  })

  it('lets the simulator answer a named fault, or act on it in the handler', async () => {
    const locked = await get('/things/1', {
      'X-Practice-Fault': '{"kind":"named","name":"ROW_LOCKED","args":{"row":2}}',
    })
    expect([locked.status, await locked.json()]).toEqual([409, { locked: { row: 2 } }])
    expect(await (await get('/things/1', { 'X-Practice-Fault': 'half-way' })).json()).toMatchObject({
      named: 'half-way',
    })
  })

  it('refuses rules and headers that it does not understand', async () => {
    const refused = await Promise.all([
      fault({ fault: 'no-such-name' }),
      fault({ fault: { kind: 'meteor' } }),
      fault({ match: { path: '(' }, fault: '500' }),
      get('/things/1', { 'X-Practice-Fault': 'no-such-name' }),
      post('/__practice/latency', { ms: -1 }),
      post('/__practice/clock', { setTo: 'tomorrow' }),
    ])
    expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400, 400])
    expect(applied).toBe(0)
  })

  it('fires with a probability in the same places for the same seed', async () => {
    await fault({ fault: '500', times: null, probability: 0.5 })
    const statuses = []
    for (let i = 0; i < 20; i++) statuses.push((await get('/things/1')).status)
    const failures = statuses.filter((status) => status === 500).length
    expect(failures).toBeGreaterThan(3)
    expect(failures).toBeLessThan(17)
  })
})

describe('the log of exchanges', () => {
  it('tells what was asked and answered, oldest first, with the fault that fired', async () => {
    await post('/things/7?x=1', { a: 1 }, { 'Idempotency-Key': 'k-1' })
    await get('/things/8', { 'X-Practice-Fault': '500' })
    await errorOf(get('/things/9', { 'X-Practice-Fault': 'reset-after' }))
    expect(control.exchanges.list()).toMatchObject([
      {
        n: 1,
        method: 'POST',
        path: '/things/7',
        query: 'x=1',
        status: 200,
        fault: null,
        idempotencyKey: 'k-1',
        requestBody: '{"a":1}',
        responseBody: '{"id":"7","body":{"a":1},"named":null}',
      },
      { n: 2, path: '/things/8', status: 500, fault: 'status' },
      { n: 3, path: '/things/9', status: null, fault: 'reset-after' },
    ])
    await fetch(`${url}/__practice/exchanges`, { method: 'DELETE' })
    expect(await (await get('/__practice/exchanges')).json()).toEqual({ exchanges: [] })
  })

  it('strikes keys and tokens out of headers, forms and answers', async () => {
    const answer = await fetch(`${url}/token`, {
      method: 'POST',
      headers: { Authorization: 'Bearer hush-1', 'X-API-KEY': 'hush-2' },
      body: new URLSearchParams({ grant_type: 'authorization_code', code: 'hush-3', code_verifier: 'hush-4' }),
    })
    expect(await answer.json()).toMatchObject({ got: 6, access_token: 'secret-1' })
    const shown = JSON.stringify(control.exchanges.list())
    expect(shown).not.toMatch(/hush-|secret-1/)
    expect(shown).toContain('grant_type=authorization_code')
  })
})

describe('clock, latency and starting over', () => {
  it('moves the clock and sets it', async () => {
    const before = Date.parse(((await (await get('/__practice/clock')).json()) as { now: string }).now)
    const moved = (await (await post('/__practice/clock', { advanceMs: 86_400_000 })).json()) as { now: string }
    expect(Date.parse(moved.now) - before).toBeGreaterThanOrEqual(86_400_000)
    const set = (await (await post('/__practice/clock', { setTo: '2030-01-01T00:00:00Z' })).json()) as { now: string }
    expect(set.now).toMatch(/^2030-01-01T00:00:0/)
  })

  it('takes latency and forgets it, faults and exchanges when it starts over', async () => {
    await post('/__practice/latency', { ms: 1, jitterMs: 1 })
    await fault({ fault: '500' })
    await post('/__practice/start-over', {})
    expect(startedOver).toBe(1)
    expect(await (await get('/__practice/latency')).json()).toEqual({ ms: 0, jitterMs: 0 })
    expect(control.faults.list()).toEqual([])
  })

  it('refuses a page of another origin', async () => {
    const foreign = await post('/__practice/start-over', {}, { Origin: 'https://evil.example' })
    expect([foreign.status, startedOver]).toEqual([403, 0])
    expect((await post('/__practice/start-over', {}, { Origin: url })).status).toBe(200)
  })

  it('refuses a browser that came by a name which DNS made lead here', async () => {
    const { port } = server.address() as AddressInfo
    const headers = { Host: `evil.example:${port}`, 'Sec-Fetch-Site': 'same-origin' }
    const answered = once(
      request({ port, host: '127.0.0.1', path: '/__practice/exchanges', headers }).end(),
      'response',
    )
    const [answer] = (await answered) as [IncomingMessage]
    answer.resume()
    expect(answer.statusCode).toBe(403)
  })
})
