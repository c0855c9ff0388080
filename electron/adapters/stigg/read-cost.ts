import type { StiggCostPreview } from '#shared/domain/cost'
import type { ProvisionRequest } from '#shared/domain/run'
import type { Result } from '#shared/failure'
import { ok } from '#shared/failure'
import type { Http } from './http.ts'
import { restPath } from './pages.ts'
import { unless } from './results.ts'
import { previewBody } from './subscription-body.ts'
import { WireCostPreview } from './wire/subscriptions.ts'
import { dataOf } from './wire/values.ts'

/**
 * Stigg's dry run of one subscription, at list price, in whole units. Null where Stigg cannot say: it refuses the order
 * (the checks tell why), does not know the customer yet, or names no currency (a plan that it does not bill).
 * Source: Stigg REST API v1, "Preview subscription".
 */
export async function readCostPreview(
  http: Http,
  request: ProvisionRequest,
  signal?: AbortSignal,
): Promise<Result<StiggCostPreview | null>> {
  const path = restPath(['subscriptions', 'preview'])
  const body = previewBody(request)
  const asked = await http.send({ method: 'POST', path, body, isRead: true }, dataOf(WireCostPreview), signal)
  const read = unless(asked, ['stigg.not-found', 'stigg.refused', 'stigg.conflict', 'stigg.not-permitted'], null)
  if (!read.ok) return read
  const first = read.value?.immediateInvoice
  const recurring = read.value?.recurringInvoice
  if (!first?.total) return ok(null)
  return ok({
    first: { total: first.total, lines: first.lines },
    recurring: recurring?.total ? { total: recurring.total, lines: recurring.lines } : null,
  })
}
