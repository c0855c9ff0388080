/** What stands in place of the percent-encoded ID in the address of a customer's or a subscription's page. */
export const places = { customer: '{customerId}', subscription: '{subscriptionId}' } as const
export type PatternKind = keyof typeof places

export type PatternProblem = 'not-valid' | 'other-host' | 'no-place'

/**
 * What is wrong with the pattern of a page of Stigg's app; null where nothing is. It has to be on one of the hosts that
 * pages of Stigg are opened on, and hold its place once, as a whole part of the path.
 */
export function patternProblem(kind: PatternKind, pattern: string, origins: readonly string[]): PatternProblem | null {
  const place = places[kind]
  const parts = pattern.split(place)
  // The address of a subscription may name the customer too.
  const url = URL.parse(parts.join('x').replaceAll(places.customer, 'x'))
  if (!url || /\s/.test(pattern) || url.username !== '' || url.password !== '') return 'not-valid'
  if (!origins.includes(url.origin)) return 'other-host'
  const [before = '', after = ''] = parts
  const isPart = parts.length === 2 && before.endsWith('/') && /^([/?#]|$)/.test(after) && !/[?#]/.test(before)
  const isOnHost = before.slice(before.indexOf('//') + 2).includes('/')
  return isPart && isOnHost ? null : 'no-place'
}

export interface DerivedPattern {
  readonly pattern: string
  /** How many of the addresses that were looked at follow it. */
  readonly fits: number
  readonly of: number
  /** One of them. */
  readonly sample: string
}

/**
 * The pattern that most addresses of customer pages follow; null where none of them holds its own ID as a part of its
 * path, on a host that pages of Stigg are opened on.
 */
export function derivePattern(
  known: readonly { readonly id: string; readonly url: string }[],
  origins: readonly string[],
): DerivedPattern | null {
  const counts = new Map<string, { fits: number; sample: string }>()
  for (const { id, url } of known) {
    const pattern = patternIn(id, url.trim())
    if (pattern === null || patternProblem('customer', pattern, origins) !== null) continue
    const counted = counts.get(pattern) ?? { fits: 0, sample: url.trim() }
    counts.set(pattern, { ...counted, fits: counted.fits + 1 })
  }
  const [best] = [...counts].toSorted(([one, a], [other, b]) => b.fits - a.fits || (one < other ? -1 : 1))
  return best ? { pattern: best[0], ...best[1], of: known.length } : null
}

function patternIn(id: string, url: string): string | null {
  if (id === '' || !id.isWellFormed()) return null
  const parsed = URL.parse(url)
  if (!parsed) return null
  const parts = parsed.pathname.split('/')
  const at = parts.flatMap((part, index) => (decoded(part) === id ? [index] : []))
  const [only] = at
  if (only === undefined || at.length > 1) return null
  return parsed.origin + parts.with(only, places.customer).join('/')
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    // A broken escape is no ID.
    return null
  }
}

/** Where subscriptions stand, by analogy with customers; null where the pattern says nothing of it. */
export const subscriptionPatternBy = (customerPattern: string): string | null => {
  const end = `/customers/${places.customer}`
  return customerPattern.endsWith(end)
    ? `${customerPattern.slice(0, -end.length)}/subscriptions/${places.subscription}`
    : null
}
