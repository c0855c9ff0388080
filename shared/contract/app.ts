import { z } from 'zod'

import { Diagnostics } from '../domain/diagnostics.ts'
import { AppSettings } from '../domain/app-settings.ts'
import { Updates } from '../domain/update.ts'
import { Failure } from '../failure.ts'
import { call } from './call.ts'

const From = z.enum(['settings', 'environment']).nullable()

/** What came of reaching for a service, and by which way. */
const Reached = z.object({
  host: z.string(),
  /** Scheme, host and port of the proxy that was used; null where none was. */
  proxy: z.string().nullable(),
  proxyFrom: From,
  /** Why no proxy was used although one is set. */
  passedBy: z.enum(['loopback', 'no-proxy']).nullable(),
  caFile: z.string().nullable(),
  caFrom: From,
  /** HTTP status of whatever was answered; null where nothing was. */
  status: z.number().int().nullable(),
  failure: Failure.nullable(),
})
export type Reached = z.infer<typeof Reached>

export const NetworkTrial = z.object({ salesforce: Reached, stigg: Reached })
export type NetworkTrial = z.infer<typeof NetworkTrial>

/** The app itself, on this machine, whatever profile is open. */
export const app = {
  settings: call.output(AppSettings),
  /** A masked report for those who help; asks both services whether they answer, without a secret. */
  diagnostics: call.output(Diagnostics),
  /** Put other settings of the app in force. Fails: `settings.not-valid` (naming the place), `network.proxy`, `network.ca-file`. */
  saveSettings: call.input(z.object({ settings: AppSettings })).output(z.void()),
  /** What is known of newer versions, without asking anybody. */
  updates: call.output(Updates),
  /** Ask the feed now, where that is not switched off. */
  checkForUpdates: call.output(Updates),
  /** Reach for both services by settings that need not be saved, without any secret; what came of each. */
  tryNetwork: call.input(z.object({ network: AppSettings.shape.network })).output(NetworkTrial),
}
