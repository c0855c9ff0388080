import type { StiggCharge, StiggCoupon } from '../../seed/types.ts'
import type { Collection } from '../../record-store.ts'
import { found, wholeList } from '../http/envelope.ts'
import { pagedList } from '../http/paging.ts'
import { Query } from '../http/query.ts'
import { param, type Route } from '../http/route.ts'
import { addonOf, couponOf, featureOf, planOf } from '../rules/catalog.ts'
import type { World } from '../world.ts'

interface Listed {
  readonly id: string
  readonly createdAt: string
}

/** A symbol filter of a list: the query's name, the row's field, the symbols it knows. */
interface Filter {
  readonly name: string
  readonly field: string
  readonly symbols?: readonly string[]
}

const fieldOf = (row: object, field: string): unknown => Reflect.get(row, field)

/** A list of the catalogue, filtered by comma lists over fields. Source: Stigg REST API, list endpoints. */
function listOf<Row extends Listed>(
  path: string,
  rowsOf: (world: World) => Iterable<Row>,
  filters: readonly Filter[],
  operation?: Route['operation'],
): Route {
  return {
    method: 'GET',
    path,
    scope: 'read',
    ...(operation === undefined ? {} : { operation }),
    handle({ search }, world) {
      const query = Query.ofList(search, [...filters.map(({ name }) => name), 'createdAt'])
      const wanted = filters.map(({ name, field, symbols }) => ({ field, values: query.list(name, symbols) }))
      const isCreated = query.range('createdAt')
      const rows = Iterator.from(rowsOf(world)).filter(
        (row) =>
          isCreated(row.createdAt) &&
          wanted.every(({ field, values }) => values === null || values.includes(String(fieldOf(row, field)))),
      )
      return pagedList(
        rows,
        ({ createdAt, id }) => ({ createdAt, key: id }),
        query.page(),
        (row) => row,
      )
    },
  }
}

const retrieve = (path: string, read: (world: World, id: string) => object): Route => ({
  method: 'GET',
  path,
  scope: 'read',
  handle: (request, world) => found(read(world, param(request, 'id'))),
})

const table = <Row extends Listed>(pick: (world: World) => Collection<Row>): ((world: World) => Iterable<Row>) => {
  return (world) => pick(world).values()
}

const entitlementsOf = (path: string, read: (world: World, id: string) => readonly object[]): Route => ({
  method: 'GET',
  path,
  scope: 'read',
  handle: (request, world) => wholeList(read(world, param(request, 'id'))),
})

const chargesOf = (path: string, read: (world: World, id: string) => readonly StiggCharge[]): Route => ({
  method: 'GET',
  path,
  scope: 'read',
  handle(request, world) {
    const query = Query.ofList(request.search, [])
    const rows = read(world, param(request, 'id'))
    return pagedList(
      rows,
      ({ createdAt, id }) => ({ createdAt, key: id }),
      query.page(),
      (row) => row,
    )
  },
})

const packageFilters: readonly Filter[] = [
  { name: 'productId', field: 'productId' },
  { name: 'status', field: 'status', symbols: ['DRAFT', 'PUBLISHED', 'ARCHIVED'] },
]

/** Charges for use beyond what the plan includes; the others are what it is sold at. */
function overageOf({ catalog }: World, planId: string): { sold: StiggCharge[]; overage: StiggCharge[] } {
  const limited = new Set(
    catalog
      .planEntitlements(planId)
      .flatMap((row) => (row.type === 'FEATURE' && row.usageLimit !== null ? [row.id] : [])),
  )
  const isOverage = ({ billingModel, featureId }: StiggCharge): boolean =>
    billingModel === 'USAGE_BASED' && featureId !== null && limited.has(featureId)
  const charges = catalog.planCharges(planOf(catalog, planId).id)
  return { sold: charges.filter((charge) => !isOverage(charge)), overage: charges.filter(isOverage) }
}

const inCatalogue = (coupon: StiggCoupon): boolean => coupon.source !== 'STIGG_ADHOC'

/** What is for sale, to read. Source: Stigg REST API, Plans, Add-ons, Features, Products, Coupons. */
export const catalogueRoutes: readonly Route[] = [
  listOf(
    '/products',
    table((world) => world.tables.products),
    [
      { name: 'id', field: 'id' },
      { name: 'status', field: 'status', symbols: ['PUBLISHED', 'ARCHIVED'] },
    ],
  ),
  listOf(
    '/plans',
    table((world) => world.tables.plans),
    packageFilters,
  ),
  retrieve('/plans/:id', ({ catalog }, id) => planOf(catalog, id)),
  entitlementsOf('/plans/:id/entitlements', ({ catalog }, id) => catalog.planEntitlements(planOf(catalog, id).id)),
  chargesOf('/plans/:id/charges', (world, id) => overageOf(world, id).sold),
  chargesOf('/plans/:id/overage-charges', (world, id) => overageOf(world, id).overage),
  listOf(
    '/addons',
    table((world) => world.tables.addons),
    packageFilters,
  ),
  retrieve('/addons/:id', ({ catalog }, id) => addonOf(catalog, id)),
  entitlementsOf('/addons/:id/entitlements', ({ catalog }, id) => catalog.addonEntitlements(addonOf(catalog, id).id)),
  chargesOf('/addons/:id/charges', ({ catalog }, id) => catalog.addonCharges(addonOf(catalog, id).id)),
  listOf(
    '/features',
    table((world) => world.tables.features),
    [
      { name: 'id', field: 'id' },
      { name: 'status', field: 'featureStatus', symbols: ['NEW', 'SUSPENDED', 'ACTIVE'] },
      { name: 'featureType', field: 'featureType', symbols: ['BOOLEAN', 'NUMBER', 'ENUM'] },
      { name: 'meterType', field: 'meterType', symbols: ['None', 'FLUCTUATING', 'INCREMENTAL'] },
    ],
  ),
  retrieve('/features/:id', ({ catalog }, id) => featureOf(catalog, id)),
  listOf(
    '/coupons',
    (world) => Iterator.from(world.tables.coupons.values()).filter(inCatalogue),
    [
      { name: 'id', field: 'id' },
      { name: 'status', field: 'status', symbols: ['ACTIVE', 'ARCHIVED'] },
      { name: 'type', field: 'type', symbols: ['FIXED', 'PERCENTAGE'] },
    ],
    'coupon',
  ),
  retrieve('/coupons/:id', ({ catalog }, id) => couponOf(catalog, id)),
]
