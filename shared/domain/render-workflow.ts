import { assertNever } from '../assert-never.ts'
import { readJson, type TextPlace } from './json-text.ts'
import { Moment } from './opportunity.ts'
import { filledJson } from './places.ts'
import type { Workflow, WorkflowField, WorkflowPayload } from './workflow.ts'
import { workflowPlacesOf, type WorkflowSubject } from './workflow-places.ts'

/** What the fields that choose something may choose from. */
export interface WorkflowOffer {
  readonly subscriptionIds: readonly string[]
  readonly planIds: readonly string[]
  readonly addonIds: readonly string[]
}

export type ValueFault = 'missing' | 'not-a-number' | 'not-a-date' | 'not-a-choice' | 'not-offered' | 'not-json'

/** What is wrong with the value of a field. */
export interface ValueProblem {
  /** The field's key. */
  readonly field: string
  readonly why: ValueFault
  /** Where the JSON of a field stops being JSON. */
  readonly at: TextPlace | null
}

/** What is wrong with a value of this type, as it stands in a payload; null where nothing is. */
export function faultOfValue(field: WorkflowField, value: unknown, offer: WorkflowOffer): ValueFault | null {
  if (value === undefined || value === null || value === '') return field.required ? 'missing' : null
  const isText = typeof value === 'string'
  switch (field.type) {
    case 'text':
    case 'json':
      return null
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? null : 'not-a-number'
    case 'date':
      return isText && Moment.safeParse(value).success && !Number.isNaN(Date.parse(value)) ? null : 'not-a-date'
    case 'choice':
      return isText && field.choices.includes(value) ? null : 'not-a-choice'
    case 'subscription':
      return isText && offer.subscriptionIds.includes(value) ? null : 'not-offered'
    case 'plan':
      return isText && offer.planIds.includes(value) ? null : 'not-offered'
    case 'addon':
      return isText && offer.addonIds.includes(value) ? null : 'not-offered'
    default:
      return assertNever(field.type)
  }
}

/** The value of a field as it stands in the payload; undefined where none was given. */
function valueOf(field: WorkflowField, text: string): { readonly value: unknown; readonly at: TextPlace | null } {
  const given = text.trim()
  if (given === '') return { value: undefined, at: null }
  if (field.type === 'number') return { value: /^-?\d+(\.\d+)?$/.test(given) ? Number(given) : Number.NaN, at: null }
  if (field.type !== 'json') return { value: field.type === 'text' ? text : given, at: null }
  const read = readJson(text)
  return read.ok ? { value: read.value, at: null } : { value: undefined, at: read.at }
}

/** The payload that the fields' values yield, without the correlation ID; or what is wrong with them, field by field. */
export function renderWorkflow(
  workflow: Workflow,
  subject: WorkflowSubject,
  values: Readonly<Record<string, string>>,
  offer: WorkflowOffer,
):
  | { readonly ok: true; readonly payload: WorkflowPayload }
  | { readonly ok: false; readonly problems: readonly ValueProblem[] } {
  const read = workflow.fields.map((field) => ({ field, ...valueOf(field, values[field.key] ?? '') }))
  const problems = read.flatMap(({ field, value, at }): ValueProblem[] => {
    const why = at === null ? faultOfValue(field, value, offer) : 'not-json'
    return why === null ? [] : [{ field: field.key, why, at }]
  })
  if (problems.length > 0) return { ok: false, problems }
  return {
    ok: true,
    payload: payloadOf(workflow, subject, new Map(read.map(({ field, value }) => [field.key, value]))),
  }
}

/** The template filled as far as values are known: what the window shows while the form is being filled in. */
function payloadOf(
  workflow: Workflow,
  subject: WorkflowSubject,
  values: ReadonlyMap<string, unknown>,
): WorkflowPayload {
  const template = readJson(workflow.payload)
  // A catalogue with another template is never saved.
  if (!template.ok || !isObject(template.value)) throw new Error(`The payload of ${workflow.id} is no JSON object`)
  return filledJson(template.value, workflowPlacesOf(workflow, subject, values)) as WorkflowPayload
}

/** As renderWorkflow, with the values that are wrong left out. */
export function draftPayload(
  workflow: Workflow,
  subject: WorkflowSubject,
  values: Readonly<Record<string, string>>,
): WorkflowPayload {
  const read = workflow.fields.map((field) => [field.key, valueOf(field, values[field.key] ?? '').value] as const)
  return payloadOf(workflow, subject, new Map(read.filter(([, value]) => !Number.isNaN(value))))
}

export const isObject = (value: unknown): value is WorkflowPayload =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
