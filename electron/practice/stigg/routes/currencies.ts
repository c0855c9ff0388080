import type { StiggCurrency } from '../../seed/types.ts'
import { created, found } from '../http/envelope.ts'
import { pagedList } from '../http/paging.ts'
import { Query } from '../http/query.ts'
import { param, type Route, type StiggRequest } from '../http/route.ts'
import { badInput, refusal } from '../http/stigg-error.ts'
import { NoBody, parsed } from '../requests/common.ts'
import { CreateCurrency, UpdateCurrency } from '../requests/credits.ts'
import { currencyOf } from '../rules/catalog.ts'
import type { World } from '../world.ts'

function save(world: World, currency: StiggCurrency): StiggCurrency {
  const saved = { ...currency, updatedAt: world.now() }
  world.tables.currencies.put(saved.id, saved)
  return saved
}

const named = (request: StiggRequest, world: World): StiggCurrency =>
  currencyOf(world.catalog, param(request, 'currencyId'))

interface CurrencyUser {
  readonly id: string
  readonly displayName: string
  readonly type: 'Plan' | 'Addon'
  readonly isActive: boolean
}

const userOf = (row: { id: string; displayName: string; status: string }, type: CurrencyUser['type']): CurrencyUser => {
  const { id, displayName, status } = row
  return { id, displayName, type, isActive: status !== 'ARCHIVED' }
}

/** Plans and add-ons that give or sell a currency. */
function usersOf(world: World, currencyId: string): CurrencyUser[] {
  const { plans, addons } = world.tables
  const isUsed = (
    given: readonly { id: string }[],
    sold: readonly { topUpCustomCurrencyId: string | null }[],
  ): boolean =>
    given.some(({ id }) => id === currencyId) || sold.some((charge) => charge.topUpCustomCurrencyId === currencyId)
  const { catalog } = world
  return [
    ...[...plans.values()]
      .filter(({ id }) => isUsed(catalog.planEntitlements(id), catalog.planCharges(id)))
      .map((row) => userOf(row, 'Plan')),
    ...[...addons.values()]
      .filter(({ id }) => isUsed(catalog.addonEntitlements(id), catalog.addonCharges(id)))
      .map((row) => userOf(row, 'Addon')),
  ]
}

/** Source: Stigg REST API, "Custom currencies". */
export const currencyRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/credits/custom-currencies',
    scope: 'read',
    handle({ search }, world) {
      const query = Query.ofList(search, ['status'])
      const wanted = query.list('status', ['ACTIVE', 'ARCHIVED']) ?? ['ACTIVE']
      const rows = [...world.tables.currencies.values()].filter(({ archivedAt }) =>
        wanted.includes(archivedAt === null ? 'ACTIVE' : 'ARCHIVED'),
      )
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
    path: '/credits/custom-currencies',
    scope: 'catalog:write',
    handle({ body }, world) {
      const { id, displayName, description, symbol, units, metadata } = parsed(CreateCurrency, body)
      if (world.tables.currencies.has(id)) {
        throw refusal('DuplicatedEntityNotAllowed', `Custom currency "${id}" already exists`)
      }
      const stamps = { createdAt: world.now(), updatedAt: world.now(), archivedAt: null }
      const words = { description: description ?? null, symbol: symbol ?? null, units: units ?? null }
      return created(save(world, { id, displayName, ...words, metadata: metadata ?? {}, ...stamps }))
    },
  },
  {
    method: 'PATCH',
    path: '/credits/custom-currencies/:currencyId',
    scope: 'catalog:write',
    handle(request, world) {
      const changes = parsed(UpdateCurrency, request.body ?? {})
      const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
      // The schema has checked each field's type; only absent ones are left out.
      return found(save(world, { ...named(request, world), ...(given as Partial<StiggCurrency>) }))
    },
  },
  {
    method: 'POST',
    path: '/credits/custom-currencies/:currencyId/archive',
    scope: 'catalog:write',
    handle(request, world) {
      parsed(NoBody, request.body)
      const currency = named(request, world)
      if (currency.archivedAt !== null)
        throw refusal('EntityIsArchivedError', `Custom currency "${currency.id}" is archived`)
      if (usersOf(world, currency.id).some(({ isActive }) => isActive)) {
        throw refusal('IntegrityViolation', `Custom currency "${currency.id}" is used by plans or add-ons`)
      }
      return found(save(world, { ...currency, archivedAt: world.now() }))
    },
  },
  {
    method: 'POST',
    path: '/credits/custom-currencies/:currencyId/unarchive',
    scope: 'catalog:write',
    handle(request, world) {
      parsed(NoBody, request.body)
      const currency = named(request, world)
      if (currency.archivedAt === null) throw badInput(`Custom currency "${currency.id}" is not archived`)
      return found(save(world, { ...currency, archivedAt: null }))
    },
  },
  {
    method: 'GET',
    path: '/credits/custom-currencies/:currencyId/associated-entities',
    scope: 'read',
    handle: (request, world) =>
      found(usersOf(world, named(request, world).id).map(({ id, displayName, type }) => ({ id, displayName, type }))),
  },
]
