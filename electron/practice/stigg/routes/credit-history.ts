import { Big } from 'big.js'
import { created, found } from '../http/envelope.ts'
import { consume, grantsIn } from '../credit-ledger.ts'
import { pagedList } from '../http/paging.ts'
import { Query } from '../http/query.ts'
import { customerInBody, type Route } from '../http/route.ts'
import { badInput } from '../http/stigg-error.ts'
import type { LedgerRow } from '../model.ts'
import { parsed } from '../requests/common.ts'
import { ConsumeCredits, ConsumeManyCredits } from '../requests/credits.ts'
import { currencyOf } from '../rules/catalog.ts'
import { poolOf } from '../rules/credits.ts'
import { checkCustomer } from '../rules/order.ts'
import { addDays } from '../rules/periods.ts'
import type { World } from '../world.ts'
import { customerOf } from './customers.ts'

const eventTypes = [
  'CREDITS_GRANTED',
  'CREDITS_EXPIRED',
  'CREDITS_CONSUMED',
  'CREDITS_VOIDED',
  'CREDITS_UPDATED',
  'CREDITS_CONSUMPTION_TRANSFER_SOURCE',
  'CREDITS_CONSUMPTION_TRANSFER_TARGET',
]

/** Source: Stigg REST API, "Credit ledger". */
const ledger: Route = {
  method: 'GET',
  path: '/credits/ledger',
  scope: 'read',
  operation: 'creditsLedger',
  handle({ search }, world) {
    const query = Query.ofList(search, ['customerId', 'currencyId', 'resourceId', 'eventType'])
    const customer = customerOf(world, query.required('customerId'))
    const currencyId = query.text('currencyId')
    const resourceId = query.text('resourceId')
    const types = query.list('eventType', eventTypes)
    // Events of one instant keep the order in which they happened; the ledger only grows, so their places stay.
    const rows = world
      .ledgerOf(customer.id)
      .map((row, n) => ({ row, key: String(n).padStart(9, '0') }))
      .filter(
        ({ row }) => row.resourceId === resourceId && (currencyId === null || row.creditCurrencyId === currencyId),
      )
      .filter(({ row }) => types === null || types.includes(row.eventType))
    return pagedList(
      rows,
      ({ row, key }) => ({ createdAt: row.timestamp, key: `${customer.id} ${key}` }),
      query.page(),
      ({ row }) => row,
    )
  },
}

const days = { LAST_DAY: 1, LAST_WEEK: 7, LAST_MONTH: 30, LAST_YEAR: 365 } as const
const timeRanges = ['LAST_DAY', 'LAST_WEEK', 'LAST_MONTH', 'LAST_YEAR'] as const

/** Consumption by feature over time, one point a day (an hour for one day). Source: Stigg REST API, "Credit usage". */
const usage: Route = {
  method: 'GET',
  path: '/credits/usage',
  scope: 'read',
  operation: 'creditUsage',
  handle({ search }, world) {
    const filters = ['customerId', 'currencyId', 'resourceId', 'timeRange', 'startDate', 'endDate', 'groupBy']
    const query = Query.ofList(search, filters)
    const customer = customerOf(world, query.required('customerId'))
    const currencyId = query.text('currencyId')
    const resourceId = query.text('resourceId')
    const range = query.oneOf('timeRange', timeRanges) ?? 'LAST_MONTH'
    const groups = query.list('groupBy') ?? []
    if (groups.length > 3 || groups.some((key) => !/^[a-zA-Z0-9_$-]+$/.test(key))) {
      throw badInput('groupBy takes up to 3 dimension keys')
    }
    const to = query.date('endDate') ?? world.now()
    const from = query.date('startDate') ?? addDays(to, -days[range])
    if (from > to) throw badInput('startDate must not be after endDate')
    const events = world
      .ledgerOf(customer.id)
      .filter(
        (row) =>
          row.eventType === 'CREDITS_CONSUMED' &&
          row.resourceId === resourceId &&
          (currencyId === null || row.creditCurrencyId === currencyId) &&
          row.timestamp >= from &&
          row.timestamp <= to,
      )
    const currency = currencyId === null ? null : currencyOf(world.catalog, currencyId)
    const byFeature = Map.groupBy(events, ({ featureId }) => featureId)
    const data = {
      currency:
        currency === null
          ? null
          : {
              currencyId: currency.id,
              displayName: currency.displayName,
              symbol: currency.symbol,
              singular: currency.units?.singular ?? null,
              plural: currency.units?.plural ?? null,
            },
      series: [...byFeature].map(([featureId, rows]) =>
        seriesOf(world, featureId, rows, range === 'LAST_DAY' ? 13 : 10),
      ),
      pagination: { next: null, prev: null },
    }
    return found(data)
  },
}

