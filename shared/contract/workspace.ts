import { eventIterator } from '@orpc/contract'
import { z } from 'zod'

import { GoneField } from '../domain/field-choice.ts'
import { Org, Moment } from '../domain/opportunity.ts'
import { MappingFields, Profile } from '../domain/profile.ts'
import { Failure } from '../failure.ts'
import { call } from './call.ts'

const Connection = z.object({
  state: z.enum(['connecting', 'connected', 'signed-out', 'unreachable']),
  failure: Failure.nullable(),
})

export const WorkspaceStatus = z.object({
  version: z.string(),
  host: z.enum(['electron', 'browser']),
  profile: Profile,
  salesforce: Connection.extend({
    org: Org.nullable(),
    apiUsage: z.object({ used: z.number(), limit: z.number() }).nullable(),
  }),
  stigg: Connection.extend({
    environment: z
      .object({ id: z.string(), name: z.string(), type: z.string(), slug: z.string().nullable() })
      .nullable(),
    appUrl: z.string().nullable(),
  }),
  /** Origin of the practice application that a call-out can be tried on; null on any other profile. */
  practiceAppUrl: z.string().nullable(),
  mapping: MappingFields.nullable(),
  /** Fields that somebody chose and that are not there any more. */
  mappingGone: z.array(GoneField),
  /** False while the guide of a new profile is still to be gone through. */
  isFinished: z.boolean(),
  /** One service is production and the other is not, and somebody said since the start that this is meant. */
  isMixedPairConfirmed: z.boolean(),
  /** How well secrets are kept: sealed by the system, or in memory for as long as the app runs. */
  vault: z.enum(['keychain', 'memory']),
  /** Runs that the last process left in the middle. */
  interruptedRuns: z.number().int(),
  /** Files that could not be read and were kept aside, by name. */
  keptAside: z.array(z.string()),
})
export type WorkspaceStatus = z.infer<typeof WorkspaceStatus>

/** Something that happened in the core and that the window shows without being asked. */
export const WorkspaceEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('status.changed') }),
  z.object({ type: z.literal('mirror.changed'), at: Moment }),
  z.object({ type: z.literal('run.changed'), runId: z.string(), opportunityId: z.string() }),
  z.object({ type: z.literal('bulk.changed'), bulkId: z.string() }),
  z.object({ type: z.literal('link.opened'), path: z.string() }),
  /** Another profile is open now: nothing that the window shows is of it. */
  z.object({ type: z.literal('profile.opened') }),
  /** `fresh`: differences that the check before had not found; `customers`: how many differ in anything. */
  z.object({
    type: z.literal('drift.checked'),
    bySchedule: z.boolean(),
    customers: z.number().int(),
    fresh: z.number().int(),
  }),
])
export type WorkspaceEvent = z.infer<typeof WorkspaceEvent>

export const workspace = {
  status: call.output(WorkspaceStatus),
  /** Endless until aborted. */
  watch: call.output(eventIterator(WorkspaceEvent)),
  /** Connect again (after a failure, or after somebody signed in). */
  reconnect: call.output(WorkspaceStatus),
  /**
   * Sign in to Salesforce through the browser. Yields the address to open, ends when the sign-in came home.
   * Fails: `sign-in.cancelled` (timeout, stopped), `sign-in.failed` (what Salesforce said).
   */
  signIn: call.output(eventIterator(z.object({ authorizeUrl: z.string() }), z.object({ username: z.string() }))),
  /** Practice only: put both services and this app's own records back to the beginning. */
  startOver: call.output(WorkspaceStatus),
}
