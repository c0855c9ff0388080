import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'

import {
  askForSession,
  comeIn,
  openServer,
  startTokenOf,
  type OpenServer,
} from '#test/electron/hosts/browser/open-server'

/* What reaches the browser host from outside of its page; who may call at all is shown beside its own tests. */

const opened: OpenServer[] = []
async function open(...args: Parameters<typeof openServer>): Promise<OpenServer> {
  const server = await openServer(...args)
  opened.push(server)
  return server
}
afterEach(async () => {
  await Promise.all(opened.splice(0).map((server) => server.close()))
})

/** Write pieces on one connection, and hear it to its end. */
function hear(server: OpenServer, ...pieces: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(server.server.port, '127.0.0.1', () => pieces.forEach((piece) => socket.write(piece)))
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()))
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(answer))
  })
}
const head = (server: OpenServer, target: string, more = '') =>
  `GET ${target} HTTP/1.1\r\nHost: 127.0.0.1:${server.server.port}\r\n${more}Connection: close\r\n\r\n`

async function pass(server: OpenServer): Promise<Record<string, string>> {
  const { cookie, token } = await comeIn(server)
  return { origin: server.origin, cookie, 'x-companion-token': token, 'content-type': 'application/json' }
}
const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`

describe('a call', () => {
  it.each([
    ['objects in objects', nested(1_000)],
    ['objects as deep as a body allows', nested(100_000)],
    ['lists in lists', `${'['.repeat(1_000)}${']'.repeat(1_000)}`],
    ['more values than any call has', JSON.stringify(Array.from({ length: 300_000 }, () => 0))],
  ])('of %s is refused, and nothing of it is read', async (_, json) => {
    const server = await open()
    const answer = await fetch(`${server.origin}/rpc/opportunities/list`, {
      method: 'POST',
      headers: await pass(server),
      body: `{"json":${json}}`,
    })
    expect(answer.status).toBe(400)
    expect(server.defects).toEqual([])
  })

  it('that is larger than it says, or says no length at all, is cut off', async () => {
    const server = await open()
    const headers = await pass(server)
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new TextEncoder().encode('x'.repeat(65_536))),
    })
    const init = { method: 'POST', headers, body: endless, duplex: 'half' } as RequestInit
    const answer = await fetch(`${server.origin}/rpc/links/resolve`, init).catch(() => null)
    expect([413, undefined]).toContain(answer?.status)
    await expect(fetch(server.origin)).resolves.toMatchObject({ status: 200 })
  })
})

describe('a client that is slow on purpose', () => {
  it.each([
    ['its headers', 'POST /session HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: '],
    ['its body', 'POST /session HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\n{"token":'],
  ])('with %s is hung up on', async (_, beginning) => {
    const server = await open({ patienceMs: 100 })
    expect(await hear(server, beginning)).toMatch(/^(HTTP\/1\.1 4\d\d |$)/)
    await expect(fetch(server.origin)).resolves.toMatchObject({ status: 200 })
  })

  it('with headers that never end is hung up on', async () => {
    const server = await open()
    const answer = await hear(server, head(server, '/', `X-Long: ${'x'.repeat(40_000)}\r\n`))
    expect(answer).toMatch(/^HTTP\/1\.1 431 /)
  })
})

describe('a request that is none of a browser', () => {
  it.each(['//', '//[', 'http://evil.example/rpc/runs/list', '/..//..//etc/passwd', '*'])(
    'for %s tells nothing but the page',
    async (target) => {
      const server = await open()
      const answer = await hear(server, head(server, target))
      expect(answer).toMatch(/^HTTP\/1\.1 (200|400|404|405) /)
      expect(answer).not.toContain('root:')
      expect(server.defects).toEqual([])
    },
  )

  it('with two names in Host is refused', async () => {
    const server = await open()
    expect(await hear(server, head(server, '/', 'Host: evil.example\r\n'))).toMatch(/^HTTP\/1\.1 4(00|21) /)
  })

  it('smuggles no second request in the body of the first', async () => {
    const server = await open()
    const two = `POST /session HTTP/1.1\r\nHost: 127.0.0.1:${server.server.port}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /handover HTTP/1.1\r\n\r\n`
    const answer = await hear(server, two)
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1)
  })

  it('that asks for another protocol gets none', async () => {
    const server = await open()
    const answer = await hear(
      server,
      head(
        server,
        '/',
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nUpgrade: websocket\r\n',
      ),
    )
    expect(answer).not.toMatch(/^HTTP\/1\.1 101 /)
  })
})

describe('a cookie', () => {
  it('that an attacker planted is never taken over by an admission', async () => {
    const server = await open()
    const planted = `companion-${server.server.port}=planted-by-somebody-on-another-port`
    const answer = await askForSession(server.origin, startTokenOf(server.server.startLink()), { cookie: planted })
    expect(answer.headers.get('set-cookie')).not.toContain('planted')
    const { token } = (await answer.json()) as { token: string }
    const headers = { ...(await pass(server)), cookie: planted, 'x-companion-token': token }
    expect(await fetch(`${server.origin}/rpc/runs/list`, { method: 'POST', headers })).toMatchObject({ status: 401 })
  })

  it('of the start before is worth nothing', async () => {
    const before = await open()
    const stale = await pass(before)
    const now = await open()
    const renamed = (stale['cookie'] ?? '').replace(String(before.server.port), String(now.server.port))
    const headers = { ...stale, origin: now.origin, cookie: renamed }
    expect(await fetch(`${now.origin}/rpc/runs/list`, { method: 'POST', headers })).toMatchObject({ status: 401 })
  })
})

describe('every answer', () => {
  it.each([
    ['the page', 'GET', '/'],
    ['a file of it', 'GET', '/assets/index-abc123.js'],
    ['a file that is not there', 'GET', '/assets/no.js'],
    ['a refused call', 'POST', '/rpc/runs/list'],
    ['a refused admission', 'POST', '/session'],
    ['a refused handover', 'POST', '/handover'],
  ])('%s may be framed, embedded and sniffed by nobody', async (_, method, place) => {
    const { origin } = await open()
    const { headers } = await fetch(origin + place, { method })
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'origin-agent-cluster': '?1',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    })
    expect(headers.get('access-control-allow-origin')).toBeNull()
  })

  it('that holds something of the person is kept by no cache', async () => {
    const server = await open()
    const headers = await pass(server)
    const called = await fetch(`${server.origin}/rpc/runs/list`, { method: 'POST', headers, body: '{"json":{}}' })
    const bearer = { authorization: 'Bearer handover-secret' }
    const handed = await fetch(`${server.origin}/handover`, { method: 'POST', headers: bearer })
    for (const { status, headers: answered } of [called, handed]) {
      expect(status).toBe(200)
      expect(answered.get('cache-control')).toBe('no-store')
    }
  })
})

describe('the start link', () => {
  it('is not found by guessing, and a guess uses it up no more than any other', async () => {
    const server = await open()
    const token = startTokenOf(server.server.startLink())
    const guesses = [token.slice(0, -1), `${token}x`, token.toLowerCase(), '*', '%', token.slice(0, -1) + '\0']
    for (const guess of guesses.filter((one) => one !== token)) {
      expect((await askForSession(server.origin, guess)).status).toBe(401)
    }
    expect((await askForSession(server.origin, token)).status).toBe(200)
  })

  it('lets in one of many who come with it at once', async () => {
    const server = await open()
    const token = startTokenOf(server.server.startLink())
    const answers = await Promise.all(Array.from({ length: 20 }, () => askForSession(server.origin, token)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })
})
