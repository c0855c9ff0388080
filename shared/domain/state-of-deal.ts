import type { DealReason, DealState } from './deal-state.ts'
import type { Finding } from './finding.ts'
import type { RunState } from './run.ts'

/**
 * The state of a deal: the first that matches, top to bottom.
 * @param run the newest run of the deal on this machine
 * @param marked whether a subscription in Stigg carries the deal's marker, in force or over
 */
export function stateOfDeal({
  run,
  marked,
  findings,
}: {
  readonly run: { readonly runId: string; readonly state: RunState } | null
  readonly marked: boolean
  readonly findings: readonly Finding[]
}): { state: DealState; reason: DealReason } {
  const warnings = findings.filter(({ severity }) => severity === 'warning').length
  const error = findings.find(({ severity }) => severity === 'error')
  const because = (state: DealState, runId: string | null, first?: Finding) => ({
    state,
    reason: { finding: first?.code ?? null, facts: { ...first?.facts }, runId, warnings },
  })
  switch (run?.state) {
    case 'running':
      return because('in-flight', run.runId)
    case 'interrupted':
    case 'attention':
    case 'waiting':
      return because('attention', run.runId)
    case 'done':
      return because('live', run.runId)
    case 'abandoned':
    case undefined:
      break
  }
  if (marked) return because('live', null)
  // Provisioned by the org's own flow: live, as far as anybody can tell, though not through this app.
  const byFlow = findings.find(({ code, facts }) => code === 'flow.may-provision' && facts['subscriptionId'])
  if (byFlow) return because('live', null, byFlow)
  return error ? because('blocked', null, error) : because('ready', null)
}
