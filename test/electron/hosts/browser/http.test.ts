import { connect } from 'node:net'
import { request } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'

import { partialRouter } from '#test/electron/hosts/partial-router'
import { failureOf } from '#test/harness/failure-of'

import { askForSession, clientOf, comeIn, openServer, startTokenOf, type OpenServer } from './open-server.ts'

const opened: OpenServer[] = []
async function open(...args: Parameters<typeof openServer>): Promise<OpenServer> {
  const server = await openServer(...args)
  opened.push(server)
  return server
}
afterEach(async () => {
  await Promise.all(opened.splice(0).map((server) => server.close()))
})

/** A call as the page makes it, with whatever a test wants to be wrong about it. `fetch` would not send another Host. */
function callFrom(server: OpenServer, headers: Record<string, string>, method = 'POST', path = '/rpc/runs/list') {
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const call = request(`${server.origin}${path}`, { method, headers }, (answer) => {
      let body = ''
      answer.on('data', (chunk: Buffer) => (body += chunk.toString()))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }))
    })
    call.on('error', reject)
    call.end(method === 'POST' ? JSON.stringify({ json: {} }) : undefined)
  })
}

async function goodHeaders(server: OpenServer): Promise<Record<string, string>> {
  const { cookie, token } = await comeIn(server)
  return { origin: server.origin, cookie, 'x-companion-token': token, 'content-type': 'application/json' }
}

describe('who may call', () => {
  it('answers its own page', async () => {
    const server = await open()
    expect(await callFrom(server, await goodHeaders(server))).toEqual({ status: 200, body: '{"json":[]}' })
  })

  it.each(['cookie', 'x-companion-token'])('refuses a call without its %s', async (missing) => {
    const server = await open()
    const { [missing]: _, ...headers } = await goodHeaders(server)
    expect(await callFrom(server, headers)).toMatchObject({
      status: 401,
      body: expect.stringContaining('UNAUTHORIZED'),
    })
  })

  it('refuses the token of one browser with the cookie of another', async () => {
    const server = await open()
    const [one, other] = [await goodHeaders(server), await goodHeaders(server)]
    expect(await callFrom(server, { ...one, cookie: other['cookie'] ?? '' })).toMatchObject({ status: 401 })
  })

  it.each(['http://evil.example', 'http://127.0.0.1', 'https://127.0.0.1:4030', 'null', 'http://localhost:1'])(
    'refuses a call of a page from %s',
    async (origin) => {
      const server = await open()
      expect(await callFrom(server, { ...(await goodHeaders(server)), origin })).toMatchObject({ status: 403 })
    },
  )

  it('refuses a call that names no origin, and one that a browser marks as from another site', async () => {
    const server = await open()
    const { origin, ...rest } = await goodHeaders(server)
    expect(await callFrom(server, rest)).toMatchObject({ status: 403 })
    const marked = { ...rest, origin: origin ?? '', 'sec-fetch-site': 'same-site' }
    expect(await callFrom(server, marked)).toMatchObject({ status: 403 })
  })

  it.each(['evil.example', '127.0.0.1', 'localhost', '127.0.0.1.evil.example:4030', '[::1]:4030'])(
    'refuses everything that is sent to %s',
    async (host) => {
      const server = await open()
      expect(await callFrom(server, { ...(await goodHeaders(server)), host })).toMatchObject({ status: 421 })
      expect(await callFrom(server, { host }, 'GET', '/')).toMatchObject({ status: 421 })
    },
  )

  it('answers to localhost as well, with the origin of that name', async () => {
    const server = await open()
    const host = `localhost:${server.server.port}`
    const headers = { ...(await goodHeaders(server)), host, origin: `http://${host}` }
    expect(await callFrom(server, headers)).toMatchObject({ status: 200 })
    expect(await callFrom(server, { ...headers, origin: server.origin })).toMatchObject({ status: 403 })
  })

  it('answers a page that was loaded for a profile which is not open any more with that, and does nothing', async () => {
    const [one, other] = [partialRouter(), partialRouter()]
    let { router } = one
    const server = await open({ router: () => router })
    const pass = await comeIn(server)
    const headers = { origin: server.origin, cookie: pass.cookie, 'x-companion-token': pass.token }
    const first = await fetch(`${server.origin}/rpc/opportunities/list`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ json: {} }),
    })
    const number = first.headers.get('x-companion-open') ?? ''
    const page = clientOf(server.origin, pass, { 'x-companion-open': number })
    await page.opportunities.list({ search: 'before' })
    expect(one.seen.searches).toContain('before')
    router = other.router
    expect(await failureOf(page.opportunities.list({ search: 'after' }))).toMatchObject({ code: 'profile.closed' })
    expect([...one.seen.searches, ...other.seen.searches]).not.toContain('after')
    // A page that is loaded now is answered.
    await clientOf(server.origin, pass).opportunities.list({ search: 'anew' })
    expect(other.seen.searches).toEqual(['anew'])
  })

  it('takes calls by POST alone', async () => {
    const server = await open()
    expect(await callFrom(server, await goodHeaders(server), 'GET', '/rpc/runs/list?data={}')).toMatchObject({
      status: 405,
    })
  })

  it('listens on 127.0.0.1 alone', async () => {
    const server = await open()
    const reached = await new Promise<boolean>((resolve) => {
      const socket = connect({ host: '127.0.0.2', port: server.server.port }, () => resolve(true))
      socket.once('error', () => resolve(false))
      socket.once('close', () => socket.destroy())
    })
    expect(reached).toBe(false)
  })

  it('refuses a body that is larger than any call', async () => {
    const server = await open()
    const answer = await fetch(`${server.origin}/rpc/links/resolve`, {
      method: 'POST',
      headers: await goodHeaders(server),
      body: JSON.stringify({ json: { text: 'x'.repeat(2_000_000) } }),
    })
    expect(answer.status).toBe(413)
    expect(server.defects).toEqual([])
  })

  it('answers 404 to a call that the contract does not have, and 400 to a body that is no call', async () => {
    const server = await open()
    const headers = await goodHeaders(server)
    expect(await callFrom(server, headers, 'POST', '/rpc/no/such')).toMatchObject({ status: 404 })
    const malformed = await fetch(`${server.origin}/rpc/runs/list`, { method: 'POST', headers, body: '{"json":' })
    expect(malformed.status).toBe(400)
    expect(server.defects).toEqual([])
  })
})

