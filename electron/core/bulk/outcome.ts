import type { ProvisioningReport } from '#shared/contract/provisioning'
import type { BulkRow } from '#shared/domain/bulk'
import type { Run } from '#shared/domain/run'
import type { Failure, FailureCode, Result } from '#shared/failure'

/** What a deal's turn came to, for its row and for the whole. */
export interface Outcome {
  readonly row: Pick<BulkRow, 'state' | 'failure'>
  /** ours: nothing but this deal · passing: a service is away for a while · all: every other deal would meet it too */
  readonly concerns: 'ours' | 'passing' | 'all'
}

/** Failures that no other deal would be spared: nothing goes on before a person has done something about them. */
const stopsAll: ReadonlySet<FailureCode> = new Set([
  'salesforce.signed-out',
  'salesforce.limit-reached',
  'stigg.key-refused',
  'access.read-only',
])
/** Failures of a service that is away or overloaded: one is an accident, several in a row are a reason to wait. */
const passing: ReadonlySet<FailureCode> = new Set([
  'salesforce.unreachable',
  'stigg.unreachable',
  'stigg.rate-limited',
  'stigg.circuit-open',
])

/** @param result how the attempt to provision the deal, or to go on with its run, ended */
export function outcomeOf(result: Result<ProvisioningReport>): Outcome {
  if (!result.ok) return { row: { state: 'refused', failure: result.failure }, concerns: concernOf(result.failure) }
  const { run } = result.value
  const failure = failureOf(run)
  switch (run.state) {
    case 'done':
      return { row: { state: 'done', failure: null }, concerns: 'ours' }
    case 'interrupted':
      return { row: { state: 'stopped', failure: null }, concerns: 'ours' }
    default:
      return { row: { state: 'attention', failure }, concerns: failure ? concernOf(failure) : 'ours' }
  }
}

/** Why a run came to its halt: what its last step that failed says. */
const failureOf = ({ steps }: Run): Failure | null =>
  steps.findLast(({ state, failure }) => failure !== null && state !== 'done')?.failure ?? null

/** What a failure that is hidden behind "may have been applied" says of the service: the cause before it. */
const concernOf = ({ code, facts }: Failure): Outcome['concerns'] => {
  const codes: readonly string[] = [code, facts['after'] ?? '']
  if (codes.some((each) => stopsAll.has(each as FailureCode))) return 'all'
  return codes.some((each) => passing.has(each as FailureCode)) ? 'passing' : 'ours'
}
