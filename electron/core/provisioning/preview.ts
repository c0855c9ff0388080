import type { ProvisioningPreview } from '#shared/contract/provisioning'
import { buildDraft, type DraftInput } from '#shared/domain/build-draft'
import { changeSetOf } from '#shared/domain/change-set-of'
import { checkDeal } from '#shared/domain/checks/check-deal'
import type { StiggCostPreview } from '#shared/domain/cost'
import { costOf } from '#shared/domain/cost-of'
import { isLive } from '#shared/domain/customer'
import type { Draft } from '#shared/domain/draft'
import type { DraftEdits } from '#shared/domain/draft-edits'
import { mapLines } from '#shared/domain/mapping'
import { namesOf } from '#shared/domain/names'
import { provisionRequestOf } from '#shared/domain/provision-request'
import { stateOfDeal } from '#shared/domain/state-of-deal'
import { waysOf } from '#shared/domain/ways'
import { ok, type Result } from '#shared/failure'

import type { WriteGateway } from '../gateway/write-gateway.ts'
import type { NativeFlows, Ports } from '../ports.ts'
import { linksOf } from './deal-links.ts'
import { fingerprintOf } from './identity.ts'
import { approvedStateOf, type Context, type LiveState } from './live-state.ts'
import type { LiveReader } from './read-live.ts'
import { planProvisioning, wantedWrites } from './plan.ts'

type PreviewPorts = Pick<Ports, 'stigg' | 'journal' | 'clock'> & {
  readonly reader: LiveReader
  readonly gateway: WriteGateway
  readonly nativeFlows: () => Promise<NativeFlows | null>
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
  const [read, nativeFlow] = await Promise.all([
    ports.reader.read(opportunityId, context, { edited: edits.customer?.id ?? null, callOut: null }, signal),
    ports.nativeFlows(),
  ])
  if (!read.ok) return read
  const live = read.value
  const { deal, customer } = live
  const { catalog, org, profile } = context
  const now = ports.clock.now().toISOString()

  const mapping = mapLines(deal, catalog, edits.segments)
  const input: DraftInput = {
    deal,
    mapping,
    catalog,
    rules: profile.rules,
    live: customer,
    edits,
    now,
    timeZone: org.timeZone,
  }
  const draft = buildDraft(input)
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
  const plan = draft && !blocked ? planProvisioning(draft, live, context) : null
  const previews = draft && withCost ? await costPreviews(draft, live, ports.stigg, signal) : new Map()

  return ok({
    deal,
    ...stateOfDeal({ run: priorRun, marked, findings }),
    draft,
    findings,
    ways: draft ? waysOf(draft, input) : [],
    ramps: [...mapping.ramps],
    customer: customer?.customer ?? null,
    names: namesOf(catalog),
    subscriptions: customer?.subscriptions ?? [],
    changeSet: changeSetOf({ draft, deal, mapping, catalog, live: customer, now }),
    cost: costOf({ draft, catalog, previews, live: customer }),
    steps: (plan?.steps ?? []).map((step) => ({ step, requests: [...ports.gateway.requestsFor(step)] })),
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

/** What Stigg's own preview says, by product. A preview that fails costs the figures, not the page. */
async function costPreviews(
  draft: Draft,
  { deal }: LiveState,
  stigg: Ports['stigg'],
  signal?: AbortSignal,
): Promise<Map<string, StiggCostPreview | null>> {
  const asked = draft.subscriptions.map(async (subscription) => {
    const answer = await stigg.costPreview(
      provisionRequestOf(subscription, {
        customerId: draft.customer.id,
        accountId: deal.account?.id ?? '',
        marker: { orgId: '', opportunityId: deal.opportunity.id, runId: '', generation: 1 },
      }),
      signal,
    )
    return [subscription.productId, answer.ok ? answer.value : null] as const
  })
  return new Map(await Promise.all(asked))
}
