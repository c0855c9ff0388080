import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'

import { createUpdateFeed, feedAddress } from '#adapters/updates/create-update-feed'

const machine = { platform: 'linux', arch: 'x64' } as const
let server: Server | null = null
let asked: IncomingMessage[] = []
afterEach(async () => {
  server?.closeAllConnections()
  await new Promise((resolve) => (server === null ? resolve(null) : server.close(resolve)))
  server = null
  asked = []
})

/** A feed on this machine. @returns its address */
async function serve(answer: RequestListener): Promise<string> {
  server = createServer((request, response) => {
    asked.push(request)
    answer(request, response)
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/companion`
}
const latest = (feedUrl: string, timeoutMs = 5000) =>
  createUpdateFeed({ feedUrl, managed: null, machine, timeoutMs }).latest()

describe('the feed of newer versions', () => {
  it('is read from its file, and told nothing of this machine', async () => {
    const feed = await serve((_request, response) =>
      response.end('version: 1.2.3\npath: stigg-companion-1.2.3-linux-x86_64.AppImage\n'),
    )
    expect(await latest(feed)).toEqual({
      ok: true,
      release: { version: '1.2.3', url: `${feed}/stigg-companion-1.2.3-linux-x86_64.AppImage`, notes: '' },
    })
    expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /companion/latest-linux.yml'])
    expect(Object.keys(asked[0]?.headers ?? {})).not.toEqual(expect.arrayContaining(['cookie']))
    expect(JSON.stringify(asked[0]?.headers)).not.toMatch(/authorization|0\.1\.0|linux/i)
  })

  it.each([404, 500, 503])('that answers %s says so', async (status) => {
    const feed = await serve((_request, response) => response.writeHead(status).end('version: 1.2.3'))
    expect(await latest(feed)).toEqual({ ok: false, trouble: 'refused', status })
  })

  it('is not followed elsewhere', async () => {
    const feed = await serve((_request, response) =>
      response.writeHead(302, { location: 'https://evil.example/latest.yml' }).end(),
    )
    expect(await latest(feed)).toEqual({ ok: false, trouble: 'refused', status: 302 })
  })

  it('that answers with a page is not valid', async () => {
    const feed = await serve((_request, response) => response.end('<html>Sign in</html>'))
    expect(await latest(feed)).toEqual({ ok: false, trouble: 'not-valid', status: 200 })
  })

  it('is not read beyond what a feed needs', async () => {
    let written = 0
    const feed = await serve((_request, response) => {
      const more = (): void => {
        written += 1
        if (!response.destroyed && written < 10_000) response.write('x'.repeat(10_000), more)
      }
      more()
    })
    expect(await latest(feed)).toEqual({ ok: false, trouble: 'not-valid', status: 200 })
    expect(written).toBeLessThan(10_000)
  })

  it('that breaks off, or does not answer in time, is not reachable', async () => {
    const broken = await serve((request) => request.socket.destroy())
    expect(await latest(broken)).toEqual({ ok: false, trouble: 'unreachable', status: null })
    server?.close()
    const silent = await serve(() => undefined)
    expect(await latest(silent, 50)).toEqual({ ok: false, trouble: 'unreachable', status: null })
  })

  it('goes the way of the host where it has one of its own', async () => {
    const urls: string[] = []
    const feed = createUpdateFeed({
      feedUrl: 'https://updates.example/companion/',
      managed: null,
      machine,
      fetch(url) {
        urls.push(url)
        return Promise.resolve(new Response('version: 2.0.0\npath: a.AppImage\n'))
      },
    })
    expect(await feed.latest()).toMatchObject({ ok: true, release: { version: '2.0.0' } })
    expect(urls).toEqual(['https://updates.example/companion/latest-linux.yml'])
  })
})

describe('the address of a feed', () => {
  it.each(['https://updates.example/companion', 'https://updates.example/companion/', 'http://127.0.0.1:8000/x'])(
    'may be %s',
    (text) => expect(feedAddress(text)?.pathname.endsWith('/')).toBe(true),
  )

  it.each([
    'http://updates.example/',
    'ftp://updates.example/',
    'file:///srv/feed',
    'https://user:pass@updates.example/',
    'https://updates.example/?a=b',
    'updates.example',
    '',
  ])('may not be %j', (text) => expect(feedAddress(text)).toBeNull())
})
