import type { Draft } from './draft.ts'
import type { Deal, Org } from './opportunity.ts'

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

const anyPlace = /\{\{\s*([^{}]*?)\s*\}\}/g
const isPlace = (name: string): name is Place => Object.hasOwn(places, name)

/** Places in a text that are none; with a brace that was never closed, that too. */
export function unknownPlacesIn(text: string): string[] {
  const names = [...text.matchAll(anyPlace)].map(([, name = '']) => name)
  const left = text.replaceAll(anyPlace, '')
  return [...names.filter((name) => !isPlace(name)), ...(left.includes('{{') ? ['{{'] : [])]
}

/** The text with its places filled. An unknown place stays, since no rule with one is ever saved. */
export const filled = (text: string, subject: CallOutSubject, encode: (value: string) => string): string =>
  text.replaceAll(anyPlace, (written, name: string) => (isPlace(name) ? encode(places[name](subject) ?? '') : written))

/** The value of a text that is one place and nothing else; undefined for any other text. */
export function onlyPlace(text: string, subject: CallOutSubject): string | null | undefined {
  const name = /^\{\{\s*([^{}]*?)\s*\}\}$/.exec(text)?.[1]
  return name !== undefined && isPlace(name) ? places[name](subject) : undefined
}
