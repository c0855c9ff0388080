import { app } from 'electron'

/**
 * Throws, in a sentence for a person, where the packaged app was started without Chromium's sandbox. The starter of an AppImage
 * leaves it away by itself where the system allows no user namespaces; the Debian package brings what such a system needs.
 * Source: electron-builder 26, "AppImage"; Electron 45, "Process Sandboxing".
 */
export function requireSandbox(): void {
  if (!app.isPackaged || !app.commandLine.hasSwitch('no-sandbox')) return
  throw new Error(
    "It was started with --no-sandbox, and without Chromium's sandbox it does not run. Start it without that word; where an AppImage adds it by itself, install the .deb package.",
  )
}