describe('what an attacker tries', () => {
  it.each([
    '__proto__',
    'constructor',
    'runs',
    'runs/__proto__',
    'runs/list/~orpc',
    'toString',
    'RUNS/LIST',
    '..%2frpc',
  ])('calling %s is calling nothing', async (name) => {
    const server = await open()
    const { status } = await callFrom(server, await goodHeaders(server), 'POST', `/rpc/${name}`)
    expect(status).toBe(404)
    expect(server.defects).toEqual([])
  })

  it.each([
    '{"json":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}',
    '{"json":{},"meta":[[1,"__proto__","polluted"]]}',
    '{"json":{},"meta":[[1,"constructor","prototype","polluted"]]}',
    '{"json":{},"meta":"x"}',
    `{"json":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    'null',
    '\u0000',
  ])('the body %.60j changes no prototype and is no defect', async (body) => {
    const server = await open()
    const headers = await goodHeaders(server)
    const { status } = await fetch(`${server.origin}/rpc/runs/list`, { method: 'POST', headers, body })
    expect([200, 400]).toContain(status)
    expect('polluted' in {}).toBe(false)
    expect(server.defects).toEqual([])
  })

  it.each(['OPTIONS', 'PUT', 'DELETE', 'PATCH', 'PROPFIND'])(
    'no answer to %s lets a page of another origin go on',
    async (method) => {
      const { origin } = await open()
      for (const place of ['/', '/rpc/runs/list', '/session', '/handover']) {
        const asked = { 'access-control-request-method': 'POST', 'access-control-request-private-network': 'true' }
        const answer = await fetch(origin + place, { method, headers: { ...asked, origin: 'http://evil.example' } })
        expect(answer.status).toBe(405)
        expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
        expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
      }
    },
  )

  it('the cookie of an app on another port lets nobody in', async () => {
    const server = await open()
    const headers = await goodHeaders(server)
    const cookie = (headers['cookie'] ?? '').replace(String(server.server.port), '4030')
    expect(await callFrom(server, { ...headers, cookie })).toMatchObject({ status: 401 })
  })

  it.each([
    '/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/package.json',
    '/assets/..%5c..%5cpackage.json',
    '//etc/passwd.txt',
    '/.git/config.txt',
    '/%00.js',
    '/%.js',
  ])('%s is no file of the page', async (place) => {
    const server = await open()
    const { status, body } = await callFrom(server, {}, 'GET', place)
    expect([400, 404]).toContain(status)
    expect(body).not.toContain('"name"')
  })
})

describe('the start link', () => {
  it('stands in the fragment, which no request carries', async () => {
    const { server, origin } = await open()
    expect(server.startLink()).toMatch(new RegExp(`^${origin}/#start=[\\w-]{43}$`))
  })

  it('lets one page in, once', async () => {
    const { server, origin } = await open()
    const token = startTokenOf(server.startLink())
    expect((await askForSession(origin, token)).status).toBe(200)
    expect((await askForSession(origin, token)).status).toBe(401)
  })

  it('gives a cookie that scripts and other sites cannot use, named after the port', async () => {
    const { server, origin } = await open()
    const answer = await askForSession(origin, startTokenOf(server.startLink()))
    expect(answer.headers.get('set-cookie')).toMatch(
      new RegExp(`^companion-${server.port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`),
    )
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it('is worth nothing after a minute', async () => {
    let now = 0
    const { server, origin } = await open({ now: () => now })
    const link = server.startLink()
    now = 60_001
    expect((await askForSession(origin, startTokenOf(link))).status).toBe(401)
  })

  it('is refused to a page of another origin, and survives the attempt', async () => {
    const { server, origin } = await open()
    const token = startTokenOf(server.startLink())
    expect((await askForSession(origin, token, { origin: 'http://evil.example' })).status).toBe(403)
    expect((await askForSession(origin, token)).status).toBe(200)
  })

  it('lets a second tab of the same browser in without throwing the first one out', async () => {
    const open1 = await open()
    const first = await comeIn(open1)
    const answer = await askForSession(open1.origin, startTokenOf(open1.server.startLink()), { cookie: first.cookie })
    const { token } = (await answer.json()) as { token: string }
    expect(answer.headers.get('set-cookie')).toContain(first.cookie)
    await expect(clientOf(open1.origin, first).runs.list({})).resolves.toEqual([])
    await expect(clientOf(open1.origin, { cookie: first.cookie, token }).runs.list({})).resolves.toEqual([])
  })

  it.each([[''], [null], [['a']], ['x'.repeat(5000)], ['unknown']])('is not %j', async (token) => {
    const { origin } = await open()
    expect((await askForSession(origin, token)).status).toBeGreaterThanOrEqual(400)
  })

  it('is given again to who holds the secret of the data folder, and to no page', async () => {
    const { origin } = await open()
    const ask = (headers: Record<string, string>) => fetch(`${origin}/handover`, { method: 'POST', headers })
    const answer = await ask({ authorization: 'Bearer handover-secret' })
    const { url } = (await answer.json()) as { url: string }
    expect((await askForSession(origin, startTokenOf(url))).status).toBe(200)
    expect((await ask({ authorization: 'Bearer guess' })).status).toBe(403)
    expect((await ask({ authorization: 'Bearer handover-secret', origin })).status).toBe(403)
  })
})

describe('the page', () => {
  it('is public, and tells the browser to run and load nothing but its own files', async () => {
    const { origin } = await open()
    const answer = await fetch(`${origin}/inbox/0065g00000XyZAbQAB`)
    expect(await answer.text()).toContain('<title>Stigg Companion</title>')
    const policy = answer.headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toMatch(/script-src 'self'(;|$)/)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    expect(answer.headers.get('cache-control')).toBe('no-cache')
  })

  it('lets a browser keep files that are named after their content', async () => {
    const { origin } = await open()
    const answer = await fetch(`${origin}/assets/index-abc123.js`)
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(answer.headers.get('cache-control')).toContain('immutable')
  })

  it('is only read', async () => {
    const { origin } = await open()
    expect((await fetch(origin, { method: 'PUT', headers: { origin } })).status).toBe(405)
  })
})
