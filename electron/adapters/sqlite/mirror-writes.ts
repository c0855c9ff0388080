import type { DatabaseSync } from 'node:sqlite'

import type { MarkedSubscription, MirrorDeal, MirrorPort } from '#core/ports'
import { toNumber } from '#shared/domain/decimal'
import type { DealReason } from '#shared/domain/deal-state'
import { stateNames } from './deal-index.ts'
import { folded, openingOf, searchTextOf, soldOf } from './deal-text.ts'
import { inTransaction } from './open-database.ts'

/** Of a deal that nobody has judged yet. */
const unjudged: DealReason = { finding: null, facts: {}, runId: null, warnings: 0 }
const ready = stateNames.indexOf('ready')

/** Most deals that are written at once; a larger batch is several. */
const batchSize = 2_000

type Writes = Pick<MirrorPort, 'upsert' | 'remove' | 'setStates' | 'setProgress' | 'setMarkers' | 'setDrift' | 'clear'>

/** What a write leaves to be read anew. */
export interface Changes {
  deals(): void
  state(n: number, state: number): void
}

const key = (text: string | null | undefined): string | null => (text ? folded(text) : null)

const factsOf = (deal: MirrorDeal) => {
  const { opportunity, account } = deal
  const accountName = account?.name ?? opportunity.accountName
  const sold = soldOf(deal)
  return {
    name: opportunity.name,
    account_id: opportunity.accountId,
    account_name: accountName,
    owner_name: opportunity.ownerName,
    stage_name: opportunity.stageName,
    type: opportunity.type,
    close_date: opportunity.closeDate,
    amount: opportunity.amount,
    currency: opportunity.currency,
    sold_plan: sold.plan,
    sold_other: sold.other,
    customer_id: account?.stiggCustomerId ?? null,
    subscription_id: opportunity.subscriptionId,
    name_key: folded(opportunity.name),
    account_key: key(accountName),
    owner_key: key(opportunity.ownerName),
    amount_key: opportunity.amount === null ? null : toNumber(opportunity.amount),
    opening: openingOf(deal),
  }
}
const factNames: readonly (keyof ReturnType<typeof factsOf>)[] = [
  'name',
  'account_id',
  'account_name',
  'owner_name',
  'stage_name',
  'type',
  'close_date',
  'amount',
  'currency',
  'sold_plan',
  'sold_other',
  'customer_id',
  'subscription_id',
  'name_key',
  'account_key',
  'owner_key',
  'amount_key',
  'opening',
]

export function createMirrorWrites(database: DatabaseSync, changes: Changes): Writes {
  const held = database.prepare('SELECT n, deal FROM deal JOIN record USING (n) WHERE id = ?')
  const insert = database.prepare(
    `INSERT INTO deal (id, state, reason, ${factNames.join(', ')})
     VALUES (?, ?, ?, ${factNames.map(() => '?').join(', ')})`,
  )
  const update = database.prepare(`UPDATE deal SET ${factNames.map((name) => `${name} = ?`).join(', ')} WHERE n = ?`)
  const putRecord = database.prepare('INSERT OR REPLACE INTO record (n, deal) VALUES (?, ?)')
  const putText = database.prepare('INSERT OR REPLACE INTO deal_text (rowid, text) VALUES (?, ?)')
  const removeDeal = database.prepare('DELETE FROM deal WHERE id = ? RETURNING n')
  const removeRecord = database.prepare('DELETE FROM record WHERE n = ?')
  const removeText = database.prepare('DELETE FROM deal_text WHERE rowid = ?')
  const setState = database.prepare(
    'UPDATE deal SET state = ?1, reason = ?2 WHERE id = ?3 AND (state <> ?1 OR reason <> ?2) RETURNING n',
  )
  const putProgress = database.prepare(
    'INSERT OR REPLACE INTO progress (one, modstamp, as_of, scope, whole) VALUES (1, ?, ?, ?, ?)',
  )
  const putMarker = database.prepare('INSERT OR REPLACE INTO marker VALUES (?, ?, ?, ?, ?, ?, ?, ?)')

  const putDrift = database.prepare('INSERT OR REPLACE INTO drift VALUES (1, ?)')

  /** A deal that is held as it is costs one read. Its words are indexed anew only where they changed. */
  function put(deal: MirrorDeal): void {
    const { id } = deal.opportunity
    const record = JSON.stringify(deal)
    const before = held.get(id)
    if (before?.deal === record) return
    const facts = factsOf(deal)
    const values = factNames.map((name) => facts[name])
    const text = searchTextOf(deal)
    const n = before
      ? Number(before.n)
      : Number(insert.run(id, ready, JSON.stringify(unjudged), ...values).lastInsertRowid)
    if (before) update.run(...values, n)
    putRecord.run(n, record)
    // The text held is this app's own, of the same version: another layout would have made another file.
    if (!before || searchTextOf(JSON.parse(String(before.deal)) as MirrorDeal) !== text) putText.run(n, text)
  }

  return {
    upsert(deals) {
      for (let start = 0; start < deals.length; start += batchSize)
        inTransaction(database, () => deals.slice(start, start + batchSize).forEach(put))
      if (deals.length > 0) changes.deals()
    },
    remove(opportunityIds) {
      inTransaction(database, () => {
        for (const id of opportunityIds) {
          const n = removeDeal.get(id)?.n
          if (n === undefined) continue
          removeRecord.run(Number(n))
          removeText.run(Number(n))
        }
      })
      if (opportunityIds.length > 0) changes.deals()
    },
    setStates(states) {
      const changed: [number, number][] = []
      inTransaction(database, () => {
        for (const { id, state, reason } of states) {
          const index = stateNames.indexOf(state)
          const n = setState.get(index, JSON.stringify(reason), id)?.n
          if (n !== undefined) changed.push([Number(n), index])
        }
      })
      for (const [n, index] of changed) changes.state(n, index)
    },
    setProgress: ({ watermark, asOf, scope, isWhole }) =>
      void putProgress.run(watermark?.modstamp ?? null, asOf, scope, isWhole ? 1 : 0),
    setMarkers: (markers) =>
      inTransaction(database, () => {
        database.exec('DELETE FROM marker')
        for (const each of markers) putMarker.run(...markerValues(each))
      }),
    setDrift(report) {
      if (report === null) database.exec('DELETE FROM drift')
      else putDrift.run(JSON.stringify(report))
    },
    clear() {
      inTransaction(database, () =>
        database.exec(
          `DELETE FROM deal; DELETE FROM record; DELETE FROM marker; DELETE FROM progress;
           INSERT INTO deal_text (deal_text) VALUES ('delete-all')`,
        ),
      )
      changes.deals()
    },
  }
}

const markerValues = ({ subscriptionId, customerId, planId, status, marker }: MarkedSubscription) =>
  [
    subscriptionId,
    customerId,
    status,
    marker.orgId,
    marker.opportunityId,
    marker.runId,
    marker.generation,
    planId,
  ] as const
