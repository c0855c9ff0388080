import type { z } from 'zod'

import type { StiggCostPreview } from '#shared/domain/cost'
import { compare } from '#shared/domain/decimal'
import type { ProvisionRequest } from '#shared/domain/step'
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
  const first = pricedOf(read.value?.immediateInvoice)
  const recurring = pricedOf(read.value?.recurringInvoice)
  // A plan that Stigg does not bill is answered with zeros and not one line: that is no price of nothing.
  if (!first || ![first, recurring].some(saysSomething)) return ok(null)
  return ok({ first, recurring })
}

type Invoice = StiggCostPreview['first']

const pricedOf = (invoice: z.output<typeof WireCostPreview>['immediateInvoice'] | undefined): Invoice | null =>
  invoice?.total ? { total: invoice.total, lines: invoice.lines } : null

const saysSomething = (invoice: Invoice | null): boolean =>
  invoice !== null && (invoice.lines.length > 0 || compare(invoice.total.amount, '0') !== 0)
