import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { start } from '#hosts/electron/desktop'
import type { Companion } from '#shared/contract/index'
import type { WorkspaceEvent } from '#shared/contract/workspace'
import { app, callsOf, forget, ipcMain, makeReady, recorded } from '#test/fakes/electron'

/* Any page and any program may hand this app a link. A link navigates; it never writes, and never leaves the app. */

let dataDir = ''
let companion: Companion
let org = ''
let env = ''
const opened: string[] = []
const giveUp = new AbortController()

beforeAll(async () => {
  forget()
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'companion-links-'))
  vi.stubEnv('STIGG_COMPANION_DATA', dataDir)
  start()
  makeReady()
  await vi.waitUntil(() => recorded.windows.length > 0, { timeout: 20_000 })
  const { port1, port2 } = new MessageChannel()
  ipcMain.emit('companion:connect', { senderFrame: { origin: 'app://companion', parent: null }, ports: [port1] })
  port2.start()
  companion = createORPCClient<Companion>(new RPCLink({ port: port2 }))
  const { salesforce, stigg } = await companion.workspace.reconnect()
  org = salesforce.org?.id ?? ''
  env = stigg.environment?.id ?? ''
  const events = await companion.workspace.watch(undefined, { signal: giveUp.signal })
  const listen = async (stream: AsyncIterable<WorkspaceEvent>): Promise<void> => {
    for await (const event of stream) if (event.type === 'link.opened') opened.push(event.path)
  }
  void listen(events).catch(() => undefined)
})
afterAll(async () => {
  giveUp.abort()
  app.emit('before-quit', { preventDefault: () => undefined })
  await vi.waitUntil(() => callsOf('app.quit').length > 0, { timeout: 20_000 })
  vi.unstubAllEnvs()
  rmSync(dataDir, { recursive: true })
})

const forged = (): readonly string[] => [
  'stigg-companion://open/opportunity/0065g00000AbCdEAAV?org=00D000000000001AAA&env=other',
  `stigg-companion://delete/customer/acme?org=${org}&env=${env}`,
  `stigg-companion://open/customer/..%2f..%2fsettings?org=${org}&env=${env}&next=javascript:alert(1)`,
  `stigg-companion://open/customer/a%00b?org=${org}&env=${env}`,
  `stigg-companion://open/customer/%E2%80%AEevil?org=${org}&env=${env}`,
  `stigg-companion://open/customer/<script>alert(1)</script>?org=${org}&env=${env}`,
  `stigg-companion://open/__proto__/polluted?org=${org}&env=${env}`,
  'stigg-companion://evil.example/inbox',
  'stigg-companion:///%2e%2e/%2e%2e/etc/passwd',
  'stigg-companion://open/opportunity/0065g00000AbCdEAAV',
  `stigg-companion://open/customer/${'x'.repeat(100_000)}?org=${org}&env=${env}`,
  'stigg-companion://',
]

describe('a forged link', () => {
  it('that the system hands over, in any way that it can, opens nothing', async () => {
    const writes = (await companion.runs.list({})).length
    for (const link of forged()) {
      app.emit('open-url', { preventDefault: () => undefined }, link)
      app.emit('second-instance', {}, ['electron', '--allow-file-access-from-files', link])
    }
    // One that is meant comes after them all, and is the only one that leads anywhere.
    app.emit(
      'open-url',
      { preventDefault: () => undefined },
      `stigg-companion://open/customer/acme?org=${org}&env=${env}`,
    )
    await vi.waitUntil(() => opened.length > 0, { timeout: 10_000 })
    expect(opened).toEqual(['/customers/acme'])
    expect(callsOf('shell.openExternal')).toEqual([])
    expect(recorded.windows).toHaveLength(1)
    expect(recorded.windows[0]?.loaded).toEqual(['app://companion/'])
    expect((await companion.runs.list({})).length).toBe(writes)
    expect('polluted' in {}).toBe(false)
  })

  it('leaves one line in the log for each that was read, and nothing of itself in it', () => {
    // What is no link at all, or far too long to be one, is dropped unread.
    const read = forged().filter((link) => link.length <= 2000 && !/[\p{Cc}\s"]/u.test(link))
    expect(read.length).toBeGreaterThan(5)
    const log = readFileSync(path.join(dataDir, 'companion.log'), 'utf8')
    expect(log.match(/A link leads nowhere/g)).toHaveLength(read.length * 2)
    expect(log).not.toMatch(/evil|alert|passwd|xxxx/)
  })

  it('whose place is only dots or slashes stays within its place', async () => {
    for (const id of ['..', '.', '..%2F..%2Fsettings', '%2F%2Fevil.example']) {
      opened.length = 0
      app.emit(
        'open-url',
        { preventDefault: () => undefined },
        `stigg-companion://open/customer/${id}?org=${org}&env=${env}`,
      )
      app.emit(
        'open-url',
        { preventDefault: () => undefined },
        `stigg-companion://open/customer/end?org=${org}&env=${env}`,
      )
      await vi.waitUntil(() => opened.includes('/customers/end'), { timeout: 10_000 })
      for (const place of opened) expect(new URL(place, 'app://companion').pathname).toMatch(/^\/customers(\/|$)/)
    }
  })
})
