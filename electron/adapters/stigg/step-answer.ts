import type { StiggCustomer, Subscription } from '#shared/domain/customer'
import type { StepAnswer } from '#shared/domain/run'
import type { StiggStep } from '#shared/domain/step'
import type { Result } from '#shared/failure'
import { fail, ok } from '#shared/failure'
import { customerMetadata } from './marker.ts'
import type { WireProvisionAnswer } from './wire/subscriptions.ts'

type StepOf<Kind extends StiggStep['kind']> = Extract<StiggStep, { kind: Kind }>

/** A record that this request made or changed. */
export const made = (recordId: string, facts: Record<string, string>): StepAnswer => ({
  recordId,
  foundExisting: false,
  byRunId: null,
  checkoutUrl: null,
  facts,
})

/** A record that was there already. */
export const found = (recordId: string, facts: Record<string, string>): StepAnswer => ({
  ...made(recordId, facts),
  foundExisting: true,
})

/** Of a way to pay that Stigg does not name: nothing is active yet, and that is all that is known. */
const wayUnknown = ''

/** What a subscription says of itself. One whose first payment is due grants nothing yet. */
const told = (subscription: Subscription): Pick<StepAnswer, 'checkoutUrl' | 'facts'> => {
  const { status, planId, startDate } = subscription
  return { checkoutUrl: status === 'PAYMENT_PENDING' ? wayUnknown : null, facts: { status, planId, startDate } }
}

/** What a 2xx to a provision says; with PAYMENT_REQUIRED nothing is active. */
export const provisioned = ({ id, status, subscription, checkoutUrl }: WireProvisionAnswer): StepAnswer => {
  if (status === 'PAYMENT_REQUIRED') return { ...made(id, { status }), checkoutUrl: checkoutUrl ?? wayUnknown }
  return subscription ? { ...made(subscription.id, {}), ...told(subscription) } : made(id, { status })
}

/** What stands under the step's ID is this step's work where customer, plan and the deal's marker agree. */
export function sameSubscription(step: StepOf<'provision-subscription'>, existing: Subscription): Result<StepAnswer> {
  const { customerId, planId, marker } = step.request
  const isSame =
    existing.customerId === customerId &&
    existing.planId === planId &&
    existing.marker?.orgId === marker.orgId &&
    existing.marker.opportunityId === marker.opportunityId
  if (!isSame) {
    return fail('stigg.conflict', 'Another subscription stands under this ID', {
      subscriptionId: existing.id,
      customerId: existing.customerId,
      planId: existing.planId,
      opportunityId: existing.marker?.opportunityId ?? '',
    })
  }
  const runId = existing.marker?.runId ?? null
  return ok({ ...found(existing.id, {}), ...told(existing), byRunId: runId === marker.runId ? null : runId })
}

/** A customer under the step's ID is this step's work where it belongs to the same account and is in use. */
export function sameCustomer(step: StepOf<'create-customer'>, existing: StiggCustomer): Result<StepAnswer> {
  if (!existing.archived && existing.salesforceAccountId === step.salesforceAccountId) return ok(found(existing.id, {}))
  return fail('stigg.conflict', 'Another customer stands under this ID', {
    customerId: existing.id,
    salesforceAccountId: existing.salesforceAccountId ?? '',
    archived: String(existing.archived),
  })
}

/**
 * What a customer that somebody else made lacks of what the step would have made it with: a flow of the org leaves the
 * billing e-mail and our metadata out. What is there is nobody's to overwrite. Null where it lacks nothing.
 */
export function missingOf(step: StepOf<'create-customer'>, existing: StiggCustomer): Record<string, unknown> | null {
  const wanted = { ...step.metadata, ...customerMetadata(step) }
  const lacks = Object.keys(wanted).some((key) => existing.metadata[key] === undefined)
  const missing = {
    ...(existing.name === null ? { name: step.name } : {}),
    ...(existing.email === null && step.email !== null ? { email: step.email } : {}),
    ...(lacks ? { metadata: { ...wanted, ...existing.metadata } } : {}),
  }
  return Object.keys(missing).length > 0 ? missing : null
}

/** Whether everything that an update asks for holds already. */
export function isUpToDate(step: StepOf<'update-customer'>, customer: StiggCustomer): boolean {
  const { name = customer.name, email = customer.email, link } = step
  if (customer.name !== name || customer.email !== email) return false
  const metadata = Object.entries(link?.metadata ?? step.metadata ?? {})
  return (
    (!link || customer.salesforceAccountId === link.salesforceAccountId) &&
    metadata.every(([key, value]) => customer.metadata[key] === value)
  )
}
