import { pointerToken, readJson, type TextPlace } from './json-text.ts'
import { onlyPlaceIn } from './places.ts'
import { faultOfValue, isObject, type ValueFault, type WorkflowOffer } from './render-workflow.ts'
import type { Workflow, WorkflowPayload } from './workflow.ts'
import { fieldIn, workflowPlacesOf, type WorkflowSubject } from './workflow-places.ts'

export type PayloadFault = ValueFault | 'not-an-object' | 'not-the-chosen'

/** What is wrong with a payload that a person edited, and where. */
export interface PayloadProblem {
  /** JSON Pointer of the value; null where the text is no JSON. */
  readonly pointer: string | null
  readonly why: PayloadFault
  /** In the text; of a value that is missing, null. */
  readonly at: TextPlace | null
  /** What has to stand there, where that is one value. */
  readonly wanted: string | null
}

/** What a payload must name as it was chosen: with another customer or subscription it would be done to somebody else. */
const chosen: ReadonlySet<string> = new Set(['customer.id', 'subscription.id'])

/**
 * A payload from JSON text, held to what the catalogue says of it: where the template has a field, the value is of the
 * field's type; where it has the customer or the subscription, it is the chosen one. Members of one's own are taken.
 */
export function readPayload(
  text: string,
  workflow: Workflow,
  subject: WorkflowSubject,
  offer: WorkflowOffer,
):
  | { readonly ok: true; readonly payload: WorkflowPayload }
  | { readonly ok: false; readonly problems: readonly PayloadProblem[] } {
  const read = readJson(text)
  if (!read.ok) return { ok: false, problems: [{ pointer: null, why: 'not-json', at: read.at, wanted: null }] }
  const { value } = read
  if (!isObject(value)) {
    return { ok: false, problems: [{ pointer: '', why: 'not-an-object', at: read.placeOf(''), wanted: null }] }
  }
  const template = readJson(workflow.payload)
  const faults = template.ok ? faultsIn(template.value, value, '', { workflow, subject, offer }) : []
  if (faults.length === 0) return { ok: true, payload: value }
  return { ok: false, problems: faults.map((fault) => ({ ...fault, at: read.placeOf(fault.pointer ?? '') })) }
}

interface Held {
  readonly workflow: Workflow
  readonly subject: WorkflowSubject
  readonly offer: WorkflowOffer
}

function faultsIn(template: unknown, value: unknown, pointer: string, held: Held): Omit<PayloadProblem, 'at'>[] {
  if (typeof template === 'string') return faultsAtPlace(onlyPlaceIn(template), value, pointer, held)
  if (Array.isArray(template)) {
    return template.flatMap((item: unknown, index) => {
      const there: unknown = Array.isArray(value) ? value[index] : undefined
      return faultsIn(item, there, `${pointer}/${index}`, held)
    })
  }
  if (!isObject(template)) return []
  return Object.entries(template).flatMap(([name, item]) => {
    const there = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
    return faultsIn(item, there, `${pointer}/${pointerToken(name)}`, held)
  })
}

function faultsAtPlace(
  place: string | null,
  value: unknown,
  pointer: string,
  { workflow, subject, offer }: Held,
): Omit<PayloadProblem, 'at'>[] {
  if (place === null) return []
  const key = fieldIn(place)
  if (key === null) {
    const wanted = chosen.has(place) ? workflowPlacesOf(workflow, subject, new Map()).valueOf(place) : undefined
    const isOther = typeof wanted === 'string' && value !== wanted
    return isOther ? [{ pointer, why: 'not-the-chosen', wanted }] : []
  }
  const field = workflow.fields.find((one) => one.key === key)
  const why = field ? faultOfValue(field, value, offer) : null
  return why === null ? [] : [{ pointer, why, wanted: null }]
}
