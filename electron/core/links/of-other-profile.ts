import type { ProfileSummary } from '#shared/contract/profiles'
import { formatDeepLink, parseDeepLink, type DeepLink } from '#shared/domain/deep-link'
import { redirectedLink } from '#shared/domain/redirect'
import { toId18 } from '#shared/domain/salesforce-id'
import { fail, type Result } from '#shared/failure'

import type { Ports } from '../ports.ts'
import type { Connection } from '../workspace/connection.ts'

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
  return fail(code, message, { ...facts, link: formatDeepLink(link), profileId: profile.id, profile: profile.name })
}

const linkIn = (text: string, settings: Pick<Ports['settings'], 'profile'>): DeepLink | null => {
  const trimmed = text.trim()
  return parseDeepLink(redirectedLink(settings.profile().rules.redirectUrl, trimmed) ?? trimmed)
}
