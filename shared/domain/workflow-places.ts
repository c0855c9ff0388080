import type { StiggCustomer, Subscription } from './customer.ts'
import type { Opportunity, Org } from './opportunity.ts'
import { unknownPlaces, type Places } from './places.ts'
import type { Workflow } from './workflow.ts'

/** What a payload is made up from. */
export interface WorkflowSubject {
  readonly customer: Pick<StiggCustomer, 'id' | 'name' | 'email' | 'salesforceAccountId'>
  readonly subscription: Subscription | null
  readonly opportunity: Pick<Opportunity, 'id' | 'name' | 'closeDate' | 'amount' | 'currency'> | null
  readonly org: Pick<Org, 'id' | 'name'>
}

const places = {
  'customer.id': ({ customer }) => customer.id,
  'customer.name': ({ customer }) => customer.name,
  'customer.email': ({ customer }) => customer.email,
  'customer.accountId': ({ customer }) => customer.salesforceAccountId,
  'subscription.id': ({ subscription }) => subscription?.id,
  'subscription.planId': ({ subscription }) => subscription?.planId,
  'subscription.status': ({ subscription }) => subscription?.status,
  'subscription.resourceId': ({ subscription }) => subscription?.resourceId,
  'subscription.startDate': ({ subscription }) => subscription?.startDate,
  'subscription.cancellationDate': ({ subscription }) => subscription?.cancellationDate,
  'opportunity.id': ({ opportunity }) => opportunity?.id,
  'opportunity.name': ({ opportunity }) => opportunity?.name,
  'opportunity.closeDate': ({ opportunity }) => opportunity?.closeDate,
  'opportunity.amount': ({ opportunity }) => opportunity?.amount,
  'opportunity.currency': ({ opportunity }) => opportunity?.currency,
  'org.id': ({ org }) => org.id,
  'org.name': ({ org }) => org.name,
} as const satisfies Record<string, (subject: WorkflowSubject) => string | null | undefined>

type Place = keyof typeof places

/** Every place that a payload may have beside those of its fields, in the order in which they are offered. */
export const workflowPlaces = Object.keys(places) as Place[]

const isPlace = (name: string): name is Place => Object.hasOwn(places, name)

/** The key of the field that a place stands for; null where it is another place. */
export const fieldIn = (place: string): string | null =>
  place.startsWith('fields.') ? place.slice('fields.'.length) : null

const isField = ({ fields }: Pick<Workflow, 'fields'>, name: string): boolean =>
  fields.some(({ key }) => key === fieldIn(name))

/** Places of a payload that are none. */
export const unknownPlacesOf = (workflow: Pick<Workflow, 'payload' | 'fields'>): string[] =>
  unknownPlaces(workflow.payload, (name) => isPlace(name) || isField(workflow, name))

/**
 * What the places of a payload stand for. What is not known has no value, and is left out.
 * @param values of the fields, as they stand in the payload, by key
 */
export const workflowPlacesOf = (
  workflow: Pick<Workflow, 'fields'>,
  subject: WorkflowSubject,
  values: ReadonlyMap<string, unknown>,
): Places => ({
  has: (name) => isPlace(name) || isField(workflow, name),
  valueOf(name) {
    const key = fieldIn(name)
    if (key !== null) return values.get(key)
    return isPlace(name) ? (places[name](subject) ?? undefined) : undefined
  },
})

/** Whether a workflow is about one subscription, so that one has to be chosen. */
export const needsSubscription = ({ payload, expects }: Pick<Workflow, 'payload' | 'expects'>): boolean =>
  expects.kind !== 'nothing' || /\{\{\s*subscription\.id\s*\}\}/.test(payload)
