import type http from 'node:http'

import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'

import { createSalesforceApi, type ApiCall } from '#adapters/salesforce/api'
import { createExchange } from '#adapters/http/exchange'
import { createRedactor } from '#adapters/salesforce/redact'
import type { SessionKeeper } from '#adapters/salesforce/session'
import { createFailures } from '#adapters/salesforce/to-failure'
import { PlainTransport } from '#adapters/salesforce/transport'
import { ok } from '#shared/failure'
import { stoppedClock } from '#test/fakes/small-ports'

import { serve } from '#test/harness/loopback'
import { failureOf, quick, value } from './open-salesforce.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
})

type Answer = (request: http.IncomingMessage, response: http.ServerResponse) => void

/** An API over a server that offers these versions and answers every other request as told. */
async function open(answer: Answer, versions: readonly string[] = ['66.0', '67.0']) {
  const server = await serve((request, response) => {
    response.setHeader('Content-Type', 'application/json')
    if (request.url === '/services/data/') response.end(JSON.stringify(versions.map((version) => ({ version }))))
    else answer(request, response)
  })
  closing.push(server.close)
  const session = { accessToken: 'token', instanceUrl: server.url }
  const keeper: SessionKeeper = {
    current: () => Promise.resolve(ok(session)),
    renewed: () => Promise.resolve(ok(session)),
    accepted: () => undefined,
    adopt: () => Promise.resolve(),
    scopes: () => null,
    signOut: () => Promise.resolve({ atSalesforce: 'revoked', failure: null }),
  }
  return createSalesforceApi({
    keeper,
    transport: new PlainTransport(createExchange(), 5_000),
    failures: createFailures(createRedactor()),
    timeouts: quick,
    clock: stoppedClock(),
  })
}

const read = (path: string): ApiCall<unknown> => ({ method: 'GET', path, as: z.object({}).loose(), intent: 'read' })
const write: ApiCall<unknown> = {
  method: 'PATCH',
  path: '/x',
  body: () => ({}),
  as: z.object({}).loose(),
  intent: 'write',
}

describe('createSalesforceApi', () => {
  it('keeps no more than five requests in flight', async () => {
    let now = 0
    let most = 0
    const api = await open((_, response) => {
      now += 1
      most = Math.max(most, now)
      setTimeout(() => {
        now -= 1
        response.end('{}')
      }, 10)
    })
    await Promise.all(Array.from({ length: 20 }, () => api.call(read('/limits'))))
    expect(most).toBe(5)
  })

  it('asks once which versions there are, and speaks the pinned one or the newest that is older', async () => {
    const paths: (string | undefined)[] = []
    const api = await open(
      (request, response) => {
        paths.push(request.url)
        response.end('{}')
      },
      ['59.0', '60.0'],
    )
    await Promise.all([api.call(read('/limits')), api.call(read('/limits'))])
    expect(paths).toEqual(['/services/data/v60.0/limits', '/services/data/v60.0/limits'])
    expect(api.usage().calls).toBe(3)
  })

  it('will not work with an org that is too old', async () => {
    const api = await open((_, response) => response.end('{}'), ['45.0'])
    expect(failureOf(await api.call(read('/limits'))).code).toBe('salesforce.needs-admin')
  })

  it('reads how much of the daily limit is used', async () => {
    const api = await open((_, response) => {
      response.setHeader('Sforce-Limit-Info', 'api-usage=18/100000; per-app-api-usage=17/250(appName=sample-app)')
      response.end('{}')
    })
    expect(api.usage().org).toBeNull()
    value(await api.call(read('/limits')))
    expect(api.usage().org).toEqual({ used: 18, limit: 100_000 })
  })

  it('tries a read again when it was told to wait', async () => {
    let requests = 0
    const api = await open((_, response) => {
      requests += 1
      if (requests === 1) response.writeHead(429, { 'Retry-After': '0' })
      response.end('{}')
    })
    value(await api.call(read('/limits')))
    expect(requests).toBe(2)
  })

  it('keeps the request ID that support asks for', async () => {
    const api = await open((_, response) => {
      response
        .writeHead(400, { 'X-SFDC-Request-Id': 'req-1' })
        .end('[{"errorCode":"MALFORMED_QUERY","message":"unexpected token"}]')
    })
    expect(failureOf(await api.call(read('/query?q=x')))).toMatchObject({
      code: 'salesforce.unexpected-answer',
      facts: { errorCode: 'MALFORMED_QUERY', requestId: 'req-1', status: '400' },
    })
  })

  it.each([
    [200, '{"cut":', 'salesforce.outcome-unknown'],
    [200, '[]', 'salesforce.outcome-unknown'],
    [302, '', 'salesforce.unexpected-answer'],
    [400, '[{"errorCode":"JSON_PARSER_ERROR","message":"x"}]', 'salesforce.unexpected-answer'],
    [400, '[{"errorCode":"REQUIRED_FIELD_MISSING","message":"x"}]', 'salesforce.refused'],
    [403, '[{"errorCode":"INSUFFICIENT_ACCESS_OR_READONLY","message":"x"}]', 'salesforce.refused'],
    [404, '[{"errorCode":"NOT_FOUND","message":"x"}]', 'salesforce.not-found'],
    [429, '<html>', 'salesforce.limit-reached'],
    [500, '[{"errorCode":"UNKNOWN_EXCEPTION","message":"x"}]', 'salesforce.outcome-unknown'],
    [502, '<html>', 'salesforce.outcome-unknown'],
    [503, '', 'salesforce.outcome-unknown'],
  ])('says of a write answered by %i %j: %s', async (status, body, code) => {
    let requests = 0
    const api = await open((_, response) => {
      requests += 1
      response.writeHead(status, status === 302 ? { Location: '/elsewhere' } : {}).end(body)
    })
    expect(failureOf(await api.call(write)).code).toBe(code)
    expect(requests).toBe(1)
  })

  it('names every error of an answer with several by the one that caused the others', async () => {
    const api = await open((_, response) =>
      response
        .writeHead(400)
        .end(
          '[{"errorCode":"PROCESSING_HALTED","message":"halted"},{"errorCode":"STRING_TOO_LONG","message":"too long","fields":["Name"]}]',
        ),
    )
    expect(failureOf(await api.call(write)).facts).toMatchObject({ errorCode: 'STRING_TOO_LONG', fields: 'Name' })
  })
})
