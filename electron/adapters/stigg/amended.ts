import type { Subscription } from '#shared/domain/customer'
import { compare } from '#shared/domain/decimal'
import type { AmendRequest } from '#shared/domain/run'

/**
 * Whether a subscription already is what an amendment asks for: it carries the amendment's own mark, or, where it leaves
 * none, every field that can be read has the value.
 */
export function isAmended({ request }: { readonly request: AmendRequest }, held: Subscription): boolean {
  const { amendment } = request
  if (amendment) {
    return held.amendments.some(
      ({ orgId, opportunityId, runId }) =>
        orgId === amendment.orgId && opportunityId === amendment.opportunityId && runId === amendment.runId,
    )
  }
  return (
    isSameMoment(request.trialEndDate, held.trialEndDate) &&
    isSameMoment(request.cancellationDate, held.cancellationDate) &&
    Object.entries(request.metadata ?? {}).every(([key, value]) => held.metadata[key] === value) &&
    (request.addons === undefined ||
      (request.addons.length === held.addons.length &&
        request.addons.every(({ addonId, quantity }) =>
          held.addons.some((addon) => addon.id === addonId && compare(addon.quantity, quantity) === 0),
        )))
  )
}

const isSameMoment = (wanted: string | null | undefined, held: string | null): boolean =>
  wanted === undefined || (wanted === null ? held === null : held !== null && Date.parse(wanted) === Date.parse(held))
