import { app, BrowserWindow, dialog } from 'electron'
import { mkdirSync } from 'node:fs'
import path from 'node:path'

import type { LogPort, NotifierPort } from '#core/ports'
import type { Result } from '#shared/failure'

import { dataDirFrom } from '../composition/data-dir.ts'
import { folderTrouble } from '../composition/folder-trouble.ts'
import { inTime } from '../composition/in-time.ts'
import { openLog } from '../composition/open-log.ts'
import { openWorkspace, type Workspace } from '../composition/open-workspace.ts'
import { makePrivateFolder } from '../composition/private-folder.ts'
import { practiceWanted } from '../composition/practice-wanted.ts'
import { reportOf } from '../composition/report-of.ts'
import { reportStrays } from '../composition/strays.ts'
import { ownOptionsIn, type HostOptions } from '../options.ts'
import { acceptConnections } from './connections.ts'
import { keepCrashDumps, watchProcesses } from './crashes.ts'
import { linkIn, takeDeepLinks, type DeepLinks } from './deep-links.ts'
import { guardPages } from './guard.ts'
import { setMenu } from './menu.ts'
import { createNotifier, type DesktopNotifier } from './notifier.ts'
import { electronParts, openOrSetAside } from './ports.ts'
import { registerPageScheme, servePageScheme } from './protocol.ts'
import { requireSandbox } from './require-sandbox.ts'
import { openMainWindow, showWindow } from './window.ts'

// As the bundles lie: dist/main/main.js, dist/preload/preload.cjs, dist/renderer.
const preload = path.join(import.meta.dirname, '../preload/preload.cjs')
const pageRoot = path.join(import.meta.dirname, '../renderer')

/** The name that Windows knows the app by, for its notifications and its taskbar: the same as the installer's. */
const appUserModelId = 'io.stigg.companion'

const mainWindow = (): BrowserWindow | undefined => BrowserWindow.getAllWindows()[0]

async function openAll(
  dataDir: string,
  options: HostOptions,
  log: LogPort,
  notifier: NotifierPort,
): Promise<Result<Workspace>> {
  const practice = practiceWanted(options)
  if (!practice.ok) return practice
  return openWorkspace(electronParts(dataDir, log, practice.value, notifier))
}

/** Quitting waits for the step that is under way and for what is open to be closed, once. */
function closeBeforeQuit(workspace: Workspace, log: LogPort): void {
  let closed = false
  app.on('before-quit', (event) => {
    if (closed) return
    closed = true
    event.preventDefault()
    void inTime(workspace.close())
      .catch((error: unknown) => log.error('Closing failed', { error }))
      .finally(() => app.quit())
  })
}

/** What comes from outside of the window, and where it goes. */
interface Outside {
  readonly links: DeepLinks
  readonly notifier: DesktopNotifier
  /** Set once there can be a window. */
  bringToFront: () => void
}

function serveWindow(
  workspace: Workspace,
  reportDefect: (error: unknown) => void,
  dataDir: string,
  log: LogPort,
  outside: Outside,
): void {
  servePageScheme(pageRoot)
  acceptConnections(() => workspace.core().router, reportDefect)
  guardPages((url) => workspace.core().isAllowedExternal(url))
  watchProcesses(log)
  const state = openOrSetAside(dataDir, 'window', log).file
  openMainWindow(preload, state, log)
  // On macOS the app goes on without a window: whatever leads into it opens one.
  outside.bringToFront = () => {
    const window = mainWindow()
    if (window === undefined) openMainWindow(preload, state, log)
    else showWindow(window)
  }
  app.on('activate', () => {
    if (mainWindow() === undefined) openMainWindow(preload, state, log)
  })
  setMenu((name) => {
    outside.bringToFront()
    workspace.core().command(name)
  })
  outside.notifier.deliverTo((path) => {
    outside.bringToFront()
    workspace.core().openPlace(path)
  })
  outside.links.deliverTo((link) => void workspace.core().openLink(link).catch(reportDefect))
}

/** Once Electron is ready. */
async function open(dataDir: string, options: HostOptions, outside: Outside): Promise<void> {
  const log = openLog(dataDir)
  const opened = await openAll(dataDir, options, log, outside.notifier)
  if (!opened.ok) {
    dialog.showErrorBox('Stigg Companion cannot start', opened.failure.message)
    app.exit(1)
    return
  }
  const { value: workspace } = opened
  if (options.diagnostics) {
    process.stdout.write(await reportOf(workspace.core()))
    await workspace.close()
    app.exit(0)
    return
  }
  const reportDefect = (error: unknown) => workspace.core().reportDefect(error)
  reportStrays(reportDefect, () => app.exit(1))
  closeBeforeQuit(workspace, log)
  serveWindow(workspace, reportDefect, dataDir, log, outside)
  workspace.core().start()
  log.info('Started', { host: 'electron' })
  process.stdout.write(`${JSON.stringify({ host: 'electron', dataDir })}\n`)
}

/** Say in the system's own box why there is no window, and end. */
function refuse(error: unknown, dataDir: string): void {
  const trouble = folderTrouble(error, dataDir)
  const why = error instanceof Error ? error.message : String(error)
  dialog.showErrorBox('Stigg Companion cannot start', trouble && !trouble.ok ? trouble.failure.message : why)
  app.exit(1)
}

/** Start the desktop app; where it runs already, hand its link to the first instance and end. */
export function start(): void {
  let dataDir = ''
  try {
    requireSandbox()
    // Whoever wrote the link that starts the packaged app has no say in how it starts.
    const isByLink = app.isPackaged && linkIn(process.argv) !== undefined
    const options = ownOptionsIn(isByLink ? [] : process.argv)
    dataDir = options.dataDir === null ? dataDirFrom(process.env) : path.resolve(options.dataDir)
    startIn(dataDir, options)
  } catch (error) {
    refuse(error, dataDir)
  }
}

function startIn(dataDir: string, options: HostOptions): void {
  const folder = makePrivateFolder(dataDir)
  if (!folder.ok) throw new Error(folder.failure.message)
  // What Chromium keeps goes apart from what the app keeps; both by the folder, so that each folder has one instance.
  const ofChromium = path.join(dataDir, 'chromium')
  mkdirSync(ofChromium, { recursive: true, mode: 0o700 })
  app.setPath('userData', dataDir)
  app.setPath('sessionData', ofChromium)
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  app.enableSandbox()
  keepCrashDumps(dataDir)
  if (process.platform === 'win32') app.setAppUserModelId(appUserModelId)
  registerPageScheme()
  const outside: Outside = {
    links: takeDeepLinks(process.argv, () => outside.bringToFront()),
    notifier: createNotifier(mainWindow),
    // Nothing to bring yet: the window that is about to open comes to the front by itself.
    bringToFront: () => undefined,
  }
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app
    .whenReady()
    .then(() => open(dataDir, options, outside))
    .catch((error: unknown) => refuse(error, dataDir))
}
