import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

import { createExchange } from '#adapters/http/exchange'
import { ExchangeError } from '#adapters/http/exchange-error'
import { networkFailure } from '#adapters/http/network-failure'
import { problemIn, routesOf, shownRoute } from '#adapters/http/route'
import type { NetworkSettings } from '#shared/domain/network'
import { newAuthority } from '#test/harness/certificates'
import { serve } from '#test/harness/loopback'
import { serveTls, startProxy } from '#test/harness/proxy'

const limits = { timeoutMs: 5_000 }
const unset: NetworkSettings = { proxy: null, caFile: null }
const host = 'acme.my.salesforce.com'
const folder = mkdtempSync(path.join(os.tmpdir(), 'companion-route-'))
const caFile = path.join(folder, 'company.pem')
const authority = newAuthority()

let service: Awaited<ReturnType<typeof serveTls>>
const closing: (() => Promise<void>)[] = []

beforeAll(async () => {
  writeFileSync(caFile, authority.cert)
  service = await serveTls(authority.certify(host, 'localhost'), (request, response) => {
    response.end(`${request.method} ${request.headers.host} ${request.headers['proxy-authorization'] ?? ''}`)
  })
})
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
})
afterAll(async () => {
  await service.close()
  rmSync(folder, { recursive: true, force: true })
})

const proxyTo = async (port: number, refuse?: number) => {
  const proxy = await startProxy(port, refuse)
  closing.push(() => proxy.close())
  return proxy
}
const get = (url: string, settings: NetworkSettings, env: Record<string, string> = {}) =>
  createExchange(routesOf(() => settings, env))({ method: 'GET', url }, limits)
const errorOf = async (promise: Promise<unknown>): Promise<ExchangeError> => {
  const error = await promise.catch((thrown: unknown) => thrown)
  if (error instanceof ExchangeError) return error
  throw new Error('expected an ExchangeError')
}

describe('the way to a service', () => {
  it('leads through the proxy of the settings, encrypted from end to end', async () => {
    const proxy = await proxyTo(service.port)
    const answer = await get(`https://${host}/`, { proxy: proxy.url, caFile })
    expect(answer).toMatchObject({ status: 200, body: `GET ${host} ` })
    expect(proxy.asked).toEqual([`CONNECT ${host}:443`])
  })

  it.each(['HTTPS_PROXY', 'https_proxy'])(
    'leads through the proxy of %s where the settings name none',
    async (name) => {
      const proxy = await proxyTo(service.port)
      const env = { [name]: `http://127.0.0.1:${proxy.port}`, NODE_EXTRA_CA_CERTS: caFile }
      expect((await get(`https://${host}/`, unset, env)).status).toBe(200)
      expect(proxy.asked).toHaveLength(1)
    },
  )

  it('takes HTTP_PROXY for plain HTTP alone, written without its scheme', async () => {
    const plain = await serve((request, response) => response.end(`plain ${request.headers.host}`))
    closing.push(plain.close)
    const proxy = await proxyTo(Number(new URL(plain.url).port))
    const env = { HTTP_PROXY: `127.0.0.1:${proxy.port}` }
    expect((await get('http://crm.example/x', unset, env)).body).toBe('plain crm.example')
    expect(proxy.asked).toEqual(['GET http://crm.example/x'])
  })

  it('gives the proxy the credentials that the environment holds, and shows them to nobody', async () => {
    const proxy = await proxyTo(service.port)
    const secret = 'hunter2-of-the-proxy'
    const env = { HTTPS_PROXY: `http://jo:${secret}@127.0.0.1:${proxy.port}`, NODE_EXTRA_CA_CERTS: caFile }
    expect((await get(`https://${host}/`, unset, env)).body).toBe(`GET ${host} `)
    expect(proxy.credentials).toEqual([`Basic ${Buffer.from(`jo:${secret}`).toString('base64')}`])
    const refusing = await proxyTo(service.port, 407)
    const asking = { HTTPS_PROXY: `http://jo:${secret}@127.0.0.1:${refusing.port}` }
    const error = await errorOf(get(`https://${host}/`, unset, asking))
    const shown = JSON.stringify([error.message, error.facts, shownRoute(new URL(`https://${host}/`), unset, asking)])
    expect(shown).toContain(refusing.url)
    expect(shown).not.toContain(secret)
    const unreachable = await errorOf(
      get(`https://${host}/`, unset, { HTTPS_PROXY: `http://jo:${secret}@127.0.0.1:9` }),
    )
    expect(JSON.stringify([unreachable.message, unreachable.facts])).not.toContain(secret)
  })

  it('never leads through a proxy to this machine, nor where NO_PROXY says not to', async () => {
    const proxy = await proxyTo(service.port)
    const own = `https://localhost:${service.port}/`
    expect((await get(own, { proxy: proxy.url, caFile })).status).toBe(200)
    const env = { HTTPS_PROXY: proxy.url, NO_PROXY: '.salesforce.com' }
    expect(await errorOf(get(`https://nowhere.salesforce.com:1/`, unset, env))).toMatchObject({ sent: false })
    expect(proxy.asked).toEqual([])
    expect(shownRoute(new URL(own), { ...unset, proxy: proxy.url }, {})).toMatchObject({
      proxy: null,
      passedBy: 'loopback',
    })
  })

  it('takes a change of the settings into account at the next request', async () => {
    const [one, other] = [await proxyTo(service.port), await proxyTo(service.port)]
    let settings = { proxy: one.url, caFile }
    const exchange = createExchange(routesOf(() => settings, {}))
    await exchange({ method: 'GET', url: `https://${host}/` }, limits)
    settings = { proxy: other.url, caFile }
    await exchange({ method: 'GET', url: `https://${host}/` }, limits)
    expect([one.asked.length, other.asked.length]).toEqual([1, 1])
  })
})

