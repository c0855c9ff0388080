import * as z from 'zod'
import {
  Address,
  Amount,
  Currency,
  CustomerId,
  Email,
  EntityId,
  Instant,
  Metadata,
  ResetPeriod,
  TaxIds,
  Text,
  Vendor,
} from './common.ts'
import { MonthlyReset, WeeklyReset, YearlyReset } from './common.ts'

const Integration = z.strictObject({ id: Text.min(1), vendorIdentifier: Vendor, syncedEntityId: Text.nullable() })

const PaymentMethod = z.strictObject({
  billingId: z.string().nullable(),
  type: z.enum(['CARD', 'BANK', 'CASH_APP']),
  cardLast4Digits: z.string().nullable(),
  cardExpiryMonth: z.number().nullable(),
  cardExpiryYear: z.number().nullable(),
})

const Passthrough = z.strictObject({
  stripe: z
    .strictObject({
      billingAddress: Address.optional(),
      shippingAddress: Address.optional(),
      customerName: z.string().optional(),
      invoiceCustomFields: Metadata.optional(),
      metadata: Metadata.optional(),
      paymentMethodId: z.string().optional(),
      taxIds: TaxIds.optional(),
    })
    .optional(),
  zuora: z
    .strictObject({
      billingAddress: Address.optional(),
      currency: Currency.optional(),
      metadata: Metadata.optional(),
      paymentMethodId: z.string().optional(),
    })
    .optional(),
})

const changeable = {
  name: Text.nullish(),
  email: Email.nullish(),
  billingCurrency: Currency.nullish(),
  billingId: Text.nullish(),
  couponId: z.union([EntityId, z.literal('')]).nullish(),
  language: Text.nullish(),
  timezone: Text.nullish(),
  integrations: z.array(Integration).optional(),
  metadata: Metadata.optional(),
  passthrough: Passthrough.optional(),
}

/** Source: Stigg REST API, "Provision customer". */
export const ProvisionCustomer = z.strictObject({
  id: CustomerId,
  ...changeable,
  defaultPaymentMethod: PaymentMethod.nullish(),
})
export type ProvisionCustomer = z.output<typeof ProvisionCustomer>

/** Source: Stigg REST API, "Update a customer". */
export const UpdateCustomer = z.strictObject(changeable)
export type UpdateCustomer = z.output<typeof UpdateCustomer>

/** Source: Stigg REST API, "Bulk import customers". */
export const ImportCustomers = z.strictObject({
  customers: z.array(
    z.strictObject({
      id: CustomerId,
      name: Text.nullable(),
      email: Email.nullable(),
      billingId: Text.nullish(),
      paymentMethodId: Text.nullish(),
      salesforceId: Text.nullish(),
      metadata: Metadata.optional(),
      updatedAt: Instant.optional(),
    }),
  ),
  integrationId: z.string().nullish(),
})

/** Source: Stigg REST API, "Attach payment method". */
export const AttachPaymentMethod = z.strictObject({
  integrationId: Text.min(1),
  paymentMethodId: Text.min(1),
  vendorIdentifier: Vendor,
  billingCurrency: Currency.nullish(),
})

/** Source: Stigg REST API, "Link an integration to a customer". */
export const LinkIntegration = z.strictObject({
  id: Text.min(1),
  vendorIdentifier: Vendor,
  syncedEntityId: Text.min(1),
})

/** Source: Stigg REST API, "Update a customer's integration link". */
export const RelinkIntegration = z.strictObject({ syncedEntityId: Text.nullable() })

/** Every key must be present. Source: Stigg REST API, "Grant promotional entitlements". */
export const GrantPromotions = z.strictObject({
  promotionalEntitlements: z
    .array(
      z.strictObject({
        featureId: EntityId,
        period: z.enum(['1 week', '1 month', '6 month', '1 year', 'lifetime', 'custom']),
        customEndDate: Instant.nullable(),
        usageLimit: Amount.nullable(),
        hasUnlimitedUsage: z.boolean().nullable(),
        hasSoftLimit: z.boolean().nullable(),
        isVisible: z.boolean().nullable(),
        enumValues: z.array(z.string()).nullable(),
        resetPeriod: ResetPeriod.nullable(),
        yearlyResetPeriodConfiguration: YearlyReset.nullable(),
        monthlyResetPeriodConfiguration: MonthlyReset.nullable(),
        weeklyResetPeriodConfiguration: WeeklyReset.nullable(),
      }),
    )
    .min(1),
})
export type Promotion = z.output<typeof GrantPromotions>['promotionalEntitlements'][number]
