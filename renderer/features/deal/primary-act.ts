import type { ProvisioningPreview } from '#shared/contract/provisioning'
import type { WorkspaceStatus } from '#shared/contract/workspace'

import { plural } from '../../words/facts.ts'

export interface PrimaryAct {
  readonly act: 'review' | 'show-run'
  readonly label: string
  /** Why it cannot be done now; null where it can. */
  readonly because: string | null
  /** Less prominent where the deal asks for nothing. */
  readonly quiet: boolean
}

/** The one button of a deal: what it does, and why it cannot where it cannot. */
export function primaryAct(preview: ProvisioningPreview, status: WorkspaceStatus): PrimaryAct {
  const { state, reason, findings } = preview
  // A run that stopped at its call-out's answer goes on by a review: the answer is used, the call is not made again.
  const isReview = state === 'attention' && preview.callOut !== null && preview.callOut.runId === reason.runId
  if ((state === 'in-flight' || state === 'attention') && reason.runId !== null && !isReview)
    return {
      act: 'show-run',
      label: state === 'in-flight' ? 'Show the run' : 'Review the run',
      because: null,
      quiet: false,
    }
  const label =
    state === 'live' || state === 'drifted'
      ? 'Review and provision again'
      : isReview
        ? 'Review with the new IDs'
        : 'Review and provision'
  const errors = findings.filter(({ severity }) => severity === 'error').length
  const because =
    status.profile.access === 'read-only'
      ? 'This profile is read-only.'
      : status.salesforce.state === 'signed-out'
        ? 'Salesforce has signed you out.'
        : errors > 0
          ? `${plural(errors, 'error')} to mend first.`
          : preview.draft === null
            ? 'There is nothing to send.'
            : null
  return { act: 'review', label, because, quiet: state === 'live' || state === 'superseded' }
}
