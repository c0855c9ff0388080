import { assertNever } from '#shared/assert-never'
import type { Step } from '#shared/domain/run'

/** What a step does, by the services' own terms. */
export function sayStep(step: Step): string {
  switch (step.kind) {
    case 'create-customer':
      return `Make the Stigg customer ${step.name}`
    case 'update-customer':
      return step.link === undefined
        ? `Update the Stigg customer ${step.customerId}`
        : `Link the Stigg customer ${step.customerId} to the account`
    case 'provision-subscription':
      return `Provision ${step.planName}`
    case 'write-back':
      return `Write to Salesforce: ${[...new Set(step.records.map(({ object }) => objects[object]))].join(' and ')}`
    default:
      return assertNever(step)
  }
}

const objects = { Account: 'account', Opportunity: 'opportunity', OpportunityLineItem: 'lines' } as const
