import type { MendLook, MendPreview, MendProgress, MendReport } from '#shared/contract/links'
import { planMend, recordsOf, typedForMends, type Mend, type MendGround } from '#shared/domain/link-mend'
import { stiggUrl } from '#shared/domain/record-url'
import type { Run } from '#shared/domain/run'
import { isNameTyped } from '#shared/domain/shown-name'
import { fail, ok, type Failure, type Result } from '#shared/failure'

import { reporting } from '../channel.ts'
import type { Confirmation } from '../gateway/write-gateway.ts'
import { fingerprintOf } from '../provisioning/identity.ts'
import type { Context } from '../provisioning/live-state.ts'
import { carryOut, scopeOf, type RunPorts } from '../provisioning/run-deal.ts'
import { newRun, planned } from '../runs/new-run.ts'
import { readTies, type Ties } from './read-ties.ts'

/**
 * What each mend would do, from what both services hold now. One that cannot be done says why; the others are told all the
 * same. Fails where a service cannot be read: `salesforce.*`, `stigg.*`.
 */
export async function previewMends(
  mends: readonly Mend[],
  context: Context,
  ports: RunPorts,
  signal?: AbortSignal,
): Promise<Result<MendLook[]>> {
  const undone = mends.map((mend) => runUndoneBy(mend, ports))
  const records = mends.map((mend, index) => recordsOf(mend, undone[index] ?? null))
  const accountIds = records.flatMap((each) => each.accountIds)
  const customerIds = records.flatMap((each) => each.customerIds)
  const [ties, integration] = await Promise.all([
    readTies({ accountIds, customerIds }, context.fields, ports, signal),
    ports.stigg.salesforceIntegration(signal),
  ])
  if (!ties.ok) return ties
  if (!integration.ok) return integration
  const told = integration.value === 'not-told' ? null : integration.value
  const ground = groundOf(context, told?.id ?? null)
  return ok(
    mends.map((mend, index): MendLook => {
      const preview = previewOf(mend, undone[index] ?? null, ties.value, ground, ports)
      return { mend, preview: preview.ok ? preview.value : null, failure: preview.ok ? null : preview.failure }
    }),
  )
}

const runUndoneBy = (mend: Mend, { journal }: Pick<RunPorts, 'journal'>): Run | null =>
  mend.kind === 'undo' ? journal.get(mend.runId) : null

function groundOf({ org, fields, profile }: Context, integrationId: string | null): MendGround {
  const template = profile.customerUrlTemplate
  const onAccount = (ref: MendGround['fields']['customerId']) => (ref?.object === 'Account' ? ref : null)
  return {
    orgId: org.id,
    integrationId,
    fields: { customerId: onAccount(fields.customerId), customerUrl: onAccount(fields.customerUrl) },
    urlOf: (customerId) => template && stiggUrl(template, customerId),
  }
}

function previewOf(
  mend: Mend,
  undone: Run | null,
  ties: Ties,
  ground: MendGround,
  { gateway, clock }: Pick<RunPorts, 'gateway' | 'clock'>,
): Result<MendPreview> {
  const name = nameOf(mend, undone, ties)
  const plan = planMend(mend, ties, ground, undone)
  if ('obstacle' in plan) {
    return fail('link.not-mendable', 'The link is not as it has to be', { obstacle: plan.obstacle, name })
  }
  const steps = [...plan.steps]
  return ok({
    name,
    steps,
    requests: steps.flatMap((step) => [...gateway.requestsFor(step)]),
    // A step's ID has the version of the customer in it, which moves with every change of anything else.
    fingerprint: fingerprintOf(steps.map(({ id: _id, ...step }) => step)),
    readAt: clock.now().toISOString(),
  })
}

function nameOf(mend: Mend, undone: Run | null, { accounts, customers }: Ties): string {
  if (mend.kind === 'undo') return undone?.accountName ?? mend.runId
  const id = mend.kind === 'clear-customer' ? mend.customerId : mend.accountId
  return accounts.get(id)?.name ?? customers.get(id)?.name ?? id
}

interface Approved {
  readonly mend: Mend
  readonly fingerprint: string
}

