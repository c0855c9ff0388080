import type { ProvisioningReport, StepEvent } from '#shared/contract/provisioning'
import type { Run } from '#shared/domain/run'
import type { Result } from '#shared/failure'

import type { Context } from '../provisioning/live-state.ts'
import { carryOut, scopeOf, type RunPorts } from '../provisioning/run-deal.ts'

/** Something that a person looked at and approved, and how it becomes a run. */
export interface Review<Looked> {
  /** Look once more, at both services as they are now. */
  readonly look: () => Promise<Result<Looked>>
  /** Whether what would be done now is what was approved. */
  readonly approve: (looked: Looked) => Result<void>
  readonly runOf: (looked: Looked) => Run
  /** What the person typed. */
  readonly typed: string
  /** What typing any of confirms it; the first is what is asked for. */
  readonly asked: (looked: Looked) => readonly string[]
}

/** Do what was approved. Fails as its look and its approval do; also `access.*`, `run.busy`. */
export async function* runReviewed<Looked>(
  { look, approve, runOf, typed, asked }: Review<Looked>,
  context: Context,
  ports: RunPorts,
  signal?: AbortSignal,
): AsyncGenerator<StepEvent, Result<ProvisioningReport>, void> {
  const may = ports.gateway.mayWrite()
  if (!may.ok) return may
  const looked = await look()
  if (!looked.ok) return looked
  const approved = approve(looked.value)
  if (!approved.ok) return approved
  const run = runOf(looked.value)
  const open = ports.gateway.open(run, scopeOf(run, context), { by: 'typing', typed, asked: asked(looked.value) })
  if (!open.ok) return open
  return yield* carryOut(open.value, context, ports, signal)
}
