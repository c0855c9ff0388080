import { z } from 'zod'

import { Decimal } from './decimal.ts'
import { Money } from './money.ts'
import { Moment } from './opportunity.ts'
import { SalesforceId } from './salesforce-id.ts'
import { PaymentCollection } from './terms.ts'

const Id = z.string().min(1).max(255)

/**
 * Credits to be granted: every field of Stigg's action "Create Stigg Credit Grant".
 * Source: Stigg documentation, "Provisioning flows"; REST API v1, "Create a credit grant".
 */
export const GrantRequest = z.object({
  customerId: Id,
  type: z.enum(['PROMOTIONAL', 'PAID']),
  currencyId: Id,
  displayName: z.string().max(255),
  amount: Decimal,
  resourceId: Id.nullable(),
  comment: z.string().max(200).nullable(),
  /** Null = at once. */
  effectiveAt: Moment.nullable(),
  /** Null = never. */
  expireAt: Moment.nullable(),
  /** 0 is used up first; null = Stigg's default. */
  priority: z.number().nullable(),
  /** For PAID alone, as are the next two. */
  collection: PaymentCollection.nullable(),
  /** Of the whole grant, not per credit. */
  cost: Money.nullable(),
  /** The deal that it is granted for; null = freely. */
  opportunityId: SalesforceId.nullable(),
})
export type GrantRequest = z.infer<typeof GrantRequest>

/** What can be done about credits, each approved by its preview. */
export const CreditAct = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('grant-credits'), request: GrantRequest }),
  z.object({
    kind: z.literal('void-grant'),
    customerId: Id,
    grantId: Id,
    opportunityId: SalesforceId.nullable(),
  }),
])
export type CreditAct = z.infer<typeof CreditAct>

/** A top-up that a profile keeps: one click, and a confirmation. */
export const CreditPreset = z.object({
  name: z.string().min(1).max(80),
  currencyId: Id,
  amount: Decimal,
  type: z.enum(['PROMOTIONAL', 'PAID']),
  /** Days from the grant until it expires; null = never. */
  expiresInDays: z.number().int().positive().nullable(),
  priority: z.number().int().nonnegative().nullable(),
  comment: z.string().max(200).nullable(),
  collection: PaymentCollection.nullable(),
  cost: Money.nullable(),
})
export type CreditPreset = z.infer<typeof CreditPreset>

/** How far a person may go without being asked again. Amounts are credits of one currency. */
export const CreditGuards = z.object({
  /** The same amount for the same customer within so many hours asks again; 0 = never. */
  repeatWithinHours: z.number().int().nonnegative(),
  maxPerGrant: Decimal.nullable(),
  /** Per person and currency within 24 hours, as far as this machine's journal knows. */
  maxPerDay: Decimal.nullable(),
})
export type CreditGuards = z.infer<typeof CreditGuards>