/** Do what was approved, one mend after another. Fails: `access.read-only`, `link.unconfirmed`, and as a preview does. */
export async function* mendLinks(
  { items, typed }: { readonly items: readonly Approved[]; readonly typed: string | null },
  context: Context,
  ports: RunPorts,
  signal?: AbortSignal,
): AsyncGenerator<MendProgress, Result<MendReport>, void> {
  const may = ports.gateway.mayWrite()
  if (!may.ok) return may
  const [only] = items
  const alone = items.length === 1 && only ? await previewMends([only.mend], context, ports, signal) : ok([])
  if (!alone.ok) return alone
  // One that cannot be done says so itself, whatever was typed.
  const names = items.length === 1 ? alone.value.flatMap(({ preview }) => preview?.name ?? []) : items.map(() => '')
  const wanted = typedForMends(context.profile, names)
  if (wanted !== null && !isNameTyped(typed ?? '', wanted)) {
    return fail('link.unconfirmed', 'What was typed is not what was asked for', { typed: wanted })
  }
  const confirmation: Confirmation = { by: 'typing', typed: typed ?? '', asked: wanted === null ? [] : [wanted] }
  return yield* reporting<MendProgress, Result<MendReport>>(async (report) => {
    const outcomes: MendProgress[] = []
    for (const [index, item] of items.entries()) {
      if (signal?.aborted || ports.stopping.aborted) break
      report({ index, state: 'running', runId: null, failure: null })
      const begun = (runId: string): void => report({ index, state: 'running', runId, failure: null })
      const outcome = await mendOne(item, index, context, ports, confirmation, begun, signal)
      outcomes.push(outcome)
      report(outcome)
    }
    return ok({ outcomes })
  })
}

async function mendOne(
  { mend, fingerprint }: Approved,
  index: number,
  context: Context,
  ports: RunPorts,
  confirmation: Confirmation,
  begun: (runId: string) => void,
  signal?: AbortSignal,
): Promise<MendProgress> {
  const refused = (failure: Failure): MendProgress => ({ index, state: 'refused', runId: null, failure })
  const looked = await previewMends([mend], context, ports, signal)
  if (!looked.ok) return refused(looked.failure)
  const [look] = looked.value
  if (!look?.preview) return refused(look?.failure ?? stale(mend))
  if (look.preview.fingerprint !== fingerprint) return refused(stale(mend, look.preview.name))
  if (signal?.aborted) return refused({ code: 'request.cancelled', message: 'Given up by the caller', facts: {} })
  const run = runOf(mend, look.preview, context, ports)
  const open = ports.gateway.open(run, scopeOf(run, context), confirmation)
  if (!open.ok) return refused(open.failure)
  begun(run.id)
  // What has begun is carried to its end, whoever still looks.
  const stream = carryOut(open.value, context, ports)
  for (;;) {
    const step = await stream.next()
    if (!step.done) continue
    if (!step.value.ok) return { index, state: 'attention', runId: run.id, failure: step.value.failure }
    const ended = step.value.value.run
    const failure = ended.steps.find((record) => record.failure !== null)?.failure ?? null
    return { index, state: ended.state, runId: run.id, failure }
  }
}

const stale = (mend: Mend, name?: string): Failure => ({
  code: 'link.stale',
  message: 'The link is not what was approved',
  facts: { kind: mend.kind, ...(name === undefined ? {} : { name }) },
})

function runOf(mend: Mend, { name, steps, fingerprint }: MendPreview, context: Context, ports: RunPorts): Run {
  const account = steps.find((step) => step.kind === 'mend-account')?.accountId
  const customer = steps.find((step) => step.kind === 'mend-customer')?.customerId
  const about = {
    kind: 'mend-link' as const,
    opportunityId: '',
    opportunityName: name,
    accountId: mend.kind === 'pair' ? mend.accountId : (account ?? ''),
    accountName: name,
    customerId: mend.kind === 'pair' ? mend.customerId : (customer ?? ''),
    steps: steps.map((step) => planned(step, ports.gateway.requestsFor(step))),
  }
  return newRun(about, { fingerprint }, context, ports)
}
