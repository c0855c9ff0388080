import * as fc from 'fast-check'

import { resolveLink } from '#core/links/resolve'
import type { MirrorPort } from '#core/ports'
import type { Connection } from '#core/workspace/connection'
import { formatDeepLink, parseDeepLink } from '#shared/domain/deep-link'
import { parsePasted } from '#shared/domain/pasted'
import { objectOf, toId18 } from '#shared/domain/salesforce-id'
import { accountId, opportunityId, orgId } from '#test/builders'

/* Texts that nobody meant well, put into the search box and followed as links. */

const context = {
  lightningUrl: 'https://northwind.lightning.force.com',
  instanceUrl: 'https://northwind.my.salesforce.com',
  stiggAppUrl: 'https://app.stigg.io',
  environmentSlug: 'northwind',
  orgId,
}
const connection = {
  org: { id: orgId, lightningUrl: context.lightningUrl },
  environment: { id: 'env-1', slug: 'northwind' },
} as unknown as Connection

/** Knows no record and may only be asked for IDs: whatever else a link would reach for is a surprise. */
const mirror = new Proxy({} as MirrorPort, {
  get(_, name) {
    if (name === 'idsByAccount' || name === 'idsByCustomer' || name === 'idsBySubscription') return () => []
    throw new Error(`a link reached for ${String(name)}`)
  },
})

const raw = fc.string({ unit: 'binary', maxLength: 80 })
const id = fc.oneof(
  fc.constantFrom(opportunityId, accountId, orgId, opportunityId.slice(0, 15), '..', '%2e%2e', '__proto__', '%00'),
  raw,
  raw.map((text) => encodeURIComponent(text.toWellFormed())),
)
const host = fc.constantFrom(
  'northwind.lightning.force.com',
  'northwind.my.salesforce.com',
  'app.stigg.io',
  'evil.example',
  'northwind.lightning.force.com.evil.example',
  'northwind.lightning.force.com@evil.example',
  'evil.example#northwind.lightning.force.com',
  'app.stigg.io.evil.example',
  'app.stigg.io:444',
  'globex.my.salesforce.com',
  'xn--stigg-9sa.io',
  '127.0.0.1',
  '[::1]',
)
const scheme = fc.constantFrom(
  'https://',
  'http://',
  'HTTPS://',
  'javascript:',
  'data:text/html,',
  'file:///',
  '//',
  '',
)
const place = fc.constantFrom(
  '/lightning/r/Opportunity/',
  '/lightning/r/Account/',
  '/lightning/r/',
  '/one/one.app#/sObject/',
  '/',
  '/northwind/customers/',
  '/other/subscriptions/',
  '/?ws=/lightning/r/Opportunity/',
  '/x?id=',
)
const address = fc.tuple(scheme, host, place, id, raw).map((parts) => parts.join(''))
const kind = fc.oneof(fc.constantFrom('opportunity', 'account', 'customer', 'subscription', 'provision', 'OPEN'), raw)
const query = fc.oneof(
  fc.constantFrom(`?org=${orgId}&env=env-1`, `?org=${orgId}&env=env-2`, `?org=${orgId}&env=env-1&apply=1`, '?', ''),
  raw,
)
const appLink = fc
  .tuple(fc.constantFrom('stigg-companion://open/', 'stigg-companion://write/', 'stigg-companion:'), kind, id, query)
  .map(([start, kind, id, query]) => `${start}${kind}/${id}${query}`)
const around = fc.tuple(fc.constantFrom('', ' ', '<', '\n', '\u202E'), fc.constantFrom('', ' ', '>', '\0', '/../..'))

/** Raw texts, and texts near to what is taken: addresses, links of this app, and bare IDs, whole and damaged. */
const hostile: fc.Arbitrary<string> = fc.oneof(
  raw,
  id,
  fc.tuple(fc.oneof(address, appLink, id), around).map(([text, [before, after]]) => before + text + after),
)

const ownOrg = /^northwind\.(?:lightning\.force\.com|my\.salesforce\.com)$/
const path = /^\/inbox(?:\/[^/?#\\\s]+|\?search=[^&#\\\s]+)$/

/** Why what a text led to was not meant; null where nothing is amiss. */
export function surpriseOf(text: string): string | null {
  const link = parseDeepLink(text)
  if (link) {
    if (!/^\s*stigg-companion:\/\/open\//i.test(text)) return 'taken for a link of this app'
    if (formatDeepLink(parseDeepLink(formatDeepLink(link)) ?? { ...link, id: '' }) !== formatDeepLink(link))
      return 'a link that is another once it is written'
  }
  const pasted = parsePasted(text, context)
  if (pasted.kind === 'opportunity' && objectOf(pasted.id) !== 'Opportunity') return 'no opportunity'
  if (pasted.kind === 'account' && objectOf(pasted.id) !== 'Account') return 'no account'
  const leads = ['opportunity', 'account', 'record', 'customer', 'subscription'].includes(pasted.kind)
  const bare = text
    .trim()
    .replace(/^<(.*)>$/s, '$1')
    .trim()
  const url = leads && toId18(bare) === null ? URL.parse(bare) : null
  if (leads && toId18(bare) === null && !url) return 'a record out of what is no address'
  if (url && (url.protocol !== 'https:' || !(ownOrg.test(url.hostname) || url.origin === 'https://app.stigg.io')))
    return 'a record out of a foreign address'
  const target = resolveLink(text, connection, { mirror, stiggAppUrl: context.stiggAppUrl })
  if (!target.ok) return null
  if (!path.test(target.value.path)) return `a path of no record: ${target.value.path}`
  const stays = URL.parse(target.value.path, 'https://window.example/')
  return stays?.host === 'window.example' && stays.pathname.startsWith('/inbox') ? null : 'a way out of the window'
}

/** What a text came to, an exception included. */
function judged(text: string): string | null {
  try {
    return surpriseOf(text)
  } catch (error) {
    return String(error)
  }
}

/** @param count how many texts. @param seed the same seed makes the same texts. */
export function tryHostile(count: number, seed: number): { strings: number; surprises: string[] } {
  const surprises: string[] = []
  for (const text of fc.sample(hostile, { numRuns: count, seed })) {
    const why = judged(text)
    if (why !== null) surprises.push(`${why}: ${JSON.stringify(text)}`)
  }
  return { strings: count, surprises }
}

export const hostileStrings = 120_000
/** The line that the hostile texts close with. */
export const hostileLine = ({ strings, surprises }: ReturnType<typeof tryHostile>): string =>
  `hostile: ${strings} strings, ${surprises.length} surprises`
