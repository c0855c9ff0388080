import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'

import { DealRow } from '#shared/contract/opportunities'
import { DealReason } from '#shared/domain/deal-state'
import { stateNames } from './deal-index.ts'

/** A row as SQLite holds it: the state by number, the reason as JSON. */
const StoredRow = DealRow.extend({
  state: z.number().transform((index) => stateNames[index] ?? 'ready'),
  reason: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(DealReason),
})

/**
 * Of the deal's subscriptions the one to name: in force before over, then the newest generation. Its marker speaks
 * where the org has no field for it, or nobody has written it there.
 */
const marked = (column: 'customer_id' | 'subscription_id') =>
  `(SELECT m.${column} FROM marker m WHERE m.opportunity_id = deal.id
    ORDER BY m.status IN ('CANCELED', 'EXPIRED'), m.generation DESC LIMIT 1)`

const columns = `deal.id, name, account_id AS accountId, account_name AS accountName, owner_name AS ownerName,
  stage_name AS stageName, type, close_date AS closeDate, amount, currency, state, reason, sold_plan AS soldPlan,
  sold_other AS soldOther, coalesce(customer_id, ${marked('customer_id')}) AS customerId,
  coalesce(subscription_id, ${marked('subscription_id')}) AS subscriptionId`

export interface DealRows {
  byId(id: string): DealRow | null
  /** The rows of these deals, in this order. */
  byNumbers(numbers: readonly number[]): DealRow[]
}

export function createDealRows(database: DatabaseSync): DealRows {
  const oneById = database.prepare(`SELECT ${columns} FROM deal WHERE id = ?`)
  const oneByNumber = database.prepare(`SELECT ${columns} FROM deal WHERE n = ?`)
  return {
    byId(id) {
      const row = oneById.get(id)
      return row ? StoredRow.parse(row) : null
    },
    byNumbers: (numbers) => z.array(StoredRow).parse(numbers.map((n) => oneByNumber.get(n))),
  }
}
