import type { CreditPreview } from '#shared/contract/credits'
import type { ProvisioningReport, StepEvent } from '#shared/contract/provisioning'
import {
  balanceOf,
  balancesOf,
  isOfPool,
  isUsable,
  obstacleToVoid,
  remainingOf,
  type CreditBalance,
  type CreditGrant,
} from '#shared/domain/credit-grant'
import { add, compare, Decimal, subtract } from '#shared/domain/decimal'
import type { CreditAct } from '#shared/domain/grant-request'
import { capSince, checkGrant, weightOf } from '#shared/domain/grant-rules'
import type { Run } from '#shared/domain/run'
import type { Step } from '#shared/domain/step'
import { fail, ok, type Result } from '#shared/failure'

import type { CreditPool, CreditState, JournalPort } from '../ports.ts'
import { fingerprintOf } from '../provisioning/identity.ts'
import type { Context } from '../provisioning/live-state.ts'
import type { RunPorts } from '../provisioning/run-deal.ts'
import { newRun, planned } from '../runs/new-run.ts'
import { runReviewed } from '../runs/run-reviewed.ts'
import { nextMarker } from './grant-identity.ts'

interface Looked {
  readonly preview: CreditPreview
  readonly state: CreditState
}
type Decided = Pick<CreditPreview, 'step' | 'findings' | 'ordinal' | 'grant' | 'before' | 'after'>

const customerOf = (act: CreditAct): string => (act.kind === 'grant-credits' ? act.request.customerId : act.customerId)

/** Look at a customer's credits as they are now, and at what an act would do. Writes nothing. */
async function look(act: CreditAct, context: Context, ports: RunPorts, signal?: AbortSignal): Promise<Result<Looked>> {
  const customerId = customerOf(act)
  const state = await ports.stigg.creditState(customerId, signal)
  if (!state.ok) return state
  if (!state.value) return fail('stigg.not-found', 'There is no such customer', { customerId, name: customerId })
  const decided = act.kind === 'grant-credits' ? grant(act, state.value, context, ports) : undo(act, state.value, ports)
  if (!decided.ok) return decided
  const { step, findings, ordinal } = decided.value
  const { currencyId } = decided.value.before
  const preview: CreditPreview = {
    ...decided.value,
    act,
    customerName: state.value.customer.name ?? customerId,
    currencyName: currencyNameOf(currencyId, context),
    requests: [...ports.gateway.requestsFor(step)],
    // Not the balance, which moves all day.
    fingerprint: fingerprintOf({ step, ordinal, findings: findings.map(({ code }) => code) }),
    readAt: ports.clock.now().toISOString(),
  }
  return ok({ preview, state: state.value })
}

const currencyNameOf = (currencyId: string, { catalog }: Context): string =>
  catalog.currencies.find(({ id }) => id === currencyId)?.name ?? currencyId

function balanceIn(state: CreditState, pool: Omit<CreditPool, 'customerId'>, now: string): CreditBalance {
  const { currencyId, resourceId } = pool
  const held = balancesOf(state.grants, state.told, now).find((balance) => isOfPool(balance, pool))
  return held ?? { currencyId, resourceId, balance: balanceOf([], now), source: 'grants' }
}

function grant(
  { request }: Extract<CreditAct, { kind: 'grant-credits' }>,
  state: CreditState,
  context: Context,
  { clock, journal }: RunPorts,
): Result<Decided> {
  const now = clock.now().toISOString()
  const scope = { orgId: context.org.id, environmentId: context.environmentId }
  const { marker, alike } = nextMarker(request, scope, state.grants)
  const findings = checkGrant(request, {
    ...state,
    currencies: context.catalog.currencies,
    guards: context.profile.rules.creditGuards,
    grantedToday: grantedSince(capSince(now), request.currencyId, context.org.userName, journal),
    alike,
    now,
  })
  const before = balanceIn(state, request, now)
  const step: Step = {
    kind: 'grant-credits',
    id: `grant:${marker.family}:${marker.ordinal}`,
    currencyName: currencyNameOf(request.currencyId, context),
    grant: request,
    marker,
  }
  const isNumber = Decimal.safeParse(request.amount).success
  return ok({
    step,
    findings: findings.map(({ code, facts }) => ({ code, facts })),
    ordinal: marker.ordinal,
    grant: null,
    before,
    after: isNumber ? add(before.balance, request.amount) : before.balance,
  })
}

