import { Connection } from 'jsforce/lib/connection.js'
import { OAuth2 } from 'jsforce/lib/oauth2.js'
import { Transport } from 'jsforce/lib/transport.js'
import { describe, expect, it } from 'vitest'

import { createExchange } from '#adapters/http/exchange'
import { PlainTransport, withTransport } from '#adapters/salesforce/transport'

import { serve } from '#test/harness/loopback'

const transport = new PlainTransport(createExchange(), 5_000)

describe('PlainTransport', () => {
  it('takes the place of the one that jsforce keeps in a private field', () => {
    const connection = new Connection({ instanceUrl: 'http://127.0.0.1:9' })
    const oauth = new OAuth2({ loginUrl: 'http://127.0.0.1:9', clientId: 'x' })
    expect(connection._transport).toBeInstanceOf(Transport)
    expect(oauth._transport).toBeInstanceOf(Transport)
    expect(withTransport(connection, transport)._transport).toBe(transport)
    expect(withTransport(oauth, transport)._transport).toBe(transport)
  })

  it('says so loudly where the field is gone', () => {
    const stranger = { _transport: undefined } as unknown as { _transport: Transport }
    expect(() => withTransport(stranger, transport)).toThrow('jsforce keeps its transport elsewhere')
  })

  it("carries a connection's requests, and tells each answer's status", async () => {
    const server = await serve((request, response) => {
      response.writeHead(request.url?.includes('missing') ? 404 : 200, { 'Content-Type': 'application/json' })
      response.end(JSON.stringify([{ errorCode: 'NOT_FOUND', message: request.headers.authorization }]))
    })
    const connection = withTransport(
      new Connection({ instanceUrl: server.url, version: '66.0', accessToken: 'token' }),
      transport,
    )
    const statuses: number[] = []
    const options = { onAnswer: ({ status }: { status: number }) => void statuses.push(status) }
    await connection.request('/limits', options)
    await expect(connection.request('/missing', options)).rejects.toThrow('Bearer token')
    expect(statuses).toEqual([200, 404])
    await server.close()
  })
})
