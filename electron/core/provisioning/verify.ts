import type { CustomerState, Subscription } from '#shared/domain/customer'
import { compare, type Decimal } from '#shared/domain/decimal'
import type { Step, VerifiedField } from '#shared/domain/run'
import { assertNever } from '#shared/assert-never'

/** What both services hold after a run; a half that could not be read is null. */
export interface HeldAfterRun {
  readonly customer: CustomerState | null
  readonly subscriptions: ReadonlyMap<string, Subscription>
  /** API name -> value of the fields that a write-back may set, by record ID. */
  readonly fields: ReadonlyMap<string, Readonly<Record<string, string | null>>>
}

type Comparison = Omit<VerifiedField, 'result'> & { readonly readable: boolean }

/** Compare every field of a run that the services can show with what was asked; name the others as not verifiable. */
export const verify = (steps: readonly Step[], held: HeldAfterRun): VerifiedField[] =>
  steps.flatMap((step) => comparisonsOf(step, held)).map(judge)

function judge({ readable, ...field }: Comparison): VerifiedField {
  if (!readable) return { ...field, result: 'not-verifiable' }
  return { ...field, result: sameValue(field.expected, field.found) ? 'same' : 'different' }
}

const numeric = /^-?\d+(\.\d+)?$/
const sameValue = (expected: string, found: string | null): boolean =>
  found !== null &&
  (expected === found || (numeric.test(expected) && numeric.test(found) && compare(expected, found) === 0))

function comparisonsOf(step: Step, held: HeldAfterRun): Comparison[] {
  switch (step.kind) {
    case 'create-customer':
    case 'update-customer':
      return customerComparisons(step, held)
    case 'provision-subscription':
      return subscriptionComparisons(step, held)
    case 'amend-subscription':
      return amendComparisons(step, held)
    case 'revoke-schedule':
      return revokeComparisons(step, held)
    case 'write-back':
      return step.records.flatMap(({ object, recordId, fields }) =>
        Object.entries(fields).map(([field, expected]) => ({
          record: object,
          field,
          expected,
          found: held.fields.get(recordId)?.[field] ?? null,
          readable: held.fields.has(recordId),
        })),
      )
    default:
      return assertNever(step)
  }
}

/** What an amendment in place changed. What it left alone is not looked at. */
function amendComparisons(
  step: Extract<Step, { kind: 'amend-subscription' }>,
  { subscriptions }: HeldAfterRun,
): Comparison[] {
  const { request } = step
  const held = subscriptions.get(step.subscriptionId) ?? null
  const row = (field: string, expected: string, found: string | null, canRead = true): Comparison => ({
    record: `Subscription ${step.planName}`,
    field,
    expected,
    found,
    readable: canRead && held !== null,
  })
  return [
    row('ID', step.subscriptionId, held?.id ?? null),
    ...(request.addons ?? []).map(({ addonId, quantity }) =>
      row(`Add-on ${addonId}`, quantity, held?.addons.find(({ id }) => id === addonId)?.quantity ?? null),
    ),
    ...(request.entitlements ?? []).map((entitlement) => entitlementRow(entitlement, held, true, row)),
    ...(request.cancellationDate
      ? [row('Cancellation date', instant(request.cancellationDate), instant(held?.cancellationDate ?? null))]
      : []),
    ...(request.trialEndDate
      ? [row('Trial end', instant(request.trialEndDate), instant(held?.trialEndDate ?? null))]
      : []),
  ]
}

const revokeComparisons = (
  step: Extract<Step, { kind: 'revoke-schedule' }>,
  { subscriptions }: HeldAfterRun,
): Comparison[] => {
  const held = subscriptions.get(step.subscriptionId)
  const status = step.waitsFor === 'date' ? 'SCHEDULED' : 'PENDING_PAYMENT'
  const left = held?.scheduledUpdates.filter((update) => update.status === status).length ?? 0
  return [
    {
      record: `Subscription ${step.subscriptionId}`,
      field: 'Scheduled changes',
      expected: '0',
      found: String(left),
      readable: held !== undefined,
    },
  ]
}

function customerComparisons(
  step: Extract<Step, { kind: 'create-customer' | 'update-customer' }>,
  { customer: state }: HeldAfterRun,
): Comparison[] {
  const record = 'Stigg customer'
  const customer = state?.customer ?? null
  const readable = state !== null
  const accountId = step.kind === 'create-customer' ? step.salesforceAccountId : step.link?.salesforceAccountId
  return [
    { record, field: 'ID', expected: step.customerId, found: customer?.id ?? null, readable },
    ...(step.name === undefined
      ? []
      : [{ record, field: 'Name', expected: step.name, found: customer?.name ?? null, readable }]),
    ...(step.email === undefined || step.email === null
      ? []
      : [{ record, field: 'Billing email', expected: step.email, found: customer?.email ?? null, readable }]),
    ...(accountId === undefined
      ? []
      : [
          {
            record,
            field: 'Salesforce account',
            expected: accountId,
            found: customer?.salesforceAccountId ?? null,
            readable,
          },
        ]),
  ]
}

