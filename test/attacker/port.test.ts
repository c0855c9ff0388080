import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { beforeEach, describe, expect, it } from 'vitest'

import { acceptConnections } from '#hosts/electron/connections'
import type { Companion } from '#shared/contract/index'
import { partialRouter } from '#test/electron/hosts/partial-router'
import { forget, ipcMain } from '#test/fakes/electron'

/* The port of the Electron host; who is given one at all is shown beside its own tests. */

beforeEach(forget)

/** The port that Electron gives the main process: events as Node has them, and messages that wait for `start`. */
const asMainPort = (port: MessagePort) => ({
  on: (event: string, listen: (message: { data: unknown }) => void) =>
    port.addEventListener(event, (message) => listen({ data: 'data' in message ? message.data : undefined })),
  postMessage: (message: unknown) => port.postMessage(message),
  start: () => port.start(),
  close: () => port.close(),
})

function connect() {
  const { port1, port2 } = new MessageChannel()
  const defects: unknown[] = []
  const { router } = partialRouter()
  acceptConnections(
    () => router,
    (error) => defects.push(error),
  )
  ipcMain.emit('companion:connect', {
    senderFrame: { origin: 'app://companion', parent: null },
    ports: [asMainPort(port1)],
  })
  port2.start()
  const closed = new Promise<void>((resolve) => port2.addEventListener('close', () => resolve()))
  return { port: port2, client: createORPCClient<Companion>(new RPCLink({ port: port2 })), defects, closed }
}

/** A value in a value, so often. */
function nested(depth: number): unknown {
  let value: unknown = 'x'
  for (let index = 0; index < depth; index += 1) value = { a: value }
  return value
}

describe('what comes over the port', () => {
  it.each([
    ['no message at all', 'garbage'],
    ['JSON that is no message', '{"__proto__":{"polluted":1}}'],
    ['a number', 7],
    ['nothing', null],
    ['bytes', new Uint8Array([0xff, 0x00, 0x41]).buffer],
    ['half a message', '{"i":1,"t":1,"p":{"u":"/runs/list","b":'],
  ])('%s ends that connection, and no other', async (_, message) => {
    const bad = connect()
    bad.port.postMessage(message, [])
    await bad.closed
    expect('polluted' in {}).toBe(false)
    const good = connect()
    await expect(good.client.runs.list({})).resolves.toEqual([])
    good.port.close()
  })

  it.each([
    ['nested a thousand deep', { search: nested(1_000) }],
    ['larger than any call', { search: 'x'.repeat(3_000_000) }],
    ['a list of more than any call holds', { states: Array.from({ length: 300_000 }, () => 'done') }],
  ])('a call that is %s is refused unread, and the next one is answered', async (_, input) => {
    const { client, port, defects } = connect()
    // A page that was tampered with is not held by types.
    const list = client.opportunities.list as unknown as (given: unknown) => Promise<unknown>
    await expect(list(input)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await expect(client.runs.list({})).resolves.toEqual([])
    expect(defects).toEqual([])
    port.close()
  })

  it('that a stream was left is no nonsense: the next call is answered', async () => {
    const { client, port, defects } = connect()
    const stream = await client.workspace.watch()
    await stream.next()
    await stream.return(undefined)
    const giveUp = new AbortController()
    const other = await client.workspace.watch(undefined, { signal: giveUp.signal })
    await other.next()
    giveUp.abort()
    await expect(client.runs.list({})).resolves.toEqual([])
    expect(defects).toEqual([])
    port.close()
  })

  it('a call with prototypes in it changes none', async () => {
    const { client, port } = connect()
    const input = JSON.parse('{"__proto__":{"limit":500},"constructor":{"prototype":{"polluted":1}}}') as object
    await expect(client.runs.list(input)).resolves.toEqual([])
    expect('polluted' in {}).toBe(false)
    port.close()
  })
})
