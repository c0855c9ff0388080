import { z } from 'zod'

import { CallOutIds } from '../domain/call-out.ts'
import { WireAnswer, WireRequest } from '../domain/run.ts'
import { SalesforceId } from '../domain/salesforce-id.ts'
import { Failure } from '../failure.ts'
import { call } from './call.ts'

/** What a trial of the call-out came to. */
export const CallOutTrial = z.object({
  /** The run that it is journalled as. */
  runId: z.string(),
  request: WireRequest,
  /** Every answer that was heard, secrets struck out. */
  heard: z.array(WireAnswer),
  /** The IDs found in the answer; null where it could not be used. */
  ids: CallOutIds.nullable(),
  failure: Failure.nullable(),
})
export type CallOutTrial = z.infer<typeof CallOutTrial>

const SecretName = z.string().min(1).max(60)

/** The call-out's part of the settings. A secret goes in and never comes out. */
export const callOutSettings = {
  /**
   * Keep a secret of the call-out for one origin; under its name it takes the place of an earlier one.
   * Fails: `settings.not-valid` (at "secret" or "origin").
   */
  setSecret: call
    .input(z.object({ name: SecretName, origin: z.string().max(300), secret: z.string().min(1).max(4000) }))
    .output(z.void()),
  forgetSecret: call.input(z.object({ name: SecretName })).output(z.void()),
  /** Which of these secrets are set, and the origin that each is bound to. */
  secrets: call
    .input(z.object({ names: z.array(SecretName).max(20) }))
    .output(z.array(z.object({ name: SecretName, boundTo: z.string().nullable() }))),
  /**
   * Make the saved call-out for a deal, marked as a trial (`Companion-Trial: true`). Nothing is provisioned; the trial is
   * journalled. Fails: `call-out.not-set`, `call-out.not-possible`, `access.read-only`, `run.busy`, and as preview does.
   */
  tryCallOut: call
    .input(z.object({ opportunityId: SalesforceId, typed: z.string().max(255).default('') }))
    .output(CallOutTrial),
}
