import { beforeEach, describe, expect, it } from 'vitest'

import { openMainWindow, showWindow } from '#hosts/electron/window'
import { callsOf, circumstances, forget, nativeTheme, recorded } from '#test/fakes/electron'
import { silentLog } from '#test/fakes/small-ports'

function aFile(start: Record<string, unknown> = {}) {
  const values = new Map(Object.entries(start))
  return { get: (key: string) => values.get(key), set: (key: string, value: unknown) => void values.set(key, value) }
}

function openedWindow(state = aFile()) {
  const window = openMainWindow('/app/preload.cjs', state, silentLog)
  const [fake] = recorded.windows
  if (fake === undefined) throw new Error('no window was opened')
  return { window, fake, state }
}

beforeEach(forget)

describe('the main window', () => {
  it('runs the page in a sandbox of its own, without Node', () => {
    expect(openedWindow().fake.options.webPreferences).toEqual({
      preload: '/app/preload.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    })
  })

  it('loads the page from its own scheme alone', () => {
    expect(openedWindow().fake.loaded).toEqual(['app://companion/'])
  })

  it('is shown once there is something to see, in the colour of the page', () => {
    circumstances.dark = true
    const { fake } = openedWindow()
    expect(fake.options['show']).toBe(false)
    expect(fake.options['backgroundColor']).toBe('#16161b')
    fake.emit('ready-to-show')
    expect(fake.shown).toBe(true)
  })

  it.each([
    ['stays', 0, false],
    ['leaves', 1, true],
  ])('asks where the page holds changes that are not saved, and %s as it is told', (_what, answer, leaves) => {
    circumstances.answer = answer
    let isLeft = false
    openedWindow().fake.webContents.emit('will-prevent-unload', { preventDefault: () => (isLeft = true) })
    expect(callsOf('dialog.showMessageBoxSync')).toMatchObject([[{ buttons: ['Stay', 'Leave'], cancelId: 0 }]])
    expect(isLeft).toBe(leaves)
  })

  it('opens again where it was closed', () => {
    const { fake, state } = openedWindow()
    fake.maximized = true
    fake.emit('close')
    forget()
    const again = openedWindow(state).fake
    expect(again.options).toMatchObject({ x: 10, y: 20, width: 1000, height: 700 })
    expect(again.maximized).toBe(true)
  })

  it('keeps its size, but not a place on a screen that is gone', () => {
    const { fake } = openedWindow(aFile({ window: { x: 5000, y: 0, width: 1000, height: 700, maximized: false } }))
    expect(fake.options).toMatchObject({ width: 1000, height: 700 })
    expect(fake.options).not.toHaveProperty('x')
  })

  const second = { id: 2, workArea: { x: -1280, y: 100, width: 1280, height: 984 } }

  it.each([
    ['on a second screen to the left', { x: -1200, y: 200 }, true],
    ['half out at the right edge', { x: 1500, y: 50 }, true],
    ['with no more than its corner to be seen', { x: 1890, y: 50 }, false],
    ['with its title bar above the screen', { x: 100, y: -30 }, false],
    ['with its title bar below the screen', { x: 100, y: 1060 }, false],
  ])('left %s, it is back there where it can be taken hold of', (_where, place, isThere) => {
    circumstances.screens = [...circumstances.screens, second]
    const kept = { ...place, width: 1000, height: 700, maximized: false }
    const { fake } = openedWindow(aFile({ window: kept }))
    expect(fake.options['x']).toBe(isThere ? place.x : undefined)
  })

  it('is no larger than the screen that it opens on', () => {
    const kept = { x: -1280, y: 100, width: 2560, height: 1400, maximized: false }
    circumstances.screens = [...circumstances.screens, second]
    expect(openedWindow(aFile({ window: kept })).fake.options).toMatchObject({ x: -1280, width: 1280, height: 984 })
    forget()
    circumstances.screens = [{ id: 1, workArea: { x: 0, y: 0, width: 1280, height: 720 } }]
    expect(openedWindow().fake.options).toMatchObject({ width: 1280, height: 720 })
  })

  it('keeps its zoom, and sets it once: what is zoomed later is not undone by a reload', () => {
    const { fake, state } = openedWindow()
    fake.webContents.zoom = 1.5
    fake.emit('close')
    forget()
    const again = openedWindow(state).fake
    again.webContents.emit('did-finish-load')
    expect(again.webContents.zoom).toBe(1.5)
    again.webContents.zoom = 2
    again.webContents.emit('did-finish-load')
    expect(again.webContents.zoom).toBe(2)
  })

  it('goes light and dark with the system, until it is closed', () => {
    const { fake } = openedWindow()
    circumstances.dark = true
    nativeTheme.emit('updated')
    expect(fake.background).toBe('#16161b')
    fake.emit('closed')
    circumstances.dark = false
    nativeTheme.emit('updated')
    expect(fake.background).toBe('#16161b')
  })

  it('opens in its usual size where what was kept makes no sense', () => {
    const { fake } = openedWindow(aFile({ window: { width: -5, height: 'tall' } }))
    expect(fake.options).toMatchObject({ width: 1440, height: 900 })
  })

  it('comes to the front even when it was minimized', () => {
    const { window, fake } = openedWindow()
    fake.minimized = true
    showWindow(window)
    expect(fake).toMatchObject({ minimized: false, shown: true })
  })
})
