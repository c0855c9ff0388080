import type { z } from 'zod'

import { assertNever } from '#shared/assert-never'
import type { LinkTarget as LinkTargetSchema } from '#shared/contract/links'
import { parseDeepLink } from '#shared/domain/deep-link'
import { parsePasted } from '#shared/domain/pasted'
import { fail, ok, type Result } from '#shared/failure'

import type { Ports } from '../ports.ts'
import type { Connection } from '../workspace/connection.ts'

type LinkTarget = z.infer<typeof LinkTargetSchema>
type Kind = LinkTarget['kind']
type LinkPorts = Pick<Ports, 'mirror' | 'stiggAppUrl'>

/**
 * Where a pasted or followed text leads. Reads the mirror alone and writes nothing: a link navigates.
 * Fails: `link.invalid`, `link.other-profile`.
 */
export function resolveLink(text: string, connection: Connection, ports: LinkPorts): Result<LinkTarget> {
  const deepLink = parseDeepLink(text)
  if (deepLink) {
    const otherOrg = connection.org !== null && deepLink.orgId !== connection.org.id
    const otherEnvironment = connection.environment !== null && deepLink.environmentId !== connection.environment.id
    if (otherOrg || otherEnvironment) {
      return fail('link.other-profile', 'The link belongs to another org or environment', {
        org: deepLink.orgId,
        environment: deepLink.environmentId,
      })
    }
    return ok(targetOf(deepLink.kind, deepLink.id, ports))
  }
  const pasted = parsePasted(text, {
    lightningUrl: connection.org?.lightningUrl ?? '',
    stiggAppUrl: ports.stiggAppUrl ?? '',
    environmentSlug: connection.environment?.slug ?? '',
    orgId: connection.org?.id ?? '',
  })
  switch (pasted.kind) {
    case 'opportunity':
    case 'account':
    case 'customer':
    case 'subscription':
      return ok(targetOf(pasted.kind, pasted.id, ports))
    case 'other-org':
      return fail('link.other-profile', 'The address belongs to another org', { org: pasted.host })
    default:
      return fromMirror(text.trim(), ports) ?? fail('link.invalid', 'Not a link or an ID', { text: text.slice(0, 120) })
  }
}

/** A bare Stigg ID has no shape of its own: it is one where the mirror knows it. */
function fromMirror(id: string, ports: LinkPorts): Result<LinkTarget> | null {
  for (const kind of ['customer', 'subscription'] as const) {
    const target = targetOf(kind, id, ports)
    if (target.opportunityIds.length > 0) return ok(target)
  }
  return null
}

function targetOf(kind: Kind, id: string, { mirror }: LinkPorts): LinkTarget {
  // A path made of dots alone would lead out of its place.
  const path = /^\.{1,2}$/.test(id) ? places[kind] : `${places[kind]}/${encode(id)}`
  return { kind, id, opportunityIds: [...dealsOf(kind, id, mirror)], path }
}

/** Where each kind of record has its page. */
const places: Readonly<Record<Kind, string>> = {
  opportunity: '/inbox',
  account: '/accounts',
  customer: '/customers',
  subscription: '/subscriptions',
}

/** Half of a character pair, which a pasted text may hold, has no encoding. */
const encode = (text: string): string => encodeURIComponent(text.toWellFormed())

function dealsOf(kind: Kind, id: string, mirror: Ports['mirror']): readonly string[] {
  switch (kind) {
    case 'opportunity':
      return [id]
    case 'account':
      return mirror.idsByAccount(id)
    case 'customer':
      return mirror.idsByCustomer(id)
    case 'subscription':
      return mirror.idsBySubscription(id)
    default:
      return assertNever(kind)
  }
}
