import type {
  StiggAddon,
  StiggCharge,
  StiggCoupon,
  StiggCurrency,
  StiggEntitlement,
  StiggFeature,
  StiggPlan,
  StiggProduct,
} from '../../seed/types.ts'
import { refusal } from '../http/stigg-error.ts'

/** What is for sale, as the rules read it. */
export interface Catalog {
  product(id: string): StiggProduct | undefined
  plan(id: string): StiggPlan | undefined
  addon(id: string): StiggAddon | undefined
  feature(id: string): StiggFeature | undefined
  currency(id: string): StiggCurrency | undefined
  coupon(id: string): StiggCoupon | undefined
  planEntitlements(planId: string): readonly StiggEntitlement[]
  planCharges(planId: string): readonly StiggCharge[]
  addonEntitlements(addonId: string): readonly StiggEntitlement[]
  addonCharges(addonId: string): readonly StiggCharge[]
}

function required<Row>(row: Row | undefined, code: string, message: string): Row {
  if (row === undefined) throw refusal(code, message)
  return row
}

export const planOf = (catalog: Catalog, id: string): StiggPlan =>
  required(catalog.plan(id), 'PlanNotFound', `Plan "${id}" not found`)
export const addonOf = (catalog: Catalog, id: string): StiggAddon =>
  required(catalog.addon(id), 'AddonNotFound', `Add-on "${id}" not found`)
export const featureOf = (catalog: Catalog, id: string): StiggFeature =>
  required(catalog.feature(id), 'FeatureNotFound', `Feature "${id}" not found`)
export const currencyOf = (catalog: Catalog, id: string): StiggCurrency =>
  required(catalog.currency(id), 'CustomCurrencyNotFound', `Custom currency "${id}" not found`)
export const couponOf = (catalog: Catalog, id: string): StiggCoupon =>
  required(catalog.coupon(id), 'CouponNotFound', `Coupon "${id}" not found`)
export const productOf = (catalog: Catalog, id: string): StiggProduct =>
  required(catalog.product(id), 'ProductNotFoundError', `Product "${id}" not found`)
