import { serve } from '@hono/node-server'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { PracticeClock } from '../clock.ts'
import type { NativeFlow } from '../native-flow/native-flow.ts'
import type { RecordStore } from '../record-store.ts'
import type { SalesforceSeed } from '../seed/types.ts'
import { CLIENT_ID, REDIRECT_URIS } from './oauth/app.ts'
import { createSalesforceApp } from './app.ts'
import type { OrgVariants } from './schema/variants.ts'

export interface SalesforceSimulatorOptions {
  readonly store: RecordStore
  readonly seed: SalesforceSeed
  readonly clock: PracticeClock
  /** 0 takes a free one. */
  readonly port: number
  readonly host: string
  /** For faults with a probability. */
  readonly faultSeed?: number
  /** What the control plane's "start over" does; by default the store starts over. */
  readonly startOver?: () => void | Promise<void>
  /** Another org than the story's: namespaced or translated fields, no CPQ. */
  readonly variants?: OrgVariants
  /** The org's own provisioning flow; without it the org has no automation. */
  readonly nativeFlow?: NativeFlow
}

export interface PracticeGrant {
  readonly accessToken: string
  readonly refreshToken: string
  readonly instanceUrl: string
  /** The identity URL. */
  readonly id: string
}

export interface SalesforceSimulator {
  readonly url: string
  readonly port: number
  readonly clientId: string
  readonly redirectUris: readonly string[]
  /** Of the person that `grant` signs in: sales operations. */
  readonly username: string
  /** A fresh sign-in without the consent page. It does not count among the five that a person may have. */
  grant(): PracticeGrant
  close(): Promise<void>
}

/**
 * Serve the practice org over HTTP: login host and instance in one. Rejects when the port cannot be had.
 * Sources: REST API Developer Guide v66.0; SOQL and SOSL Reference; Salesforce Help on OAuth.
 */
export async function startSalesforceSimulator(options: SalesforceSimulatorOptions): Promise<SalesforceSimulator> {
  let url = ''
  const { app, org, grants } = createSalesforceApp({ ...options, url: () => url })
  const server = await listen(app.fetch, options.host, options.port)
  // A string only for a pipe, which this never listens on.
  const { port } = server.address() as AddressInfo
  url = `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`
  const person = org.seed.users.find(({ signsIn, seesStiggFields }) => signsIn && seesStiggFields) ?? org.seed.users[0]
  if (!person) throw new Error('The seed has no user')
  return {
    url,
    port,
    clientId: CLIENT_ID,
    redirectUris: REDIRECT_URIS,
    username: person.username,
    grant() {
      const { accessToken, refreshToken = '' } = grants.open(person.id, ['refresh_token', 'openid', 'api', 'id'], true)
      return { accessToken, refreshToken, instanceUrl: url, id: `${url}/id/${org.id}/${person.id}` }
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()))
        server.closeAllConnections()
      }),
  }
}

function listen(fetch: Parameters<typeof serve>[0]['fetch'], hostname: string, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    // Without TLS options `serve` makes a plain HTTP/1.1 server.
    const server = serve({ fetch, hostname, port }, () => resolve(server)) as Server
    server.once('error', reject)
  })
}
