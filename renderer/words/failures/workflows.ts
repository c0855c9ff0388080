import type { FailureCode } from '#shared/failure'

import { fact, type Facts } from '../facts.ts'
import { nothing, record, service, type FailureWords } from './parts.ts'
import { isPayloadFault, payloadFaults } from '../workflow-faults.ts'

const trace = (f: Facts): string => (f['traceId'] === undefined ? '' : ` Stigg’s trace ID is ${f['traceId']}.`)

/** What goes wrong with Stigg workflows. */
export const workflowFailures = {
  'workflow.not-found': {
    title: 'The catalogue has no such workflow',
    happened: (f) => `${record(f, 'The workflow')} is not in this profile’s catalogue.`,
    changed: nothing,
    todo: 'Choose another, or add it in Settings.',
  },
  'workflow.trigger-unknown': {
    title: 'Stigg does not know this trigger',
    happened: (f) =>
      `The environment has no active workflow with the trigger ID ${fact(f, ['triggerId'], 'of the catalogue')}.${trace(f)}`,
    changed: nothing,
    todo: 'Make or activate the workflow in Stigg, or mend its trigger ID in Settings. Workflows belong to one environment.',
  },
  'workflow.payload-wrong': {
    title: 'The payload is not right yet',
    happened: (f) => {
      const why = f['why']
      const said = isPayloadFault(why) ? payloadFaults[why] : 'A value cannot be.'
      return `At ${f['at'] === '' || f['at'] === undefined ? 'its beginning' : f['at']}: ${said}`
    },
    changed: nothing,
    todo: 'Mend it there, then look again.',
  },
  'workflow.subscription-missing': {
    title: 'There is no such subscription',
    happened: (f) =>
      f['subscriptionId'] === undefined || f['subscriptionId'] === ''
        ? 'This workflow is about a subscription, and none was chosen.'
        : `${record(f, 'The customer')} has no subscription ${f['subscriptionId']}.`,
    changed: nothing,
    todo: 'Choose one of the customer’s subscriptions.',
  },
  'workflow.stale': {
    title: 'The subscription changed meanwhile',
    happened: () => 'It is not what it was when you agreed. The same may have been done already.',
    changed: nothing,
    todo: 'Look again, and go on only if it is still wanted.',
  },
  'workflow.unconfirmed': {
    title: 'The customer’s name was not typed',
    happened: (f) => `What was typed is not ${record(f, 'the customer’s name')}.`,
    changed: nothing,
    todo: 'Look again and type it as it stands there.',
  },
  'workflow.fired-already': {
    title: 'This was fired already',
    happened: (f) => `${fact(f, ['workflow'], 'The workflow')} was fired from this very review.`,
    changed: 'see-run',
    todo: 'Look at the run. To fire it once more, look again first.',
  },
  'workflow.undecided': {
    title: 'An earlier one is not settled',
    happened: (f) =>
      `${fact(f, ['workflow'], 'The workflow')} was fired for ${record(f, 'this customer')} before, and nobody knows yet whether it ran.`,
    changed: 'see-run',
    todo: 'Find out in Stigg, and settle that run first: send it again, or give it up.',
  },
  'workflow.failed': {
    title: 'The workflow failed',
    happened: (f) => `${record(f, 'The workflow')} ran and says that it failed.${service(f)}`,
    changed: 'not-known',
    todo: 'Its answer is kept with the step. Look in Stigg how far it came before you fire it again.',
  },
  'workflow.outcome-unknown': {
    title: 'Whether the workflow ran is not known',
    happened: (f) =>
      (f['reason'] === 'timeout'
        ? 'It was sent, and no answer came within a minute. It may still be running.'
        : f['reason'] === 'not-readable'
          ? 'The companion ended while it was under way.'
          : `It was sent, and no answer came that says whether it ran.${service({ ...f, reason: '' })}`) + trace(f),
    changed: 'not-known',
    todo: 'It is never sent again by itself. Look for the correlation ID in Stigg’s log of the workflow, then say whether it ran.',
  },
  'workflow.too-soon': {
    title: 'The workflow may still be running',
    happened: () => 'Less than a minute has gone by since it was sent.',
    changed: nothing,
    todo: 'Wait a minute, look in Stigg, and say then that it did not run.',
  },
} as const satisfies Partial<Record<FailureCode, FailureWords>>
