import type { z } from 'zod'

import { assertNever } from '#shared/assert-never'
import type { LinkTarget as LinkTargetSchema } from '#shared/contract/links'
import { parsePasted, type Pasted, type PastedContext } from '#shared/domain/pasted'
import { placeOf } from '#shared/domain/place'
import { fail, ok, type Result } from '#shared/failure'

import type { Ports } from '../ports.ts'
import type { Connection } from '../workspace/connection.ts'

type LinkTarget = z.infer<typeof LinkTargetSchema>
type Kind = LinkTarget['kind']
type LinkPorts = Pick<Ports, 'mirror' | 'stiggAppUrl'> & { readonly settings: Pick<Ports['settings'], 'profile'> }

/**
 * Where a pasted or followed text leads. Reads the mirror alone and writes nothing: a link navigates.
 * Fails: `link.invalid`, `link.no-record`, `link.other-profile`.
 */
export function resolveLink(text: string, connection: Connection, ports: LinkPorts): Result<LinkTarget> {
  const pasted = parsedHere(text, connection, ports)
  if (!pasted.ok) return pasted
  switch (pasted.value.kind) {
    case 'opportunity':
    case 'account':
    case 'customer':
    case 'subscription':
      return ok(targetOf(pasted.value.kind, pasted.value.id, ports))
    case 'record':
      return fail('link.no-record', 'A record without a page here', { object: pasted.value.object ?? 'another object' })
    default:
      return fromMirror(text.trim(), ports) ?? fail('link.invalid', 'Not a link or an ID', { text: text.slice(0, 120) })
  }
}

/** What a text names: never a record of another org or environment, nor a page that shows none. */
export type PastedHere = Exclude<Pasted, { readonly kind: 'app-link' | 'other-org' | 'other-environment' | 'page' }>

/** Where this profile is connected now. */
export const contextHere = (
  { org, environment }: Pick<Connection, 'org' | 'environment'>,
  { stiggAppUrl, settings }: Pick<LinkPorts, 'stiggAppUrl' | 'settings'>,
): PastedContext => ({
  lightningUrl: org?.lightningUrl ?? '',
  stiggAppUrl: stiggAppUrl ?? '',
  environmentSlug: environment?.slug ?? '',
  orgId: org?.id ?? '',
  redirectUrl: settings.profile().rules.redirectUrl,
})

/** What a text names in the org and the environment of this profile. Fails: `link.no-record`, `link.other-profile`. */
export function parsedHere(text: string, connection: Connection, ports: LinkPorts): Result<PastedHere> {
  const pasted = parsePasted(text, contextHere(connection, ports))
  switch (pasted.kind) {
    case 'app-link': {
      const { kind, id, orgId, environmentId } = pasted.link
      const isElsewhere = connection.environment !== null && environmentId !== connection.environment.id
      return isElsewhere ? elsewhere({ org: orgId, environment: environmentId }) : ok({ kind, id })
    }
    case 'other-org':
      return elsewhere({ org: pasted.host })
    case 'other-environment':
      return elsewhere({ environment: pasted.slug })
    case 'page':
      return fail('link.no-record', 'A page that shows no one record', {
        service: pasted.service,
        what: pasted.isList ? 'list' : 'page',
      })
    default:
      return ok(pasted)
  }
}

const elsewhere = (facts: Readonly<Record<string, string>>): Result<never> =>
  fail('link.other-profile', 'The link belongs to another org or environment', { ...facts })

/** A bare Stigg ID has no shape of its own: it is one where the mirror knows it. */
function fromMirror(id: string, ports: LinkPorts): Result<LinkTarget> | null {
  for (const kind of ['customer', 'subscription'] as const) {
    const target = targetOf(kind, id, ports)
    if (target.opportunityIds.length > 0) return ok(target)
  }
  return null
}

function targetOf(kind: Kind, id: string, { mirror }: LinkPorts): LinkTarget {
  const opportunityIds = [...dealsOf(kind, id, mirror)]
  return { kind, id, opportunityIds, path: placeOf(kind, id) }
}

/** The deals that are known here of a record. */
export function dealsOf(kind: Kind, id: string, mirror: LinkPorts['mirror']): readonly string[] {
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
