import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { createCustomerApp } from './app.ts'

export type CustomerAppOptions = Parameters<typeof createCustomerApp>[0] & {
  /** 0 for any free one. */
  readonly port: number
  readonly host: string
}

export interface CustomerApp {
  /** Origin: workspaces at `/workspaces`, control at `/__practice`. */
  readonly url: string
  /** Sent as `Authorization: Bearer …`. */
  readonly apiKey: string
  close(): Promise<void>
}

/** Serve the customer's own application. Rejects with node's own error when the port is taken. */
export async function startCustomerApp({ port, host, ...options }: CustomerAppOptions): Promise<CustomerApp> {
  const { app, apiKey } = createCustomerApp(options)
  const server = createAdaptorServer({ fetch: app.fetch })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  // A server that listens on a host and a port has an address of this kind.
  const address = server.address() as AddressInfo
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    apiKey,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)))
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}
