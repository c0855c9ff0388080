import type { UrlPatterns } from '#shared/contract/url-patterns'
import { stiggUrl } from '#shared/domain/record-url'
import { derivePattern, patternProblem, places, subscriptionPatternBy } from '#shared/domain/url-pattern'
import { fail, ok, type Result } from '#shared/failure'

import { orThrow, type ContractImplementer } from '../edge.ts'
import type { CoreServices } from '../services.ts'

/** Addresses that a pattern is derived from: more say nothing new. */
const most = 5_000
const chunk = 500

/** The customers' pages that accounts of the mirror name. */
function knownPages(mirror: CoreServices['ports']['mirror']): { id: string; url: string }[] {
  const byAccount = new Map<string, { id: string; url: string }>()
  for (const deals of mirror.chunks(chunk)) {
    for (const { account } of deals) {
      if (account?.stiggCustomerId && account.stiggCustomerUrl)
        byAccount.set(account.id, { id: account.stiggCustomerId, url: account.stiggCustomerUrl })
    }
    if (byAccount.size >= most) break
  }
  return [...byAccount.values()]
}

const originsOf = (stiggAppUrl: string | null): string[] => {
  const origin = stiggAppUrl === null ? null : URL.parse(stiggAppUrl)?.origin
  return origin ? [origin] : []
}

/** What is in force, and what would be offered. Reads this machine alone. */
export function patternsNow({ ports, connections }: CoreServices): UrlPatterns {
  const { customerUrlTemplate: customer, subscriptionUrlTemplate: subscription } = ports.settings.profile()
  const origins = originsOf(ports.stiggAppUrl)
  const pages = knownPages(ports.mirror)
  const derived = derivePattern(pages, origins)
  const slug = connections.current().environment?.slug ?? null
  const inForce = { customer, subscription, origins }
  if (derived) {
    const { pattern, sample, fits, of } = derived
    const offered = { customer: pattern, subscription: subscriptionPatternBy(pattern), sample, fits, of }
    return { ...inForce, offered: { from: 'accounts', ...offered } }
  }
  const [origin] = origins
  if (origin === undefined || slug === null) return { ...inForce, offered: null }
  const guess = `${origin}/${encodeURIComponent(slug.toWellFormed())}/customers/${places.customer}`
  const [anyone] = ports.mirror.customers('', 1)
  return {
    ...inForce,
    offered: {
      from: 'environment',
      customer: guess,
      subscription: subscriptionPatternBy(guess),
      sample: anyone ? stiggUrl(guess, anyone.customerId) : null,
      fits: 0,
      of: pages.length,
    },
  }
}

/** Patterns that can be put in force. Fails: `settings.not-valid`. */
function sound(
  wanted: Pick<UrlPatterns, 'customer' | 'subscription'>,
  origins: readonly string[],
): Result<typeof wanted> {
  for (const kind of ['customer', 'subscription'] as const) {
    const pattern = wanted[kind]
    const why = pattern === null ? null : patternProblem(kind, pattern, origins)
    if (why !== null) return fail('settings.not-valid', `${kind}: ${why}`, { at: `${kind}UrlPattern`, why })
  }
  return ok(wanted)
}

export const urlPatternHandlers = (os: ContractImplementer, core: CoreServices) => ({
  urlPatterns: os.settings.urlPatterns.handler(() => patternsNow(core)),
  keepUrlPatterns: os.settings.keepUrlPatterns.handler(({ input, errors }) => {
    const { customer, subscription } = orThrow(sound(input, originsOf(core.ports.stiggAppUrl)), errors)
    core.ports.settings.keepUrlTemplates({ customerUrlTemplate: customer, subscriptionUrlTemplate: subscription })
    core.events.emit({ type: 'status.changed' })
  }),
})
