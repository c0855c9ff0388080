import { Big } from 'big.js'
import type { StiggCoupon, StiggMoney } from '../../seed/types.ts'
import { badInput, refusal } from '../http/stigg-error.ts'
import { couponOf, type Catalog } from './catalog.ts'
import { roundMoney } from './cost.ts'

interface RequestedDiscount {
  readonly name?: string | undefined
  readonly description?: string | undefined
  readonly percentOff?: number | undefined
  readonly amountsOff?: readonly StiggMoney[] | undefined
  readonly durationInMonths?: number | undefined
}

export interface RequestedCoupon {
  readonly couponId?: string | undefined
  readonly billingCouponId?: string | undefined
  readonly discount?: RequestedDiscount | undefined
  readonly promotionCode?: string | null | undefined
  readonly configuration?: object | undefined
}

/** A coupon on a subscription, as REST shows it. */
export interface AppliedCoupon {
  readonly id: string
  readonly name: string
  readonly status: 'ACTIVE' | 'EXPIRED' | 'REMOVED'
  readonly percentOff: number | null
  readonly amountsOff: readonly StiggMoney[] | null
}

const applied = (coupon: Pick<StiggCoupon, 'id' | 'name' | 'percentOff' | 'amountsOff'>): AppliedCoupon => ({
  id: coupon.id,
  name: coupon.name,
  status: 'ACTIVE',
  percentOff: coupon.percentOff,
  amountsOff: coupon.amountsOff,
})

/**
 * The coupon that a request asks for. A discount of its own becomes a coupon that stands in no catalogue.
 * Fails: `CouponNotFound`, `ArchivedCouponCantBeApplied`, `PromotionCodeNotFound`, `BadUserInput` unless exactly one
 * kind of coupon, and of discount, is given.
 */
export function couponFrom(requested: RequestedCoupon, adhocId: string, catalog: Catalog): AppliedCoupon {
  const { couponId, billingCouponId, discount, promotionCode } = requested
  const given = [couponId, billingCouponId, discount, promotionCode].filter(
    (kind) => kind !== undefined && kind !== null,
  )
  if (given.length !== 1) throw badInput('appliedCoupon needs exactly one of couponId, billingCouponId, discount')
  if (discount !== undefined) return couponOfDiscount(discount, adhocId)
  if (couponId === undefined) {
    if (promotionCode) throw refusal('PromotionCodeNotFound', `Promotion code "${promotionCode}" not found`)
    throw refusal('CouponNotFound', `Billing coupon "${billingCouponId}" not found`)
  }
  const coupon = couponOf(catalog, couponId)
  if (coupon.status === 'ARCHIVED') throw refusal('ArchivedCouponCantBeApplied', `Coupon "${couponId}" is archived`)
  return applied(coupon)
}

/** For how many months a coupon holds, as it was asked for or as the catalogue says; null = without end. */
export const monthsOf = ({ couponId, discount }: RequestedCoupon, catalog: Catalog): number | null =>
  discount?.durationInMonths ?? (couponId === undefined ? null : (catalog.coupon(couponId)?.durationInMonths ?? null))

function couponOfDiscount(discount: RequestedDiscount, id: string): AppliedCoupon {
  const { percentOff, amountsOff } = discount
  const hasAmounts = amountsOff !== undefined && amountsOff.length > 0
  if ((percentOff === undefined) === !hasAmounts) {
    throw badInput('A discount needs exactly one of percentOff and amountsOff')
  }
  const words = percentOff === undefined ? 'Fixed discount' : `${percentOff}% off`
  return applied({ id, name: discount.name ?? words, percentOff: percentOff ?? null, amountsOff: amountsOff ?? null })
}

/** What coupons take off an amount, in whole units of its currency; never more than the amount. */
export function discountOf(coupons: readonly AppliedCoupon[], subTotal: number, currency: string): number {
  let left = Big(subTotal)
  for (const coupon of coupons) {
    if (coupon.status !== 'ACTIVE') continue
    const fixed = coupon.amountsOff?.find((money) => money.currency === currency)?.amount ?? 0
    const off = coupon.percentOff === null ? Big(fixed) : left.times(coupon.percentOff).div(100)
    left = off.gt(left) ? Big(0) : left.minus(off)
  }
  return roundMoney(Big(subTotal).minus(left), currency)
}
