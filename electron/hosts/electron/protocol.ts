import { protocol } from 'electron'

import { servePage } from '../composition/page-files.ts'
import { isOwnAddress, pageScheme } from './page-origin.ts'

/** Give the page's scheme the standing of https. Has to happen before Electron is ready. */
export function registerPageScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true }
  protocol.registerSchemesAsPrivileged([{ scheme: pageScheme, privileges }])
}

/**
 * Serve the built page under its own scheme; nothing else has that scheme, and no file outside of the folder is reached.
 * @param pageRoot absolute path of the built page
 */
export function servePageScheme(pageRoot: string): void {
  protocol.handle(pageScheme, (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405 })
    if (!isOwnAddress(request.url)) return new Response(null, { status: 404 })
    return servePage(pageRoot, new URL(request.url).pathname)
  })
}
