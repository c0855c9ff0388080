import { app, nativeImage, Notification, type BrowserWindow } from 'electron'

import type { NotifierPort } from '#core/ports'

import { badgeBitmap, badgeSize } from './badge-icon.ts'

/** Notifications that stand on the screen still: a click on one that nobody holds any more would be lost. */
const mostHeld = 30

export interface DesktopNotifier extends NotifierPort {
  /** From now on, whoever clicks on a notice is led to its place. */
  deliverTo(open: (path: string) => void): void
}

/** Some Linux desktops read a body as markup: a record's name is no markup. */
const plain = (text: string, platform: NodeJS.Platform): string =>
  platform === 'linux' ? text.replaceAll('<', '‹').replaceAll('>', '›') : text

/**
 * The system's own notifications and badge. Whoever has the window in front of them is told by the page alone.
 * Source: Electron 45, Notification, app.setBadgeCount (macOS, Linux), BrowserWindow.setOverlayIcon (Windows).
 * @param window the app's window, where there is one
 */
export function createNotifier(
  window: () => BrowserWindow | undefined,
  platform: NodeJS.Platform = process.platform,
): DesktopNotifier {
  const held = new Set<Notification>()
  let open: ((path: string) => void) | null = null

  function overlay(count: number): void {
    const size = { width: badgeSize, height: badgeSize, scaleFactor: 2 }
    const icon = count === 0 ? null : nativeImage.createFromBitmap(badgeBitmap(count), size)
    window()?.setOverlayIcon(icon, count === 0 ? '' : `${count} waiting for you`)
  }

  return {
    deliverTo: (target) => void (open = target),
    notify({ title, body, path }) {
      if (window()?.isFocused() === true || !Notification.isSupported()) return
      const shown = new Notification({ title: plain(title, platform), body: plain(body, platform), silent: true })
      const letGo = (): void => void held.delete(shown)
      shown.on('click', () => {
        letGo()
        open?.(path)
      })
      shown.on('close', letGo)
      shown.on('failed', letGo)
      held.add(shown)
      const [oldest] = held
      if (held.size > mostHeld && oldest) held.delete(oldest)
      shown.show()
    },
    badge(count) {
      if (platform === 'win32') overlay(count)
      else app.setBadgeCount(count)
    },
  }
}
