import { found } from '../http/envelope.ts'
import { pagedList } from '../http/paging.ts'
import { Query } from '../http/query.ts'
import { param, type Route, type StiggRequest } from '../http/route.ts'
import { badInput } from '../http/stigg-error.ts'
import { usageKey } from '../model.ts'
import { worthOf, type FeatureGrant } from '../rules/entitlements.ts'
import {
  effectiveOf,
  shownCreditEntitlement,
  shownEntitlements,
  shownFeatureEntitlement,
  subscriptionsFor,
} from '../views.ts'
import type { World } from '../world.ts'
import { customerOf } from './customers.ts'

interface Asked {
  readonly customerId: string
  readonly resourceId: string | null
}

/** Why a customer has no access at all; null where it may have some. */
function deniedReason(world: World, { customerId, resourceId }: Asked): string | null {
  const customer = world.tables.customers.get(customerId)
  if (customer === undefined) return 'CustomerNotFound'
  if (customer.archivedAt !== null) return 'CustomerIsArchived'
  const hasPromotion = world.promotionsOf(customerId).some(({ status }) => status === 'Active')
  const hasGrant = world.grantsOf(customerId).some(({ status }) => status === 'ACTIVE')
  if (hasPromotion || hasGrant || subscriptionsFor(world, { customer, resourceId }).length > 0) return null
  return 'NoActiveSubscription'
}

/** Denial is an answer here, not an error. Source: Stigg REST API, "Get customer entitlements". */
const list: Route = {
  method: 'GET',
  path: '/customers/:id/entitlements',
  scope: 'read',
  operation: 'entitlements',
  handle(request, world) {
    const asked = askedFor(request, new Query(request.search, ['resourceId']))
    const accessDeniedReason = deniedReason(world, asked)
    const customer = world.tables.customers.get(asked.customerId)
    if (accessDeniedReason !== null || customer === undefined) return found({ accessDeniedReason, entitlements: [] })
    const entitlements = shownEntitlements(world, { customer, resourceId: asked.resourceId })
    return found({ accessDeniedReason: null, entitlements })
  },
}

const askedFor = (request: StiggRequest, query: Query): Asked => ({
  customerId: param(request, 'id'),
  resourceId: query.text('resourceId'),
})

/** Source: Stigg REST API, "Check entitlement". */
const check: Route = {
  method: 'GET',
  path: '/customers/:id/entitlements/check',
  scope: 'read',
  operation: 'entitlements',
  handle(request, world) {
    const filters = ['featureId', 'currencyId', 'requestedUsage', 'requestedValues', 'resourceId']
    const query = new Query(request.search, filters)
    const featureId = query.text('featureId')
    const currencyId = query.text('currencyId')
    if ((featureId === null) === (currencyId === null)) throw badInput('Give exactly one of featureId and currencyId')
    const requestedUsage = query.number('requestedUsage')
    const asked = askedFor(request, query)
    if (featureId !== null)
      return found(checkedFeature(world, asked, featureId, requestedUsage, query.list('requestedValues')))
    return found(checkedCredit(world, asked, currencyId ?? '', requestedUsage ?? 0))
  },
}

function denied(type: 'FEATURE' | 'CREDIT', accessDeniedReason: string): object {
  if (type === 'CREDIT') return { type, isGranted: false, accessDeniedReason, usageLimit: 0, currentUsage: 0 }
  return { type, isGranted: false, accessDeniedReason, usageLimit: null, hasUnlimitedUsage: false, currentUsage: 0 }
}

function checkedFeature(
  world: World,
  asked: Asked,
  featureId: string,
  requestedUsage: number | null,
  requestedValues: readonly string[] | null,
): object {
  const customer = world.tables.customers.get(asked.customerId)
  const reason = deniedReason(world, asked)
  if (customer === undefined || reason !== null) return denied('FEATURE', reason ?? 'CustomerNotFound')
  const feature = world.catalog.feature(featureId)
  if (feature === undefined) return denied('FEATURE', 'FeatureNotFound')
  const holder = { customer, resourceId: asked.resourceId }
  const grant = effectiveOf(world, holder).features.get(featureId)
  if (grant === undefined) return denied('FEATURE', 'NoFeatureEntitlementInSubscription')
  const used = world.tables.usage.get(usageKey(customer.id, asked.resourceId, featureId))?.value ?? 0
  const isNumber = feature.featureType === 'NUMBER'
  const exceeds = isNumber && !grant.hasSoftLimit && used + (requestedUsage ?? 0) > worthOf(grant)
  const accessDeniedReason = exceeds
    ? 'RequestedUsageExceedingLimit'
    : lacksValues(grant, requestedValues)
      ? 'RequestedValuesMismatch'
      : null
  const shown = shownFeatureEntitlement(world, holder, grant)
  return { ...shown, isGranted: accessDeniedReason === null, accessDeniedReason }
}

const lacksValues = (grant: FeatureGrant, requested: readonly string[] | null): boolean =>
  requested !== null && requested.some((value) => !(grant.enumValues ?? []).includes(value))

function checkedCredit(world: World, asked: Asked, currencyId: string, requested: number): object {
  const customer = world.tables.customers.get(asked.customerId)
  const reason = deniedReason(world, asked)
  if (customer === undefined || reason !== null) return denied('CREDIT', reason ?? 'CustomerNotFound')
  const holder = { customer, resourceId: asked.resourceId }
  if (!effectiveOf(world, holder).currencies.includes(currencyId)) return denied('CREDIT', 'EntitlementNotFound')
  const shown = shownCreditEntitlement(world, holder, currencyId)
  const balance = Number(Reflect.get(shown, 'usageLimit')) - Number(Reflect.get(shown, 'currentUsage'))
  const isGranted = balance > 0 && balance >= requested
  return { ...shown, isGranted, accessDeniedReason: isGranted ? null : 'InsufficientCredits' }
}

const resources: Route = {
  method: 'GET',
  path: '/customers/:id/resources',
  scope: 'read',
  handle(request, world) {
    const query = Query.ofList(request.search, [])
    const customer = customerOf(world, param(request, 'id'))
    const found = new Map<string, { id: string; createdAt: string; updatedAt: string }>()
    for (const row of world.subscriptionsOf(customer.id)) {
      if (row.resourceId === null || found.has(row.resourceId)) continue
      found.set(row.resourceId, { id: row.resourceId, createdAt: row.createdAt, updatedAt: row.details.updatedAt })
    }
    return pagedList(
      found.values(),
      ({ createdAt, id }) => ({ createdAt, key: id }),
      query.page(),
      (row) => row,
    )
  },
}

/** Only for the "Received" provider, which practice has not: always empty. Source: Stigg REST API, "List invoices". */
const invoices: Route = {
  method: 'GET',
  path: '/customers/:id/invoices',
  scope: 'read',
  handle(request, world) {
    const filters = ['contractExternalId', 'issuedAfter', 'issuedBefore', 'orderBy', 'orderDir', 'stateIn']
    const query = Query.ofList(request.search, filters)
    customerOf(world, param(request, 'id'))
    return pagedList(
      [],
      () => ({ createdAt: '', key: '' }),
      query.page(),
      (row) => row,
    )
  },
}

export const customerEntitlementRoutes: readonly Route[] = [check, list, resources, invoices]
