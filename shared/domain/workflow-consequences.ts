import { CancellationTime, type Act } from './act.ts'
import { consequencesOfAct, consequencesOfMove, type ActSituation } from './act-consequences.ts'
import type { Consequence } from './change-set.ts'
import { Moment } from './opportunity.ts'
import type { WorkflowPayload, WorkflowPurpose } from './workflow.ts'

/** What of a payload tells what the workflow is asked for. Stigg's own names of these values. */
const text = (payload: WorkflowPayload, key: string): string | null => {
  const value = payload[key]
  return typeof value === 'string' && value !== '' ? value : null
}
const moment = (payload: WorkflowPayload, key: string): Moment | null =>
  Moment.safeParse(text(payload, key)).data ?? null

/**
 * What a workflow that ends or moves a subscription is asked to bring about, as far as its payload tells: what the workflow
 * does besides is decided in Stigg. Empty where nothing of it ends.
 */
export function consequencesOfWorkflow(
  purpose: WorkflowPurpose,
  payload: WorkflowPayload,
  situation: ActSituation,
): Consequence[] {
  const { customerId, id: subscriptionId } = situation.held
  const on = { customerId, subscriptionId, opportunityId: null }
  const as = (act: Act): Consequence[] =>
    // What becomes of credits that were granted for the rest of the period is the workflow's own to say.
    consequencesOfAct(act, situation).filter(({ kind }) => kind !== 'credits-at-end')
  switch (purpose) {
    case 'cancel': {
      const endDate = moment(payload, 'endDate')
      const time = CancellationTime.safeParse(text(payload, 'cancellationTime')).data
      const told = time ?? (endDate === null ? 'IMMEDIATE' : 'SPECIFIC_DATE')
      return as({ kind: 'cancel', ...on, time: told, endDate, revokes: false, prorates: false })
    }
    case 'reschedule': {
      const cancellationDate = moment(payload, 'cancellationDate')
      return cancellationDate === null ? [] : as({ kind: 'reschedule', ...on, cancellationDate })
    }
    case 'downgrade': {
      const planId = text(payload, 'targetPlanId')
      return planId === null ? [] : consequencesOfMove(planId, situation)
    }
    default:
      return []
  }
}
