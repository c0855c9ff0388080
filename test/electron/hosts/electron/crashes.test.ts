import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { keepCrashDumps, watchProcesses } from '#hosts/electron/crashes'
import { openMainWindow } from '#hosts/electron/window'
import { app, callsOf, circumstances, forget, makeReady, recorded } from '#test/fakes/electron'

let dataDir = ''
beforeEach(() => {
  forget()
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'companion-crashes-'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

/** A log that keeps what it is told, level first. */
function keptLog() {
  const lines: { level: string; message: string; facts: unknown }[] = []
  const at = (level: string) => (message: string, facts?: unknown) => void lines.push({ level, message, facts })
  return { lines, log: { info: at('info'), warn: at('warn'), error: at('error') } }
}

function openedWindow() {
  const { lines, log } = keptLog()
  openMainWindow('/app/preload.cjs', { get: () => undefined, set: () => undefined }, log)
  const [window] = recorded.windows
  if (window === undefined) throw new Error('no window was opened')
  return { window, lines }
}

const gone = (reason: string) => [{}, { reason, exitCode: 11 }] as const
const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('what a crash leaves behind', () => {
  it('stays on this machine, in the folder of the app, from before Electron is ready', () => {
    keepCrashDumps(dataDir)
    makeReady()
    expect(callsOf('crashReporter.start')).toEqual([[{ uploadToServer: false, compress: true }, false]])
    expect(recorded.paths.get('crashDumps')).toBe(path.join(dataDir, 'crashes'))
  })

  it('is the newest few: older dumps are cleared away', () => {
    const folder = path.join(dataDir, 'crashes', 'completed')
    mkdirSync(folder, { recursive: true })
    for (let day = 1; day <= 9; day += 1) {
      const file = path.join(folder, `${day}.dmp`)
      writeFileSync(file, 'dump')
      utimesSync(file, day * 86_400, day * 86_400)
    }
    writeFileSync(path.join(folder, 'metadata'), 'not a dump')
    keepCrashDumps(dataDir)
    expect(readdirSync(folder).toSorted()).toEqual(['5.dmp', '6.dmp', '7.dmp', '8.dmp', '9.dmp', 'metadata'])
  })

  it('lies in a folder that its user alone can read', () => {
    keepCrashDumps(dataDir)
    expect(statSync(path.join(dataDir, 'crashes')).mode & 0o777).toBe(0o700)
  })
})

describe('a window that stops working', () => {
  it.each(['crashed', 'oom', 'killed', 'abnormal-exit'])(
    'is logged (%s), and shown again by a person’s word',
    async (reason) => {
      const { window, lines } = openedWindow()
      window.webContents.emit('render-process-gone', ...gone(reason))
      await settled()
      expect(lines).toEqual([
        { level: 'error', message: 'The window stopped working', facts: { reason, exitCode: 11 } },
      ])
      expect(callsOf('dialog.showMessageBox')).toMatchObject([[{ message: 'The window stopped working.' }]])
      expect(callsOf('webContents.reload')).toHaveLength(1)
    },
  )

  it('is asked about once, however often it is told, and never shown again by itself', async () => {
    const { promise, resolve } = Promise.withResolvers<number>()
    circumstances.pressed = promise
    const { window } = openedWindow()
    window.webContents.emit('render-process-gone', ...gone('crashed'))
    window.webContents.emit('render-process-gone', ...gone('crashed'))
    await settled()
    expect(callsOf('dialog.showMessageBox')).toHaveLength(1)
    expect(callsOf('webContents.reload')).toEqual([])
    resolve(0)
    await settled()
    expect(callsOf('webContents.reload')).toHaveLength(1)
  })

  it('lets the app be quit instead', async () => {
    circumstances.pressed = 1
    openedWindow().window.webContents.emit('render-process-gone', ...gone('crashed'))
    await settled()
    expect(callsOf('app.quit')).toHaveLength(1)
    expect(callsOf('webContents.reload')).toEqual([])
  })

  it('is no crash where it ended as it should', async () => {
    openedWindow().window.webContents.emit('render-process-gone', ...gone('clean-exit'))
    await settled()
    expect(callsOf('dialog.showMessageBox')).toEqual([])
  })
})

describe('a window that does not answer', () => {
  it('is waited for, where the person says so', async () => {
    const { window, lines } = openedWindow()
    window.emit('unresponsive')
    await settled()
    expect(lines).toMatchObject([{ level: 'warn', message: 'The window does not answer' }])
    expect(callsOf('dialog.showMessageBox')).toMatchObject([[{ buttons: ['Wait', 'Load the window again'] }]])
    expect(callsOf('webContents.forcefullyCrashRenderer')).toEqual([])
  })

  it('is loaded again, where the person says so, and no crash is told of', async () => {
    circumstances.pressed = 1
    const { window } = openedWindow()
    window.emit('unresponsive')
    await settled()
    expect(callsOf('webContents.forcefullyCrashRenderer')).toHaveLength(1)
    expect(callsOf('webContents.reload')).toHaveLength(1)
    expect(callsOf('dialog.showMessageBox')).toHaveLength(1)
  })

  it('takes its question back when it answers again', async () => {
    const { promise, resolve } = Promise.withResolvers<number>()
    circumstances.pressed = promise
    const { window } = openedWindow()
    window.emit('unresponsive')
    const [[question] = []] = callsOf('dialog.showMessageBox')
    window.emit('responsive')
    expect(question).toMatchObject({ signal: { aborted: true } })
    resolve(1)
    await settled()
    expect(callsOf('webContents.forcefullyCrashRenderer')).toEqual([])
  })
})

describe('the log of the desktop app', () => {
  it('holds the errors of the page, cut short, and nothing that is none', () => {
    const { window, lines } = openedWindow()
    const said = (level: string, message: string) =>
      window.webContents.emit('console-message', { level, message, lineNumber: 3, sourceId: 'app://companion/x.js' })
    said('info', 'hello')
    said('warning', 'careful')
    said('error', 'x'.repeat(5000))
    expect(lines).toEqual([
      {
        level: 'warn',
        message: 'Error in the window',
        facts: { message: 'x'.repeat(2000), lineNumber: 3, sourceId: 'app://companion/x.js' },
      },
    ])
  })

  it('holds why the page or the preload could not be loaded', () => {
    const { window, lines } = openedWindow()
    window.webContents.emit('preload-error', {}, '/app/preload.cjs', new Error('no such file'))
    window.webContents.emit('did-fail-load', {}, -6, 'ERR_FILE_NOT_FOUND', 'app://companion/', true)
    window.webContents.emit('did-fail-load', {}, -3, 'ERR_ABORTED', 'app://companion/', true)
    window.webContents.emit('did-fail-load', {}, -6, 'ERR_FILE_NOT_FOUND', 'app://companion/x', false)
    expect(lines.map(({ message }) => message)).toEqual(['The preload failed', 'The page could not be loaded'])
  })

  it('holds the end of Chromium’s other processes', () => {
    const { lines, log } = keptLog()
    watchProcesses(log)
    app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed', exitCode: 5 })
    app.emit('child-process-gone', {}, { type: 'Utility', reason: 'clean-exit', exitCode: 0, name: 'Network Service' })
    expect(lines).toMatchObject([{ level: 'error', facts: { type: 'GPU', reason: 'crashed' } }])
  })
})