const sumOf = (rows: readonly LedgerRow[]): number =>
  rows.reduce((sum, { amount }) => sum.plus(amount), Big(0)).toNumber()

/** @param digits how much of the timestamp makes one point: 10 for a day, 13 for an hour */
function seriesOf(world: World, featureId: string | null, rows: readonly LedgerRow[], digits: 10 | 13): object {
  const points = Map.groupBy(rows, ({ timestamp }) => timestamp.slice(0, digits))
  const rest = '0000-00-00T00:00:00.000Z'.slice(digits)
  return {
    featureId,
    featureName: featureId === null ? null : (world.catalog.feature(featureId)?.displayName ?? null),
    totalCredits: sumOf(rows),
    eventCount: rows.length,
    points: [...points]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([start, events]) => ({ timestamp: start + rest, value: sumOf(events), eventCount: events.length })),
  }
}

/**
 * What is set up, or Stigg's defaults, as it answers where nothing is. Nothing is recharged here: the practice environment
 * has nobody who pays. Source: Stigg REST API, "Auto-recharge settings".
 */
const autoRecharge: Route = {
  method: 'GET',
  path: '/credits/auto-recharge',
  scope: 'read',
  handle({ search }, world) {
    const query = new Query(search, ['customerId', 'currencyId'])
    const { id: customerId } = customerOf(world, query.required('customerId'))
    const { id: currencyId } = currencyOf(world.catalog, query.required('currencyId'))
    const set = [...world.tables.autoRecharges.values()].find(
      (each) => each.customerId === customerId && each.currencyId === currencyId,
    )
    if (set !== undefined) return found(set)
    const limits = { thresholdType: 'CREDIT_AMOUNT', thresholdValue: 0, targetBalance: 0, maxSpendLimit: null }
    const defaults = { isEnabled: false, ...limits, grantExpirationPeriod: '1_YEAR', createdAt: null, updatedAt: null }
    return found({ id: null, customerId, currencyId, ...defaults })
  },
}

type Consumption = ReturnType<typeof ConsumeCredits.parse>

/** One consumption, once for its own key. Yields the pool after it. */
function consumeOnce(world: World, request: Consumption): object {
  checkCustomer(world.tables.customers.get(request.customerId))
  currencyOf(world.catalog, request.currencyId)
  const { customerId, currencyId, amount } = request
  const pool = { customerId, currencyId, resourceId: request.resourceId ?? null }
  const timestamp = request.createdAt ?? world.now()
  const key = `consumption ${customerId} ${request.idempotencyKey}`
  if (!world.tables.usageKeys.has(key)) {
    world.tables.usageKeys.put(key, { at: world.now() })
    if (amount > 0) consume(world, pool, amount, timestamp)
  }
  const { granted, consumed } = poolOf(grantsIn(world, pool))
  return {
    ...pool,
    amount,
    timestamp,
    credit: { currencyId, currentUsage: consumed, usageLimit: granted, timestamp },
  }
}

const consumption: Route = {
  method: 'POST',
  path: '/credits/consumption',
  scope: 'customers:write',
  operation: 'reportUsage',
  entity: customerInBody,
  handle: ({ body }, world) => created(consumeOnce(world, parsed(ConsumeCredits, body))),
}

const consumptionAsync: Route = {
  method: 'POST',
  path: '/credits/consumption/async',
  scope: 'customers:write',
  operation: 'reportUsage',
  handle({ body }, world) {
    const { consumptions } = parsed(ConsumeManyCredits, body)
    for (const request of consumptions) consumeOnce(world, request)
    return created({ accepted: consumptions.length })
  },
}

export const creditHistoryRoutes: readonly Route[] = [ledger, usage, autoRecharge, consumption, consumptionAsync]
