import { z } from 'zod'

import { Decimal } from './decimal.ts'
import { Money } from './money.ts'

/*
 * The terms that a subscription can be given, in Stigg's own values.
 * Source: Stigg REST API v1, "Provision subscription".
 */

export const PaymentCollection = z.enum(['CHARGE', 'INVOICE', 'NONE'])
export type PaymentCollection = z.infer<typeof PaymentCollection>

export const ResetPeriod = z.enum(['YEAR', 'MONTH', 'WEEK', 'DAY', 'HOUR'])
export type ResetPeriod = z.infer<typeof ResetPeriod>

export const BillingCycleAnchor = z.enum(['UNCHANGED', 'NOW'])
export type BillingCycleAnchor = z.infer<typeof BillingCycleAnchor>

/** Prorate now, include it in the next invoice, none. */
export const Proration = z.enum(['INVOICE_IMMEDIATELY', 'CREATE_PRORATIONS', 'NONE'])
export type Proration = z.infer<typeof Proration>

/** A budget for on-demand charges, in whole units of the plan's currency; a hard stop unless it is soft. */
export const MaximumSpend = z.object({ limit: Decimal, hasSoftLimit: z.boolean() })
export type MaximumSpend = z.infer<typeof MaximumSpend>

/** A coupon of the catalogue, or a discount made for one subscription alone: percent or amount off, not both. */
export const Discount = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('coupon'), couponId: z.string() }),
  z.object({
    kind: z.literal('own'),
    name: z.string().min(1).max(255),
    percentOff: Decimal.nullable(),
    amountOff: Money.nullable(),
    /** Null = for as long as the subscription lasts. */
    durationInMonths: z.number().int().positive().nullable(),
  }),
])
export type Discount = z.infer<typeof Discount>
