import { created, found } from '../http/envelope.ts'
import { Query } from '../http/query.ts'
import { param, type Route } from '../http/route.ts'
import { badInput } from '../http/stigg-error.ts'
import { consume, grantsIn } from '../credit-ledger.ts'
import { parsed } from '../requests/common.ts'
import { EstimateUsage, ReportUsage } from '../requests/credits.ts'
import { featureOf } from '../rules/catalog.ts'
import { poolOf } from '../rules/credits.ts'
import { checkCustomer } from '../rules/order.ts'
import { usageKey } from '../model.ts'
import { subscriptionsFor } from '../views.ts'
import type { World } from '../world.ts'
import { customerOf } from './customers.ts'

type Report = ReturnType<typeof ReportUsage.parse>['usages'][number]

/** What a unit of a feature costs in credits on the plans that a customer runs; null where it costs none. */
function creditRateOf(world: World, customerId: string, resourceId: string | null, featureId: string) {
  const customer = customerOf(world, customerId)
  const charges = subscriptionsFor(world, { customer, resourceId }).flatMap((row) =>
    world.catalog.planCharges(row.planId),
  )
  return charges.find((charge) => charge.featureId === featureId && charge.creditRate !== null)?.creditRate ?? null
}

function reported(world: World, report: Report): object {
  const { customerId, featureId, value } = report
  checkCustomer(world.tables.customers.get(customerId))
  const feature = featureOf(world.catalog, featureId)
  if (feature.meterType === 'None') throw badInput(`Feature "${featureId}" has no meter`)
  const resourceId = report.resourceId ?? null
  const key = usageKey(customerId, resourceId, featureId)
  const old = world.tables.usage.get(key)
  const eventKey = `usage ${customerId} ${report.idempotencyKey ?? ''}`
  const isRepeated = report.idempotencyKey !== undefined && world.tables.usageKeys.has(eventKey)
  const at = report.createdAt ?? world.now()
  const next = report.updateBehavior === 'SET' ? value : (old?.value ?? 0) + value
  if (!isRepeated) {
    if (report.idempotencyKey !== undefined) world.tables.usageKeys.put(eventKey, { at: world.now() })
    const points = [...(old?.points ?? []), { timestamp: at, value: next }].slice(-500)
    world.tables.usage.put(key, { customerId, resourceId, featureId, value: next, updatedAt: at, points })
    const rate = creditRateOf(world, customerId, resourceId, featureId)
    const spent = (rate?.amount ?? 0) * (next - (old?.value ?? 0))
    if (rate !== null && spent > 0) {
      consume(world, { customerId, currencyId: rate.currencyId, resourceId }, spent, at, featureId)
    }
  }
  const currentUsage = isRepeated ? (old?.value ?? 0) : next
  return { customerId, featureId, resourceId, value, currentUsage, createdAt: at, nextResetDate: null }
}

const report: Route = {
  method: 'POST',
  path: '/usage',
  scope: 'customers:write',
  operation: 'reportUsage',
  handle({ body }, world) {
    const { usages } = parsed(ReportUsage, body)
    return created(usages.map((usage) => reported(world, usage)))
  },
}

/** What a use would cost in credits; changes nothing. Source: Stigg REST API, "Estimate usage". */
const estimate: Route = {
  method: 'POST',
  path: '/usage/estimate',
  scope: 'read',
  handle({ body }, world) {
    const { customerId, featureId, value, ...rest } = parsed(EstimateUsage, body)
    const resourceId = rest.resourceId ?? null
    customerOf(world, customerId)
    if (world.catalog.feature(featureId) === undefined) return found({ estimates: [], warnings: ['FEATURE_NOT_FOUND'] })
    const rate = creditRateOf(world, customerId, resourceId, featureId)
    if (rate === null) return found({ estimates: [], warnings: ['FEATURE_NOT_CREDIT_BASED'] })
    const used = world.tables.usage.get(usageKey(customerId, resourceId, featureId))?.value ?? 0
    const added = rest.updateBehavior === 'SET' ? Math.max(0, value - used) : value
    const estimatedCost = rate.amount * added
    const { balance } = poolOf(grantsIn(world, { customerId, currencyId: rate.currencyId, resourceId }))
    const after = balance - estimatedCost
    return found({
      estimates: [
        {
          currencyId: rate.currencyId,
          estimatedCost,
          currentBalance: balance,
          balanceAfterEstimate: after,
          wouldOverdraft: after < 0,
          breakdown: [{ featureId, estimatedCost }],
        },
      ],
      warnings: [],
    })
  },
}

const history: Route = {
  method: 'GET',
  path: '/usage/:customerId/history/:featureId',
  scope: 'read',
  operation: 'usageHistoryV2',
  handle(request, world) {
    const query = new Query(request.search, ['startDate', 'endDate', 'groupBy', 'resourceId'])
    query.required('startDate')
    const from = query.date('startDate') ?? ''
    const to = query.date('endDate') ?? world.now()
    const customer = customerOf(world, param(request, 'customerId'))
    const feature = featureOf(world.catalog, param(request, 'featureId'))
    const usage = world.tables.usage.get(usageKey(customer.id, query.text('resourceId'), feature.id))
    const points = (usage?.points ?? []).filter(({ timestamp }) => timestamp >= from && timestamp <= to)
    const shown = points.map(({ timestamp, value }) => ({ timestamp, value, isResetPoint: false }))
    return found({ markers: [], series: [{ tags: [], points: shown }] })
  },
}

/** Source: Stigg REST API, "Usage". */
export const usageRoutes: readonly Route[] = [report, estimate, history]
