import { assertNever } from '#shared/assert-never'
import type { Step } from '#shared/domain/step'

import { formatNumber } from '../ui/numbers.ts'
import { named } from './names.ts'

/** What a step does, by the services' own terms. */
export function sayStep(step: Step): string {
  switch (step.kind) {
    case 'call-out':
      return step.trial
        ? `Try the call to your application at ${hostOf(step.call.url)}`
        : `Call your application at ${hostOf(step.call.url)}`
    case 'create-customer':
      return `Create the customer ${named(step.name)} in Stigg`
    case 'update-customer':
      return step.link === undefined
        ? `Update the customer ${step.customerId} in Stigg`
        : `Link the customer ${step.customerId} in Stigg to the account`
    case 'provision-subscription':
      return `Provision ${step.planName} in Stigg`
    case 'amend-subscription':
      return `Change ${step.planName} in Stigg, in place`
    case 'revoke-schedule':
      return 'Revoke what was scheduled in Stigg'
    case 'cancel-subscription':
      return `Cancel ${step.planName} in Stigg`
    case 'grant-credits':
      return `Grant ${formatNumber(step.grant.amount)} ${step.currencyName} to ${step.grant.customerId} in Stigg`
    case 'void-grant':
      return `Void the credit grant ${named(step.name)} in Stigg`
    case 'trigger-workflow':
      return step.isTest
        ? `Test the workflow ${named(step.name)} (${step.triggerId}) in Stigg`
        : `Fire the workflow ${named(step.name)} (${step.triggerId}) in Stigg`
    case 'write-back':
      return `Write to Salesforce: ${[...new Set(step.records.map(({ object }) => objects[object]))].join(' and ')}`
    case 'mend-account':
      return Object.values(step.fields)[0]?.to === null
        ? `Clear the Stigg customer of the account ${named(step.name)} in Salesforce`
        : `Set the Stigg customer of the account ${named(step.name)} in Salesforce`
    case 'mend-customer':
      return step.to.link === null && step.to.marks.accountId === null
        ? `Unlink the customer ${named(step.name)} in Stigg`
        : `Link the customer ${named(step.name)} in Stigg to its account`
    case 'log-task':
      return 'Log a completed task on the opportunity in Salesforce'
    default:
      return assertNever(step)
  }
}

const hostOf = (url: string): string => URL.parse(url)?.host ?? url

/** The record of a step that an ID stands for, as a word; undefined where the step has no such record. */
export const recordWord = (step: Step, recordId: string | undefined): string | undefined => {
  const found = step.kind === 'write-back' ? step.records.find((record) => record.recordId === recordId) : undefined
  return found && `the ${found.object === 'OpportunityLineItem' ? 'line' : objects[found.object]}`
}

const objects = { Account: 'account', Opportunity: 'opportunity', OpportunityLineItem: 'lines' } as const
