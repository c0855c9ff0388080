import type { StepAnswer } from '#shared/domain/run'

import { plural } from './facts.ts'

const statuses: Readonly<Record<string, string>> = {
  ACTIVE: 'active',
  IN_TRIAL: 'in trial',
  NOT_STARTED: 'not started yet',
}
/** Said by the step's own state already. */
const saidByStep: ReadonlySet<string> = new Set(['PAYMENT_PENDING', 'PAYMENT_REQUIRED'])

/** What a service answered, in short phrases. The plan's ID is left out: the step itself names the plan. */
export function sayAnswer({ facts, recordId }: StepAnswer, say: (moment: string) => string): readonly string[] {
  const { status, startDate, records, fields, planId: _named, ...others } = facts
  return [
    ...(status === undefined || saidByStep.has(status)
      ? []
      : [statuses[status] ?? status.toLowerCase().replaceAll('_', ' ')]),
    ...(startDate === undefined ? [] : [`from ${say(startDate)}`]),
    ...(records === undefined || fields === undefined
      ? []
      : [`${plural(Number(fields), 'field')} of ${plural(Number(records), 'record')}`]),
    ...Object.entries(others).flatMap(([name, value]) => sayFact(name, value, recordId)),
  ]
}

/** A fact that has no words of its own. The customer that a call-out named is the record of its step already. */
function sayFact(name: string, value: string, recordId: string): readonly string[] {
  if (name === 'customerId') return value === recordId ? ['the customer to use'] : [`customer ${value}`]
  return name.startsWith('resourceId.') ? [`resource ${value}`] : [`${name}: ${value}`]
}
