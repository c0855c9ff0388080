import { RPCHandler } from '@orpc/server/message-port'
import { ipcMain, type MessagePortMain } from 'electron'
import { z } from 'zod'

import { rpcOptions, type CompanionRouter } from '../composition/rpc-options.ts'
import { isOwnPage } from './page-origin.ts'

/** A message as the window sends it: text, and in it a call, or what goes on with one. Source: oRPC 1.16, standard-server-peer. */
const Message = z.object({
  i: z.union([z.string(), z.number()]),
  t: z.union([z.literal(3), z.literal(4)]).optional(),
  p: z.unknown().optional(),
})
const Call = z.object({ u: z.string().refine((url) => url.startsWith('/') || URL.canParse(url)) })

function isMessage(data: unknown): boolean {
  if (typeof data !== 'string') return false
  try {
    const message = Message.safeParse(JSON.parse(data))
    return message.success && (message.data.t !== undefined || Call.safeParse(message.data.p).success)
  } catch {
    return false // No JSON.
  }
}

/** The port for the core, who sees nothing of it but messages; at anything else it is closed, and that is told. */
const forMessagesAlone = (port: MessagePortMain, refused: () => void) => ({
  on(event: string, listen: (event?: { data: unknown }) => void): void {
    if (event === 'close') port.on('close', () => listen())
    if (event !== 'message') return
    port.on('message', (message: unknown) => {
      const data = typeof message === 'object' && message !== null && 'data' in message ? message.data : message
      if (isMessage(data)) return listen({ data })
      refused()
      port.close()
    })
  },
  postMessage: (message: unknown): void => port.postMessage(message),
})

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
    const refused = () => reportDefect(new Error('The page sent what is no message'))
    new RPCHandler(router(), rpcOptions(reportDefect)).upgrade(forMessagesAlone(port, refused))
    port.start()
  })
}
