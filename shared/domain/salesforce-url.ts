import { objectOf, toId18 } from './salesforce-id.ts'

/** A record that an address of a Salesforce page names; `object` is null where neither path nor ID says it. */
export interface NamedRecord {
  readonly object: string | null
  readonly id: string
}

const id = '([a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?)'
const object = '([a-zA-Z][a-zA-Z0-9_]*)'

/** Addresses of record pages, most telling first. Lightning, console apps, Aloha redirects, Classic. */
const withObject: readonly RegExp[] = [
  new RegExp(`^/lightning/r/${object}/${id}(?:/|$)`),
  new RegExp(`^/lightning/app/[^/]+/r/${object}/${id}(?:/|$)`),
]
const withoutObject: readonly RegExp[] = [
  new RegExp(`^/lightning/r/${id}(?:/|$)`),
  new RegExp(`^/lightning/app/[^/]+/r/${id}(?:/|$)`),
  new RegExp(`^/${id}(?:/e)?/?$`),
]
const inHash: readonly RegExp[] = [
  new RegExp(`^#/sObject/${id}(?:/|$)`),
  new RegExp(`^#/alohaRedirect/${id}(?:[/?]|$)`),
]

/**
 * The record that the address of a Salesforce page is about; null for lists, other pages, and IDs that are none or of
 * another object than the path says. In a console app the path's record is the one in front, and comes first.
 */
export function recordInUrl(url: URL): NamedRecord | null {
  return recordInPath(url.pathname) ?? recordInHash(url.hash) ?? recordInWorkspace(url) ?? recordInQuery(url)
}

function recordInPath(path: string): NamedRecord | null {
  for (const pattern of withObject) {
    const match = pattern.exec(path)
    if (match?.[1] && match[2]) return record(match[2], match[1])
  }
  return firstMatch(withoutObject, path)
}

const recordInHash = (hash: string): NamedRecord | null => firstMatch(inHash, hash)

function firstMatch(patterns: readonly RegExp[], text: string): NamedRecord | null {
  for (const pattern of patterns) {
    const found = pattern.exec(text)?.[1]
    const named = found ? record(found, null) : null
    if (named) return named
  }
  return null
}

/** `?ws=` holds the path of a console's primary tab. */
function recordInWorkspace(url: URL): NamedRecord | null {
  const [path] = (url.searchParams.get('ws') ?? '').split(/[?#]/)
  return path ? recordInPath(path) : null
}

function recordInQuery(url: URL): NamedRecord | null {
  for (const name of ['id', 'recordId', 'Id']) {
    const found = url.searchParams.get(name)
    const named = found ? record(found, null) : null
    if (named) return named
  }
  return null
}

function record(text: string, object: string | null): NamedRecord | null {
  const id = toId18(text)
  if (!id) return null
  const byPrefix = objectOf(id)
  if (object !== null && byPrefix !== null && object !== byPrefix) return null
  return { object: object ?? byPrefix, id }
}

/** Hosts of Salesforce pages, longest first, so that what is left is the name of the org's My Domain. */
const suffixes: readonly string[] = [
  '.lightning.force.com',
  '.vf.force.com',
  '.file.force.com',
  '.lightning.crmforce.mil',
  '.lightning.sfcrmapps.cn',
  '.my.salesforce-setup.com',
  '.my.salesforce.com',
  '.my.salesforce.mil',
  '.my.sfcrmproducts.cn',
  '.my-salesforce.com',
  '.my-lightning.com',
  '.salesforce-setup.com',
  '.salesforce.com',
  '.salesforce.mil',
  '.crmforce.mil',
  '.sfcrmproducts.cn',
  '.sfcrmapps.cn',
  '.force.com',
]

/** The My Domain name in a host ("acme", "acme--uat.sandbox"); null where the host is not Salesforce's. */
export function myDomainOf(host: string): string | null {
  const suffix = suffixes.find((suffix) => host.endsWith(suffix))
  if (!suffix) return null
  const name = host.slice(0, -suffix.length)
  // A package's pages put its namespace behind the org's own name: acme--c.vf.force.com, acme--uat--c.sandbox.vf.force.com.
  return suffix === '.vf.force.com' || suffix === '.file.force.com' ? name.replace(/--[a-z0-9_]+(?=\.|$)/, '') : name
}
