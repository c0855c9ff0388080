import { hexOf, type SeedContext } from './context.ts'
import type { GrantStory } from './story.ts'
import type { StiggCustomer, StiggGrant } from './types.ts'

/** A customer's link to a record of Salesforce. */
export const customerIntegration = (id: string, salesforceId: string): StiggCustomer['integrations'][number] => ({
  id,
  vendorIdentifier: 'SALESFORCE',
  syncedEntityId: salesforceId,
})

export function grantOf(context: SeedContext, story: GrantStory, customerId: string): StiggGrant {
  const at = context.at(-story.grantedDaysAgo)
  return {
    id: `cred-grant-${hexOf(`${context.seed}:grant:${story.key}`, 10)}`,
    displayName: story.name,
    amount: story.amount,
    consumedAmount: story.consumed,
    grantType: story.kind,
    status: story.status ?? 'ACTIVE',
    priority: story.priority ?? (story.kind === 'PROMOTIONAL' ? 0 : 10),
    effectiveAt: at,
    expireAt: story.expiresIn === undefined ? null : context.at(story.expiresIn),
    voidedAt: null,
    cost: { amount: story.cost ?? 0, currency: 'usd' },
    comment: story.comment ?? null,
    customerId,
    currencyId: story.currency,
    resourceId: null,
    sourceType: null,
    paymentCollection: 'NOT_REQUIRED',
    invoiceId: null,
    latestInvoice: null,
    metadata: {},
    syncStates: null,
    createdAt: at,
    // What was consumed since was consumed until today.
    updatedAt: story.consumed > 0 ? context.at(-0.25) : at,
  }
}
