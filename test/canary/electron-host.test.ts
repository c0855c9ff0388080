import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { start } from '#hosts/electron/desktop'
import type { Companion } from '#shared/contract/index'
import { app, callsOf, ipcMain, makeReady, recorded, safeStorage } from '#test/fakes/electron'

import { everyCall, loudFaults, makeCalls, type World } from './calls.ts'
import { filesBelow } from './files.ts'
import { startTappedPractice, type TappedPractice } from './practice.ts'
import { createCanaries, type Home } from './search.ts'

/*
 * The Electron host over a fake `electron` whose safeStorage seals in earnest, so that the sealed file is there to be
 * searched; every message of the port is heard on its way.
 */

const homes: readonly Home[] = [
  {
    secret: /^a call-out secret$/,
    place: /^port: to the core, setSecret$/,
    why: 'The one write-only call hands over what was just typed.',
  },
]
const canaries = createCanaries(homes)
const sealingKey = randomBytes(32)
let tapped: TappedPractice
let dataDir: string
let world: World
const argv = process.argv

const textOf = (message: unknown): string =>
  message instanceof ArrayBuffer || ArrayBuffer.isView(message)
    ? Buffer.from(message as Uint8Array).toString()
    : JSON.stringify(message)

/** A port whose messages are kept, whichever way they go. */
function overheard(port: MessagePort): MessagePort {
  port.addEventListener('message', ({ data }) => canaries.keep('port: to the page', textOf(data)))
  const send = port.postMessage.bind(port)
  port.postMessage = (message: unknown) => {
    const text = textOf(message)
    canaries.keep(`port: to the core${text.includes('setSecret') ? ', setSecret' : ''}`, text)
    send(message)
  }
  return port
}

/** As the system's keychain would: sealed with a key that stands in no file. */
function sealInEarnest(): void {
  safeStorage.encryptStringAsync = async (text) => {
    const iv = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', sealingKey, iv)
    return Buffer.concat([iv, cipher.update(text), cipher.final(), cipher.getAuthTag()])
  }
  safeStorage.decryptStringAsync = async (sealed) => {
    const opening = createDecipheriv('aes-256-gcm', sealingKey, sealed.subarray(0, 12))
    opening.setAuthTag(sealed.subarray(-16))
    const result = Buffer.concat([opening.update(sealed.subarray(12, -16)), opening.final()]).toString()
    return { result, shouldReEncrypt: false }
  }
}

beforeAll(async () => {
  tapped = await startTappedPractice(canaries)
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'companion-canary-'))
  sealInEarnest()
  process.argv = ['electron', '.', `--data-dir=${dataDir}`, `--practice=${tapped.line}`]
  for (const stream of [process.stdout, process.stderr] as const) {
    const write = stream.write.bind(stream)
    vi.spyOn(stream, 'write').mockImplementation((chunk: string | Uint8Array) => {
      canaries.keep('standard output', chunk)
      return write(chunk)
    })
  }
  start()
  makeReady()
  await vi.waitUntil(() => recorded.windows.length > 0, { timeout: 20_000 })
  const { port1, port2 } = new MessageChannel()
  ipcMain.emit('companion:connect', { senderFrame: { origin: 'app://companion', parent: null }, ports: [port1] })
  const port = overheard(port2)
  port.start()
  const companion = createORPCClient<Companion>(new RPCLink({ port }))
  world = { ...tapped.world, companion, appUrl: tapped.appUrl }
})
afterAll(async () => {
  process.argv = argv
  app.emit('before-quit', { preventDefault: () => undefined })
  await vi.waitUntil(() => callsOf('app.quit').length > 0, { timeout: 20_000 })
  vi.restoreAllMocks()
  await tapped.close()
  rmSync(dataDir, { recursive: true, force: true })
})

describe('the Electron host', () => {
  it('is asked everything, on a good day and on bad ones', async () => {
    await makeCalls(everyCall(world))
    const both = canaries.called('an access token', 'a refresh token', 'the Stigg key')
    for (const [service, control] of [
      ['salesforce', tapped.practice.salesforce],
      ['stigg', tapped.practice.stigg],
    ] as const) {
      const match = { path: service === 'salesforce' ? '/services/data' : '/api/v1|/graphql' }
      await control.addFault({ match, fault: loudFaults(service, both)[0], times: 20 })
    }
    const { failed } = await makeCalls(everyCall(world))
    expect(failed.size).toBeGreaterThan(5)
    expect((await world.companion.workspace.status()).vault).toBe('keychain')
  })

  it('sealed what it keeps, and left no secret in a file, in a message, or in what it said', async ({ task }) => {
    for (const { name, bytes } of filesBelow(dataDir)) canaries.keep(`file ${name}`, bytes)
    canaries.keep('what Electron was asked', JSON.stringify(recorded.calls))
    const { places, found, usedHomes } = canaries.search()
    Object.assign(task.meta, { canary: { places, found: found.length } })
    expect(found).toEqual([])
    expect(usedHomes).toEqual(homes)
    const kept = filesBelow(dataDir).map(({ name }) => name)
    expect(kept).toEqual(
      expect.arrayContaining(['profiles/practice/sealed.json', 'companion.log', 'profiles/practice/journal.db']),
    )
    const sealed = filesBelow(dataDir).find(({ name }) => name === 'profiles/practice/sealed.json')
    expect(Object.keys(JSON.parse(Buffer.from(sealed?.bytes ?? []).toString()) as object).toSorted()).toEqual(
      expect.arrayContaining(['salesforce.session', 'stigg-key']),
    )
  })
})
