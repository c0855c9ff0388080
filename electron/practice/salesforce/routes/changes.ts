import { refuse } from '../errors.ts'
import { stampOf } from '../rows/table.ts'
import type { ObjectDef } from '../schema/types.ts'
import type { ApiRequest, ApiResponse } from './api.ts'

const MINUTE_MS = 60_000
const WINDOW_MS = 30 * 24 * 3_600_000

/** Source: REST API Developer Guide, "sObject Get Updated". Seconds of the window are ignored. */
export function updatedRows(request: ApiRequest, object: ObjectDef): ApiResponse {
  const { from, to } = windowOf(request)
  const ids: string[] = []
  for (const row of request.org.table(object.name).byStamp(from)) {
    if (stampOf(row.SystemModstamp) >= to) break
    if (row['IsDeleted'] !== true) ids.push(row.Id)
  }
  return { status: 200, body: { ids, latestDateCovered: wire(to) } }
}

/** Source: REST API Developer Guide, "sObject Get Deleted". */
export function deletedRows(request: ApiRequest, object: ObjectDef): ApiResponse {
  const { from, to } = windowOf(request)
  const deletedRecords: { id: string; deletedDate: string }[] = []
  for (const row of request.org.table(object.name).byStamp(from)) {
    if (stampOf(row.SystemModstamp) >= to) break
    if (row['IsDeleted'] === true) deletedRecords.push({ id: row.Id, deletedDate: wire(stampOf(row.SystemModstamp)) })
  }
  const earliest = stampOf(new Date(request.org.clock.now().getTime() - WINDOW_MS).toISOString())
  return {
    status: 200,
    body: { deletedRecords, earliestDateAvailable: wire(earliest), latestDateCovered: wire(to) },
  }
}

function windowOf({ query, org }: ApiRequest): { from: string; to: string } {
  const from = instant(query.get('start'), 'start')
  const to = instant(query.get('end'), 'end')
  const now = org.clock.now().getTime()
  if (to - from < MINUTE_MS)
    throw refuse('INVALID_REPLICATION_DATE', 'endDate must be at least one minute greater than startDate')
  if (now - from > WINDOW_MS) throw refuse('INVALID_REPLICATION_DATE', 'startDate cannot be more than 30 days ago')
  const until = Math.min(to, Math.ceil(now / MINUTE_MS) * MINUTE_MS)
  return { from: stampOf(new Date(from).toISOString()), to: stampOf(new Date(until).toISOString()) }
}

/** A `+` that was not encoded arrives as a space. */
function instant(text: string | null, name: string): number {
  const at =
    text === null ? Number.NaN : Date.parse(text.replace(/ (\d\d:?\d\d)$/, '+$1').replace(/([+-]\d\d)(\d\d)$/, '$1:$2'))
  if (Number.isNaN(at)) throw refuse('INVALID_REPLICATION_DATE', `${name} is not a date-time: ${text ?? ''}`)
  return Math.floor(at / MINUTE_MS) * MINUTE_MS
}

const wire = (stamp: string) => `${stamp}.000+0000`
