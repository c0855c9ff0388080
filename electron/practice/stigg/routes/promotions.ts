import type { StiggPromotionalEntitlement } from '../../seed/types.ts'
import { created, found } from '../http/envelope.ts'
import { pagedList } from '../http/paging.ts'
import { Query } from '../http/query.ts'
import { customerInPath, param, type Route } from '../http/route.ts'
import { badInput, refusal } from '../http/stigg-error.ts'
import { newUuid } from '../passing-time.ts'
import { parsed } from '../requests/common.ts'
import { GrantPromotions, type Promotion } from '../requests/customers.ts'
import { featureOf } from '../rules/catalog.ts'
import { checkCustomer } from '../rules/order.ts'
import { addDays, addMonths } from '../rules/periods.ts'
import type { World } from '../world.ts'
import { customerOf } from './customers.ts'

const months = { '1 month': 1, '6 month': 6, '1 year': 12 } as const

/** Fails: `BadUserInput` for a custom period without an end in the future. */
function endOf({ period, customEndDate }: Promotion, now: string): string | null {
  if (period === 'lifetime') return null
  if (period !== 'custom') return period === '1 week' ? addDays(now, 7) : addMonths(now, months[period])
  if (customEndDate === null || customEndDate <= now)
    throw badInput('A custom period needs customEndDate in the future')
  return customEndDate
}

function promotionOf(world: World, customerId: string, asked: Promotion): StiggPromotionalEntitlement {
  const now = world.now()
  const feature = featureOf(world.catalog, asked.featureId)
  const old = activeOf(world, customerId, feature.id)
  return {
    id: old?.id ?? newUuid(),
    customerId,
    featureId: feature.id,
    period: asked.period,
    status: 'Active',
    startDate: now,
    endDate: endOf(asked, now),
    usageLimit: asked.usageLimit,
    hasUnlimitedUsage: asked.hasUnlimitedUsage,
    hasSoftLimit: asked.hasSoftLimit,
    isVisible: asked.isVisible,
    enumValues: asked.enumValues,
    resetPeriod: asked.resetPeriod,
    createdAt: old?.createdAt ?? now,
    updatedAt: now,
  }
}

const activeOf = (world: World, customerId: string, featureId: string): StiggPromotionalEntitlement | undefined =>
  world.promotionsOf(customerId).find((row) => row.featureId === featureId && row.status === 'Active')

/** Source: Stigg REST API, "Promotional entitlements". A second one of a feature takes the place of the first. */
export const promotionRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/customers/:id/promotional-entitlements',
    scope: 'read',
    handle(request, world) {
      const query = Query.ofList(request.search, ['status', 'createdAt'])
      const statuses = query.list('status', ['Active', 'Expired', 'Paused'])
      const isCreated = query.range('createdAt')
      const rows = world
        .promotionsOf(customerOf(world, param(request, 'id')).id)
        .filter((row) => (statuses === null || statuses.includes(row.status)) && isCreated(row.createdAt))
      return pagedList(
        rows,
        ({ createdAt, id }) => ({ createdAt, key: id }),
        query.page(),
        (row) => row,
      )
    },
  },
  {
    method: 'POST',
    path: '/customers/:id/promotional-entitlements',
    scope: 'customers:write',
    entity: customerInPath,
    handle(request, world) {
      const { promotionalEntitlements } = parsed(GrantPromotions, request.body)
      const customer = checkCustomer(world.tables.customers.get(param(request, 'id')))
      const rows = promotionalEntitlements.map((asked) => promotionOf(world, customer.id, asked))
      for (const row of rows) world.tables.promotions.put(row.id, row)
      return created(rows)
    },
  },
  {
    method: 'DELETE',
    path: '/customers/:id/promotional-entitlements/:featureId',
    scope: 'customers:write',
    entity: customerInPath,
    handle(request, world) {
      const customer = customerOf(world, param(request, 'id'))
      const featureId = param(request, 'featureId')
      const row = activeOf(world, customer.id, featureId)
      if (row === undefined) throw refusal('FeatureNotFound', `No promotional entitlement of "${featureId}" is active`)
      const now = world.now()
      const revoked = { ...row, status: 'Expired' as const, endDate: now, updatedAt: now }
      world.tables.promotions.put(row.id, revoked)
      return found(revoked)
    },
  },
]
