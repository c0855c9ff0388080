import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { PracticeClock } from '../clock.ts'
import type { NativeFlow } from '../native-flow/native-flow.ts'
import type { RecordStore } from '../record-store.ts'
import type { StiggSeed } from '../seed/types.ts'
import { createStiggApp } from './app.ts'
import { forgetOldAnswers } from './http/idempotency.ts'
import { createSettings, resetSettings } from './http/settings.ts'
import { renewAllCredits } from './passing-time.ts'
import { bringUpToDate } from './up-to-date.ts'
import { openWorld } from './world.ts'

export interface StiggSimulatorOptions {
  readonly store: RecordStore
  readonly seed: StiggSeed
  readonly clock: PracticeClock
  /** 0 for any free one. */
  readonly port: number
  readonly host: string
  /** Where the practice org is reached, for links to accounts. */
  readonly salesforceUrl: string
  /** The flow of the practice org, which writes here. */
  readonly nativeFlow?: NativeFlow
}

export interface StiggSimulator {
  /** Origin: REST below `/api/v1`, GraphQL at `/graphql`, pages below `/<environmentSlug>`, control at `/__practice`. */
  readonly url: string
  readonly port: number
  readonly apiKey: string
  readonly publishableKey: string
  readonly readOnlyKey: string
  readonly environmentSlug: string
  close(): Promise<void>
}

/** Serve the Stigg environment of the practice workspace. Rejects with node's own error when the port is taken. */
export async function startStiggSimulator(options: StiggSimulatorOptions): Promise<StiggSimulator> {
  const { store, seed, host } = options
  const world = openWorld(options)
  const settings = createSettings(seed.environment)
  const catchUp = (): void =>
    store.transaction(() => {
      forgetOldAnswers(world)
      renewAllCredits(world)
      bringUpToDate(world)
    })
  catchUp()
  store.onStartOver(() => {
    resetSettings(settings, seed.environment)
    catchUp()
  })
  const app = createStiggApp({ world, settings, nativeFlow: options.nativeFlow }, () => store.startOver())
  const server = createAdaptorServer({ fetch: app.fetch })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  // A server that listens on a host and a port has an address of this kind.
  const { port } = server.address() as AddressInfo
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  world.urls.app = url
  return {
    url,
    port,
    apiKey: seed.environment.apiKey,
    publishableKey: seed.environment.publishableKey,
    readOnlyKey: seed.environment.readOnlyKey,
    environmentSlug: seed.environment.slug,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)))
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}
