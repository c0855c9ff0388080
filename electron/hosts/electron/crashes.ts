import { app, crashReporter, dialog, type BrowserWindow } from 'electron'
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'

import type { LogPort } from '#core/ports'

const mostDumps = 5

const dumpsIn = (folder: string): { readonly file: string; readonly at: number }[] => {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.dmp'))
      .map((name) => path.join(folder, name))
      .map((file) => ({ file, at: statSync(file).mtimeMs }))
  } catch {
    return [] // None was ever written, or another start is clearing up just now.
  }
}

/**
 * Keep what a crash leaves behind on this machine: in the app's own folder, the newest few, and nothing is sent anywhere.
 * Before Electron is ready, so that every process is covered.
 */
export function keepCrashDumps(dataDir: string): void {
  const folder = path.join(dataDir, 'crashes')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  app.setPath('crashDumps', folder)
  crashReporter.start({ uploadToServer: false, compress: true })
  const old = dumpsIn(folder)
    .toSorted((a, b) => b.at - a.at)
    .slice(mostDumps)
  for (const { file } of old) rmSync(file, { force: true })
}

const nothingLost =
  'Runs go on without the window, and each step is in the journal. What was typed and not saved may have to be typed again.'

const question = {
  detail: nothingLost,
  defaultId: 0,
  cancelId: 0,
  noLink: true,
} as const

/** A window whose page ended: the person is asked. It never comes back by itself: what ends once may end again at once. */
function answerGone(window: BrowserWindow): () => Promise<void> {
  let asking = false
  return async () => {
    if (asking || window.isDestroyed()) return
    asking = true
    const message = 'The window stopped working.'
    const buttons = ['Show the window again', 'Quit']
    const { response } = await dialog.showMessageBox(window, { ...question, type: 'error', message, buttons })
    asking = false
    if (response === 1) app.quit()
    else if (!window.isDestroyed()) window.webContents.reload()
  }
}

/** A window that answers nothing: the person waits for it, or has its page loaded anew. */
function answerHanging(window: BrowserWindow, log: LogPort, expectEnd: () => void): () => Promise<void> {
  let answered: AbortController | null = null
  window.on('responsive', () => {
    if (answered !== null) log.info('The window answers again')
    answered?.abort()
    answered = null
  })
  return async () => {
    if (answered !== null) return
    answered = new AbortController()
    const { signal } = answered
    log.warn('The window does not answer')
    const message = 'The window does not answer.'
    const buttons = ['Wait', 'Load the window again']
    const { response } = await dialog.showMessageBox(window, { ...question, type: 'warning', message, buttons, signal })
    if (signal.aborted) return
    answered = null
    if (response === 0 || window.isDestroyed()) return
    expectEnd()
    window.webContents.forcefullyCrashRenderer()
    window.webContents.reload()
  }
}

const longestMessage = 2000

/** Log what goes wrong in the window, and let the person decide how to go on. */
export function watchWindow(window: BrowserWindow, log: LogPort): void {
  let isExpected = false
  const askGone = answerGone(window)
  const askHanging = answerHanging(window, log, () => (isExpected = true))
  const asked = (question: Promise<void>): void =>
    void question.catch((error: unknown) => log.error('Asking about the window failed', { error }))
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (isExpected) {
      isExpected = false
      return
    }
    log.error('The window stopped working', { reason, exitCode })
    if (reason !== 'clean-exit') asked(askGone())
  })
  window.webContents.on('preload-error', (_event, _file, error) => log.error('The preload failed', { error }))
  window.webContents.on('did-fail-load', (_event, code, why, _url, isMainFrame) => {
    // -3: another load took its place.
    if (isMainFrame && code !== -3) log.error('The page could not be loaded', { code, why })
  })
  window.webContents.on('console-message', ({ level, message, lineNumber, sourceId }) => {
    if (level !== 'error') return
    log.warn('Error in the window', { message: message.slice(0, longestMessage), lineNumber, sourceId })
  })
  window.on('unresponsive', () => asked(askHanging()))
}

/** Log the end of Chromium's other processes (graphics, network): Chromium starts them again by itself. */
export function watchProcesses(log: LogPort): void {
  app.on('child-process-gone', (_event, { type, reason, exitCode, name }) => {
    if (reason !== 'clean-exit') log.error('A process of Chromium ended', { type, reason, exitCode, name })
  })
}
