import { linksOfRecord, type LinkPlaces, type RecordLinks, type ShownRecord } from '#shared/domain/record-links'
import type { WorkspaceStatus } from '#shared/contract/workspace'

import { useStatus } from '../../data/use-status.ts'

const placesOf = (status: WorkspaceStatus | undefined): LinkPlaces => ({
  orgId: status?.salesforce.org?.id ?? null,
  environmentId: status?.stigg.environment?.id ?? null,
  lightningUrl: status?.salesforce.org?.lightningUrl ?? null,
  customerUrlTemplate: status?.profile.customerUrlTemplate ?? null,
  subscriptionUrlTemplate: status?.profile.subscriptionUrlTemplate ?? null,
  redirectUrl: status?.profile.rules.redirectUrl ?? null,
})

/** Every address of a record of this profile. */
export function useRecordLinks(): (record: ShownRecord) => RecordLinks {
  const places = placesOf(useStatus())
  return (record) => linksOfRecord(record, places)
}
