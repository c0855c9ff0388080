import { assertNever } from '#shared/assert-never'
import type { VerifiedField } from '#shared/domain/run'
import type { Step } from '#shared/domain/step'

import { judge, type Comparison, type HeldAfterRun } from './comparison.ts'
import { customerComparisons } from './customer.ts'
import { amendComparisons, cancelComparisons, provisionComparisons, revokeComparisons } from './subscription.ts'
import { taskComparisons, writeBackComparisons } from './write-back.ts'

/** Compare every field of a run that the services can show with what was asked; name the others as not verifiable. */
export const verify = (steps: readonly Step[], held: HeldAfterRun): VerifiedField[] =>
  steps.flatMap((step) => comparisonsOf(step, held)).map(judge)

function comparisonsOf(step: Step, held: HeldAfterRun): Comparison[] {
  switch (step.kind) {
    // What it made stands in the customer's own application; the IDs that it said are compared with those of the others.
    case 'call-out':
      return []
    // Compared by the runs that have them: with the grants, and with both halves of a link.
    case 'grant-credits':
    case 'void-grant':
    case 'mend-account':
    case 'mend-customer':
      return []
    // Looked for by the run that fired it, until it is seen.
    case 'trigger-workflow':
      return []
    case 'create-customer':
    case 'update-customer':
      return customerComparisons(step, held)
    case 'provision-subscription':
      return provisionComparisons(step, held)
    case 'amend-subscription':
      return amendComparisons(step, held)
    case 'revoke-schedule':
      return revokeComparisons(step, held)
    case 'cancel-subscription':
      return cancelComparisons(step, held)
    case 'write-back':
      return writeBackComparisons(step, held)
    case 'log-task':
      return taskComparisons(step, held)
    default:
      return assertNever(step)
  }
}
