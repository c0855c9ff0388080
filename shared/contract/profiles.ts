import { z } from 'zod'

import { ChosenFields, FieldCandidates } from '../domain/field-choice.ts'
import { AccessLevel, MappingFields, ProfileKind } from '../domain/profile.ts'
import { KnownEnvironment, ProfileConnection, SalesforceTarget, StiggTarget } from '../domain/profile-connection.ts'
import { call } from './call.ts'
import { ReadinessReport } from './readiness.ts'

/** A profile as a list shows it, before it is opened. */
export const ProfileSummary = z.object({
  id: z.string(),
  name: z.string(),
  kind: ProfileKind,
  access: AccessLevel,
  /** Null until somebody signed in. */
  orgName: z.string().nullable(),
  environmentName: z.string().nullable(),
  /** What it belongs to; null as long as the names are, and on the practice workspace. */
  orgId: z.string().nullable(),
  environmentId: z.string().nullable(),
  /** False while the guide is still to be gone through. */
  isFinished: z.boolean(),
  /** Its settings cannot be read; opening it keeps them aside and says so. */
  isDamaged: z.boolean(),
})
export type ProfileSummary = z.infer<typeof ProfileSummary>

const Name = z.string().trim().min(1).max(80)

export const profiles = {
  list: call.output(
    z.object({
      current: z.string(),
      profiles: z.array(ProfileSummary),
      /** False until somebody chose between the practice workspace and a connection of their own. */
      isWelcomed: z.boolean(),
    }),
  ),
  /** The guide was seen: the window goes to the inbox from now on. */
  welcomed: call.output(z.void()),
  /** Where the profile that is open is connected; null on the practice workspace. */
  connection: call.output(ProfileConnection.nullable()),
  /**
   * Make a profile for an org and an environment, and go there: every window is told `profile.opened` and loads again.
   * Nothing is asked of either service yet, and nothing is written before `finish`.
   * Fails: `run.busy` (a run is under way), `profile.unreadable`.
   */
  create: call
    .input(z.object({ name: Name, salesforce: SalesforceTarget, stigg: StiggTarget }))
    .output(z.object({ id: z.string() })),
  /**
   * Go to another profile. What was half done in the window is gone; a run under way ends its step and is offered again
   * later, where `stopRuns` says so. `link`: a link of this app that is followed there.
   * Fails: `profile.not-found`, `run.busy`, `profile.unreadable`, `profile.in-use`.
   */
  open: call
    .input(z.object({ id: z.string().max(100), stopRuns: z.boolean(), link: z.string().max(2000).optional() }))
    .output(z.void()),
  rename: call.input(z.object({ name: Name })).output(z.void()),
  /**
   * What may be written from here on. To let a production or mixed pair be written to, its name is typed.
   * Fails: `access.unconfirmed`.
   */
  setAccess: call.input(z.object({ access: AccessLevel, typed: z.string().max(255) })).output(z.void()),
  /** One service is production and the other is not, and that is meant: writes are let through until the profile is left. */
  confirmMixedPair: call.output(z.void()),
  /**
   * Hand over a key that was just typed; the only way in which a secret of Stigg's crosses the contract. Without
   * `confirm` nothing is kept: the answer says whose key it is. With it the key is sealed, where it still is that
   * environment's; `name` is asked for where the key may not tell its environment.
   * Fails: `stigg.key-publishable`, `stigg.key-refused`, `stigg.other-environment`, `stigg.*`.
   */
  setStiggKey: call
    .input(
      z.object({
        key: z.string().trim().min(1).max(500),
        confirm: z.object({ environmentId: z.string().max(200), name: Name.nullable() }).nullable(),
      }),
    )
    .output(z.object({ environment: KnownEnvironment, isSaved: z.boolean() })),
  /** Other addresses or another consumer key, for a profile whose org has not answered yet. Opens it anew. Fails: `profile.bound`. */
  setConnection: call.input(z.object({ salesforce: SalesforceTarget, stigg: StiggTarget })).output(z.void()),
  /**
   * Fields that could carry each role, with values that records hold now, and what was chosen before. Two calls to
   * Salesforce. Fails: `salesforce.*`.
   */
  mappingCandidates: call.output(z.object({ candidates: FieldCandidates, chosen: ChosenFields })),
  /**
   * Keep which fields carry what, for the org that is signed in to: all that is chosen, in place of what was before.
   * A role that is left out follows describe. Fails: `mapping.fields-missing` (a field that is not there), `salesforce.*`.
   */
  chooseMapping: call.input(z.object({ chosen: ChosenFields })).output(MappingFields),
  /** Whether this pair is ready: the product catalogue, the integration, native flows, workflow triggers. Reads alone. */
  report: call.output(ReadinessReport),
  /** The guide was gone through. Fails: `profile.not-connected` (which half is missing). */
  finish: call.output(z.void()),
  /** Everything that was done with the profile that is open, as one file. It holds no secret. */
  exportJournal: call.output(z.object({ fileName: z.string(), text: z.string() })),
  /**
   * Take a profile away from this machine: its session is revoked, its secrets, mirror and drafts are deleted, its
   * journal is kept in a folder of its own or deleted. Neither service loses a record. `typed`: its name.
   * Fails: `profile.not-found`, `profile.not-removable` (the practice workspace), `access.unconfirmed`, `run.busy`.
   */
  remove: call
    .input(z.object({ id: z.string().max(100), typed: z.string().max(255), journal: z.enum(['keep', 'delete']) }))
    .output(
      z.object({
        /** False where Salesforce did not confirm that the session is void. */
        isRevoked: z.boolean(),
        /** Absolute path of the folder that the journal is kept in; null where it was deleted. */
        journalFolder: z.string().nullable(),
      }),
    ),
}
