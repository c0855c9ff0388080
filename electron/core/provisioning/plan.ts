import { obstacleToWrite, type WantedWrite } from '#shared/domain/checks/write-back'
import type { CustomerState } from '#shared/domain/customer'
import type { Draft, SubscriptionDraft } from '#shared/domain/draft'
import { amendRequestOf } from '#shared/domain/amend-request'
import type { Deal } from '#shared/domain/opportunity'
import { provisionRequestOf } from '#shared/domain/provision-request'
import { stiggUrl } from '#shared/domain/record-url'
import type { CallOutStep, Step } from '#shared/domain/step'

import { joinRecords, returnRecords, returnWrites } from './return-data.ts'
import { fingerprintOf, runMarkerFor, subscriptionIdFor } from './identity.ts'
import { taskSteps } from './task-log.ts'
import { approvedStateOf, type Context, type LiveState } from './live-state.ts'

export interface ProvisioningPlan {
  readonly steps: readonly Step[]
  readonly fingerprint: string
}

/**
 * Decide what has to be written for a won deal to be honoured.
 * @param draft without errors: what blocks is found before this is asked
 * @param live what both services hold now, read moments ago
 * @param callOut the call to the customer's own application that goes first, where the profile has one
 * @returns steps in execution order, and a fingerprint of what would be sent and of the live state that it rests on
 */
export function planProvisioning(
  draft: Draft,
  live: LiveState,
  context: Context,
  callOut: CallOutStep | null = null,
): ProvisioningPlan {
  const state = approvedStateOf(live)
  const first = callOut ? [callOut] : []
  const fingerprint = fingerprintOf({ steps: [...first, ...stepsFor(draft, live, context, '')], state })
  return { steps: [...first, ...stepsFor(draft, live, context, runMarkerFor(fingerprint))], fingerprint }
}

function stepsFor(draft: Draft, live: LiveState, context: Context, runMarker: string): Step[] {
  const { account } = live.deal
  if (!account || !live.customer) return []
  const subscriptions = subscriptionSteps(draft, live, account.id, context, runMarker)
  return [
    ...customerSteps(draft, live, context),
    ...subscriptions,
    ...writeBackSteps(draft, live, context, subscriptions),
    ...taskSteps(draft, context, subscriptions),
  ]
}

const subscriptionSteps = (draft: Draft, { customer }: LiveState, accountId: string, context: Context, run: string) =>
  draft.subscriptions.map(
    (subscription) =>
      amendStep(subscription, draft, customer, context, run) ??
      provisionStep(subscription, draft, customer, accountId, context, run),
  )

function customerSteps(draft: Draft, { deal, customer: state }: LiveState, { org }: Context): Step[] {
  const { account } = deal
  if (!account || !state) return []
  const { customer, integration } = state
  const integrationId = integration?.id ?? null
  if (!customer) {
    return [
      {
        kind: 'create-customer',
        id: 'customer',
        customerId: draft.customer.id,
        name: draft.customer.name,
        email: draft.customer.email,
        salesforceAccountId: account.id,
        integrationId,
        orgId: org.id,
        metadata: draft.customer.metadata,
      },
    ]
  }
  const metadata = { ...customer.metadata, ...draft.customer.metadata }
  const hasNewKeys = Object.entries(draft.customer.metadata).some(([key, value]) => customer.metadata[key] !== value)
  const changes = {
    // A name that somebody gave in Stigg is theirs; an e-mail was chosen for this deal.
    ...(draft.customer.name !== customer.name && (customer.name === null || draft.customer.nameOrigin === 'edited')
      ? { name: draft.customer.name }
      : {}),
    ...(draft.customer.email !== null && draft.customer.email !== customer.email
      ? { email: draft.customer.email }
      : {}),
    ...(customer.salesforceAccountId === account.id
      ? hasNewKeys
        ? { metadata }
        : {}
      : {
          link: {
            salesforceAccountId: account.id,
            integrationId,
            metadata: { ...metadata, salesforceAccountId: account.id, companionOrg: org.id },
          },
        }),
  }
  if (Object.keys(changes).length === 0) return []
  return [{ kind: 'update-customer', id: 'customer', customerId: customer.id, ...changes }]
}

/** Subscriptions of this product (and resource) that this deal was provisioned to before, whatever became of them. */
const generationOf = (
  subscription: SubscriptionDraft,
  live: CustomerState | null,
  opportunityId: string,
  { catalog }: Context,
): number =>
  1 +
  (live?.subscriptions ?? []).filter(
    (held) =>
      held.marker?.opportunityId === opportunityId &&
      held.resourceId === subscription.resourceId &&
      catalog.plans.find(({ id }) => id === held.planId)?.productId === subscription.productId,
  ).length

