import { assertNever } from '#shared/assert-never'
import type { ProvisioningPreview } from '#shared/contract/provisioning'
import type { Run } from '#shared/domain/run'

import { sayFailure } from '../../words/failures.ts'
import { sayStep } from '../../words/steps.ts'
import type { Provisioning } from './slice.ts'

/** The act by its own name: the button, and the sheet's title. */
export function actOf(preview: ProvisioningPreview): string {
  const name = preview.deal.account?.name ?? preview.deal.opportunity.name
  const trial = preview.draft?.subscriptions.some((subscription) => subscription.trial?.isTrial === true) === true
  return trial ? `Start trial for ${name}` : `Provision ${name}`
}

/** How a run came out, as a title. */
function outcomeOf(run: Run): string {
  switch (run.state) {
    case 'done':
      return run.verification?.fields.some(({ result }) => result === 'different') === true
        ? `${run.accountName} is provisioned, with differences`
        : `${run.accountName} is provisioned`
    case 'attention':
      return `The run for ${run.accountName} needs attention`
    case 'waiting':
      return `${run.accountName} has to pay first`
    case 'interrupted':
      return `The run for ${run.accountName} was stopped`
    case 'abandoned':
      return `The run for ${run.accountName} was given up`
    case 'running':
      return `The run for ${run.accountName} is under way`
    default:
      return assertNever(run.state)
  }
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
      return `Provisioning ${provisioning.accountName}`
    case 'settled':
      return outcomeOf(provisioning.report.run)
    case 'failed':
      return 'It was not provisioned'
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
