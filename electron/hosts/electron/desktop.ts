import { app, BrowserWindow, dialog } from 'electron'
import path from 'node:path'

import { createCore, type Core } from '#core/create-core'
import type { LogPort } from '#core/ports'
import type { Result } from '#shared/failure'

import { dataDirFrom } from '../composition/data-dir.ts'
import { folderTrouble } from '../composition/folder-trouble.ts'
import { inTime } from '../composition/in-time.ts'
import { openLog } from '../composition/open-log.ts'
import { openPorts, type OpenPorts } from '../composition/open-ports.ts'
import { makePrivateFolder } from '../composition/private-folder.ts'
import { practiceWanted } from '../composition/practice-wanted.ts'
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

async function openAll(dataDir: string, options: HostOptions, log: LogPort): Promise<Result<OpenPorts>> {
  const practice = practiceWanted(options)
  if (!practice.ok) return practice
  return openPorts(await electronParts(dataDir, log, practice.value))
}

/** Quitting waits for the step that is under way and for what is open to be closed, once. */
function closeBeforeQuit(core: Core, opened: OpenPorts, log: LogPort): void {
  const close = async (): Promise<void> => {
    await core.close()
    await opened.close()
  }
  let closed = false
  app.on('before-quit', (event) => {
    if (closed) return
    closed = true
    event.preventDefault()
    void inTime(close())
      .catch((error: unknown) => log.error('Closing failed', { error }))
      .finally(() => app.quit())
  })
}

function serveWindow(core: Core, dataDir: string, links: DeepLinks): void {
  servePageScheme(pageRoot)
  acceptConnections(core.router, core.reportDefect)
  guardPages(core.isAllowedExternal)
  setMenu()
  const state = openFile(dataDir, 'window')
  openMainWindow(preload, state)
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) openMainWindow(preload, state)
  })
  links.deliverTo((link) => void core.openLink(link))
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
  const core = createCore(opened.value.ports)
  reportStrays(core.reportDefect, () => app.exit(1))
  closeBeforeQuit(core, opened.value, log)
  serveWindow(core, dataDir, links)
  core.start()
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
  const folder = makePrivateFolder(dataDir)
  if (!folder.ok) throw new Error(folder.failure.message)
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
