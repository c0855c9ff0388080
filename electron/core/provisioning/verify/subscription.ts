import { isLive, type Subscription } from '#shared/domain/customer'
import type { ProvisionRequest, Step } from '#shared/domain/step'

import { instant, rowsOf, yesNo, type Comparison, type HeldAfterRun, type Row } from './comparison.ts'
import { quantityComparisons } from './quantities.ts'
import { termComparisons } from './terms.ts'

type StepOf<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>

/** A subscription that was made: every field that was asked for. What was left to Stigg is not looked at. */
export function provisionComparisons(
  { subscriptionId, planName, request }: StepOf<'provision-subscription'>,
  { subscriptions, customer }: HeldAfterRun,
): Comparison[] {
  const held = subscriptions.get(subscriptionId) ?? null
  const row = rowsOf(`Subscription ${planName}`, customer !== null || held !== null)
  const { resourceId, paymentCollection, payingCustomerId, startDate, daysUntilDue } = request
  const { cancellationDate, minimumSpend, maximumSpend, discount } = request
  const terms = {
    billingPeriod: request.billingPeriod,
    billingCycleAnchor: request.billingCycleAnchor,
    proration: request.proration,
    metadata: request.metadata,
    ...(cancellationDate === null ? {} : { cancellationDate }),
    ...(minimumSpend === null ? {} : { minimumSpend }),
    ...(maximumSpend === null ? {} : { maximumSpend }),
    ...(discount === null ? {} : { discount }),
  }
  return [
    row('ID', subscriptionId, held?.id ?? null),
    row('Plan', request.planId, held?.planId ?? null),
    row('Customer', request.customerId, held?.customerId ?? null),
    // One that was ended since, by a flow of the org for instance, is not what was asked for.
    row('In force', 'yes', held && yesNo(isLive(held))),
    row('Opportunity', request.marker.opportunityId, held?.marker?.opportunityId ?? null),
    row(
      'Salesforce account',
      request.salesforceAccountId,
      held?.salesforceAccountId ?? null,
      held === null || held.salesforceAccountId !== null,
    ),
    ...(resourceId === null ? [] : [row('Resource', resourceId, held?.resourceId ?? null)]),
    ...(paymentCollection === null
      ? []
      : [row('Payment collection', paymentCollection, held?.paymentCollectionMethod ?? null)]),
    ...(payingCustomerId === null ? [] : [row('Paying customer', payingCustomerId, held?.payingCustomerId ?? null)]),
    ...(startDate === null ? [] : [row('Start date', instant(startDate), instant(held?.startDate ?? null))]),
    ...trialComparisons(request.trial, held, row),
    ...quantityComparisons(request, held, row),
    ...unitComparisons(request, held, row),
    ...termComparisons(terms, held, row),
    ...(daysUntilDue === null ? [] : [row('Days until due', String(daysUntilDue), null, false)]),
  ]
}

function trialComparisons(trial: ProvisionRequest['trial'], held: Subscription | null, row: Row): Comparison[] {
  if (trial === null) return []
  const isTrial = held && held.trialEndDate !== null
  const { endDate, endBehavior } = trial
  return [
    row('Trial', trial.isTrial ? 'on' : 'off', held && (isTrial ? 'on' : 'off')),
    ...(trial.isTrial && endDate !== null
      ? [row('Trial end', instant(endDate), instant(held?.trialEndDate ?? null))]
      : []),
    ...(trial.isTrial && endBehavior !== null
      ? [row('At the end of the trial', endBehavior, held?.trialEndBehavior ?? null)]
      : []),
  ]
}

/** The units of a plan that is sold by one unit alone: the quantity of the one feature that no charge names. */
function unitComparisons(
  { unitQuantity, charges }: ProvisionRequest,
  held: Subscription | null,
  row: Row,
): Comparison[] {
  if (unitQuantity === null) return []
  const others = held?.charges?.filter(({ featureId }) => !charges.some((charge) => charge.featureId === featureId))
  const [only] = others?.length === 1 ? others : []
  return [row('Units', unitQuantity, only?.quantity ?? null, held === null || only !== undefined)]
}

/** What an amendment in place changed. What it left alone is not looked at. */
export function amendComparisons(
  { subscriptionId, planName, request }: StepOf<'amend-subscription'>,
  { subscriptions }: HeldAfterRun,
): Comparison[] {
  const held = subscriptions.get(subscriptionId) ?? null
  const row = rowsOf(`Subscription ${planName}`, held !== null)
  const { amendment, trialEndDate } = request
  const mark = held?.amendments.find(({ opportunityId }) => opportunityId === amendment?.opportunityId)
  return [
    row('ID', subscriptionId, held?.id ?? null),
    ...(amendment === null ? [] : [row('Amended for', amendment.opportunityId, mark?.opportunityId ?? null)]),
    ...(trialEndDate === undefined
      ? []
      : [row('Trial end', instant(trialEndDate), instant(held?.trialEndDate ?? null))]),
    ...quantityComparisons(request, held, row),
    ...termComparisons(request, held, row),
  ]
}

/** Scheduled changes that were revoked must be gone. */
export function revokeComparisons(
  { subscriptionId, waitsFor }: StepOf<'revoke-schedule'>,
  { subscriptions }: HeldAfterRun,
): Comparison[] {
  const held = subscriptions.get(subscriptionId)
  const row = rowsOf(`Subscription ${subscriptionId}`, held !== undefined)
  const status = waitsFor === 'date' ? 'SCHEDULED' : 'PENDING_PAYMENT'
  const left = held?.scheduledUpdates.filter((update) => update.status === status).length ?? 0
  return [row(waitsFor === 'date' ? 'Scheduled changes' : 'Changes that wait for payment', '0', String(left))]
}

/** A cancelled subscription is over, or ends on the day that was set. */
export function cancelComparisons(
  { subscriptionId, planName, cancellation: { endsAt } }: StepOf<'cancel-subscription'>,
  { subscriptions }: HeldAfterRun,
): Comparison[] {
  const held = subscriptions.get(subscriptionId)
  const row = rowsOf(`Subscription ${planName}`, held !== undefined)
  if (endsAt === null) return [row('In force', 'no', held ? yesNo(isLive(held)) : null)]
  const isOver = held !== undefined && !isLive(held)
  return [row('Ends', instant(endsAt), instant((isOver ? held.effectiveEndDate : held?.cancellationDate) ?? null))]
}
