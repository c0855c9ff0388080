import type { ProvisioningPreview } from '#shared/contract/provisioning'
import type { BulkCheckRow, BulkCredits } from '#shared/domain/bulk'
import type { Draft } from '#shared/domain/draft'
import { noEdits, type DraftEdits } from '#shared/domain/draft-edits'
import { salesforceRecordUrl } from '#shared/domain/record-url'
import { fail, ok, type Failure, type Result } from '#shared/failure'

import { reporting } from '../channel.ts'
import type { Ports } from '../ports.ts'
import type { Context } from '../provisioning/live-state.ts'
import { previewProvisioning } from '../provisioning/preview.ts'
import type { RunPorts } from '../provisioning/run-deal.ts'

/** Deals that are read side by side. Their Salesforce halves travel together, so this is also the size of a batch. */
const readAtOnce = 24

/** Failures that every other deal would meet as well. */
const concernsAll: ReadonlySet<Failure['code']> = new Set([
  'salesforce.signed-out',
  'stigg.key-refused',
  'request.cancelled',
])

export interface CheckedDeal {
  readonly row: BulkCheckRow
  /** Null where it could not be read. */
  readonly preview: ProvisioningPreview | null
}

/**
 * Read deals live and check each, in no order, with what a person had changed in their drafts (`kept`, by opportunity ID).
 * Writes nothing. Fails where a failure concerns all of them:
 * `salesforce.signed-out`, `stigg.key-refused`, `request.cancelled`; any other stands in the row of its deal.
 */
export async function* checkDeals(
  opportunityIds: readonly string[],
  kept: ReadonlyMap<string, DraftEdits>,
  context: Context,
  ports: RunPorts & Pick<Ports, 'mirror'>,
  signal?: AbortSignal,
): AsyncGenerator<CheckedDeal, Result<void>, void> {
  const waiting = [...new Set(opportunityIds)]
  let stopped: Failure | null = null
  yield* reporting<CheckedDeal, void>(async (report) => {
    const lane = async (): Promise<void> => {
      for (;;) {
        const opportunityId = stopped ? undefined : waiting.shift()
        if (opportunityId === undefined) return
        if (signal?.aborted) {
          stopped = { code: 'request.cancelled', message: 'Given up by the caller', facts: {} }
          return
        }
        const edits = kept.get(opportunityId) ?? noEdits
        const read = await previewProvisioning({ opportunityId, edits }, context, ports, { withCost: true }, signal)
        if (!read.ok && concernsAll.has(read.failure.code)) stopped = read.failure
        else if (read.ok) report({ row: rowOf(read.value, edits, context), preview: read.value })
        else report({ row: unreadRow(opportunityId, read.failure, context, ports), preview: null })
      }
    }
    await Promise.all(Array.from({ length: Math.min(readAtOnce, waiting.length) }, lane))
  })
  return stopped === null ? ok(undefined) : failed(stopped)
}

const failed = ({ code, message, facts }: Failure): Result<never> => fail(code, message, facts)

function rowOf(preview: ProvisioningPreview, edits: DraftEdits, { catalog }: Context): BulkCheckRow {
  const { deal, draft, cost } = preview
  const { opportunity, account } = deal
  return {
    opportunityId: opportunity.id,
    opportunityName: opportunity.name,
    accountName: account?.name ?? null,
    customerId: draft?.customer.id ?? null,
    customerExists: draft?.customer.exists ?? false,
    state: preview.state,
    reason: preview.reason,
    subscriptions: (draft?.subscriptions ?? []).map(({ productId, planId, planName, way }) => ({
      productId,
      planId,
      planName,
      way,
    })),
    credits: creditsOf(draft, (id) => catalog.currencies.find((currency) => currency.id === id)?.name ?? id),
    amount: opportunity.amount === null ? null : { amount: opportunity.amount, currency: opportunity.currency },
    firstInvoice: cost.first?.total ?? null,
    invoiceUnknown: cost.note === 'preview-unavailable' || cost.note === 'needs-billing-period',
    writes: preview.steps.reduce((sum, { requests }) => sum + requests.length, 0),
    findings: preview.findings,
    edits,
    fingerprint: preview.fingerprint,
    failure: null,
    opportunityUrl: preview.links.opportunityUrl,
  }
}

const creditsOf = (draft: Draft | null, nameOf: (currencyId: string) => string): BulkCredits[] =>
  (draft?.subscriptions ?? []).flatMap(({ entitlements }) =>
    entitlements.flatMap((each) =>
      each.type === 'CREDIT'
        ? [
            {
              currencyId: each.currencyId,
              name: nameOf(each.currencyId),
              amount: each.amount,
              cadence: each.cadence,
            },
          ]
        : [],
    ),
  )

/** What the list knows of a deal that could not be read now. */
function unreadRow(
  opportunityId: string,
  failure: Failure,
  { org }: Context,
  { mirror }: Pick<Ports, 'mirror'>,
): BulkCheckRow {
  const known = mirror.row(opportunityId)
  return {
    opportunityId,
    opportunityName: known?.name ?? opportunityId,
    accountName: known?.accountName ?? null,
    customerId: null,
    customerExists: false,
    state: known?.state ?? 'blocked',
    reason: known?.reason ?? { finding: null, facts: {}, runId: null, warnings: 0 },
    subscriptions: [],
    credits: [],
    amount: known && known.amount !== null ? { amount: known.amount, currency: known.currency } : null,
    firstInvoice: null,
    invoiceUnknown: false,
    writes: 0,
    findings: [],
    edits: noEdits,
    fingerprint: '',
    failure,
    opportunityUrl: salesforceRecordUrl(org.lightningUrl, 'Opportunity', opportunityId),
  }
}
