import type { ProfileSummary } from '#shared/contract/profiles'
import { formatDeepLink, parseDeepLink, type DeepLink } from '#shared/domain/deep-link'
import { pastedElsewhere } from '#shared/domain/pasted-elsewhere'
import { factsOfOffers } from '#shared/domain/profile-offer'
import { redirectedLink } from '#shared/domain/redirect'
import { toId18 } from '#shared/domain/salesforce-id'
import { fail, ok, type Result } from '#shared/failure'

import type { Ports } from '../ports.ts'
import type { Connection } from '../workspace/connection.ts'
import { contextHere } from './resolve.ts'

type OtherPorts = Pick<Ports, 'profiles'> & { readonly settings: Pick<Ports['settings'], 'profile' | 'connection'> }

/**
 * The link of this app in a text, where it belongs to another org or environment than the profile that is open; null
 * where it belongs to this one, or is no such link. Before a service has answered, the profile says what it is bound to.
 */
export function linkOfOther(
  text: string,
  { org, environment }: Pick<Connection, 'org' | 'environment'>,
  { settings }: Pick<OtherPorts, 'settings'>,
): DeepLink | null {
  const link = linkIn(text, settings)
  if (link === null) return null
  const bound = settings.connection()
  const orgId = org?.id ?? bound?.org?.id ?? null
  const environmentId = environment?.id ?? bound?.environment?.id ?? null
  const isOtherOrg = orgId !== null && toId18(orgId) !== toId18(link.orgId)
  return isOtherOrg || (environmentId !== null && environmentId !== link.environmentId) ? link : null
}

/** The profile of exactly that org and environment; null where this machine has none. */
export const profileOf = (
  { orgId, environmentId }: DeepLink,
  { profiles }: Pick<OtherPorts, 'profiles'>,
): ProfileSummary | null =>
  profiles
    .list()
    .find(
      (profile) =>
        profile.orgId !== null &&
        toId18(profile.orgId) === toId18(orgId) &&
        profile.environmentId === environmentId &&
        profile.id !== profiles.current(),
    ) ?? null

/** A link that was refused as another profile's, with that profile in the facts where this machine has it. */
export function withProfile<T>(result: Result<T>, text: string, ports: OtherPorts): Result<T> {
  if (result.ok || result.failure.code !== 'link.other-profile') return result
  const { code, message, facts } = result.failure
  const link = linkIn(text, ports.settings)
  const profile = link && profileOf(link, ports)
  if (link === null || profile === null) return result
  return fail(code, message, { ...facts, ...factsOfOffers([{ ...profile, link: formatDeepLink(link) }]) })
}

/**
 * Let an address of Salesforce or of Stigg's app pass, unless it is of other profiles of this machine and not of the one
 * that is open. Asks no service. Fails: `link.other-profile`, with those profiles in the facts.
 */
export function notOfOthers(
  text: string,
  connection: Pick<Connection, 'org' | 'environment'>,
  ports: OtherPorts & Pick<Ports, 'stiggAppUrl'>,
): Result<void> {
  // Words are typed letter by letter, and the settings of other profiles are read from their files.
  if (!/https?:\/\//i.test(text) && toId18(text.trim()) === null) return ok(undefined)
  const { profiles, settings } = ports
  const [here, own, current] = [contextHere(connection, ports), settings.connection(), profiles.current()]
  const offers = profiles.list().flatMap(({ id, name }) => {
    const other = id === current ? null : profiles.connectionOf(id)
    const elsewhere = other && pastedElsewhere(text, here, own, other)
    return elsewhere ? [{ id, name, link: elsewhere.link }] : []
  })
  if (offers.length === 0) return ok(undefined)
  return fail('link.other-profile', 'The address belongs to another profile', factsOfOffers(offers))
}

const linkIn = (text: string, settings: Pick<Ports['settings'], 'profile'>): DeepLink | null => {
  const trimmed = text.trim()
  return parseDeepLink(redirectedLink(settings.profile().rules.redirectUrl, trimmed) ?? trimmed)
}
