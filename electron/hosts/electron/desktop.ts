import { app, BrowserWindow, dialog } from 'electron'
import { mkdirSync } from 'node:fs'
import path from 'node:path'

import type { LogPort } from '#core/ports'
import type { Result } from '#shared/failure'

import { dataDirFrom } from '../composition/data-dir.ts'
import { folderTrouble } from '../composition/folder-trouble.ts'
import { inTime } from '../composition/in-time.ts'
import { openLog } from '../composition/open-log.ts'
import { openWorkspace, type Workspace } from '../composition/open-workspace.ts'
import { practiceWanted } from '../composition/practice-wanted.ts'
import { reportOf } from '../composition/report-of.ts'
import { reportStrays } from '../composition/strays.ts'
import { ownOptionsIn, type HostOptions } from '../options.ts'
import { acceptConnections } from './connections.ts'
import { takeDeepLinks, type DeepLinks } from './deep-links.ts'
import { guardPages } from './guard.ts'
import { setMenu } from './menu.ts'
import { electronParts, openFile } from './ports.ts'
import { registerPageScheme, servePageScheme } from './protocol.ts'
import { openMainWindow, showWindow } from './window.ts'

// As the bundles lie: dist/main/main.js, dist/preload/preload.cjs, dist/renderer.
const preload = path.join(import.meta.dirname, '../preload/preload.cjs')
const pageRoot = path.join(import.meta.dirname, '../renderer')

async function openAll(dataDir: string, options: HostOptions, log: LogPort): Promise<Result<Workspace>> {
  const practice = practiceWanted(options)
  if (!practice.ok) return practice
  return openWorkspace(electronParts(dataDir, log, practice.value))
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

function serveWindow(
  workspace: Workspace,
  reportDefect: (error: unknown) => void,
  dataDir: string,
  links: DeepLinks,
): void {
  servePageScheme(pageRoot)
  acceptConnections(() => workspace.core().router, reportDefect)
  guardPages((url) => workspace.core().isAllowedExternal(url))
  setMenu()
  const state = openFile(dataDir, 'window')
  openMainWindow(preload, state)
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) openMainWindow(preload, state)
  })
  links.deliverTo((link) => void workspace.core().openLink(link))
}

/** Once Electron is ready. */
async function open(dataDir: string, options: HostOptions, links: DeepLinks): Promise<void> {
  const log = openLog(dataDir)
  const opened = await openAll(dataDir, options, log)
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
  serveWindow(workspace, reportDefect, dataDir, links)
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
    const options = ownOptionsIn(process.argv)
    dataDir = options.dataDir === null ? dataDirFrom(process.env) : path.resolve(options.dataDir)
    startIn(dataDir, options)
  } catch (error) {
    refuse(error, dataDir)
  }
}

function startIn(dataDir: string, options: HostOptions): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  // What Chromium keeps goes apart from what the app keeps; both by the folder, so that each folder has one instance.
  app.setPath('userData', dataDir)
  app.setPath('sessionData', path.join(dataDir, 'chromium'))
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  app.enableSandbox()
  registerPageScheme()
  const links = takeDeepLinks(process.argv, () => {
    const [window] = BrowserWindow.getAllWindows()
    if (window !== undefined) showWindow(window)
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app
    .whenReady()
    .then(() => open(dataDir, options, links))
    .catch((error: unknown) => refuse(error, dataDir))
}
