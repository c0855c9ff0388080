import { z } from 'zod'

import { objectOf, SalesforceId, toId18 } from './salesforce-id.ts'

/** One ID or name in a link: printable, on one line, without marks that turn the reading direction or hide. */
const LinkText = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((text) => text.trim() === text && !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(text), 'not plain text')

const recordId = (object: 'Opportunity' | 'Account') =>
  SalesforceId.refine((id) => objectOf(id) === object, `no ${object}`)
const orgId = SalesforceId.refine((id) => objectOf(id) === 'Organization', 'no Organization')
const place = { orgId, environmentId: LinkText(200) }

/** A place in the app, with the org and the environment that it belongs to. It navigates; it never writes. */
export const DeepLink = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('opportunity'), id: recordId('Opportunity'), ...place }),
  z.object({ kind: z.literal('account'), id: recordId('Account'), ...place }),
  z.object({ kind: z.literal('customer'), id: LinkText(255), ...place }),
  z.object({ kind: z.literal('subscription'), id: LinkText(255), ...place }),
])
export type DeepLink = z.infer<typeof DeepLink>

/** `stigg-companion://open/<kind>/<id>?org=<org ID>&env=<environment ID>`, every part percent-encoded. */
export const formatDeepLink = ({ kind, id, orgId, environmentId }: DeepLink): string =>
  `stigg-companion://open/${kind}/${encode(id)}?org=${encode(toId18(orgId) ?? orgId)}&env=${encode(environmentId)}`

const encode = (text: string): string => encodeURIComponent(text.toWellFormed())

const shape = /^stigg-companion:\/\/open\/([a-z]{1,20})\/([^/?#\s]{1,800})\?([^?#\s]{1,1000})$/i

/**
 * The place that a link leads to; 15-character record IDs become 18. Null for everything that is not exactly such a
 * link: another scheme or action, unknown, missing or repeated parameters, bad encoding, an ID that is none. Never
 * throws.
 */
export function parseDeepLink(text: string): DeepLink | null {
  const trimmed = text.trim()
  const match = trimmed.length <= 2000 ? shape.exec(trimmed) : null
  if (!match) return null
  const [, kind = '', id = '', query = ''] = match
  const parameters = parametersOf(query)
  if (!parameters) return null
  const link = DeepLink.safeParse({
    kind: kind.toLowerCase(),
    id: decode(id),
    orgId: parameters.get('org'),
    environmentId: parameters.get('env'),
  })
  return link.success ? link.data : null
}

/** Exactly `org` and `env`, once each. */
function parametersOf(query: string): ReadonlyMap<string, string | null> | null {
  const parts = query.split('&').map((part) => part.split('='))
  const isExact =
    parts.length === 2 && parts.every((part) => part.length === 2) && new Set(parts.map(([name]) => name)).size === 2
  if (!isExact || parts.some(([name]) => name !== 'org' && name !== 'env')) return null
  return new Map(parts.map(([name = '', value = '']) => [name, decode(value)]))
}

/** Percent-decoding, once; null where the encoding is broken. */
function decode(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    // A broken escape is an answer to "is this a link", not a defect.
    return null
  }
}
