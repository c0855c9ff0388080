import { z } from 'zod'

import { Decimal } from './decimal.ts'
import { Money } from './money.ts'

/** One line of what Stigg's own preview computes: list prices, without negotiated ones. */
export interface StiggCostLine {
  readonly label: string
  readonly quantity: Decimal | null
  readonly unitPrice: Money | null
  readonly total: Money
}

/** Stigg's dry run of one subscription. Whole units. Source: POST /subscriptions/preview. */
export interface StiggCostPreview {
  readonly first: { readonly total: Money; readonly lines: readonly StiggCostLine[] }
  readonly recurring: { readonly total: Money; readonly lines: readonly StiggCostLine[] } | null
}

/** One amount of the cost preview, with who computed it. */
export const CostLine = z.object({
  productId: z.string(),
  label: z.string(),
  quantity: Decimal.nullable(),
  unitPrice: Money.nullable(),
  total: Money,
  /** Stigg's preview knows list prices only; negotiated prices are added up here. */
  by: z.enum(['stigg', 'companion']),
})
export type CostLine = z.infer<typeof CostLine>

export const CostTotal = z.object({ total: Money, by: z.enum(['stigg', 'companion']), lines: z.array(CostLine) })

export type CostTotal = z.infer<typeof CostTotal>

export const Cost = z.object({
  /** Null where nothing is billed through Stigg, and where Stigg could not be asked. */
  first: CostTotal.nullable(),
  recurring: CostTotal.extend({ per: z.enum(['MONTHLY', 'ANNUALLY']) }).nullable(),
  note: z.enum(['none', 'not-billed-by-stigg', 'preview-unavailable', 'needs-billing-period', 'negotiated-prices']),
})
export type Cost = z.infer<typeof Cost>
