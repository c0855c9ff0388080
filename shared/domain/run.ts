import { z } from 'zod'
import { Failure } from '../failure.ts'
import { ChangeSet } from './change-set.ts'
import { Cost } from './cost.ts'
import { DraftEdits } from './draft-edits.ts'
import { Finding } from './finding.ts'
import { Moment } from './opportunity.ts'
import { Step } from './step.ts'

/* Fields that came later have defaults, so that a journal of an earlier version can be read. */

/** A request exactly as it is sent, without the headers that hold a secret. */
export const WireRequest = z.object({
  service: z.enum(['salesforce', 'stigg', 'call-out']),
  method: z.string(),
  /** The whole URL where it goes to the customer's own application. */
  path: z.string(),
  body: z.unknown(),
  /** Headers that a person chose; one that holds a secret says so instead. */
  headers: z.record(z.string(), z.string()).optional(),
})
export type WireRequest = z.infer<typeof WireRequest>

/** What a service answered to one request of a step, with secrets and tokens struck out. */
export const WireAnswer = z.object({
  at: Moment,
  method: z.string(),
  path: z.string(),
  status: z.number().int(),
  /** The service's own name for the exchange, where it gives one. */
  requestId: z.string().nullable(),
  /** Parsed JSON where it was JSON, else text; cut after 20,000 characters. */
  body: z.unknown(),
})
export type WireAnswer = z.infer<typeof WireAnswer>

export const StepState = z.enum(['planned', 'sent', 'done', 'refused', 'unknown', 'waiting', 'abandoned'])
export type StepState = z.infer<typeof StepState>

/** What a service answered to a step, or what reading back found. */
export const StepAnswer = z.object({
  recordId: z.string(),
  /** True where the record was there already: made by an earlier attempt, or by somebody else. */
  foundExisting: z.boolean(),
  /** The run that made it, where that is another one. */
  byRunId: z.string().nullable(),
  /** Set where a 2xx says that nothing is active until the customer has paid. */
  checkoutUrl: z.string().nullable(),
  /** Short facts to show ("status": "ACTIVE"). */
  facts: z.record(z.string(), z.string()),
})
export type StepAnswer = z.infer<typeof StepAnswer>

export const StepRecord = z.object({
  step: Step,
  requests: z.array(WireRequest),
  state: StepState,
  attempt: z.number().int().positive(),
  sentAt: Moment.nullable(),
  answeredAt: Moment.nullable(),
  answer: StepAnswer.nullable(),
  failure: Failure.nullable(),
  /** Every answer that was heard while the step was sent, over all attempts, oldest first. */
  heard: z.array(WireAnswer).default([]),
})
export type StepRecord = z.infer<typeof StepRecord>

/** One field compared after the run; `not-verifiable` where no API of the far end can show it. */
export const VerifiedField = z.object({
  record: z.string(),
  field: z.string(),
  expected: z.string(),
  found: z.string().nullable(),
  result: z.enum(['same', 'different', 'not-verifiable']),
})
export type VerifiedField = z.infer<typeof VerifiedField>

export const Verification = z.object({
  at: Moment,
  fields: z.array(VerifiedField),
  failure: Failure.nullable(),
  /** What the last look found besides, such as a native flow's work. */
  findings: z.array(Finding).default([]),
})
export type Verification = z.infer<typeof Verification>

/**
 * running: under way in this process · interrupted: the process ended in the middle, offered for resumption ·
 * attention: a step failed for good or has an unknown outcome · waiting: nothing is active until the customer has paid ·
 * abandoned: given up by a person, with a reason.
 */
export const RunState = z.enum(['running', 'interrupted', 'attention', 'waiting', 'done', 'abandoned'])
export type RunState = z.infer<typeof RunState>

/**
 * provision: a deal's draft · revoke-schedule, extend-trial, cancel, reschedule: one act on a subscription ·
 * try-call-out: the call-out alone, marked as a trial · grant-credits, void-grant: of a customer, with or without a deal ·
 * workflow: a Stigg workflow fired for a customer, with or without a deal ·
 * mend-link: an account and a customer are tied to each other, or let go; its undo is one as well.
 */
export const RunKind = z.enum([
  'provision',
  'revoke-schedule',
  'extend-trial',
  'cancel',
  'reschedule',
  'try-call-out',
  'grant-credits',
  'void-grant',
  'workflow',
  'mend-link',
])
export type RunKind = z.infer<typeof RunKind>

export const RunSummary = z.object({
  id: z.string(),
  kind: RunKind,
  state: RunState,
  opportunityId: z.string(),
  opportunityName: z.string(),
  accountId: z.string(),
  accountName: z.string(),
  customerId: z.string(),
  startedAt: Moment,
  finishedAt: Moment.nullable(),
  /** The Salesforce user who approved it. */
  startedBy: z.string(),
  /** The bulk run that it is part of. */
  bulkId: z.string().nullable().default(null),
})
export type RunSummary = z.infer<typeof RunSummary>

/** What the person saw and approved, kept as it was. */
const Approval = z.object({
  fingerprint: z.string(),
  edits: DraftEdits,
  /** Keys of the warnings that were ticked. */
  acknowledged: z.array(z.string()),
  /** The findings that stood above it. */
  findings: z.array(Finding).default([]),
  changeSet: ChangeSet,
  cost: Cost,
})

export const Run = RunSummary.extend({
  approval: Approval,
  steps: z.array(StepRecord),
  verification: Verification.nullable(),
  abandonReason: z.string().nullable(),
})
export type Run = z.infer<typeof Run>
