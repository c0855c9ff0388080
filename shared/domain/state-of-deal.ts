import type { DealReason, DealState } from './deal-state.ts'
import type { Finding } from './finding.ts'
import type { RunState } from './run.ts'

/** How a deal stands beside the other deals of its account, and beside what is live. */
export interface Standing {
  /** A later won deal of the account that provisioned the same products. */
  readonly supersededBy: { readonly id: string; readonly name: string } | null
  /** What the last drift check found of it: the first thing that differs, and how many there are. */
  readonly drift: { readonly kind: string; readonly name: string; readonly count: number } | null
}

export const standsAlone: Standing = { supersededBy: null, drift: null }

/**
 * The state of a deal: the first that matches, top to bottom.
 * @param run the newest run of the deal on this machine
 * @param marked whether a subscription in Stigg carries the deal's marker, in force or over
 */
export function stateOfDeal({
  run,
  marked,
  findings,
  standing,
}: {
  readonly run: { readonly runId: string; readonly state: RunState } | null
  readonly marked: boolean
  readonly findings: readonly Finding[]
  readonly standing: Standing
}): { state: DealState; reason: DealReason } {
  const warnings = findings.filter(({ severity }) => severity === 'warning').length
  const error = findings.find(({ severity }) => severity === 'error')
  const because = (state: DealState, runId: string | null, first?: Finding, facts: DealReason['facts'] = {}) => ({
    state,
    reason: { finding: first?.code ?? null, facts: { ...first?.facts, ...facts }, runId, warnings },
  })
  const runId = run?.runId ?? null
  if (run?.state === 'running') return because('in-flight', runId)
  if (run?.state === 'interrupted' || run?.state === 'attention' || run?.state === 'waiting')
    return because('attention', runId)
  const { supersededBy, drift } = standing
  if (supersededBy) return because('superseded', runId, undefined, { by: supersededBy.name, byId: supersededBy.id })
  const isLive = run?.state === 'done' || marked
  if (isLive && drift) {
    const facts = { kind: drift.kind, name: drift.name, count: String(drift.count) }
    return because('drifted', runId, undefined, facts)
  }
  if (isLive) return because('live', run?.state === 'done' ? run.runId : null)
  // Provisioned by the org's own flow: live, as far as anybody can tell, though not through this app.
  const byFlow = findings.find(({ code, facts }) => code === 'flow.may-provision' && facts['subscriptionId'])
  if (byFlow) return because('live', null, byFlow)
  return error ? because('blocked', null, error) : because('ready', null)
}
