import { unknownPlacesIn } from './call-out-places.ts'
import type { CallOut, CallOutHeader } from './call-out.ts'
import { isJsonPointer } from './json-pointer.ts'
import type { ProfileKind } from './profile.ts'

export type CallOutProblem =
  | 'not-a-url'
  | 'not-https'
  | 'user-in-url'
  | 'place-in-origin'
  | 'fragment-in-url'
  | 'unknown-place'
  | 'not-json'
  | 'not-a-pointer'
  | 'header-name'
  | 'header-taken'
  | 'header-twice'
  | 'header-value'
  | 'header-in-the-open'
  | 'secret-name'

interface Found {
  /** The field: "callOut.url", "callOut.headers.0", "callOut.resourceIdsAt.product-x". */
  readonly at: string
  readonly why: CallOutProblem
  /** The place or the header that it is about, where it is about one. */
  readonly what?: string
}

/** Headers that the companion or HTTP itself sets. */
const taken = new Set(
  `host content-length content-type accept accept-encoding connection proxy-connection keep-alive transfer-encoding
  trailer te upgrade expect idempotency-key companion-trial`.split(/\s+/),
)
/** Headers that carry a credential: their values belong in the vault. */
const credentials = new Set(['authorization', 'proxy-authorization', 'cookie', 'x-api-key', 'api-key', 'x-auth-token'])

/** Printable ASCII, inner tabs and blanks, as a header's value may be. */
export const isHeaderValue = (text: string): boolean => /^[\x21-\x7e]([\x20-\x7e\t]*[\x21-\x7e])?$/.test(text)
export const isSecretName = (name: string): boolean => /^[a-z0-9][a-z0-9-]{0,59}$/.test(name)

/**
 * What is wrong with a call-out that has the right shape, by field; empty where it can be put in force.
 * @param kind plain http to this machine is for a practice profile alone
 */
export function problemsInCallOut(callOut: CallOut, kind: ProfileKind): readonly Found[] {
  const { url, bodyTemplate, headers, customerIdAt, resourceIdsAt } = callOut
  const place = unknownPlacesIn(url)[0] ?? null
  const address = problemInUrl(url, kind)
  return [
    ...(address === null ? [] : [{ at: 'callOut.url', why: address }]),
    ...(place === null ? [] : [{ at: 'callOut.url', why: 'unknown-place' as const, what: place }]),
    ...problemsInBody(bodyTemplate),
    ...headers.flatMap((header, index) => problemsInHeader(header, index, headers)),
    ...(customerIdAt === null || isPointer(customerIdAt)
      ? []
      : [{ at: 'callOut.customerIdAt', why: 'not-a-pointer' as const }]),
    ...Object.entries(resourceIdsAt).flatMap(([product, at]) =>
      isPointer(at) ? [] : [{ at: `callOut.resourceIdsAt.${product}`, why: 'not-a-pointer' as const }],
    ),
  ]
}

/** The whole answer is an object or a list, never an ID. */
const isPointer = (text: string): boolean => text !== '' && isJsonPointer(text)

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)

/** Whether a call may go there at all. */
export const isAllowedAddress = ({ protocol, hostname }: URL, kind: ProfileKind): boolean =>
  protocol === 'https:' || (protocol === 'http:' && kind === 'practice' && isLoopback(hostname))

function problemInUrl(text: string, kind: ProfileKind): CallOutProblem | null {
  const [origin = ''] = /^[a-z]+:\/\/[^/?#\\]*/i.exec(text) ?? []
  if (origin.includes('{{')) return 'place-in-origin'
  const url = URL.parse(text)
  if (!url || origin === '' || url.hostname === '') return 'not-a-url'
  if (!isAllowedAddress(url, kind)) return 'not-https'
  if (url.username !== '' || url.password !== '') return 'user-in-url'
  return text.includes('#') ? 'fragment-in-url' : null
}

function problemsInBody(template: string): Found[] {
  const at = 'callOut.bodyTemplate'
  const [place] = unknownPlacesIn(template)
  try {
    JSON.parse(template)
  } catch {
    // What the parser says is about characters; that it is no JSON is what a person can use.
    return [{ at, why: 'not-json' }]
  }
  return place === undefined ? [] : [{ at, why: 'unknown-place', what: place }]
}

function problemsInHeader({ name, value }: CallOutHeader, index: number, all: readonly CallOutHeader[]): Found[] {
  const lower = name.toLowerCase()
  const why = ((): CallOutProblem | null => {
    if (!/^[A-Za-z0-9-]{1,60}$/.test(name)) return 'header-name'
    if (taken.has(lower)) return 'header-taken'
    if (all.findIndex((other) => other.name.toLowerCase() === lower) < index) return 'header-twice'
    if (value.kind === 'secret') return isSecretName(value.secretName) ? null : 'secret-name'
    if (credentials.has(lower)) return 'header-in-the-open'
    return isHeaderValue(value.text) ? null : 'header-value'
  })()
  return why === null ? [] : [{ at: `callOut.headers.${index}`, why, what: name }]
}
