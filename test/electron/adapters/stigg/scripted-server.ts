import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { z } from 'zod'

import { createHttp, type StiggCall, type Timeouts } from '#adapters/stigg/http'
import { keptLog, keyName, quick, vaultWith } from './practice.ts'

export const secret = 'server-CANARY-0b1c2d3e4f'

interface Seen {
  readonly method: string
  readonly url: string
  readonly key: string | undefined
  readonly idempotencyKey: string | undefined
  readonly body: string
}

type Reply = (response: ServerResponse, request: IncomingMessage) => void

export const answer =
  (status: number, body: unknown = { data: {} }, headers: Record<string, string> = {}): Reply =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  }
/** Takes the request and breaks the connection off. */
export const reset: Reply = (_, request) => void request.socket.destroy()
/** Never answers. */
export const silence: Reply = () => undefined

export const read: StiggCall = { method: 'GET', path: '/api/v1/customers/x' }
export const query: StiggCall = { method: 'POST', path: null, body: { query: '{ x }' }, isRead: true }
export const keyed: StiggCall = { method: 'POST', path: '/api/v1/subscriptions', body: { id: 'x' }, key: 'key-1' }
export const patch: StiggCall = { method: 'PATCH', path: '/api/v1/customers/x', body: { name: 'x' } }

/** A server that gives these answers, one each and the last for ever, and a client of it. */
export async function scripted(replies: readonly Reply[], timeouts: Timeouts = {}, key: string | null = secret) {
  const seen: Seen[] = []
  let [inFlight, mostInFlight] = [0, 0]
  const server = createServer((request, response) => {
    mostInFlight = Math.max(mostInFlight, ++inFlight)
    response.on('close', () => inFlight--)
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const { headers, method = '', url = '' } = request
      const idempotencyKey = headers['idempotency-key'] as string | undefined
      seen.push({ method, url, body, idempotencyKey, key: headers['x-api-key'] as string | undefined })
      const reply = replies[Math.min(seen.length, replies.length) - 1]
      reply?.(response, request)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const origin = `http://127.0.0.1:${port}`
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const log = keptLog()
  const vault = vaultWith(origin, key)
  const http = createHttp({
    baseUrl: origin,
    graphqlUrl: `${origin}/graphql`,
    keyName,
    vault,
    clock: { now: () => new Date('2026-11-18T16:20:31.000Z') },
    log,
    timeouts: { ...quick, ...timeouts },
    random: () => 0,
  })
  return {
    origin,
    http,
    seen,
    log,
    vault,
    mostInFlight: () => mostInFlight,
    /** From now on nobody listens. */
    shut: () => new Promise((resolve) => server.close(resolve)),
    send: (call: StiggCall, signal?: AbortSignal) => http.send(call, z.object({ data: z.unknown() }), signal),
  }
}