function subscriptionComparisons(
  step: Extract<Step, { kind: 'provision-subscription' }>,
  { subscriptions, customer }: HeldAfterRun,
): Comparison[] {
  const { request } = step
  const held = subscriptions.get(step.subscriptionId) ?? null
  const record = `Subscription ${step.planName}`
  const readable = customer !== null || held !== null
  const row = (field: string, expected: string, found: string | null, canRead = readable): Comparison => ({
    record,
    field,
    expected,
    found,
    readable: canRead,
  })
  return [
    row('ID', step.subscriptionId, held?.id ?? null),
    row('Plan', request.planId, held?.planId ?? null),
    row('Customer', request.customerId, held?.customerId ?? null),
    ...(request.resourceId === null ? [] : [row('Resource', request.resourceId, held?.resourceId ?? null)]),
    ...(request.billingPeriod === null
      ? []
      : [row('Billing period', request.billingPeriod, held?.billingPeriod ?? null, held?.billingPeriod != null)]),
    ...(request.paymentCollection === null
      ? []
      : [row('Payment collection', request.paymentCollection, held?.paymentCollectionMethod ?? null)]),
    ...(request.cancellationDate === null
      ? []
      : [row('Cancellation date', instant(request.cancellationDate), instant(held?.cancellationDate ?? null))]),
    ...(request.startDate === null
      ? []
      : [row('Start date', instant(request.startDate), instant(held?.startDate ?? null))]),
    ...(request.trial?.isTrial && request.trial.endDate !== null
      ? [row('Trial end', instant(request.trial.endDate), instant(held?.trialEndDate ?? null))]
      : []),
    ...request.addons.map(({ addonId, quantity }) =>
      row(`Add-on ${addonId}`, quantity, held?.addons.find(({ id }) => id === addonId)?.quantity ?? null),
    ),
    ...request.entitlements.map((entitlement) => entitlementRow(entitlement, held, readable, row)),
    ...request.priceOverrides.map(({ addonId, featureId, price }) =>
      row(
        `Price ${addonId ?? featureId ?? 'of the plan'}`,
        price.amount,
        held?.prices.find(
          (held) => held.addonId === addonId && held.featureId === featureId && held.price?.currency === price.currency,
        )?.price?.amount ?? null,
      ),
    ),
    // A charge's quantity is readable through no API that a server key has.
    ...request.charges.map(({ featureId, quantity }) => row(`Quantity of ${featureId}`, quantity, null, false)),
    ...(request.daysUntilDue === null ? [] : [row('Days until due', String(request.daysUntilDue), null, false)]),
  ]
}

/** An entitlement override: its value where GraphQL may be asked, else only that it is there. */
function entitlementRow(
  entitlement: Extract<Step, { kind: 'provision-subscription' }>['request']['entitlements'][number],
  held: Subscription | null,
  readable: boolean,
  row: (field: string, expected: string, found: string | null, canRead?: boolean) => Comparison,
): Comparison {
  const known = held?.entitlementValuesKnown ?? readable
  if (entitlement.type === 'CREDIT') {
    const found = held?.entitlements.find((e) => e.type === 'CREDIT' && e.currencyId === entitlement.currencyId)
    const amount: Decimal | null = found?.type === 'CREDIT' ? found.amount : null
    return row(`Credits ${entitlement.currencyId}`, entitlement.amount, amount, known)
  }
  const found = held?.entitlements.find((e) => e.type === 'FEATURE' && e.featureId === entitlement.featureId)
  if (entitlement.usageLimit === null) {
    const expected = entitlement.hasUnlimitedUsage ? 'unlimited' : 'granted'
    const granted = found?.type === 'FEATURE' ? (found.hasUnlimitedUsage ? 'unlimited' : 'granted') : null
    return row(`Entitlement ${entitlement.featureId}`, expected, granted, known)
  }
  return row(
    `Entitlement ${entitlement.featureId}`,
    entitlement.usageLimit,
    found?.type === 'FEATURE' ? found.usageLimit : null,
    known,
  )
}

const instant = <Value extends string | null>(value: Value): Value =>
  (value === null ? null : new Date(value).toISOString()) as Value
