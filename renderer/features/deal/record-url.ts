import type { DealLinks } from '#shared/contract/provisioning'
import type { RecordRef } from '#shared/domain/finding'

/** Where a record that a finding names can be opened; null where its service has no address for it. */
export function recordUrl(ref: RecordRef, links: DealLinks, lightningUrl: string | null): string | null {
  if (ref.system === 'salesforce')
    return lightningUrl === null ? null : `${lightningUrl}/lightning/r/${ref.type}/${encodeURIComponent(ref.id)}/view`
  if (ref.type === 'subscription') return links.subscriptionUrl ?? links.customerUrl
  return links.customerUrl
}
