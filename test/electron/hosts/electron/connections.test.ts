import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { beforeEach, describe, expect, it } from 'vitest'

import { acceptConnections } from '#hosts/electron/connections'
import type { CompanionRouter } from '#hosts/composition/rpc-options'
import type { Companion } from '#shared/contract/index'
import { describeTransport } from '#test/contracts/transport'
import { partialRouter } from '#test/electron/hosts/partial-router'
import { forget, ipcMain } from '#test/fakes/electron'

/** The port that Electron gives the main process: events as Node has them, and messages that wait for `start`. */
function asMainPort(port: MessagePort) {
  return {
    on: (event: string, listen: (message: { data: unknown }) => void) =>
      port.addEventListener(event, (message) => listen({ data: 'data' in message ? message.data : undefined })),
    postMessage: (message: unknown) => port.postMessage(message),
    start: () => port.start(),
    close: () => port.close(),
  }
}

const ownFrame = { origin: 'app://companion', parent: null }

const goneFrame = {
  parent: null,
  get origin(): string {
    throw new Error('Render frame was disposed before WebFrameMain could be accessed')
  },
}

function handOver(senderFrame: unknown, howMany = 1) {
  const channels = Array.from({ length: howMany }, () => new MessageChannel())
  const closed = Promise.all(
    channels.map(({ port2 }) => new Promise<void>((resolve) => port2.addEventListener('close', () => resolve()))),
  )
  ipcMain.emit('companion:connect', { senderFrame, ports: channels.map(({ port1 }) => asMainPort(port1)) })
  return { ports: channels.map(({ port2 }) => port2), closed }
}

function connect(router: CompanionRouter, reportDefect: (error: unknown) => void) {
  acceptConnections(() => router, reportDefect)
  const [port] = handOver(ownFrame).ports
  if (port === undefined) throw new Error('no port')
  port.start()
  return { client: createORPCClient<Companion>(new RPCLink({ port })), close: async () => port.close() }
}

beforeEach(forget)

describeTransport('a MessagePort', async (router, reportDefect) => connect(router, reportDefect))

describe('a port that is handed over', () => {
  it.each([
    ['a page of another origin', { origin: 'https://evil.example', parent: null }],
    ['a page whose origin begins like ours', { origin: 'app://companion.evil', parent: null }],
    ['a page without an origin', { origin: 'null', parent: null }],
    ['a frame inside of our page', { origin: 'app://companion', parent: {} }],
    ['a frame that is gone', null],
    ['a frame that goes while it is asked', goneFrame],
  ])('is closed unanswered when it comes from %s', async (_, frame) => {
    acceptConnections(
      () => partialRouter().router,
      () => undefined,
    )
    await handOver(frame).closed
  })

  it('is closed unanswered when it does not come alone', async () => {
    acceptConnections(
      () => partialRouter().router,
      () => undefined,
    )
    await handOver(ownFrame, 2).closed
  })

  it('is answered again after the page was loaded anew', async () => {
    const first = connect(partialRouter().router, () => undefined)
    await first.close()
    const [port] = handOver(ownFrame).ports
    port?.start()
    const client = createORPCClient<Companion>(new RPCLink({ port: port as MessagePort }))
    await expect(client.runs.list({})).resolves.toEqual([])
    port?.close()
  })
})
