import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { takeProfileLock } from '#adapters/sqlite/profile-lock'
import { start } from '#hosts/electron/desktop'
import type { Companion } from '#shared/contract/index'
import { app, callsOf, circumstances, forget, ipcMain, makeReady, recorded } from '#test/fakes/electron'

let dataDir = ''
beforeEach(() => {
  forget()
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'companion-desktop-'))
  vi.stubEnv('STIGG_COMPANION_DATA', dataDir)
})
afterEach(async () => {
  await quit()
  vi.unstubAllEnvs()
  rmSync(dataDir, { recursive: true })
})

const until = (condition: () => boolean) => vi.waitUntil(condition, { timeout: 20_000 })

/** Quit as a person would, and wait until the app lets Electron go on. @returns how often quitting was held up */
async function quit(): Promise<number> {
  if (recorded.windows.length === 0) return 0
  let held = 0
  const attempt = () => app.emit('before-quit', { preventDefault: () => (held += 1) })
  attempt()
  await until(() => callsOf('app.quit').length > 0)
  attempt()
  recorded.windows = []
  return held
}

async function started(): Promise<void> {
  start()
  makeReady()
  await until(() => recorded.windows.length > 0)
}

describe('the desktop app', () => {
  it('asks for everything that must be asked for before Electron is ready', () => {
    start()
    expect(recorded.schemes).toMatchObject([{ scheme: 'app', ready: false }])
    expect(callsOf('app.enableSandbox')).toEqual([[false]])
    expect(recorded.paths.get('userData')).toBe(dataDir)
    expect(recorded.paths.get('sessionData')).toBe(path.join(dataDir, 'chromium'))
    expect(recorded.windows).toEqual([])
  })

  it('prints the masked report and ends without a window where it is asked to', async () => {
    const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    vi.spyOn(process, 'argv', 'get').mockReturnValue([...process.argv, '--diagnostics'])
    start()
    makeReady()
    await until(() => callsOf('app.exit').length > 0)
    const said = written.mock.calls.map(([text]) => String(text)).join('')
    vi.restoreAllMocks()
    expect(said).toMatch(/^Stigg Companion, diagnostics\n[^]*  state: connected\n/)
    expect(callsOf('app.exit')).toEqual([[0]])
    expect(recorded.windows).toEqual([])
  })

  it('opens one window on the page, guarded, with its menu', async () => {
    await started()
    const [window] = recorded.windows
    expect(window?.loaded).toEqual(['app://companion/'])
    expect(window?.options.webPreferences['preload']).toMatch(/preload[/\\]preload\.cjs$/)
    expect(window?.webContents.windowOpenHandler?.({ url: 'https://evil.example/' })).toEqual({ action: 'deny' })
    expect(callsOf('shell.openExternal')).toEqual([])
    expect(recorded.menu).not.toBeNull()
    expect(recorded.permissionRequest).not.toBeNull()
    expect(recorded.protocols.has('app')).toBe(true)
  })

  it('answers the page over the port that it hands over', async () => {
    await started()
    const { port1, port2 } = new MessageChannel()
    ipcMain.emit('companion:connect', { senderFrame: { origin: 'app://companion', parent: null }, ports: [port1] })
    port2.start()
    const client = createORPCClient<Companion>(new RPCLink({ port: port2 }))
    expect(await client.workspace.status()).toMatchObject({ host: 'electron', version: '0.1.0', vault: 'keychain' })
    port2.close()
  })

  it('opens its window again where macOS keeps it running without one', async () => {
    await started()
    app.emit('activate')
    expect(recorded.windows).toHaveLength(1)
    recorded.windows = []
    app.emit('activate')
    expect(recorded.windows).toHaveLength(1)
  })

  it('closes what is open before it quits, and holds quitting up once', async () => {
    await started()
    expect(await quit()).toBe(1)
    const lock = takeProfileLock(path.join(dataDir, 'profiles', 'practice'))
    expect(lock.ok).toBe(true)
    if (lock.ok) lock.value.release()
  })

  it('ends at once where it runs already: the first instance gets the link', () => {
    circumstances.firstInstance = false
    start()
    expect(callsOf('app.quit')).toHaveLength(1)
    expect(recorded.schemes).toEqual([])
  })

  it('says why it cannot start, and ends', async () => {
    const folder = path.join(dataDir, 'profiles', 'practice')
    mkdirSync(folder, { recursive: true })
    const lock = takeProfileLock(folder)
    start()
    makeReady()
    await until(() => callsOf('app.exit').length > 0)
    expect(callsOf('dialog.showErrorBox')).toEqual([
      ['Stigg Companion cannot start', 'Another window has this profile open'],
    ])
    expect(callsOf('app.exit')).toEqual([[1]])
    if (lock.ok) lock.value.release()
  })

  it('says so too where its folder cannot be made, before Electron is ready', () => {
    vi.stubEnv('STIGG_COMPANION_DATA', '/dev/null/folder')
    start()
    expect(callsOf('dialog.showErrorBox')).toEqual([
      ['Stigg Companion cannot start', expect.stringContaining('The files in /dev/null/folder cannot be used')],
    ])
    expect(callsOf('app.exit')).toEqual([[1]])
  })
})
