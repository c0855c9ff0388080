import type { StiggCoupon } from '../../seed/types.ts'
import { created, found } from '../http/envelope.ts'
import { param, type Route } from '../http/route.ts'
import { badInput, refusal } from '../http/stigg-error.ts'
import { NoBody, parsed } from '../requests/common.ts'
import { CreateCoupon, UpdateCoupon } from '../requests/credits.ts'
import { couponOf } from '../rules/catalog.ts'
import type { World } from '../world.ts'

function save(world: World, coupon: StiggCoupon): StiggCoupon {
  const saved = { ...coupon, updatedAt: world.now() }
  world.tables.coupons.put(saved.id, saved)
  return saved
}

/** What changes coupons; they are read with the rest of the catalogue. Source: Stigg REST API, "Coupons". */
export const couponRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/coupons',
    scope: 'coupons:write',
    operation: 'coupon',
    handle({ body }, world) {
      const fields = parsed(CreateCoupon, body)
      if (world.tables.coupons.has(fields.id)) {
        throw refusal('DuplicatedEntityNotAllowed', `Coupon "${fields.id}" already exists`)
      }
      const hasAmounts = fields.amountsOff !== null && fields.amountsOff.length > 0
      if ((fields.percentOff !== null) === hasAmounts) {
        throw badInput('Exactly one of percentOff and amountsOff must be given')
      }
      const stamps = { createdAt: world.now(), updatedAt: world.now() }
      const billing = { source: 'STIGG', billingId: null, billingLinkUrl: null } as const
      const type = fields.percentOff === null ? 'FIXED' : 'PERCENTAGE'
      return created(save(world, { ...fields, type, status: 'ACTIVE', ...billing, ...stamps }))
    },
  },
  {
    method: 'PATCH',
    path: '/coupons/:id',
    scope: 'coupons:write',
    operation: 'coupon',
    handle(request, world) {
      const { name, description, metadata } = parsed(UpdateCoupon, request.body ?? {})
      const coupon = couponOf(world.catalog, param(request, 'id'))
      const changed = {
        ...coupon,
        ...(name === undefined ? {} : { name }),
        ...(description === undefined ? {} : { description }),
        ...(metadata === undefined ? {} : { metadata }),
      }
      return found(save(world, changed))
    },
  },
  {
    method: 'POST',
    path: '/coupons/:id/archive',
    scope: 'coupons:write',
    operation: 'coupon',
    handle(request, world) {
      parsed(NoBody, request.body)
      const coupon = couponOf(world.catalog, param(request, 'id'))
      if (coupon.status === 'ARCHIVED') throw refusal('EntityIsArchivedError', `Coupon "${coupon.id}" is archived`)
      return found(save(world, { ...coupon, status: 'ARCHIVED' }))
    },
  },
]
