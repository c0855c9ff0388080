import { DeepLink, formatDeepLink } from './deep-link.ts'
import { parsePasted, type Pasted, type PastedContext } from './pasted.ts'
import type { ProfileConnection } from './profile-connection.ts'
import { myDomainOf } from './salesforce-url.ts'

/**
 * What an address names in another profile: the link of this app that leads there, or null where the address is of that
 * profile and shows no record that has a page here.
 */
export interface Elsewhere {
  readonly link: string | null
}

/** Hosts of servers that many orgs shared, from before every org had a domain of its own: they say nothing of the org. */
const isShared = (domain: string): boolean => /^[a-z]{2,4}\d+$/.test(domain)

/** Where a profile is connected, as far as the org and the environment told; what they did not tell matches nothing. */
function contextOf({ stigg, org, environment }: ProfileConnection): PastedContext {
  const host = URL.parse(org?.lightningUrl ?? '')?.hostname ?? ''
  const isKnown = !isShared(myDomainOf(host) ?? '')
  return {
    lightningUrl: isKnown ? (org?.lightningUrl ?? '') : '',
    stiggAppUrl: stigg.appUrl,
    environmentSlug: environment?.slug ?? '',
    orgId: org?.id ?? '',
  }
}

/** A kind that an address of Stigg's app names in an environment. */
const stiggKinds: ReadonlySet<Pasted['kind']> = new Set(['customer', 'subscription', 'catalogue'])

/** What the text names in a profile; null where it is not of it, or where that cannot be told. */
function namedIn(text: string, connection: ProfileConnection): Pasted | null {
  const context = contextOf(connection)
  const named = parsePasted(text, context)
  if (stiggKinds.has(named.kind)) return context.environmentSlug === '' ? null : named
  // A page of Stigg's app that shows no record names its environment in no way that is read.
  if (named.kind === 'page') return named.service === 'salesforce' ? named : null
  return ['opportunity', 'account', 'record'].includes(named.kind) ? named : null
}

/**
 * Whether an address of Salesforce or of Stigg's app that is none of the profile that is open belongs to another one:
 * to its org by the host (or by the org's own ID), to its environment by the host and the slug behind it. Nothing is guessed: a record's bare ID, a link of
 * this app, an address of what is open, and one that the other profile cannot be told by come to null.
 * @param own what the profile that is open is bound to, which holds before anybody has signed in; null for the practice workspace
 */
export function pastedElsewhere(
  text: string,
  here: PastedContext,
  own: ProfileConnection | null,
  other: ProfileConnection,
): Elsewhere | null {
  const isStrange = ['other-org', 'other-environment', 'words'].includes(parsePasted(text, here).kind)
  if (!isStrange || (own !== null && namedIn(text, own) !== null)) return null
  const named = namedIn(text, other)
  if (named === null) return null
  return { link: linkTo(named, other) }
}

function linkTo(named: Pasted, { org, environment }: ProfileConnection): string | null {
  const link = DeepLink.safeParse({ ...named, orgId: org?.id, environmentId: environment?.id })
  return link.success ? formatDeepLink(link.data) : null
}
