import { z } from 'zod'

import { BillingPeriod, CreditCadence } from './catalog.ts'
import { Decimal } from './decimal.ts'
import { BillingCycleAnchor, MaximumSpend, PaymentCollection, Proration } from './terms.ts'

/** What a deal has to be for a template to apply. An empty list asks nothing; every condition that asks must hold. */
export const TemplateConditions = z.object({
  stages: z.array(z.string()),
  opportunityTypes: z.array(z.string()),
  /** Developer names. */
  recordTypes: z.array(z.string()),
  /** Whole units of the deal's currency, both inclusive. */
  amountFrom: Decimal.nullable(),
  amountTo: Decimal.nullable(),
  planIds: z.array(z.string()),
})
export type TemplateConditions = z.infer<typeof TemplateConditions>

/** What it says of a subscription. Absent = nothing: the profile's default stands. */
const TemplateValues = z
  .object({
    billingPeriod: BillingPeriod,
    creditCadence: CreditCadence,
    paymentCollection: PaymentCollection,
    daysUntilDue: z.number().int().min(1).max(365),
    /** Null = no trial, whatever the plan says. */
    trial: z
      .object({
        days: z.number().int().min(1).max(730),
        endBehavior: z.enum(['CONVERT_TO_PAID', 'CANCEL_SUBSCRIPTION']).nullable(),
      })
      .nullable(),
    /** Months after the start at whose end the subscription is cancelled. */
    termMonths: z.number().int().min(1).max(120),
    /** Whole units of the deal's currency. */
    minimumSpend: Decimal,
    maximumSpend: MaximumSpend,
    billingCycleAnchor: BillingCycleAnchor,
    proration: Proration,
  })
  .partial()

/** A named set of terms ("Invoice, annual, net 30") with the condition that picks it. */
export const Template = z.object({
  id: z.string().min(1).max(60),
  name: z.string().trim().min(1).max(80),
  when: TemplateConditions,
  values: TemplateValues,
})
export type Template = z.infer<typeof Template>
