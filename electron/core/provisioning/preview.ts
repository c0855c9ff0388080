import type { ProvisioningPreview } from '#shared/contract/provisioning'
import type { CallOutIds } from '#shared/domain/call-out'
import { buildDraft, type DraftInput } from '#shared/domain/build-draft'
import { changeSetOf } from '#shared/domain/change-set-of'
import { checkDeal } from '#shared/domain/checks/check-deal'
import { costOf } from '#shared/domain/cost-of'
import { isLive } from '#shared/domain/customer'
import type { DraftEdits } from '#shared/domain/draft-edits'
import { mapLines } from '#shared/domain/mapping'
import { namesOf } from '#shared/domain/names'
import { stateOfDeal, type Standing } from '#shared/domain/state-of-deal'
import { trialRulesOf } from '#shared/domain/trial-rules'
import { waysOf } from '#shared/domain/ways'
import { ok, type Result } from '#shared/failure'

import type { WriteGateway } from '../gateway/write-gateway.ts'
import type { MirrorDeal, NativeFlows, Ports } from '../ports.ts'
import { answeredCallOut } from './answered-call-out.ts'
import { callOutStepOf } from './call-out-step.ts'
import { askCosts, nothingAsked } from './ask-costs.ts'
import { linksOf } from './deal-links.ts'
import { fingerprintOf } from './identity.ts'
import { approvedStateOf, type Context, type LiveState } from './live-state.ts'
import type { LiveReader } from './read-live.ts'
import { planProvisioning, wantedWrites } from './plan.ts'

export type PreviewPorts = Pick<Ports, 'stigg' | 'journal' | 'clock'> & {
  readonly reader: LiveReader
  readonly gateway: WriteGateway
  readonly nativeFlows: () => Promise<NativeFlows | null>
  /** How the deal stands beside the others of its account, as the list knows it. */
  readonly standingOf: (deal: Pick<MirrorDeal, 'opportunity' | 'lines'>, context: Context) => Standing
}

export interface PreviewOptions {
  /** The cost is for the person; apply plans again without it. */
  readonly withCost: boolean
}

/** Read both services, decide, and show what would be done. Writes nothing anywhere. Fails as LiveReader.read does. */
export async function previewProvisioning(
  { opportunityId, edits }: { readonly opportunityId: string; readonly edits: DraftEdits },
  context: Context,
  ports: PreviewPorts,
  { withCost }: PreviewOptions,
  signal?: AbortSignal,
): Promise<Result<ProvisioningPreview>> {
  const edited = edits.customer?.id ?? null
  const [read, nativeFlow] = await Promise.all([
    ports.reader.read(opportunityId, context, { edited, callOut: null }, signal),
    ports.nativeFlows(),
  ])
  if (!read.ok) return read
  const { catalog, org, profile } = context
  const now = ports.clock.now().toISOString()

  const mapping = mapLines(read.value.deal, catalog, edits.segments)
  const inputWith = ({ deal, customer }: LiveState, callOut: CallOutIds | null): DraftInput => ({
    deal,
    mapping,
    catalog,
    rules: profile.rules,
    live: customer,
    edits,
    callOut,
    now,
    timeZone: org.timeZone,
  })
  const unanswered = buildDraft(inputWith(read.value, null))
  const first = unanswered ? callOutStepOf({ deal: read.value.deal, draft: unanswered }, context) : ok(null)
  if (!first.ok) return first
  const answered = first.value && answeredCallOut(opportunityId, first.value, ports)
  const said = answered?.ids.customerId ?? null
  // The customer that the answer names is another one than was asked about.
  const again =
    said === null ? read : await ports.reader.read(opportunityId, context, { edited, callOut: said }, signal)
  if (!again.ok) return again
  const live = again.value
  const { deal, customer } = live
  const input = inputWith(live, answered?.ids ?? null)
  const draft = answered ? buildDraft(input) : unanswered
  const priorRun = ports.journal.latestByOpportunity().get(opportunityId) ?? null
  const findings = checkDeal({
    deal,
    mapping,
    draft,
    catalog,
    rules: profile.rules,
    live: customer,
    org,
    priorRun,
    nativeFlow,
    writes: draft ? wantedWrites(draft, live, context) : [],
    now,
  })
  const blocked = findings.some(({ severity }) => severity === 'error')
  const marked = (customer?.subscriptions ?? []).some(({ marker, amendments }) =>
    [marker, ...amendments].some((left) => left?.opportunityId === opportunityId && left.orgId === org.id),
  )
  const plan = draft && !blocked ? planProvisioning(draft, live, context, first.value) : null
  const costs = draft && withCost ? await askCosts(draft, input, ports.stigg, signal) : nothingAsked

  return ok({
    deal,
    ...stateOfDeal({ run: priorRun, marked, findings, standing: ports.standingOf(deal, context) }),
    draft,
    findings,
    ways: draft ? waysOf(draft, input, costs.ways) : [],
    trialRules: Object.fromEntries(
      (draft?.subscriptions ?? []).map((one) => [one.productId, trialRulesOf(one, customer, catalog, now)]),
    ),
    ramps: [...mapping.ramps],
    customer: customer?.customer ?? null,
    names: namesOf(catalog),
    subscriptions: customer?.subscriptions ?? [],
    changeSet: changeSetOf({ draft, deal, mapping, catalog, live: customer, now }),
    cost: costOf({ draft, catalog, previews: costs.previews, live: customer }),
    steps: (plan?.steps ?? []).map((step) => ({ step, requests: [...ports.gateway.requestsFor(step)] })),
    callOut: answered && { runId: answered.runId, at: answered.record.answeredAt, ids: answered.ids },
    fingerprint: plan?.fingerprint ?? fingerprintOf({ blocked: approvedStateOf(live) }),
    links: linksOf(deal, draft?.customer.exists ? draft.customer.id : null, plannedSubscription(live), context),
    readAt: now,
  })
}

const plannedSubscription = ({ customer, deal }: LiveState): string | null =>
  customer?.subscriptions.find(
    (held) =>
      isLive(held) && [held.marker, ...held.amendments].some((left) => left?.opportunityId === deal.opportunity.id),
  )?.id ?? null