/** The step that changes a running subscription in place; null where one is made. */
function amendStep(
  subscription: SubscriptionDraft,
  { opportunityId }: Draft,
  live: CustomerState | null,
  { org }: Context,
  runId: string,
): Extract<Step, { kind: 'amend-subscription' }> | null {
  const running = live?.subscriptions.find(({ id }) => id === subscription.amendsId)
  if (!running) return null
  return {
    kind: 'amend-subscription',
    id: `amendment:${running.id}`,
    subscriptionId: running.id,
    productId: subscription.productId,
    planName: subscription.planName,
    request: amendRequestOf(subscription, running, { orgId: org.id, opportunityId, runId }),
  }
}

function provisionStep(
  subscription: SubscriptionDraft,
  draft: Draft,
  live: CustomerState | null,
  accountId: string,
  context: Context,
  runMarker: string,
): Extract<Step, { kind: 'provision-subscription' }> {
  const { opportunityId } = draft
  const { productId, resourceId } = subscription
  const orgId = context.org.id
  const generation = generationOf(subscription, live, opportunityId, context)
  return {
    kind: 'provision-subscription',
    id: `subscription:${productId}${resourceId === null ? '' : `:${resourceId}`}`,
    subscriptionId: subscriptionIdFor({
      orgId,
      environmentId: context.environmentId,
      opportunityId,
      productId,
      resourceId,
      generation,
    }),
    productId,
    planName: subscription.planName,
    request: provisionRequestOf(subscription, {
      customerId: draft.customer.id,
      accountId,
      marker: { orgId, opportunityId, runId: runMarker, generation },
    }),
  }
}

/**
 * Every value that a run would write to Salesforce and that is not there yet, whether or not its field takes it.
 * Fields that the org does not have are left out.
 */
export function wantedWrites(draft: Draft, live: LiveState, context: Context): WantedWrite[] {
  const { account } = live.deal
  if (!account || !live.customer) return []
  const subscriptions = subscriptionSteps(draft, live, account.id, context, '')
  return [
    ...linkWrites(draft, live.deal, context, subscriptions),
    ...returnWrites(draft, live.deal, context.profile.rules, subscriptions),
  ]
}

function linkWrites(
  draft: Draft,
  { account, opportunity }: Deal,
  { fields, profile }: Context,
  subscriptions: readonly { subscriptionId: string }[],
): WantedWrite[] {
  if (!account) return []
  const customerUrl = profile.customerUrlTemplate && stiggUrl(profile.customerUrlTemplate, draft.customer.id)
  const subscriptionIds = subscriptions.map(({ subscriptionId }) => subscriptionId).join(', ')
  const ofAccount = { system: 'salesforce', type: 'Account', id: account.id, name: account.name } as const
  const ofDeal = { system: 'salesforce', type: 'Opportunity', id: opportunity.id, name: opportunity.name } as const
  const wanted = [
    [ofAccount, fields.customerId, draft.customer.id, account.stiggCustomerId],
    [ofAccount, fields.customerUrl, customerUrl, account.stiggCustomerUrl],
    [ofDeal, fields.subscriptionId, subscriptionIds, opportunity.subscriptionId],
  ] as const
  return wanted.flatMap(([record, ref, value, current]) => {
    if (ref === null || value === null || value === '' || value === current) return []
    const { field, label, updateable, length } = ref
    return [{ record, field, label, updateable, length, value }]
  })
}

function writeBackSteps(
  draft: Draft,
  { deal }: LiveState,
  context: Context,
  subscriptions: readonly { id: string; subscriptionId: string }[],
): Step[] {
  const { account, opportunity } = deal
  if (!account) return []
  const taken = linkWrites(draft, deal, context, subscriptions).filter((write) => obstacleToWrite(write) === null)
  const fieldsOf = (recordId: string) =>
    Object.fromEntries(taken.filter(({ record }) => record.id === recordId).map(({ field, value }) => [field, value]))
  const records = joinRecords([
    { object: 'Account' as const, recordId: account.id, fields: fieldsOf(account.id) },
    { object: 'Opportunity' as const, recordId: opportunity.id, fields: fieldsOf(opportunity.id) },
    ...returnRecords(draft, deal, context.profile.rules, subscriptions),
  ])
  return records.length === 0 ? [] : [{ kind: 'write-back', id: 'write-back', records }]
}
