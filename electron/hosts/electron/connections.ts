import { RPCHandler } from '@orpc/server/message-port'
import { ipcMain } from 'electron'

import { rpcOptions, type CompanionRouter } from '../composition/rpc-options.ts'
import { isOwnPage } from './page-origin.ts'

/**
 * Answer calls over the ports that the preload hands over: one for each time the page is loaded. A port from anywhere but
 * our own page is closed unanswered.
 */
export function acceptConnections(router: () => CompanionRouter, reportDefect: (error: unknown) => void): void {
  ipcMain.on('companion:connect', ({ ports, senderFrame }) => {
    const [port, ...more] = ports
    if (port === undefined || more.length > 0 || !isOwnPage(senderFrame)) {
      for (const refused of ports) refused.close()
      return
    }
    // Each load of the page has a port, and each profile that is opened loads the page.
    new RPCHandler(router(), rpcOptions(reportDefect)).upgrade(port)
    port.start()
  })
}
