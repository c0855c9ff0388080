import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { takeProfileLock } from '#adapters/sqlite/profile-lock'
import { start } from '#hosts/electron/desktop'
import type { Companion } from '#shared/contract/index'
import type { WorkspaceEvent } from '#shared/contract/workspace'
import { drain } from '#test/harness/host-process'
import {
  app,
  callsOf,
  circumstances,
  forget,
  ipcMain,
  makeReady,
  recorded,
  type MenuTemplate,
} from '#test/fakes/electron'

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

/** A page that is loaded: its own port to the core, and its events. */
function aPage() {
  const { port1, port2 } = new MessageChannel()
  ipcMain.emit('companion:connect', { senderFrame: { origin: 'app://companion', parent: null }, ports: [port1] })
  port2.start()
  const companion = createORPCClient<Companion>(new RPCLink({ port: port2 }))
  return { companion, close: () => port2.close() }
}

/** The next event of a kind, as a page hears it. */
async function heard(events: AsyncIterable<WorkspaceEvent>, type: WorkspaceEvent['type']): Promise<WorkspaceEvent> {
  for await (const event of events) if (event.type === type) return event
  throw new Error(`no ${type} came`)
}

/** Where a deal of the practice workspace lives, as a link to it says. */
async function linkToADeal(companion: Companion): Promise<string> {
  const { salesforce, stigg } = await companion.workspace.reconnect()
  const ready = async () => (await companion.opportunities.list({ states: ['ready'] })).rows
  await vi.waitUntil(async () => (await ready()).length > 0, {
    timeout: 20_000,
  })
  const [row] = await ready()
  return `stigg-companion://open/opportunity/${row?.id}?org=${salesforce.org?.id}&env=${stigg.environment?.id}`
}

/** From now on the practice Stigg refuses every write. */
async function failWrites(): Promise<void> {
  const log = readFileSync(path.join(dataDir, 'companion.log'), 'utf8')
  const [, stigg = ''] = /"stigg":"(http:[^"]+)"/.exec(log) ?? []
  const rule = {
    match: { method: 'POST', path: 'subscriptions|customers' },
    fault: { kind: 'status', status: 400 },
    times: null,
  }
  const answer = await fetch(new URL('/__practice/faults', stigg), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(rule),
  })
  expect(answer.ok).toBe(true)
}

