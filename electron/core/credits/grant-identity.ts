import { toDecimal } from '#shared/domain/decimal'
import type { CreditGrant, GrantMarker } from '#shared/domain/credit-grant'
import type { GrantRequest } from '#shared/domain/grant-request'

import { fingerprintOf } from '../provisioning/identity.ts'

/**
 * The marker of the next grant alike. Two people, two windows and a retry come to the same one as long as neither has
 * granted; afterwards the next one is another grant, and says so. An ordinal whose grant was voided is used up: Stigg
 * would answer its key with the grant that is void.
 * @param grants every grant of the customer, in every state
 */
export function nextMarker(
  { customerId, currencyId, resourceId, amount, opportunityId }: GrantRequest,
  { orgId, environmentId }: { readonly orgId: string; readonly environmentId: string },
  grants: readonly CreditGrant[],
): { readonly marker: GrantMarker; readonly alike: number } {
  const origin = opportunityId ?? 'free'
  const alike = { orgId, environmentId, customerId, currencyId, resourceId, amount: plain(amount), origin }
  const family = `grant-${fingerprintOf(alike).slice(0, 32)}`
  const made = grants.filter(({ marker }) => marker?.family === family && marker.orgId === orgId)
  const last = Math.max(0, ...made.map(({ marker }) => marker?.ordinal ?? 0))
  const live = made.filter(({ status }) => status !== 'VOIDED' && status !== 'EXPIRED')
  return { marker: { orgId, opportunityId, family, ordinal: last + 1 }, alike: live.length }
}

/** One notation for equal amounts; what is no number stays, and is refused by the checks. */
const plain = (amount: string): string => (/^-?\d+(\.\d+)?$/.test(amount) ? toDecimal(amount) : amount)
