import { z } from 'zod'

import { Decimal } from './decimal.ts'

/** ISO 4217 in lower case, as Stigg writes it ("usd"). Salesforce's upper case is lowered where records are parsed. */
export const Currency = z.string().regex(/^[a-z]{3}$/)
export type Currency = z.infer<typeof Currency>

/** Whole units of the currency, never cents: { amount: "48000", currency: "usd" } is $48,000.00. */
export const Money = z.object({ amount: Decimal, currency: Currency })
export type Money = z.infer<typeof Money>
