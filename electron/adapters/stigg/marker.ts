import type { GrantMarker } from '#shared/domain/credit-grant'
import type { Marker, Subscription } from '#shared/domain/customer'

type Metadata = Readonly<Record<string, string>>

/** Metadata key, on a customer, of the Salesforce account that it belongs to. */
export const accountKey = 'salesforceAccountId'
/** Metadata key, on customers and subscriptions, of the org that they were made from. */
const orgKey = 'companionOrg'

/** The marker as a subscription's metadata. The key names are fixed: every copy of the app recognises them. */
export const toMetadata = (marker: Marker): Record<string, string> => ({
  [orgKey]: marker.orgId,
  companionOpportunity: marker.opportunityId,
  companionRun: marker.runId,
  companionGeneration: String(marker.generation),
})

/** The marker in a subscription's metadata; null where it is not there, or not whole. */
export function fromMetadata(metadata: Metadata): Marker | null {
  const { [orgKey]: orgId, companionOpportunity, companionRun, companionGeneration } = metadata
  const generation = Number(companionGeneration)
  if (!orgId || !companionOpportunity || !companionRun) return null
  if (!Number.isSafeInteger(generation) || generation < 1) return null
  return { orgId, opportunityId: companionOpportunity, runId: companionRun, generation }
}

const amendmentKey = 'companionAmendment.'
type Amendment = Subscription['amendments'][number]

/** What an amendment in place leaves, under a key of its deal's own, beside the marker of the deal that made it. */
export const amendmentMetadata = ({ orgId, opportunityId, runId }: Amendment): Record<string, string> => ({
  [amendmentKey + opportunityId]: `${orgId} ${runId}`,
})

/** The deals that amended a subscription in place. */
export const amendmentsIn = (metadata: Metadata): Amendment[] =>
  Object.entries(metadata).flatMap(([key, value]) => {
    const [orgId, runId] = value.split(' ')
    return key.startsWith(amendmentKey) && orgId && runId
      ? [{ orgId, opportunityId: key.slice(amendmentKey.length), runId }]
      : []
  })

/** What a customer that this app makes or links carries in its metadata. */
export const customerMetadata = (link: {
  readonly salesforceAccountId: string
  readonly orgId: string
}): Record<string, string> => ({ [accountKey]: link.salesforceAccountId, [orgKey]: link.orgId })

/** The marker as a grant's metadata. */
export const grantMetadata = ({ orgId, opportunityId, family, ordinal }: GrantMarker): Record<string, string> => ({
  [orgKey]: orgId,
  ...(opportunityId === null ? {} : { companionOpportunity: opportunityId }),
  companionGrant: family,
  companionOrdinal: String(ordinal),
})

/** The marker in a grant's metadata; null where it is not there, or not whole. */
export function grantMarkerIn(metadata: Metadata): GrantMarker | null {
  const { [orgKey]: orgId, companionOpportunity, companionGrant, companionOrdinal } = metadata
  const ordinal = Number(companionOrdinal)
  if (!orgId || !companionGrant || !Number.isSafeInteger(ordinal) || ordinal < 1) return null
  return { orgId, opportunityId: companionOpportunity ?? null, family: companionGrant, ordinal }
}
