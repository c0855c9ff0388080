import { app, session, shell, type WebContents } from 'electron'

import { isOwnAddress, pageOrigin } from './page-origin.ts'

/** Open an address in the system's browser, where the core allows it; anything else goes nowhere. */
function openOutside(url: string, isAllowed: (url: string) => boolean): void {
  if (isAllowed(url)) void shell.openExternal(url)
}

function guardContents(contents: WebContents, isAllowed: (url: string) => boolean): void {
  contents.on('will-navigate', (event) => {
    // A reload is a navigation to where the page is already.
    if (isOwnAddress(event.url)) return
    event.preventDefault()
    openOutside(event.url, isAllowed)
  })
  contents.on('will-frame-navigate', (event) => {
    // The policy of our pages loads no frame at all; what gets past it goes nowhere either.
    if (!event.isMainFrame && !isOwnAddress(event.url)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => {
    if (!isOwnAddress(event.url)) event.preventDefault()
  })
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url, isAllowed)
    return { action: 'deny' }
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
}

/** Every address that is not of this app. */
const outside = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'file:///*']

/** The one permission that the page needs: to put text on the clipboard, on a click. */
const isOwnCopy = (permission: string, origin: string): boolean =>
  permission === 'clipboard-sanitized-write' && isOwnAddress(origin)

/**
 * Keep every page of this app where it is, and without powers: nothing navigates, opens windows, embeds, downloads,
 * or is granted a permission. Links go to the system's browser, and only where the core allows the address.
 * Source: Electron's security checklist, items 5 and 12 to 15.
 */
export function guardPages(isAllowed: (url: string) => boolean): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, isAllowed))
  const own = session.defaultSession
  own.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) =>
    answer(isOwnCopy(permission, requestingUrl)),
  )
  own.setPermissionCheckHandler((_contents, permission, origin) => isOwnCopy(permission, origin))
  own.setDevicePermissionHandler(() => false)
  own.setSpellCheckerEnabled(false)
  // The page's own policy lets it reach nothing but its own files; what gets past that is stopped here. Requests of the app
  // itself (for a newer version) belong to no page.
  own.webRequest.onBeforeRequest({ urls: outside }, ({ webContentsId }, answer) =>
    answer({ cancel: webContentsId !== undefined }),
  )
  // The page saves what it made itself (a list as a file); nothing is fetched from anywhere to be saved.
  own.on('will-download', (event, item) => {
    if (!item.getURL().startsWith(`blob:${pageOrigin}/`)) event.preventDefault()
  })
}
