import { parseDeepLink, type DeepLink } from './deep-link.ts'
import { redirectedLink } from './redirect.ts'
import { objectOf, toId18 } from './salesforce-id.ts'
import { myDomainOf, recordInUrl, type NamedRecord } from './salesforce-url.ts'

/** Where this copy of the app is connected; empty text where it is not. */
export interface PastedContext {
  readonly lightningUrl: string
  readonly instanceUrl?: string
  readonly stiggAppUrl: string
  readonly environmentSlug: string
  readonly orgId: string
  /** The company's own redirect page, with a place for the link that it leads to; a link through it is that link. */
  readonly redirectUrl?: string | null
}

/** What a pasted text is. `host` of another org is its page's host, or its ID where a link of this app names it. */
export type Pasted =
  | { readonly kind: 'app-link'; readonly link: DeepLink }
  | { readonly kind: 'opportunity' | 'account'; readonly id: string }
  /** A Salesforce record that has no page here; `object` null where nothing says what it is. */
  | { readonly kind: 'record'; readonly object: string | null; readonly id: string }
  | { readonly kind: 'customer' | 'subscription'; readonly id: string }
  /** An entry of Stigg's catalogue: a plan, an add-on, a feature … */
  | { readonly kind: 'catalogue'; readonly id: string }
  /** A page of a connected service that shows no one record; a list view is one. */
  | { readonly kind: 'page'; readonly service: 'salesforce' | 'stigg'; readonly isList: boolean }
  | { readonly kind: 'other-org'; readonly host: string }
  | { readonly kind: 'other-environment'; readonly slug: string }
  /** Nothing that names a record by its shape: to be searched for. A bare Stigg ID is one of these. */
  | { readonly kind: 'words'; readonly text: string }

/**
 * What somebody pasted: a link of this app, an address of a Salesforce or Stigg page, a record ID, or words. Several
 * addresses, as "Copy link" gives them, are the first that names a record. Never throws. Addresses have to be https,
 * but for those of the connected services themselves.
 */
export function parsePasted(text: string, context: PastedContext): Pasted {
  const links = text.length <= 8000 ? text.trim().split(/\s+/) : []
  const areLinks = links.length > 1 && links.length <= 4 && links.every((link) => /^[a-z][a-z-]*:\/\/./i.test(link))
  if (!areLinks) return parsedAlone(text, context)
  const all = links.map((link) => parsedAlone(link, context))
  return all.find(({ kind }) => kind !== 'words' && kind !== 'page') ?? { kind: 'words', text: text.trim() }
}

function parsedAlone(text: string, context: PastedContext): Pasted {
  const { orgId } = context
  const trimmed = text
    .trim()
    .replace(/^<(.*)>$/s, '$1')
    .trim()
  const words: Pasted = { kind: 'words', text: trimmed }
  // Half of a character pair names nothing; an address would silently put another character in its place.
  if (!trimmed.isWellFormed()) return words
  const link = parseDeepLink(redirectedLink(context.redirectUrl ?? null, trimmed) ?? trimmed)
  if (link)
    return orgId && link.orgId !== toId18(orgId) ? { kind: 'other-org', host: link.orgId } : { kind: 'app-link', link }
  const id = toId18(trimmed)
  const object = id && objectOf(id)
  if (object === 'Organization' && orgId && id !== toId18(orgId)) return { kind: 'other-org', host: id ?? '' }
  if (id) return object ? asPasted({ object, id }) : words
  const url = /^https?:\/\//i.test(trimmed) && !/\s/.test(trimmed) ? URL.parse(trimmed) : null
  if (!url) return words
  return fromStigg(url, context) ?? fromSalesforce(url, context) ?? words
}

function fromSalesforce(url: URL, { lightningUrl, instanceUrl }: PastedContext): Pasted | null {
  const own = [lightningUrl, instanceUrl ?? ''].flatMap((text) => URL.parse(text) ?? [])
  const isOwnOrigin = own.some(({ origin }) => origin === url.origin)
  if (!isOwnOrigin) {
    const domain = url.protocol === 'https:' ? myDomainOf(url.hostname) : null
    if (domain === null) return null
    if (!own.some(({ hostname }) => myDomainOf(hostname) === domain)) return { kind: 'other-org', host: url.hostname }
  }
  const record = recordInUrl(url)
  if (record) return asPasted(record)
  return { kind: 'page', service: 'salesforce', isList: /^\/lightning\/o\/[^/]+\/list/.test(url.pathname) }
}

function asPasted({ object, id }: NamedRecord): Pasted {
  if (object === 'Opportunity') return { kind: 'opportunity', id }
  return object === 'Account' ? { kind: 'account', id } : { kind: 'record', object, id }
}

/** Stigg's app: `<app>/<environment slug>/customers/<id>`, `…/subscriptions/<id>` and the like, with whatever follows. */
const stiggPath =
  /^\/([^/]+)\/(customer|subscription|plan|addon|feature|product|coupon|credit|currencie|custom-currencie)s\/([^/]+)(?:\/|$)/
/** Where a subscription's page stands below its customer's. */
const stiggBelowCustomer = /^\/([^/]+)\/customers\/[^/]+\/(subscription)s\/([^/]+)(?:\/|$)/
const stiggOrigin = 'https://app.stigg.io'

function fromStigg(url: URL, { stiggAppUrl, environmentSlug }: PastedContext): Pasted | null {
  const app = URL.parse(stiggAppUrl)
  const isOwn = app?.origin === url.origin
  if (!isOwn && url.origin !== stiggOrigin) return null
  const base = isOwn ? app.pathname.replace(/\/+$/, '') : ''
  const path = url.pathname.startsWith(base) ? url.pathname.slice(base.length) : ''
  const [, slug, kind, id] = (stiggBelowCustomer.exec(path) ?? stiggPath.exec(path) ?? []).map(decoded)
  if (!slug || !id) {
    // The practice services may share an origin with Salesforce's pages.
    return isOwn && /^\/[^/]+\/[a-z-]+\/?$/.test(path) ? { kind: 'page', service: 'stigg', isList: true } : null
  }
  const isOtherService = !isOwn && app !== null
  if (isOtherService || (environmentSlug && slug !== environmentSlug)) return { kind: 'other-environment', slug }
  return kind === 'customer' || kind === 'subscription' ? { kind, id } : { kind: 'catalogue', id }
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    // A broken escape names no record.
    return null
  }
}
