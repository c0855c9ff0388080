import type { DealBatch, DealScope, Watermark } from '#core/ports'
import { ok, type Result } from '#shared/failure'

import { completeDeals, pageSize } from './complete-deals.ts'
import { chunksOf, createLineReading } from './deal-lines.ts'
import { inScope } from './deal-queries.ts'
import { pageQuery, pagesFrom, rowsOfPage, stampOf, type SyncRun } from './opportunity-pages.ts'
import type { OrgContext } from './org-context.ts'
import { listChanges } from './list-changes.ts'
import { queriesAtOnce, queryRows, type WireRecord } from './query.ts'
import { soql } from './soql.ts'
import { startOf, type SeenStamps } from './touched-deals.ts'

/**
 * Deals changed since a watermark, oldest change first; all of them where there is none.
 *
 * A catch-up takes one request for what changed and was deleted, one for lines and prices, and a third only where a
 * product, an account or a line moved without its opportunity. A whole read takes two requests per 1,500 deals. Paging
 * is by (SystemModstamp, Id): deals that change meanwhile come again at the end, and none is lost. The watermark of a
 * batch is safe to go on from, even where the iteration ends with it.
 *
 * @param seen stamps of accounts, products and lines that were dealt with; kept by the caller between runs
 * Fails: yields one failure and ends.
 */
export async function* changedDeals(
  context: OrgContext,
  scope: DealScope,
  since: Watermark | null,
  seen: SeenStamps,
  signal?: AbortSignal,
): AsyncGenerator<Result<DealBatch>, void> {
  const run: SyncRun = { context, scope, reading: createLineReading(scope), signal }
  if (since === null) {
    yield* wholeRead(run)
    return
  }
  const listed = await listChanges(run, since, seen)
  if (!listed.ok) {
    yield listed
    return
  }
  const { changed, deletedIds, touched, stamps, latest } = listed.value
  const end = laterOf(since, latest)
  if (touched === null) {
    // A new price list or a mass update: reading everything is cheaper than finding out what was touched.
    yield* readAnew(run, since, deletedIds, end)
  } else {
    const first = [...touched.filter(({ Id }) => changed.every((record) => record['Id'] !== Id)), ...changed]
    const isLast = changed.length < pageSize
    yield* batches(run, first, since, isLast ? end : laterOf(since, lastStamp(changed)), deletedIds)
    if (!isLast) yield* furtherPages(run, since, changed, end)
  }
  seen.clear()
  for (const [id, stamp] of stamps) seen.set(id, stamp)
}

/** Everything in scope, oldest change first. */
async function* wholeRead(run: SyncRun): AsyncGenerator<Result<DealBatch>, void> {
  const scope = inScope(run.scope)
  const query = pageQuery(run, [scope], null)
  const pages = await queriesAtOnce(
    run.context.api,
    { first: { soql: query }, total: { soql: soql`SELECT COUNT() FROM Opportunity WHERE ${scope}` } },
    run.signal,
  )
  if (!pages.ok) {
    yield pages
    return
  }
  const { first, total } = pages.value
  const rows = first.ok ? await rowsOfPage(run, query, first.value) : first
  if (!rows.ok) {
    yield rows
    return
  }
  const all = total.ok ? total.value.totalSize : null
  let watermark: Watermark = { modstamp: '1970-01-01T00:00:00.000Z' }
  for await (const page of pagesFrom(run, [scope], rows.value)) {
    if (!page.ok) {
      yield page
      return
    }
    watermark = laterOf(watermark, lastStamp(page.value))
    const batch = await toBatch(run, page.value, watermark, [])
    yield batch.ok ? ok({ ...batch.value, total: all }) : batch
    if (!batch.ok) return
  }
}

/** Everything in scope once more, after a watermark; only the last batch moves it. */
async function* readAnew(
  run: SyncRun,
  since: Watermark,
  deletedIds: readonly string[],
  end: Watermark,
): AsyncGenerator<Result<DealBatch>, void> {
  const left = await queryRows(
    run.context.api,
    {
      soql: soql`SELECT Id FROM Opportunity WHERE SystemModstamp >= ${startOf(since)} AND (NOT (${inScope(run.scope)}))`,
    },
    run.signal,
  )
  if (!left.ok) {
    yield left
    return
  }
  yield ok({
    deals: [],
    gone: [...deletedIds, ...left.value.map((row) => String(row['Id']))],
    watermark: since,
    total: null,
  })
  for await (const batch of wholeRead(run)) {
    yield batch.ok ? ok({ ...batch.value, watermark: since }) : batch
    if (!batch.ok) return
  }
  yield ok({ deals: [], gone: [], watermark: end, total: null })
}

/** The pages after the first of a long catch-up. */
async function* furtherPages(
  run: SyncRun,
  since: Watermark,
  first: readonly WireRecord[],
  end: Watermark,
): AsyncGenerator<Result<DealBatch>, void> {
  let isFirst = true
  for await (const page of pagesFrom(run, [soql`SystemModstamp >= ${startOf(since)}`], first)) {
    if (!page.ok) {
      yield page
      return
    }
    if (isFirst) {
      isFirst = false
      continue
    }
    const reached = laterOf(since, lastStamp(page.value))
    const batch = await toBatch(
      run,
      page.value,
      page.value.length < pageSize ? laterOf(end, reached.modstamp) : reached,
      [],
    )
    yield batch
    if (!batch.ok) return
  }
}

/** Records in portions; only the last one moves the watermark. There is always one, even where nothing changed. */
async function* batches(
  run: SyncRun,
  records: readonly WireRecord[],
  before: Watermark,
  after: Watermark,
  gone: readonly string[],
): AsyncGenerator<Result<DealBatch>, void> {
  const portions = records.length > 0 ? chunksOf(records, pageSize) : [[]]
  for (const [index, portion] of portions.entries()) {
    const watermark = index === portions.length - 1 ? after : before
    const batch = await toBatch(run, portion, watermark, index === 0 ? gone : [])
    yield batch
    if (!batch.ok) return
  }
}

async function toBatch(
  run: SyncRun,
  records: readonly WireRecord[],
  watermark: Watermark,
  gone: readonly string[],
): Promise<Result<DealBatch>> {
  const wanted = records.filter((record) => isInScope(record, run.scope))
  const left = records.filter((record) => !isInScope(record, run.scope)).map((record) => String(record['Id']))
  const deals = await completeDeals(run.context, wanted, run.scope, run.reading, run.signal)
  return deals.ok ? ok({ deals: deals.value, gone: [...gone, ...left], watermark, total: null }) : deals
}

const isInScope = (record: WireRecord, { trialStages }: DealScope): boolean =>
  record['IsWon'] === true ||
  (record['IsClosed'] === false && trialStages.some((stage) => sameStage(stage, String(record['StageName']))))

/** SOQL compares text without regard to case. */
const sameStage = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

const lastStamp = (records: readonly WireRecord[]): string | null => {
  const last = records.at(-1)
  return last ? stampOf(last) : null
}

const laterOf = (watermark: Watermark, stamp: string | null): Watermark => {
  if (stamp === null || Number.isNaN(Date.parse(stamp))) return watermark
  const modstamp = new Date(stamp).toISOString()
  return modstamp > watermark.modstamp ? { modstamp } : watermark
}
