import type { WorkflowPreview } from '#shared/contract/workflows'
import type { TextPlace } from '#shared/domain/json-text'
import type { Run } from '#shared/domain/run'
import type { ValueProblem } from '#shared/domain/render-workflow'
import type { WorkflowExpectation, WorkflowField, WorkflowPurpose } from '#shared/domain/workflow'
import type { PayloadProblem } from '#shared/domain/workflow-payload'

import { named } from './names.ts'
import { payloadFaults } from './workflow-faults.ts'

export const purposes: Record<WorkflowPurpose, string> = {
  cancel: 'Cancels a subscription',
  update: 'Changes a subscription in place',
  reschedule: 'Sets a cancellation date',
  'set-metadata': 'Sets metadata',
  downgrade: 'Moves to another plan',
  notify: 'Tells somebody',
  other: 'Something else',
}

export const expectations: Record<WorkflowExpectation['kind'], string> = {
  nothing: 'Nothing on a subscription',
  changed: 'The subscription is another',
  cancelled: 'The subscription is cancelled',
  'cancellation-date': 'Its cancellation date',
  metadata: 'Its metadata',
  plan: 'Another plan is in force',
}

export const fieldTypes: Record<WorkflowField['type'], string> = {
  text: 'Text',
  number: 'Number',
  date: 'Date',
  choice: 'Choice',
  subscription: 'Subscription',
  plan: 'Plan',
  addon: 'Add-on',
  json: 'JSON',
}

/** Values of Stigg’s own that a choice may have, as words; any other is shown as it is. */
const choiceWords: Readonly<Record<string, string>> = {
  IMMEDIATE: 'At once',
  END_OF_BILLING_PERIOD: 'At the end of the billing period',
  SPECIFIC_DATE: 'On a day',
}
export const sayChoice = (value: string): string => choiceWords[value] ?? value

const sayPlace = ({ line, column }: TextPlace): string => `line ${line}, column ${column}`

/** What is wrong with a field, said at the field. */
export const sayValueProblem = ({ why, at }: ValueProblem): string =>
  at === null ? payloadFaults[why] : `${payloadFaults[why]} It stops being JSON at ${sayPlace(at)}.`

/** What is wrong with an edited payload, with its place. */
export function sayPayloadProblem({ pointer, why, at, wanted }: PayloadProblem): string {
  const where = [pointer, at && sayPlace(at)].filter((part) => part !== null && part !== '').join(', ')
  const said = wanted === null ? payloadFaults[why] : `This has to be ${wanted}, which was chosen.`
  return where === '' ? said : `${where}: ${said}`
}

/** What firing asks of Stigg, and what cannot be taken back. @param day a moment as a day */
export function sayWorkflow(
  { workflow, call, step, customerName }: WorkflowPreview,
  planName: string | null,
  day: (moment: string) => string,
): { readonly asks: string; readonly final: string | null } {
  const who = named(customerName)
  const what = planName === null ? `what ${who} holds` : `the ${planName} subscription of ${who}`
  const value = (key: string): string | null => {
    const given = step.kind === 'trigger-workflow' ? step.payload[key] : null
    return typeof given === 'string' && given !== '' ? given : null
  }
  const on = (moment: string | null): string =>
    moment === null || Number.isNaN(Date.parse(moment)) ? '' : ` on ${day(moment)}`
  const time = value('cancellationTime')
  const asks = {
    cancel: `Stigg is asked to cancel ${what}${time === 'IMMEDIATE' ? ', at once' : time === 'END_OF_BILLING_PERIOD' ? ', at the end of the billing period' : on(value('endDate'))}.`,
    update: `Stigg is asked to change ${what} in place. Its usage goes on.`,
    reschedule: `Stigg is asked to let ${what} end${on(value('cancellationDate')) || ' on another day'}.`,
    'set-metadata': `Stigg is asked to set metadata of ${what}.`,
    downgrade: `Stigg is asked to move ${who}${planName === null ? '' : ` from ${planName}`} to ${value('targetPlanId') ?? 'another plan'}.`,
    notify: `Stigg is asked to send a notification about ${who}.`,
    other: `Stigg is asked to run ${named(workflow.name)} for ${who}.`,
  }[workflow.purpose]
  const final: Partial<Record<WorkflowPurpose, string>> = {
    cancel:
      'Once it has ended, what it grants can be used no longer. It cannot be taken back: the customer would have to be provisioned anew.',
    downgrade:
      'What the present plan grants beyond the new one can be used no longer. It cannot be taken back: the customer would have to be provisioned anew.',
    notify: 'What was sent cannot be called back.',
  }
  if (call.isTest) {
    return { asks: `${asks} It is a test run: Stigg is told to change nothing and to tell nobody.`, final: null }
  }
  const ending = workflow.isDestructive ? 'It ends or takes away something, and cannot be taken back from here.' : null
  return { asks, final: final[workflow.purpose] ?? ending }
}

/** What reading back came to, in one sentence. @param time a moment as a time */
export function sayReadBack({ steps, verification }: Run, time: (moment: string) => string): string | null {
  const record = steps[0]
  if (record?.step.kind !== 'trigger-workflow' || record.state !== 'done' || verification === null) return null
  const { fields, at, failure } = verification
  if (failure !== null) return 'The subscription could not be read back.'
  if (record.step.isTest) {
    const moved = fields.some(({ result }) => result === 'different')
    return moved
      ? 'It was a test, yet the subscription is another than before: somebody, or the workflow, has changed it.'
      : 'It was a test: nothing was to change, and nothing did.'
  }
  if (fields.length === 0) return 'Nothing on a subscription was to change.'
  if (fields.every(({ result }) => result === 'same')) {
    return `The subscription has changed as it was to, seen at ${time(at)}.`
  }
  const seconds = Math.round((Date.parse(at) - Date.parse(record.answeredAt ?? at)) / 1000)
  return `${seconds} ${seconds === 1 ? 'second' : 'seconds'} after the answer the subscription had not changed as it was to. The workflow may still be at it: look again in Stigg.`
}
