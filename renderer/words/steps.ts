import { assertNever } from '#shared/assert-never'
import type { Step } from '#shared/domain/run'

import { named } from './names.ts'

/** What a step does, by the services' own terms. */
export function sayStep(step: Step): string {
  switch (step.kind) {
    case 'create-customer':
      return `Create the customer ${named(step.name)} in Stigg`
    case 'update-customer':
      return step.link === undefined
        ? `Update the customer ${step.customerId} in Stigg`
        : `Link the customer ${step.customerId} in Stigg to the account`
    case 'provision-subscription':
      return `Provision ${step.planName} in Stigg`
    case 'write-back':
      return `Write to Salesforce: ${[...new Set(step.records.map(({ object }) => objects[object]))].join(' and ')}`
    default:
      return assertNever(step)
  }
}

const objects = { Account: 'account', Opportunity: 'opportunity', OpportunityLineItem: 'lines' } as const
