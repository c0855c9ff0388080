import type { Step } from '#shared/domain/step'

import { none, rowsOf, type Comparison, type HeldAfterRun } from './comparison.ts'

type CustomerStep = Extract<Step, { kind: 'create-customer' | 'update-customer' }>

/** A customer that was made or changed: everything that the step says of it, its link and its metadata. */
export function customerComparisons(step: CustomerStep, { customer: state }: HeldAfterRun): Comparison[] {
  const row = rowsOf('Stigg customer', state !== null)
  const customer = state?.customer ?? null
  const link = step.kind === 'update-customer' ? step.link : { salesforceAccountId: step.salesforceAccountId }
  // A link's map is the whole one, the person's own keys among it.
  const metadata = (step.kind === 'update-customer' ? step.link?.metadata : undefined) ?? step.metadata ?? {}
  const email = step.kind === 'create-customer' && step.email === null ? undefined : step.email
  return [
    row('ID', step.customerId, customer?.id ?? null),
    ...(step.name === undefined ? [] : [row('Name', step.name, customer?.name ?? null)]),
    ...(email === undefined ? [] : [row('Billing email', email ?? none, customer && (customer.email ?? none))]),
    ...(link === undefined
      ? []
      : [row('Salesforce account', link.salesforceAccountId, customer?.salesforceAccountId ?? null)]),
    ...Object.entries(metadata).map(([key, value]) => row(`Metadata ${key}`, value, customer?.metadata[key] ?? null)),
  ]
}
