import { BrowserWindow, dialog, nativeTheme, screen } from 'electron'

import type { KeyedFile } from '#adapters/settings/create-settings'
import type { LogPort } from '#core/ports'

import { watchWindow } from './crashes.ts'
import { pageOrigin } from './page-origin.ts'
import { keepWindow, recallWindow } from './window-state.ts'

/** The page's own background, so that no other colour flashes before it is drawn. */
const background = () => (nativeTheme.shouldUseDarkColors ? '#16161b' : '#ffffff')

/** What can be used of each display, the primary one first. */
const screens = () => {
  const { id, workArea } = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter((display) => display.id !== id)
  return [workArea, ...others.map((display) => display.workArea)]
}

/**
 * Open the window on the page. It is shown once there is something to see.
 * @param preload absolute path of the bundled preload
 */
export function openMainWindow(preload: string, state: KeyedFile, log: LogPort): BrowserWindow {
  const { maximized, zoom, ...bounds } = recallWindow(state, screens())
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: 'Stigg Companion',
    backgroundColor: background(),
    webPreferences: {
      preload,
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
      // A dictionary would be fetched from Google, and IDs are no words.
      spellcheck: false,
    },
  })
  if (maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.webContents.once('did-finish-load', () => window.webContents.setZoomLevel(zoom))
  window.on('close', () => {
    const kept = { maximized: window.isMaximized(), zoom: window.webContents.getZoomLevel() }
    keepWindow(state, window.getNormalBounds(), kept)
  })
  followTheme(window)
  askBeforeLeaving(window)
  watchWindow(window, log)
  void window.loadURL(`${pageOrigin}/`)
  return window
}

/** Light and dark go with the system; the page follows by itself, and the window behind it here. */
function followTheme(window: BrowserWindow): void {
  const follow = (): void => window.setBackgroundColor(background())
  nativeTheme.on('updated', follow)
  window.on('closed', () => nativeTheme.off('updated', follow))
}

/** The page holds what is not saved. Electron would stay without a word, where a browser asks: so we ask. */
function askBeforeLeaving(window: BrowserWindow): void {
  window.webContents.on('will-prevent-unload', (event) => {
    const stay = 0
    const answer = dialog.showMessageBoxSync(window, {
      type: 'question',
      message: 'There are changes that are not saved.',
      detail: 'Stay to save them, or leave and lose them.',
      buttons: ['Stay', 'Leave'],
      defaultId: stay,
      cancelId: stay,
      noLink: true,
    })
    // To prevent the page's own objection is to let it go.
    if (answer !== stay) event.preventDefault()
  })
}

/** Bring the window to the front, wherever it was left. */
export function showWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