const itemOf = (id: string, menu: MenuTemplate = recorded.menu ?? []): MenuTemplate[number] | undefined =>
  menu.flatMap((item) => (item.id === id ? [item] : (itemOf(id, item.submenu ?? []) ?? []))).at(0)

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
    const { argv } = process
    vi.spyOn(process, 'argv', 'get').mockReturnValue([...argv, '--diagnostics'])
    start()
    makeReady()
    await until(() => callsOf('app.exit').length > 0)
    const said = written.mock.calls.map(([text]) => String(text)).join('')
    vi.restoreAllMocks()
    expect(said).toMatch(/^Stigg Companion, diagnostics\n[^]*  state: connected\n/)
    expect(callsOf('app.exit')).toEqual([[0]])
    expect(recorded.windows).toEqual([])
  })

  it('starts over files that cannot be read, keeps them aside, and says so', async () => {
    const folder = path.join(dataDir, 'profiles', 'practice')
    mkdirSync(folder, { recursive: true })
    writeFileSync(path.join(dataDir, 'window.json'), '{"window":')
    writeFileSync(path.join(dataDir, 'app.json'), 'nothing')
    writeFileSync(path.join(dataDir, 'profiles.json'), '[]')
    writeFileSync(path.join(folder, 'sealed.json'), 'half a sec')
    await started()
    const page = aPage()
    const { keptAside } = await page.companion.workspace.status()
    page.close()
    expect(keptAside.map((name) => name.replace(/-unreadable-.*/, '')).toSorted()).toEqual([
      'app',
      'profiles',
      'sealed',
    ])
    const kept = readdirSync(folder).find((name) => name.startsWith('sealed-unreadable'))
    expect(readFileSync(path.join(folder, kept ?? ''), 'utf8')).toBe('half a sec')
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
    const { companion, close } = aPage()
    expect(await companion.workspace.status()).toMatchObject({ host: 'electron', version: '0.1.0', vault: 'keychain' })
    close()
  })

  it('opens its window again where macOS keeps it running without one', async () => {
    await started()
    app.emit('activate')
    expect(recorded.windows).toHaveLength(1)
    recorded.windows = []
    app.emit('activate')
    expect(recorded.windows).toHaveLength(1)
  })

  it('keeps its crashes to itself, and names itself to Windows', async () => {
    start()
    expect(callsOf('crashReporter.start')).toEqual([[{ uploadToServer: false, compress: true }, false]])
    expect(recorded.paths.get('crashDumps')).toBe(path.join(dataDir, 'crashes'))
    expect(callsOf('app.setAppUserModelId')).toEqual(process.platform === 'win32' ? [['io.stigg.companion']] : [])
  })

  it('lets the window do what was chosen from the menu, through the events of the contract', async () => {
    await started()
    const { companion, close } = aPage()
    const events = await companion.workspace.watch()
    itemOf('runs')?.click?.()
    expect(await heard(events, 'command')).toEqual({ type: 'command', name: 'runs' })
    expect(callsOf('window.focus')).toHaveLength(1)
    close()
  })

  it('opens a window for a choice of the menu where macOS has none, and the choice is not lost', async () => {
    await started()
    recorded.windows = []
    itemOf('settings')?.click?.()
    expect(recorded.windows).toHaveLength(1)
    const { companion, close } = aPage()
    expect(await heard(await companion.workspace.watch(), 'command')).toEqual({ type: 'command', name: 'settings' })
    close()
  })

  it('follows a link while no window is open: one opens, and goes there once its page is loaded', async () => {
    await started()
    const first = aPage()
    const link = await linkToADeal(first.companion)
    await first.companion.workspace.watch()
    // The link comes in the very moment in which the window goes.
    first.close()
    recorded.windows = []
    app.emit('open-url', { preventDefault: () => undefined }, link)
    expect(recorded.windows).toHaveLength(1)
    const { companion, close } = aPage()
    const [, id = ''] = /opportunity\/(\w+)/.exec(link) ?? []
    expect(await heard(await companion.workspace.watch(), 'link.opened')).toEqual({
      type: 'link.opened',
      path: `/inbox/${id}`,
    })
    close()
  })

  it('goes nowhere by a link of another org, and stays where it is', async () => {
    await started()
    const { companion, close } = aPage()
    const link = await linkToADeal(companion)
    const events = await companion.workspace.watch()
    app.emit('open-url', { preventDefault: () => undefined }, link.replace(/org=\w+/, 'org=00D000000000001EAA'))
    itemOf('help')?.click?.()
    const first = await (async () => {
      for await (const event of events) if (event.type === 'link.opened' || event.type === 'command') return event
      return null
    })()
    expect(first).toEqual({ type: 'command', name: 'help' })
    close()
  })

  it('tells of a run that stopped while nobody looks, and leads whoever clicks on it to the run', async () => {
    await started()
    const { companion, close } = aPage()
    const [, opportunityId = ''] = /opportunity\/(\w+)/.exec(await linkToADeal(companion)) ?? []
    const events = await companion.workspace.watch()
    await failWrites()
    const edits = { subscriptions: {} }
    const { findings, fingerprint } = await companion.provisioning.preview({ opportunityId, edits })
    const acknowledged = findings.map(({ key }) => key)
    const run = await drain(await companion.provisioning.apply({ opportunityId, edits, fingerprint, acknowledged }))
    expect(run.report.run.state).toBe('attention')
    expect(recorded.notifications).toMatchObject([
      { options: { title: expect.stringMatching(/^The run for .+ needs attention$/) } },
    ])
    expect(callsOf('app.setBadgeCount').at(-1)).toEqual([1])
    recorded.notifications[0]?.emit('click')
    expect(callsOf('window.focus')).toHaveLength(1)
    expect(await heard(events, 'link.opened')).toEqual({ type: 'link.opened', path: `/runs/${run.report.run.id}` })
    close()
  })

  it('takes no options from the command line that a link is on, once it is packaged', async () => {
    const { argv } = process
    const elsewhere = path.join(dataDir, 'elsewhere')
    process.argv = ['stigg-companion', `--data-dir=${elsewhere}`, 'stigg-companion://open/opportunity/x?org=y&env=z']
    circumstances.packaged = true
    start()
    expect(recorded.paths.get('userData')).toBe(dataDir)
    process.argv = argv
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
