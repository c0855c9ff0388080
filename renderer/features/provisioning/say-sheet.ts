import { assertNever } from '#shared/assert-never'
import type { ProvisioningPreview } from '#shared/contract/provisioning'

import { sayFailure } from '../../words/failures.ts'
import { runWords, sayOutcome } from '../../words/run-kinds.ts'
import { sayStep } from '../../words/steps.ts'
import { kindOf, type Provisioning } from './slice.ts'

/** The act by its own name: the button, and the sheet's title. */
export function actOf(preview: ProvisioningPreview): string {
  const name = preview.deal.account?.name ?? preview.deal.opportunity.name
  const trial = preview.draft?.subscriptions.some((subscription) => subscription.trial?.isTrial === true) === true
  return trial ? `Start trial for ${name}` : `Provision ${name}`
}

export function titleOf(provisioning: Provisioning): string {
  switch (provisioning.at) {
    case 'start':
      return ''
    case 'previewing':
      return 'Reading both services'
    case 'deciding':
      return actOf(provisioning.preview)
    case 'applying':
      return runWords(kindOf(provisioning.subject)).doing(provisioning.accountName)
    case 'settled':
      return sayOutcome(provisioning.report.run)
    case 'failed':
      return runWords(kindOf(provisioning.subject)).failed
    default:
      return assertNever(provisioning)
  }
}

/** What a screen reader hears as the work goes on. */
export function heardOf(provisioning: Provisioning): string {
  if (provisioning.at === 'failed') return sayFailure(provisioning.failure).title
  if (provisioning.at !== 'applying') return titleOf(provisioning)
  const done = provisioning.records.filter(({ state }) => state === 'done').length
  const under = provisioning.records.find(({ state }) => state === 'sent')
  return `${done} of ${provisioning.records.length} steps done${under === undefined ? '' : `. ${sayStep(under.step)}`}`
}
