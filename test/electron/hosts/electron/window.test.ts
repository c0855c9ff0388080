import { beforeEach, describe, expect, it } from 'vitest'

import { openMainWindow, showWindow } from '#hosts/electron/window'
import { callsOf, circumstances, forget, recorded } from '#test/fakes/electron'

function aFile(start: Record<string, unknown> = {}) {
  const values = new Map(Object.entries(start))
  return { get: (key: string) => values.get(key), set: (key: string, value: unknown) => void values.set(key, value) }
}

function openedWindow(state = aFile()) {
  const window = openMainWindow('/app/preload.cjs', state)
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
      webviewTag: false,
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
