import type { WantedWrite } from '#shared/domain/checks/write-back'
import type { Draft } from '#shared/domain/draft'
import type { Deal } from '#shared/domain/opportunity'
import type { ProvisioningRules, ReturnField } from '#shared/domain/profile'
import type { StepRecord } from '#shared/domain/run'
import type { Step, WriteBackStep } from '#shared/domain/step'

type WrittenRecord = WriteBackStep['records'][number]
type Subscription = Draft['subscriptions'][number]

/** A subscription of the draft with the step that makes or changes it. */
interface Returned {
  readonly subscription: Subscription
  readonly step: { readonly id: string; readonly subscriptionId: string }
}

/**
 * What the profile wants to have written back of each subscription: to the opportunity, or to the line of each plan. A
 * value that is too long for its field is left out; that it does not fit is said before.
 */
export function returnRecords(
  draft: Draft,
  { opportunity, lines }: Deal,
  { returnData }: ProvisioningRules,
  steps: readonly Returned['step'][],
): WrittenRecord[] {
  return placesOf(draft, lines, opportunity, steps)
    .map(({ object, id, returned }) => recordOf(object, id, returnData, returned))
    .filter(({ fields, late }) => Object.keys(fields).length > 0 || late !== undefined)
}

/** The same as wishes: what each field is to hold, whether or not it is long enough for it. */
export const returnWrites = (
  draft: Draft,
  { opportunity, lines }: Deal,
  { returnData }: ProvisioningRules,
  steps: readonly Returned['step'][],
): WantedWrite[] =>
  placesOf(draft, lines, opportunity, steps).flatMap(({ object, id, name, returned }) =>
    returnData.flatMap(({ object: of, field, value, length }) => {
      const text = of === object ? textOf(value, returned) : ''
      // Whether it may be written was looked at when the profile was saved.
      const record = { system: 'salesforce' as const, type: object, id, name }
      return text === '' ? [] : [{ record, field, label: field, updateable: true, length, value: text }]
    }),
  )

/** The records that take return data, each with the subscriptions that it tells of. */
function placesOf(
  draft: Draft,
  lines: Deal['lines'],
  opportunity: Deal['opportunity'],
  steps: readonly Returned['step'][],
) {
  const returned = draft.subscriptions.flatMap((subscription, index): Returned[] => {
    const step = steps[index]
    return step ? [{ subscription, step }] : []
  })
  const names = new Map(lines.map(({ id, productName }) => [id, productName]))
  const ofLines = returned.flatMap((each) =>
    each.subscription.planLineIds.flatMap((id) => {
      const name = names.get(id)
      return name === undefined ? [] : [{ object: 'OpportunityLineItem' as const, id, name, returned: [each] }]
    }),
  )
  return [{ object: 'Opportunity' as const, id: opportunity.id, name: opportunity.name, returned }, ...ofLines]
}

function recordOf(
  object: ReturnField['object'],
  recordId: string,
  wanted: readonly ReturnField[],
  returned: readonly Returned[],
): WrittenRecord {
  const here = wanted.filter((field) => field.object === object)
  const fields = here.flatMap(({ field, value, length }) => {
    const text = textOf(value, returned)
    return text === '' || text.length > length ? [] : [[field, text] as const]
  })
  const late = here.flatMap(({ field, value, length }) =>
    value === 'status'
      ? [[field, { stepIds: returned.map(({ step }) => step.id), fact: 'status', length }] as const]
      : [],
  )
  return {
    object,
    recordId,
    fields: Object.fromEntries(fields),
    ...(late.length > 0 ? { late: Object.fromEntries(late) } : {}),
  }
}

/** What of a record's subscriptions a field is to hold; empty where it is known only after the run, or there is nothing. */
const textOf = (value: ReturnField['value'], returned: readonly Returned[]): string =>
  value === 'status'
    ? ''
    : returned
        .map((each) => valueOf(value, each))
        .filter((part) => part !== '')
        .join(', ')

function valueOf(value: Exclude<ReturnField['value'], 'status'>, { subscription, step }: Returned): string {
  if (value === 'subscription-id') return step.subscriptionId
  if (value === 'plan') return subscription.planId
  return subscription.addons.map(({ addonId }) => addonId).join(', ')
}

/** Records of one step: what is written to one record stands together, and what is written twice is written once. */
export function joinRecords(records: readonly WrittenRecord[]): WrittenRecord[] {
  const joined = new Map<string, WrittenRecord>()
  for (const record of records) {
    const before = joined.get(record.recordId)
    const late = { ...before?.late, ...record.late }
    joined.set(record.recordId, {
      object: record.object,
      recordId: record.recordId,
      fields: { ...before?.fields, ...record.fields },
      ...(Object.keys(late).length > 0 ? { late } : {}),
    })
  }
  return [...joined.values()].filter(({ fields, late }) => Object.keys(fields).length > 0 || late !== undefined)
}

/**
 * A step with the values that earlier steps were answered with. Pure: the same answers make the same step, so a run that
 * goes on in another process sends what the first one would have sent. A fact that was not answered is left out.
 */
export function withAnswers(step: Step, records: readonly StepRecord[]): Step {
  if (step.kind !== 'write-back' || step.records.every(({ late }) => late === undefined)) return step
  const facts = new Map(records.map(({ step: { id }, answer }) => [id, answer?.facts ?? {}]))
  return {
    ...step,
    records: step.records.map((record) => {
      const filled = Object.entries(record.late ?? {}).flatMap(([field, { stepIds, fact, length }]) => {
        const values = stepIds.flatMap((id) => facts.get(id)?.[fact] ?? [])
        const text = values.join(', ')
        return values.length < stepIds.length || text.length > length ? [] : [[field, text] as const]
      })
      return { ...record, fields: { ...record.fields, ...Object.fromEntries(filled) } }
    }),
  }
}
