import { z } from 'zod'

import { StiggCustomer, Subscription } from '../domain/customer.ts'
import { EntitlementRow } from '../domain/entitlement-sources.ts'
import { LinkRow } from '../domain/link-states.ts'
import { Moment } from '../domain/opportunity.ts'
import { SalesforceId } from '../domain/salesforce-id.ts'
import { call } from './call.ts'
import { DealRow } from './opportunities.ts'

const CustomerId = z.string().min(1).max(255)

/** A customer as Stigg holds it now. */
export const CustomerHead = z.object({
  customer: StiggCustomer,
  readAt: Moment,
})
export type CustomerHead = z.infer<typeof CustomerHead>

/** What ties a customer or an account to the other service, read from both sides a moment ago. */
export const CustomerPair = z.object({
  /** Null where neither the record that was asked for nor anything that names it was found. */
  row: LinkRow.nullable(),
  /** Customers of the row that are archived in Stigg. */
  archived: z.array(z.string()),
  /** False where the key may not ask Stigg which customers name an account. */
  isWhole: z.boolean(),
  readAt: Moment,
})
export type CustomerPair = z.infer<typeof CustomerPair>

const Names = z.record(z.string(), z.string())

export const CustomerSubscriptions = z.object({
  /** Those in force first, then what is over; the newest first in either. */
  subscriptions: z.array(Subscription),
  /** The product of each plan that occurs. */
  products: z.record(z.string(), z.string()),
  /** Names of the catalogue by ID. */
  names: Names,
  /** Payments that runs of this machine wait for. An empty address: Stigg named no page. */
  checkouts: z.array(z.object({ subscriptionId: z.string(), url: z.string(), runId: z.string() })),
  readAt: Moment,
})
export type CustomerSubscriptions = z.infer<typeof CustomerSubscriptions>

export const CustomerEntitlements = z.object({
  /** Of the customer as a whole first, then of each resource. */
  pools: z.array(
    z.object({
      resourceId: z.string().nullable(),
      /** Stigg's word for why nothing may be used at all. */
      deniedBecause: z.string().nullable(),
      rows: z.array(EntitlementRow),
    }),
  ),
  /** The resource of each subscription that sources name; those of none are left out. */
  resources: z.record(z.string(), z.string()),
  names: Names,
  readAt: Moment,
})
export type CustomerEntitlements = z.infer<typeof CustomerEntitlements>

const eitherId = z.union([z.object({ customerId: CustomerId }), z.object({ accountId: SalesforceId })])

/**
 * One account and its customer in one place. Each part of the page is a call of its own, so that one that fails leaves
 * the others standing; credits are `credits.overview`, runs `runs.list`. Everything is read live but the deals.
 */
export const customers = {
  /** Fails: `stigg.not-found`, `stigg.*`. */
  get: call.input(z.object({ customerId: CustomerId })).output(CustomerHead),
  /** The customer that a subscription belongs to. Fails: `stigg.not-found`, `stigg.*`. */
  ofSubscription: call
    .input(z.object({ subscriptionId: z.string().min(1).max(255) }))
    .output(z.object({ customerId: z.string() })),
  /** Fails: `stigg.*`, `salesforce.*`. */
  pair: call.input(eitherId).output(CustomerPair),
  /** Fails: `stigg.*`. */
  subscriptions: call.input(z.object({ customerId: CustomerId })).output(CustomerSubscriptions),
  /** Fails: `stigg.*`. */
  entitlements: call.input(z.object({ customerId: CustomerId })).output(CustomerEntitlements),
  /** Deals of the customer and of the account, the last closed first; from the mirror, never live. */
  deals: call
    .input(z.object({ customerId: CustomerId.nullable(), accountId: SalesforceId.nullable() }))
    .output(z.array(DealRow)),
}