function undo(
  { grantId, customerId }: Extract<CreditAct, { kind: 'void-grant' }>,
  state: CreditState,
  { clock }: RunPorts,
): Result<Decided> {
  const held = state.grants.find(({ id }) => id === grantId)
  const obstacle = obstacleToVoid(held)
  if (!held || obstacle !== null) {
    const facts = { obstacle: obstacle ?? 'gone', grantId, name: held?.name ?? grantId }
    return fail('credits.not-voidable', 'The grant is not as it has to be', facts)
  }
  const now = clock.now().toISOString()
  const before = balanceIn(state, held, now)
  const { currencyId, resourceId, name } = held
  return ok({
    step: { kind: 'void-grant', id: `void:${grantId}`, grantId, customerId, currencyId, resourceId, name },
    findings: [],
    ordinal: null,
    grant: held,
    before,
    after: subtract(before.balance, lostBy(held, now)),
  })
}

/** What a customer can no longer use once a grant is void. */
const lostBy = (held: CreditGrant, now: string): Decimal =>
  isUsable(held, now) && compare(remainingOf(held), '0') > 0 ? remainingOf(held) : '0'

/** How many runs of the journal are looked through for a person's day. */
const mostRuns = 1000

/** What a person granted of a currency since a moment, as the journal of this machine knows; what may have been counts. */
function grantedSince(since: string, currencyId: string, person: string, journal: JournalPort): Decimal {
  const runs = journal
    .list({ limit: mostRuns })
    .filter(({ kind, startedBy, startedAt }) => kind === 'grant-credits' && startedBy === person && startedAt >= since)
  return runs
    .flatMap(({ id }) => journal.get(id)?.steps ?? [])
    .filter(({ state }) => state !== 'planned' && state !== 'refused')
    .map(({ step }) =>
      step.kind === 'grant-credits' && step.grant.currencyId === currencyId ? step.grant.amount : '0',
    )
    .reduce(add, '0')
}

/** What an act would do. Fails: `stigg.not-found`, `credits.not-voidable`, `stigg.*`. */
export async function previewCredits(
  act: CreditAct,
  context: Context,
  ports: RunPorts,
  signal?: AbortSignal,
): Promise<Result<CreditPreview>> {
  const looked = await look(act, context, ports, signal)
  return looked.ok ? ok(looked.value.preview) : looked
}

export interface ApplyCredits {
  readonly act: CreditAct
  readonly fingerprint: string
  readonly acknowledged: readonly string[]
  readonly typed: string
}

/** Do what was approved. Fails also: `credits.stale`, `credits.blocked`, `credits.unconfirmed`, `access.read-only`, `run.busy`. */
export const applyCredits = (
  input: ApplyCredits,
  context: Context,
  ports: RunPorts,
  signal?: AbortSignal,
): AsyncGenerator<StepEvent, Result<ProvisioningReport>, void> =>
  runReviewed(
    {
      look: () => look(input.act, context, ports, signal),
      approve: ({ preview }) => approve(preview, input),
      runOf: (looked) => runOf(looked, input, context, ports),
      typed: input.typed,
      asked: ({ preview }) => [customerOf(input.act), preview.customerName],
    },
    context,
    ports,
    signal,
  )

function approve(preview: CreditPreview, { fingerprint, acknowledged, typed, act }: ApplyCredits): Result<void> {
  const name = preview.customerName
  const codesOf = (weight: ReturnType<typeof weightOf>) =>
    preview.findings.filter((finding) => weightOf(finding) === weight).map(({ code }) => code)
  const errors = codesOf('error')
  if (errors.length > 0) return fail('credits.blocked', 'The grant has errors', { name, codes: errors.join(', ') })
  if (preview.fingerprint !== fingerprint) return fail('credits.stale', 'It is not what was approved', { name })
  const unticked = codesOf('warning').filter((code) => !acknowledged.includes(code))
  const isTyped = codesOf('typed').length === 0 || typed.trim() === customerOf(act)
  if (unticked.length === 0 && isTyped) return ok(undefined)
  return fail('credits.unconfirmed', 'Something was not confirmed', { name, codes: unticked.join(', ') })
}

function runOf(
  { preview: { act, step, requests, fingerprint, customerName }, state }: Looked,
  { acknowledged }: ApplyCredits,
  context: Context,
  ports: RunPorts,
): Run {
  const opportunityId = (act.kind === 'grant-credits' ? act.request.opportunityId : act.opportunityId) ?? ''
  const about = {
    kind: act.kind,
    opportunityId,
    opportunityName: (opportunityId && ports.mirror.get(opportunityId)?.opportunity.name) || customerName,
    accountId: state.customer.salesforceAccountId ?? '',
    accountName: customerName,
    customerId: customerOf(act),
    steps: [planned(step, requests)],
  }
  return newRun(about, { fingerprint, acknowledged: [...acknowledged] }, context, ports)
}
