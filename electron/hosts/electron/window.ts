import { BrowserWindow, dialog, nativeTheme, screen } from 'electron'

import type { KeyedFile } from '#adapters/settings/create-settings'

import { pageOrigin } from './page-origin.ts'
import { keepWindow, recallWindow } from './window-state.ts'

/** The page's own background, so that no other colour flashes before it is drawn. */
const background = () => (nativeTheme.shouldUseDarkColors ? '#16161b' : '#ffffff')

/**
 * Open the window on the page. It is shown once there is something to see.
 * @param preload absolute path of the bundled preload
 */
export function openMainWindow(preload: string, state: KeyedFile): BrowserWindow {
  const { maximized, ...bounds } = recallWindow(
    state,
    screen.getAllDisplays().map(({ workArea }) => workArea),
  )
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
      webviewTag: false,
      spellcheck: false,
    },
  })
  if (maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => keepWindow(state, window.getNormalBounds(), window.isMaximized()))
  askBeforeLeaving(window)
  void window.loadURL(`${pageOrigin}/`)
  return window
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
