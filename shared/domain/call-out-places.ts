import type { Draft } from './draft.ts'
import type { Deal, Org } from './opportunity.ts'
import { unknownPlaces, type Places } from './places.ts'

/** What a call-out is made up from. */
export interface CallOutSubject {
  readonly deal: Pick<Deal, 'opportunity' | 'account'>
  readonly draft: Draft
  readonly org: Pick<Org, 'id' | 'name'>
}

const places = {
  'opportunity.id': ({ deal }) => deal.opportunity.id,
  'opportunity.name': ({ deal }) => deal.opportunity.name,
  'opportunity.stage': ({ deal }) => deal.opportunity.stageName,
  'opportunity.closeDate': ({ deal }) => deal.opportunity.closeDate,
  'opportunity.amount': ({ deal }) => deal.opportunity.amount,
  'opportunity.currency': ({ deal }) => deal.opportunity.currency,
  'opportunity.type': ({ deal }) => deal.opportunity.type,
  'opportunity.owner': ({ deal }) => deal.opportunity.ownerName,
  'account.id': ({ deal }) => deal.account?.id ?? null,
  'account.name': ({ deal }) => deal.account?.name ?? null,
  'account.website': ({ deal }) => deal.account?.website ?? null,
  'account.stiggCustomerId': ({ deal }) => deal.account?.stiggCustomerId ?? null,
  'billing.email': ({ draft }) => draft.customer.email,
  'plans.ids': ({ draft }) => draft.subscriptions.map(({ planId }) => planId).join(','),
  'plans.names': ({ draft }) => draft.subscriptions.map(({ planName }) => planName).join(', '),
  'org.id': ({ org }) => org.id,
  'org.name': ({ org }) => org.name,
} as const satisfies Record<string, (subject: CallOutSubject) => string | null>

type Place = keyof typeof places

/** Every place that a URL and a body may have, in the order in which they are offered. */
export const callOutPlaces = Object.keys(places) as Place[]

const isPlace = (name: string): name is Place => Object.hasOwn(places, name)

/** Places in a text that are none; with a brace that was never closed, that too. */
export const unknownPlacesIn = (text: string): string[] => unknownPlaces(text, isPlace)

/** What the places stand for, for one deal. An unknown place stays as it is, since no rule with one is ever saved. */
export const callOutPlacesOf = (subject: CallOutSubject): Places => ({
  has: isPlace,
  valueOf: (name) => (isPlace(name) ? places[name](subject) : undefined),
})
