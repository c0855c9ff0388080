import { eventIterator } from '@orpc/contract'
import { z } from 'zod'

import { CommandName } from '../domain/commands.ts'
import { Notice } from '../domain/notice.ts'
import { DealState } from '../domain/deal-state.ts'
import { GoneField } from '../domain/field-choice.ts'
import { Org, Moment } from '../domain/opportunity.ts'
import { MappingFields, Profile } from '../domain/profile.ts'
import { Release } from '../domain/update.ts'
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
  /** A link of another org or environment was followed. `profile` is the one that has both; null where none here has. */
  z.object({
    type: z.literal('link.elsewhere'),
    link: z.string(),
    profile: z.object({ id: z.string(), name: z.string() }).nullable(),
  }),
  /** Another profile is open now: nothing that the window shows is of it. */
  z.object({ type: z.literal('profile.opened') }),
  /** `fresh`: differences that the check before had not found; `customers`: how many differ in anything. */
  z.object({
    type: z.literal('drift.checked'),
    bySchedule: z.boolean(),
    customers: z.number().int(),
    fresh: z.number().int(),
  }),
  /** Chosen from the desktop app's menu. */
  z.object({ type: z.literal('command'), name: CommandName }),
  /** A person is told of something, here and by the system where it can. */
  z.object({ type: z.literal('notice.told'), notice: Notice }),
  /** Told once for each version. */
  z.object({ type: z.literal('update.available'), release: Release }),
  /** Deals that were found to be newly won, all of one look together; `first` names some of them. */
  z.object({
    type: z.literal('deals.won'),
    count: z.number().int().positive(),
    first: z.array(
      z.object({ id: z.string(), name: z.string(), accountName: z.string().nullable(), state: DealState }),
    ),
  }),
  /** A look began or ended, or a new deal was opened. */
  z.object({ type: z.literal('watch.changed') }),
])
export type WorkspaceEvent = z.infer<typeof WorkspaceEvent>

/** A sign-in that waits for the person's browser. */
const SignInWait = z.object({
  authorizeUrl: z.string(),
  waitsUntil: Moment,
  /** Answers that came home so far and belong to no sign-in that is under way. */
  strays: z.number().int(),
  /** The newest error that came home without saying which sign-in it is of. Salesforce leaves that out at times; so may anybody. */
  unmarked: z.object({ error: z.string(), description: z.string() }).nullable(),
})

const SignedIn = z.object({
  username: z.string(),
  /** Who was signed in before; null where nobody was. */
  before: z.string().nullable(),
})

export const SignOutReport = z.object({
  /** What Salesforce said. Here the session is forgotten in any case. */
  atSalesforce: z.enum(['revoked', 'nothing-to-revoke', 'not-confirmed']),
  failure: Failure.nullable(),
})
export type SignOutReport = z.infer<typeof SignOutReport>

export const workspace = {
  status: call.output(WorkspaceStatus),
  /** Endless until aborted. */
  watch: call.output(eventIterator(WorkspaceEvent)),
  /** Connect again (after a failure, or after somebody signed in). */
  reconnect: call.output(WorkspaceStatus),
  /**
   * Sign in to Salesforce through the browser. Yields the address to open, and again whenever a stray answer came; ends
   * when the sign-in came home. Aborting gives it up.
   * Fails: `sign-in.cancelled` (stopped), `sign-in.failed` (what Salesforce said, or that nobody finished it in time),
   * `sign-in.other-org` (nothing of it is kept), `network.*`.
   */
  signIn: call
    .input(z.object({ switchUser: z.boolean().default(false) }).prefault({}))
    .output(eventIterator(SignInWait, SignedIn)),
  /** Revoke the session at Salesforce as far as that goes, and forget it here. Fails: `run.busy` while a run is under way. */
  signOut: call.output(SignOutReport),
  /** Practice only: put both services and this app's own records back to the beginning. */
  startOver: call.output(WorkspaceStatus),
}
