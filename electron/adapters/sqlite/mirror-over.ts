import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'

import type { MarkedSubscription, MirrorDeal, MirrorPort } from '#core/ports'
import { Marker, SubscriptionStatus } from '#shared/domain/customer'
import type { DealState } from '#shared/domain/deal-state'
import { DriftReport } from '#shared/domain/drift'
import { Moment } from '#shared/domain/opportunity'
import { createDealIndex, stateNames } from './deal-index.ts'
import type { DealIndex } from './deal-index.ts'
import { createDealRows } from './deal-rows.ts'
import { createMirrorWrites } from './mirror-writes.ts'

const ProgressRow = z
  .object({ modstamp: Moment.nullable(), asOf: Moment, scope: z.string(), whole: z.number() })
  .transform(({ modstamp, asOf, scope, whole }) => ({
    watermark: modstamp === null ? null : { modstamp },
    asOf,
    scope,
    isWhole: whole === 1,
  }))

const CustomerRow = z.object({
  customerId: z.string(),
  accountId: z.string(),
  accountName: z.string(),
  deals: z.number(),
})

const MarkerRow = z
  .object({
    subscriptionId: z.string(),
    customerId: z.string(),
    planId: z.string().nullable(),
    status: SubscriptionStatus,
    ...Marker.shape,
  })
  .transform(({ subscriptionId, customerId, planId, status, ...marker }): MarkedSubscription => ({
    subscriptionId,
    customerId,
    planId,
    status,
    marker,
  }))

/** Every state is there, since the names are all that there are. */
const byState = (counts: readonly number[]) =>
  Object.fromEntries(stateNames.map((name, index) => [name, counts[index] ?? 0])) as Record<DealState, number>

const byName = new Intl.Collator('en')

/** The read model of deals over one open database. */
export function mirrorOver(database: DatabaseSync): MirrorPort {
  let index: DealIndex | null = null
  const writes = createMirrorWrites(database, {
    deals: () => (index = null),
    state: (n, state) => index?.setState(n, state),
  })
  const rows = createDealRows(database)
  const record = database.prepare('SELECT deal FROM record JOIN deal USING (n) WHERE id = ?')
  const chunk = database.prepare('SELECT n, deal FROM record WHERE n > ? ORDER BY n LIMIT ?')
  const won = database.prepare(
    `SELECT id FROM deal JOIN record USING (n) WHERE json_extract(record.deal, '$.opportunity.isWon')`,
  )
  const progress = database.prepare('SELECT modstamp, as_of AS asOf, scope, whole FROM progress')
  const markers = database.prepare(
    `SELECT subscription_id AS subscriptionId, customer_id AS customerId, plan_id AS planId, status, org_id AS orgId,
       opportunity_id AS opportunityId, run_id AS runId, generation FROM marker ORDER BY subscription_id`,
  )
  const drift = database.prepare('SELECT report FROM drift')
  const ids = (where: string) => {
    const select = database.prepare(`SELECT id FROM deal WHERE ${where} ORDER BY close_date DESC, n`)
    return (value: string) => select.all(value).map(({ id }) => String(id))
  }
  const customers = database.prepare(
    `SELECT coalesce(customer_id, marked) AS customerId, coalesce(account_id, '') AS accountId,
       coalesce(max(account_name), '') AS accountName, count(*) AS deals
     FROM (SELECT deal.*, (SELECT customer_id FROM marker WHERE opportunity_id = deal.id) AS marked FROM deal)
     WHERE coalesce(customer_id, marked) IS NOT NULL GROUP BY 1, 2`,
  )
  const names = (column: string) => {
    const select = database.prepare(`SELECT DISTINCT ${column} AS name FROM deal WHERE ${column} IS NOT NULL`)
    return () =>
      select
        .all()
        .map(({ name }) => String(name))
        .sort(byName.compare)
  }
  const [stages, owners] = [names('stage_name'), names('owner_name')]
  // Written by this app in this layout's version, and read by no other: it is of the type that went in.
  const dealOf = (text: unknown): MirrorDeal => JSON.parse(String(text)) as MirrorDeal
  const readProgress = () => {
    const row = progress.get()
    return row ? ProgressRow.parse(row) : { watermark: null, asOf: null, scope: null, isWhole: false }
  }

  return {
    ...writes,
    get(opportunityId) {
      const row = record.get(opportunityId)
      return row ? dealOf(row.deal) : null
    },
    row: (opportunityId) => rows.byId(opportunityId),
    list(query) {
      index ??= createDealIndex(database)
      const { page, counts, total } = index.find(query)
      return { rows: rows.byNumbers(page), total, counts: byState(counts), asOf: readProgress().asOf }
    },
    facets: () => ({ stages: stages(), owners: owners() }),
    *chunks(size) {
      for (let last = 0; ;) {
        const read = chunk.all(last, size)
        if (read.length === 0) return
        last = Number(read.at(-1)?.n)
        yield read.map(({ deal }) => dealOf(deal))
      }
    },
    wonIds: () => new Set(won.all().map(({ id }) => String(id))),
    customers(search, limit) {
      const words = search.toLowerCase().split(/\s+/).filter(Boolean)
      const found = z.array(CustomerRow).parse(customers.all())
      return found
        .filter(({ accountName, customerId, accountId }) => {
          const text = `${accountName} ${customerId} ${accountId}`.toLowerCase()
          return words.every((word) => text.includes(word))
        })
        .toSorted((a, b) => byName.compare(a.accountName, b.accountName))
        .slice(0, limit)
    },
    idsByAccount: ids('account_id = ?'),
    idsByCustomer: ids('customer_id = ?1 OR id IN (SELECT opportunity_id FROM marker WHERE customer_id = ?1)'),
    idsBySubscription: ids(
      'subscription_id = ?1 OR id IN (SELECT opportunity_id FROM marker WHERE subscription_id = ?1)',
    ),
    progress: readProgress,
    markers: () => z.array(MarkerRow).parse(markers.all()),
    drift() {
      const row = drift.get()
      // What a later version wrote in another shape is as good as none: the next check makes a new one.
      return row ? (DriftReport.safeParse(JSON.parse(String(row.report))).data ?? null) : null
    },
  }
}
