import { z } from 'zod'

/** What the person can do next: try again, sign in again, change data or settings, look at both records, or tell us. */
export type Remedy = 'repeat' | 'reconnect' | 'repair' | 'inspect' | 'report'

/** Every failure that a person can meet, with what they can do about it. A new code does not compile without a remedy. */
const remedies = {
  'salesforce.unreachable': 'repeat',
  'salesforce.limit-reached': 'repeat',
  'salesforce.locked': 'repeat',
  'salesforce.outcome-unknown': 'inspect',
  'salesforce.signed-out': 'reconnect',
  'salesforce.needs-admin': 'repair',
  'salesforce.not-found': 'repair',
  'salesforce.not-visible': 'repair',
  'salesforce.refused': 'repair',
  'salesforce.unexpected-answer': 'report',
  'stigg.unreachable': 'repeat',
  'stigg.rate-limited': 'repeat',
  'stigg.circuit-open': 'repeat',
  'stigg.outcome-unknown': 'inspect',
  'stigg.key-refused': 'reconnect',
  'stigg.key-publishable': 'repair',
  'stigg.other-environment': 'repair',
  'stigg.not-permitted': 'repair',
  'stigg.not-found': 'repair',
  'stigg.conflict': 'inspect',
  'stigg.refused': 'repair',
  'stigg.unexpected-answer': 'report',
  'mapping.fields-missing': 'repair',
  'opportunity.not-found': 'repair',
  'opportunity.stale': 'repair',
  'draft.blocked': 'repair',
  'draft.unacknowledged': 'repair',
  'act.not-possible': 'repair',
  'act.stale': 'repair',
  'credits.stale': 'repair',
  'credits.blocked': 'repair',
  'credits.unconfirmed': 'repair',
  'credits.not-voidable': 'repair',
  'workflow.not-found': 'repair',
  'workflow.trigger-unknown': 'repair',
  'workflow.payload-wrong': 'repair',
  'workflow.subscription-missing': 'repair',
  'workflow.stale': 'repair',
  'workflow.unconfirmed': 'repair',
  'workflow.fired-already': 'inspect',
  'workflow.undecided': 'inspect',
  'workflow.failed': 'inspect',
  'workflow.outcome-unknown': 'inspect',
  'workflow.too-soon': 'repeat',
  'call-out.not-set': 'repair',
  'call-out.not-possible': 'repair',
  'call-out.not-allowed': 'repair',
  'call-out.secret-missing': 'repair',
  'call-out.unreachable': 'repeat',
  'call-out.refused': 'repair',
  'call-out.outcome-unknown': 'inspect',
  'call-out.plan-changed': 'inspect',
  'call-out.too-soon': 'repeat',
  'access.read-only': 'repair',
  'access.unfinished': 'repair',
  'access.mixed-pair': 'repair',
  'access.unconfirmed': 'repair',
  'run.busy': 'repeat',
  'run.not-found': 'repair',
  'run.not-resumable': 'repair',
  'run.overtaken': 'inspect',
  'bulk.not-found': 'repair',
  'bulk.unconfirmed': 'repair',
  'link.invalid': 'repair',
  'link.other-profile': 'repair',
  'link.no-record': 'repair',
  'link.not-allowed': 'repair',
  'link.stale': 'repair',
  'link.unconfirmed': 'repair',
  'link.not-mendable': 'repair',
  'settings.not-valid': 'repair',
  'settings.not-readable': 'repair',
  'profile.in-use': 'repair',
  'profile.unreadable': 'repair',
  'profile.not-found': 'repair',
  'profile.not-connected': 'repair',
  'profile.not-removable': 'repair',
  'profile.bound': 'repair',
  'profile.closed': 'repeat',
  'sign-in.cancelled': 'repeat',
  'sign-in.failed': 'repair',
  'sign-in.other-org': 'repair',
  'network.proxy': 'repair',
  'network.ca-file': 'repair',
  'network.not-trusted': 'repair',
  'request.cancelled': 'repeat',
  'host.unavailable': 'repeat',
  'contract.violated': 'report',
  'app.defect': 'report',
} as const satisfies Record<string, Remedy>

export type FailureCode = keyof typeof remedies
export const failureCodes = Object.keys(remedies) as [FailureCode, ...FailureCode[]]

/**
 * An expected failure, as plain data, so that every transport carries it unchanged. It never holds a secret.
 * `message` is for the log: the renderer makes the words that a person reads from `code` and `facts`.
 */
export interface Failure {
  code: FailureCode
  message: string
  facts: Record<string, string>
}
/**
 * A name of its own: every call of the contract holds it, and the compiler writes a name where it would spell out all.
 * @public
 */
export interface FailureSchema extends z.ZodType<
  Failure,
  Omit<Failure, 'facts'> & { facts?: Failure['facts'] | undefined }
> {}
export const Failure: FailureSchema = z.object({
  code: z.enum(failureCodes),
  message: z.string(),
  facts: z.record(z.string(), z.string()).default({}),
})

export const remedyFor = (failure: Pick<Failure, 'code'>): Remedy => remedies[failure.code]

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure }

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })

export const failure = (code: FailureCode, message: string, facts: Failure['facts'] = {}): Failure => ({
  code,
  message,
  facts,
})

export const fail = (code: FailureCode, message: string, facts: Failure['facts'] = {}): Result<never> => ({
  ok: false,
  failure: failure(code, message, facts),
})