describe('an authority of the company’s own', () => {
  const own = () => `https://localhost:${service.port}/`

  it('is trusted once its file is named, in the settings or in the environment, and nobody else is', async () => {
    expect((await get(own(), { ...unset, caFile })).status).toBe(200)
    expect((await get(own(), unset, { NODE_EXTRA_CA_CERTS: caFile })).status).toBe(200)
    const stranger = path.join(folder, 'stranger.pem')
    writeFileSync(stranger, newAuthority('Somebody else').cert)
    expect(networkFailure(await errorOf(get(own(), { ...unset, caFile: stranger })))).toMatchObject({
      code: 'network.not-trusted',
      facts: { host: `localhost:${service.port}` },
    })
  })

  it('is needed: without it nothing is sent', async () => {
    expect(await errorOf(get(own(), unset))).toMatchObject({ code: 'NOT_TRUSTED', sent: false })
    const proxy = await proxyTo(service.port)
    expect(await errorOf(get(`https://${host}/`, { ...unset, proxy: proxy.url }))).toMatchObject({
      code: 'NOT_TRUSTED',
      sent: false,
    })
  })

  it('does not stand for hosts that its certificate does not name', async () => {
    const proxy = await proxyTo(service.port)
    const error = await errorOf(get('https://other.example/', { proxy: proxy.url, caFile }))
    expect(error).toMatchObject({ code: 'NOT_TRUSTED', sent: false })
  })

  it('is read anew when its file changes', async () => {
    const file = path.join(folder, 'changing.pem')
    writeFileSync(file, newAuthority('Somebody else').cert)
    const exchange = createExchange(routesOf(() => ({ proxy: null, caFile: file }), {}))
    expect((await errorOf(exchange({ method: 'GET', url: own() }, limits))).code).toBe('NOT_TRUSTED')
    writeFileSync(file, `${authority.cert}\n${newAuthority('A third').cert}`)
    expect((await exchange({ method: 'GET', url: own() }, limits)).status).toBe(200)
  })

  it.each([
    ['not-found', 'nowhere.pem', null],
    ['not-pem', 'text.pem', 'no certificate at all'],
    ['not-pem', 'broken.pem', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'],
  ])('whose file is of no use is a failure that says why: %s, %s', async (reason, name, content) => {
    const file = path.join(folder, name)
    if (content !== null) writeFileSync(file, content)
    expect(networkFailure(await errorOf(get(own(), { ...unset, caFile: file })))).toMatchObject({
      code: 'network.ca-file',
      facts: { file, reason, from: 'settings' },
    })
    expect(problemIn({ ...unset, caFile: file })).toMatchObject({ code: 'CA_UNREADABLE' })
  })
})

describe('a proxy that is of no use', () => {
  it.each([
    [407, 'sign-in'],
    [403, 'refused'],
    [502, 'refused'],
  ])('says so by its answer: %s', async (status, reason) => {
    const proxy = await proxyTo(service.port, status)
    for (const url of [`https://${host}/`, ...(status === 407 ? [`http://${host}/`] : [])]) {
      const error = await errorOf(get(url, { ...unset, proxy: proxy.url }))
      expect(error.sent).toBe(false)
      expect(networkFailure(error)).toMatchObject({
        code: 'network.proxy',
        facts: { proxy: proxy.url, reason, detail: String(status) },
      })
    }
  })

  it('does not answer, or speaks no HTTP', async () => {
    const proxy = await proxyTo(service.port)
    await proxy.close()
    const error = await errorOf(get(`https://${host}/`, { ...unset, proxy: proxy.url }))
    expect(error).toMatchObject({ code: 'PROXY_UNREACHABLE', sent: false, facts: { detail: 'ECONNREFUSED' } })
  })

  it.each([
    ['socks5://proxy.example:1080', 'scheme'],
    ['http://jo:hunter2@proxy.example:8080', 'credentials'],
    ['http://proxy.example:8080/path', 'not-an-address'],
    ['http://', 'not-an-address'],
  ])('is refused by its address before anything goes out: %s', async (proxy, reason) => {
    const error = await errorOf(get(`https://${host}/`, { ...unset, proxy }))
    expect(networkFailure(error)).toMatchObject({ code: 'network.proxy', facts: { reason, from: 'settings' } })
    expect(JSON.stringify([error.message, error.facts])).not.toContain('hunter2')
    expect(problemIn({ ...unset, proxy })?.facts['reason']).toBe(reason)
  })
})
