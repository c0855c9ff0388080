import { fail, ok, type Result } from '../failure.ts'
import { callOutPlacesOf, type CallOutSubject } from './call-out-places.ts'
import type { CallOut, CallOutCall, CallOutIds } from './call-out.ts'
import { valueAt } from './json-pointer.ts'
import { filledJson, filledText } from './places.ts'

/**
 * The call-out as it is made for a deal. Values are percent-encoded in the URL and become strings of the body, so none of
 * them can change where the call goes or how the body is built.
 * Fails: `call-out.not-possible` where a value would lead to another path of the application.
 */
export function renderCallOut(callOut: CallOut, subject: CallOutSubject): Result<CallOutCall> {
  const { bodyTemplate, ...rest } = callOut
  const places = callOutPlacesOf(subject)
  const url = filledText(callOut.url, places, encodeURIComponent)
  const sold = new Set(subject.draft.subscriptions.map(({ productId }) => productId))
  if (!staysThere(callOut.url, url)) {
    return fail('call-out.not-possible', 'A value of the deal would change the address of the call', {
      opportunity: subject.deal.opportunity.name,
      url,
    })
  }
  return ok({
    ...rest,
    url,
    body: JSON.stringify(filledJson(JSON.parse(bodyTemplate), places)),
    resourceIdsAt: Object.fromEntries(Object.entries(rest.resourceIdsAt).filter(([product]) => sold.has(product))),
  })
}

/** Same origin, same user info, same number of path segments: a value that is empty or only dots would lose one. */
function staysThere(template: string, rendered: string): boolean {
  const [from, to] = [URL.parse(template), URL.parse(rendered)]
  if (!from || !to || from.origin !== to.origin || to.username !== '' || to.password !== '') return false
  const segments = ({ pathname }: URL) => pathname.split('/')
  const [before, after] = [segments(from), segments(to)]
  return before.length === after.length && after.every((part, at) => part !== '' || before[at] === '')
}

/**
 * The IDs that an answer says. A number counts as its decimal text.
 * @returns the pointers that lead to no ID where there are any
 */
export function idsFrom(
  answer: unknown,
  { customerIdAt, resourceIdsAt }: Pick<CallOutCall, 'customerIdAt' | 'resourceIdsAt'>,
): { readonly ok: true; readonly ids: CallOutIds } | { readonly ok: false; readonly missing: readonly string[] } {
  const customerId = customerIdAt === null ? null : idAt(answer, customerIdAt)
  const resources = Object.entries(resourceIdsAt).map(([product, at]) => ({ product, at, id: idAt(answer, at) }))
  const missing = [
    ...(customerIdAt !== null && customerId === null ? [customerIdAt] : []),
    ...resources.flatMap(({ at, id }) => (id === null ? [at] : [])),
  ]
  if (missing.length > 0) return { ok: false, missing }
  const resourceIds = Object.fromEntries(resources.map(({ product, id }) => [product, id ?? '']))
  return { ok: true, ids: { customerId, resourceIds } }
}

function idAt(answer: unknown, pointer: string): string | null {
  const value = valueAt(answer, pointer)
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value
  // Stigg's longest ID; what cannot be printed is no ID.
  return typeof text === 'string' && /^[^\p{C}\s]{1,255}$/u.test(text) ? text : null
}

const resourceFact = 'resourceId.'

/** IDs as facts of a step's answer, and back. */
export const factsOfIds = ({ customerId, resourceIds }: CallOutIds): Record<string, string> => ({
  ...(customerId === null ? {} : { customerId }),
  ...Object.fromEntries(Object.entries(resourceIds).map(([product, id]) => [`${resourceFact}${product}`, id])),
})
export const idsInFacts = (facts: Readonly<Record<string, string>>): CallOutIds => ({
  customerId: facts.customerId ?? null,
  resourceIds: Object.fromEntries(
    Object.entries(facts).flatMap(([name, id]) =>
      name.startsWith(resourceFact) ? [[name.slice(resourceFact.length), id]] : [],
    ),
  ),
})
