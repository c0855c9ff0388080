import * as z from 'zod'
import { Address, Amount, CustomerId, EntityId, Instant, Metadata, Money, Quantity, Text } from './common.ts'

/** Source: Stigg REST API, "Create a credit grant". */
export const CreateGrant = z.strictObject({
  customerId: CustomerId,
  currencyId: EntityId,
  amount: Quantity.positive(),
  displayName: Text.min(1),
  grantType: z.enum(['PAID', 'PROMOTIONAL']),
  resourceId: Text.min(1).optional(),
  comment: z.string().optional(),
  effectiveAt: Instant.optional(),
  expireAt: Instant.optional(),
  priority: Quantity.int().nonnegative().optional(),
  paymentCollectionMethod: z.enum(['CHARGE', 'INVOICE', 'NONE']).optional(),
  cost: Money.optional(),
  awaitPaymentConfirmation: z.boolean().optional(),
  billingInformation: z
    .strictObject({
      billingAddress: Address.optional(),
      invoiceDaysUntilDue: z.number().int().nonnegative().optional(),
      isInvoicePaid: z.boolean().optional(),
    })
    .optional(),
  metadata: Metadata.optional(),
})
export type CreateGrant = z.output<typeof CreateGrant>

const dimensions = z.record(z.string(), z.unknown()).optional()
const consumption = {
  customerId: CustomerId,
  currencyId: EntityId,
  amount: Amount,
  idempotencyKey: Text.min(1),
  resourceId: Text.min(1).nullish(),
  dimensions,
  createdAt: Instant.optional(),
}
/** Source: Stigg REST API, "Consume credits". */
export const ConsumeCredits = z.strictObject(consumption)
export const ConsumeManyCredits = z.strictObject({ consumptions: z.array(z.strictObject(consumption)).max(1000) })

const currencyFields = {
  description: z.string().nullish(),
  symbol: z.string().nullish(),
  units: z.strictObject({ singular: z.string(), plural: z.string() }).nullish(),
  metadata: Metadata.optional(),
}
/** Source: Stigg REST API, "Create a custom currency". */
export const CreateCurrency = z.strictObject({ id: EntityId, displayName: Text.min(1), ...currencyFields })
export const UpdateCurrency = z.strictObject({ displayName: Text.min(1).optional(), ...currencyFields })

/** All keys must be present. Source: Stigg REST API, "Create a coupon". */
export const CreateCoupon = z.strictObject({
  id: EntityId,
  name: Text.min(1),
  description: z.string().nullable(),
  percentOff: z.number().min(0).max(100).nullable(),
  amountsOff: z.array(Money).nullable(),
  durationInMonths: z.number().int().positive().nullable(),
  metadata: Metadata.nullable(),
})
export const UpdateCoupon = z.strictObject({
  name: Text.min(1).optional(),
  description: z.string().nullish(),
  metadata: Metadata.nullish(),
})

const usage = {
  customerId: CustomerId,
  featureId: EntityId,
  value: Quantity,
  updateBehavior: z.enum(['DELTA', 'SET']).optional(),
  resourceId: Text.min(1).nullish(),
  dimensions,
}
/** Source: Stigg REST API, "Report usage". */
export const ReportUsage = z.strictObject({
  usages: z
    .array(z.strictObject({ ...usage, idempotencyKey: Text.optional(), createdAt: Instant.optional() }))
    .min(1)
    .max(100),
})
export const EstimateUsage = z.strictObject(usage)
