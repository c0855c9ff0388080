import { gzipSync } from 'node:zlib'

import { afterEach, describe, expect, it } from 'vitest'

import { createExchange } from '#adapters/http/exchange'
import { ExchangeError } from '#adapters/http/exchange-error'
import { routesOf } from '#adapters/http/route'

import { serve } from '#test/harness/loopback'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
})

const open = async (listener: Parameters<typeof serve>[0]) => {
  const server = await serve(listener)
  closing.push(server.close)
  return server.url
}

const exchange = createExchange()
const limits = { timeoutMs: 5_000 }
const errorOf = async (promise: Promise<unknown>): Promise<ExchangeError> => {
  const error = await promise.catch((thrown: unknown) => thrown)
  if (error instanceof ExchangeError) return error
  throw new Error('expected an ExchangeError')
}

describe('createExchange', () => {
  it('sends a body with its length, and reads a compressed answer', async () => {
    const url = await open((request, response) => {
      const body: Buffer[] = []
      request.on('data', (chunk: Buffer) => body.push(chunk))
      request.on('end', () => {
        const got = `${request.method} ${request.headers['content-length']} ${Buffer.concat(body).toString()}`
        response.writeHead(200, { 'Content-Encoding': 'gzip', 'X-One': 'a' }).end(gzipSync(got))
      })
    })
    const answer = await exchange({ method: 'POST', url, body: 'größer' }, limits)
    expect(answer).toMatchObject({ status: 200, body: 'POST 8 größer', headers: { 'x-one': 'a' } })
  })

  it('follows no redirect, so that no token leaves for another host', async () => {
    const url = await open((_, response) => response.writeHead(302, { Location: 'http://127.0.0.1:9/' }).end())
    expect(await exchange({ method: 'GET', url, headers: { authorization: 'Bearer x' } }, limits)).toMatchObject({
      status: 302,
    })
  })

  it('knows that a refused connection carried nothing', async () => {
    const { url, close } = await serve((_, response) => response.end())
    await close()
    expect(await errorOf(exchange({ method: 'GET', url }, limits))).toMatchObject({ code: 'ECONNREFUSED', sent: false })
  })

  it('knows that a reset after sending leaves the outcome open', async () => {
    const url = await open((request) => request.socket.resetAndDestroy())
    expect(await errorOf(exchange({ method: 'POST', url, body: '{}' }, limits))).toMatchObject({
      code: 'ECONNRESET',
      sent: true,
    })
  })

  it('gives up at its time limit, before an answer and inside one', async () => {
    const silent = await open(() => undefined)
    const slow = await open((_, response) => void response.writeHead(200).write('{"half":'))
    for (const url of [silent, slow]) {
      const error = await errorOf(exchange({ method: 'GET', url }, { timeoutMs: 60 }))
      expect(error).toMatchObject({ code: 'TIMEOUT', sent: true })
    }
  })

  it('fails on an answer that is cut off inside, and lives on', async () => {
    const url = await open((request, response) => {
      response.writeHead(200, { 'Content-Length': '100' })
      response.write('{"half":')
      setImmediate(() => request.socket.destroy())
    })
    expect(await errorOf(exchange({ method: 'GET', url }, limits))).toMatchObject({ sent: true })
  })

  it('fails on an answer that says it is compressed and is not', async () => {
    const url = await open((_, response) => response.writeHead(200, { 'Content-Encoding': 'gzip' }).end('plain'))
    expect((await errorOf(exchange({ method: 'GET', url }, limits))).sent).toBe(true)
  })

  it('ends when the caller gives up, before and while it waits', async () => {
    const url = await open(() => undefined)
    expect(await errorOf(exchange({ method: 'GET', url }, { ...limits, signal: AbortSignal.abort() }))).toMatchObject({
      code: 'ABORTED',
    })
    const giveUp = new AbortController()
    const waiting = errorOf(exchange({ method: 'GET', url }, { ...limits, signal: giveUp.signal }))
    setImmediate(() => giveUp.abort())
    expect((await waiting).code).toBe('ABORTED')
  })

  it('keeps connections, but opens one of its own where a request must not meet a dead one', async () => {
    const sockets = new Set<unknown>()
    const url = await open((request, response) => {
      sockets.add(request.socket)
      response.end()
    })
    await exchange({ method: 'GET', url }, limits)
    await exchange({ method: 'GET', url }, limits)
    expect(sockets.size).toBe(1)
    await exchange({ method: 'POST', url, body: '' }, { ...limits, freshSocket: true })
    expect(sockets.size).toBe(2)
  })

  it('goes through the proxy that is named, and past it to loopback', async () => {
    const seen: string[] = []
    const proxy = await open((request, response) => {
      seen.push(request.url ?? '')
      response.end('through the proxy')
    })
    const proxied = createExchange(routesOf(() => ({ proxy, caFile: null }), {}))
    expect(await proxied({ method: 'GET', url: 'http://org.invalid/services/data/' }, limits)).toMatchObject({
      body: 'through the proxy',
    })
    expect(seen).toEqual(['http://org.invalid/services/data/'])
    const direct = await open((_, response) => response.end('directly'))
    expect(await proxied({ method: 'GET', url: direct }, limits)).toMatchObject({ body: 'directly' })
    expect(seen).toHaveLength(1)
  })
})
