import { eventIterator } from '@orpc/contract'
import { z } from 'zod'

import { AutoRecharge, CreditBalance, CreditGrant } from '../domain/credit-grant.ts'
import { StiggCustomer } from '../domain/customer.ts'
import { Decimal } from '../domain/decimal.ts'
import { CreditAct } from '../domain/grant-request.ts'
import { grantFindings, type GrantFindingCode } from '../domain/grant-rules.ts'
import { Moment } from '../domain/opportunity.ts'
import { WireRequest } from '../domain/run.ts'
import { Step } from '../domain/step.ts'
import { call } from './call.ts'
import { ProvisioningReport, StepEvent } from './provisioning.ts'

const CustomerId = z.string().min(1).max(255)
const Pool = { customerId: CustomerId, currencyId: z.string().min(1), resourceId: z.string().min(1).nullable() }

/** A Stigg customer that an account of the mirror names. */
export const CreditCustomer = z.object({
  customerId: z.string(),
  accountId: z.string(),
  accountName: z.string(),
  deals: z.number().int(),
})
export type CreditCustomer = z.infer<typeof CreditCustomer>

export const CreditOverview = z.object({
  customer: StiggCustomer,
  balances: z.array(CreditBalance),
  /** Newest first. */
  grants: z.array(CreditGrant),
  /** Resources of the customer's subscriptions. */
  resources: z.array(z.string()),
  /** Names of the currencies that occur, by ID. */
  names: z.record(z.string(), z.string()),
  readAt: Moment,
})
export type CreditOverview = z.infer<typeof CreditOverview>

export const LedgerEntry = z.object({
  id: z.string(),
  type: z.enum([
    'CREDITS_GRANTED',
    'CREDITS_EXPIRED',
    'CREDITS_CONSUMED',
    'CREDITS_VOIDED',
    'CREDITS_UPDATED',
    'CREDITS_CONSUMPTION_TRANSFER_SOURCE',
    'CREDITS_CONSUMPTION_TRANSFER_TARGET',
    'UNKNOWN',
  ]),
  amount: Decimal,
  grantId: z.string(),
  featureId: z.string().nullable(),
  at: Moment,
})
export type LedgerEntry = z.infer<typeof LedgerEntry>

export const LedgerPage = z.object({ entries: z.array(LedgerEntry), next: z.string().nullable() })
export type LedgerPage = z.infer<typeof LedgerPage>

export const UsageRange = z.enum(['LAST_DAY', 'LAST_WEEK', 'LAST_MONTH', 'LAST_YEAR'])
export type UsageRange = z.infer<typeof UsageRange>

/** What was used up, by feature; a point is a day, or an hour of the last day. */
export const CreditConsumption = z.object({
  series: z.array(
    z.object({
      featureId: z.string().nullable(),
      featureName: z.string().nullable(),
      total: Decimal,
      points: z.array(z.object({ at: Moment, amount: Decimal })),
    }),
  ),
})
export type CreditConsumption = z.infer<typeof CreditConsumption>

const codes = Object.keys(grantFindings) as [GrantFindingCode, ...GrantFindingCode[]]

/** What would be done about credits, read live a moment ago. Nothing has been written. */
export const CreditPreview = z.object({
  act: CreditAct,
  customerName: z.string(),
  currencyName: z.string(),
  /** Of the pool that the grant belongs to. After: once everything is active and paid. */
  before: CreditBalance,
  after: Decimal,
  /** Which one alike it is, from 1; null for a void. */
  ordinal: z.number().int().nullable(),
  /** The grant that is voided. */
  grant: CreditGrant.nullable(),
  findings: z.array(z.object({ code: z.enum(codes), facts: z.record(z.string(), z.string()) })),
  step: Step,
  requests: z.array(WireRequest),
  /** Approves exactly this. */
  fingerprint: z.string(),
  readAt: Moment,
})
export type CreditPreview = z.infer<typeof CreditPreview>

export const credits = {
  /** Customers whose account, ID or deals hold every word; from the mirror, never live. At most 200. */
  customers: call.input(z.object({ search: z.string().max(200) })).output(z.array(CreditCustomer)),
  /** Fails: `stigg.not-found`, `stigg.*`. */
  overview: call.input(z.object({ customerId: CustomerId })).output(CreditOverview),
  /** One page, in Stigg's order. Fails: `stigg.*`. */
  ledger: call.input(z.object({ ...Pool, cursor: z.string().nullable() })).output(LedgerPage),
  /** Fails: `stigg.*`. */
  consumption: call.input(z.object({ ...Pool, range: UsageRange })).output(CreditConsumption),
  /** Null = none was ever set up. Fails: `stigg.*`. */
  autoRecharge: call
    .input(z.object({ customerId: CustomerId, currencyId: Pool.currencyId }))
    .output(AutoRecharge.nullable()),
  /** Fails: `stigg.not-found`, `credits.not-voidable`, `stigg.*`. */
  preview: call.input(z.object({ act: CreditAct })).output(CreditPreview),
  /**
   * As `provisioning.apply`, journalled as a run of the act's kind. `acknowledged` holds the codes of the warnings that
   * were ticked; `typed` what was typed where a cap is exceeded: the customer's ID.
   * Fails also: `credits.stale`, `credits.blocked`, `credits.unconfirmed`, `access.read-only`, `run.busy`.
   */
  apply: call
    .input(
      z.object({
        act: CreditAct,
        fingerprint: z.string(),
        acknowledged: z.array(z.string()),
        typed: z.string().max(255),
      }),
    )
    .output(eventIterator(StepEvent, ProvisioningReport)),
}
