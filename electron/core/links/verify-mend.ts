import { marksIn, type AccountTie, type CustomerTie } from '#shared/domain/link-mend'
import type { Run, Verification } from '#shared/domain/run'
import type { Step } from '#shared/domain/step'

import type { Ports } from '../ports.ts'
import type { Context } from '../provisioning/live-state.ts'
import { judge, none, rowsOf, type Comparison } from '../provisioning/verify/comparison.ts'
import { readTies } from './read-ties.ts'

/** Read both halves of a link back after a mend, and compare. */
export async function verifyMend(
  run: Run,
  { fields }: Pick<Context, 'fields'>,
  ports: Pick<Ports, 'salesforce' | 'stigg' | 'clock'>,
): Promise<Verification> {
  const steps = run.steps.map(({ step }) => step)
  const accountIds = steps.flatMap((step) => (step.kind === 'mend-account' ? [step.accountId] : []))
  const customerIds = steps.flatMap((step) => (step.kind === 'mend-customer' ? [step.customerId] : []))
  const read = await readTies({ accountIds, customerIds }, fields, ports)
  const at = ports.clock.now().toISOString()
  const compared = steps.flatMap((step) =>
    comparisonsOf(step, read.ok ? read.value : { accounts: new Map(), customers: new Map() }, read.ok),
  )
  return { at, fields: compared.map(judge), failure: read.ok ? null : read.failure, findings: [] }
}

function comparisonsOf(
  step: Step,
  live: {
    readonly accounts: ReadonlyMap<string, AccountTie>
    readonly customers: ReadonlyMap<string, CustomerTie>
  },
  readable: boolean,
): Comparison[] {
  if (step.kind === 'mend-account') {
    const held = live.accounts.get(step.accountId)
    const row = rowsOf(`Account ${step.name}`, readable)
    return Object.entries(step.fields).map(([field, { label, to }]) =>
      row(label, to ?? none, held ? (held.held[field] ?? none) : null),
    )
  }
  if (step.kind !== 'mend-customer') return []
  const held = live.customers.get(step.customerId)
  const marks = held && marksIn(held.metadata)
  const row = rowsOf(`Stigg customer ${step.name}`, readable)
  const { from, to } = step
  return [
    ...(from.link === null && to.link === null
      ? []
      : [row('Salesforce integration', to.link?.accountId ?? none, held ? (held.link?.accountId ?? none) : null)]),
    row('Metadata salesforceAccountId', to.marks.accountId ?? none, marks ? (marks.accountId ?? none) : null),
  ]
}
