import { failure, type Failure } from '#shared/failure'

import type { OpenRun } from '../gateway/write-gateway.ts'
import { restsOnCallOut } from './answered-call-out.ts'
import type { Context } from './live-state.ts'
import { previewProvisioning, type PreviewPorts } from './preview.ts'
import { differencesBeyondIds } from './same-but-ids.ts'

/**
 * Make the plan again with the IDs that the call-out said, right before the first write to Stigg or Salesforce. What
 * differs from the approved plan in those IDs alone takes its place.
 * @returns why the run stops here; null where it may go on, or where there is nothing to make again
 */
export async function planAfterCallOut(open: OpenRun, context: Context, ports: PreviewPorts): Promise<Failure | null> {
  const { run } = open
  if (!restsOnCallOut(run)) return null
  const { opportunityId, opportunityName, approval } = run
  const preview = await previewProvisioning({ opportunityId, edits: approval.edits }, context, ports, {
    withCost: false,
  })
  if (!preview.ok) return preview.failure
  const differences = differencesBeyondIds(run, preview.value, context)
  if (differences.length > 0) {
    return failure('call-out.plan-changed', 'With the answer of the application the plan is another one', {
      opportunity: opportunityName,
      opportunityId,
      differences: differences.join(', '),
    })
  }
  const { draft, steps } = preview.value
  open.replan(
    draft?.customer.id ?? run.customerId,
    steps.map(({ step }) => step),
  )
  return null
}
