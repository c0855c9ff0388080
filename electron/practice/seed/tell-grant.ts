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
  const made = context.at(Math.min(-story.grantedDaysAgo, -1))
  const id = `cred-grant-${hexOf(`${context.seed}:grant:${story.key}`, 10)}`
  const isUnpaid = story.status === 'PAYMENT_PENDING'
  return {
    id,
    displayName: story.name,
    amount: story.amount,
    consumedAmount: story.consumed,
    grantType: story.kind,
    status: story.status ?? 'ACTIVE',
    priority: story.priority ?? (story.kind === 'PROMOTIONAL' ? 0 : 10),
    effectiveAt: at,
    expireAt: story.expiresIn === undefined ? null : context.at(story.expiresIn),
    voidedAt: story.status === 'VOIDED' ? context.at(-story.grantedDaysAgo + 1) : null,
    cost: { amount: story.cost ?? 0, currency: 'usd' },
    comment: story.comment ?? null,
    customerId,
    currencyId: story.currency,
    resourceId: null,
    sourceType: null,
    paymentCollection: isUnpaid ? 'PROCESSING' : 'NOT_REQUIRED',
    invoiceId: isUnpaid ? `in_${hexOf(id, 14)}` : null,
    latestInvoice: isUnpaid ? openInvoice(context, id, story.cost ?? 0, made) : null,
    metadata: {},
    syncStates: null,
    createdAt: made,
    // What was consumed since was consumed until today.
    updatedAt: story.consumed > 0 ? context.at(Math.min(-0.25, story.expiresIn ?? 0)) : made,
  }
}

function openInvoice(context: SeedContext, grant: string, total: number, at: string): StiggGrant['latestInvoice'] {
  const billingId = `in_${hexOf(grant, 14)}`
  return {
    billingId,
    status: 'OPEN',
    billingReason: 'MANUAL',
    createdAt: at,
    updatedAt: at,
    currency: 'usd',
    dueDate: context.at(25),
    errorMessage: null,
    paymentUrl: `https://billing.example/pay/${billingId}`,
    pdfUrl: `https://billing.example/invoices/${billingId}.pdf`,
    requiresAction: false,
    subTotal: total,
    tax: 0,
    total,
  }
}
