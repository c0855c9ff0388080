import { z } from 'zod'

import type { OrgSchema } from './org-schema.ts'
import { isMultiCurrency } from './deal-columns.ts'
import type { WireRecord } from './query.ts'
import { fields, soql, type Soql } from './soql.ts'
import { currency, recordId } from './wire.ts'

/** Which products have an active entry in the standard price book, by currency. */
export interface StandardPrices {
  /** @param currency lower case; in an org with a single currency any will do */
  has(productId: string, currency: string): boolean
}

const WireEntry = z.object({ Product2Id: recordId, CurrencyIsoCode: currency })
const anyCurrency = '*'

/** Collects entries as they are read. */
export function createStandardPrices(): StandardPrices & { add(records: readonly WireRecord[]): void } {
  const known = new Map<string, Set<string>>()
  return {
    add(records) {
      for (const record of records) {
        const entry = WireEntry.safeParse(record)
        if (!entry.success) continue
        const { Product2Id, CurrencyIsoCode } = entry.data
        const currencies = known.get(Product2Id) ?? new Set()
        known.set(Product2Id, currencies.add(CurrencyIsoCode ?? anyCurrency))
      }
    },
    has(productId, wanted) {
      const currencies = known.get(productId)
      return currencies !== undefined && (currencies.has(anyCurrency) || currencies.has(wanted))
    },
  }
}

/** Active entries of the standard price book, for products that a condition picks. */
export const standardPriceQuery = (schema: OrgSchema, products: Soql): Soql =>
  soql`SELECT ${fields(['Product2Id', ...(isMultiCurrency(schema) ? ['CurrencyIsoCode'] : [])])} FROM PricebookEntry WHERE Pricebook2.IsStandard = ${true} AND IsActive = ${true} AND ${products}`
