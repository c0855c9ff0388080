import type { StiggCharge, StiggCustomer, StiggPlan, StiggProduct } from '../../seed/types.ts'
import { badInput, refusal } from '../http/stigg-error.ts'
import { isOver, isTrial, type BillingPeriod, type ChargeQuantity, type SubscriptionRow } from '../model.ts'
import { checkAddons, type AddonQuantity } from './addons.ts'
import { currencyOf, featureOf, planOf, productOf, type Catalog } from './catalog.ts'
import { addDays, addMonths } from './periods.ts'

/** The parts that an order and its preview have in common. */
export interface OrderedParts {
  readonly customerId: string
  readonly planId: string
  readonly resourceId?: string | null | undefined
  readonly billingPeriod?: BillingPeriod | undefined
  readonly addons?: readonly AddonQuantity[] | undefined
  readonly charges?:
    readonly { readonly id: string; readonly quantity: number; readonly type: 'FEATURE' | 'CREDIT' }[] | undefined
  readonly unitQuantity?: number | undefined
  readonly startDate?: string | undefined
  readonly trialOverrideConfiguration?: TrialRequest | undefined
}

interface TrialRequest {
  readonly isTrial: boolean
  readonly trialEndDate?: string | undefined
  readonly trialEndBehavior?: 'CONVERT_TO_PAID' | 'CANCEL_SUBSCRIPTION' | undefined
}

export interface CheckedOrder {
  readonly plan: StiggPlan
  readonly product: StiggProduct
  readonly resourceId: string | null
  readonly billingPeriod: BillingPeriod | null
  readonly charges: readonly ChargeQuantity[]
}

/**
 * The checks of an order up to its catalogue entities, in Stigg's order: plan published, resource for products with
 * several subscriptions, billing period for paid plans, add-ons, charges.
 * Fails: `PlanNotFound`, `UnPublishedPackage`, `MissingEntityIdError`, `BillingPeriodMissingError`, the codes of
 * `checkAddons`, `FeatureNotFound`, `CustomCurrencyNotFound`, `PriceNotFound`, `InvalidQuantity`.
 */
export function checkOrder(order: OrderedParts, catalog: Catalog): CheckedOrder {
  const plan = planOf(catalog, order.planId)
  if (plan.status !== 'PUBLISHED') throw refusal('UnPublishedPackage', `Plan "${plan.id}" is not published`)
  if (plan.pricingType === null) throw refusal('PackagePricingTypeNotSet', `Plan "${plan.id}" has no pricing type`)
  const product = productOf(catalog, plan.productId)
  const resourceId = order.resourceId ?? null
  if (product.multipleSubscriptions && resourceId === null) {
    throw refusal(
      'MissingEntityIdError',
      `resourceId is required: product "${product.id}" allows several subscriptions`,
    )
  }
  const billingPeriod = periodOf(order, plan, catalog)
  checkAddons(order.addons ?? [], plan, catalog)
  const charges = checkedCharges(order, plan, catalog)
  return { plan, product, resourceId, billingPeriod, charges }
}

function periodOf(order: OrderedParts, plan: StiggPlan, catalog: Catalog): BillingPeriod | null {
  const { billingPeriod } = order
  if (plan.pricingType !== 'PAID') return billingPeriod ?? null
  if (billingPeriod === undefined) {
    throw refusal('BillingPeriodMissingError', 'Billing period is required for paid plans')
  }
  const offered = catalog.planCharges(plan.id).map((charge) => charge.billingPeriod)
  if (offered.length > 0 && !offered.includes(billingPeriod)) {
    throw refusal('PriceNotFound', `Plan "${plan.id}" has no price for billing period ${billingPeriod}`)
  }
  return billingPeriod
}

/**
 * The quantities that are bought, by feature or currency: of things that the plan, or one of the add-ons ordered, sells
 * by quantity. A charge may be named by its own id as well.
 * Fails: `FeatureNotFound`, `CustomCurrencyNotFound`, `PriceNotFound`, `InvalidQuantity`, `BadUserInput`.
 */
export function checkedCharges(
  order: Pick<OrderedParts, 'charges' | 'addons'>,
  plan: StiggPlan,
  catalog: Catalog,
): ChargeQuantity[] {
  const sold = [...catalog.planCharges(plan.id), ...(order.addons ?? []).flatMap(({ id }) => catalog.addonCharges(id))]
  const seen = new Set<string>()
  return (order.charges ?? []).map(({ id: asked, quantity, type }) => {
    const targetOf = (row: StiggCharge): string | null =>
      type === 'FEATURE' ? row.featureId : row.topUpCustomCurrencyId
    const charge = sold.find((row) => targetOf(row) !== null && (row.id === asked || targetOf(row) === asked))
    const id = (charge === undefined ? null : targetOf(charge)) ?? asked
    if (seen.has(`${type} ${id}`)) throw badInput(`The charge "${id}" is given more than once`)
    seen.add(`${type} ${id}`)
    if (charge === undefined) checkUnsold({ id, type }, plan, catalog)
    else checkQuantity({ id, quantity }, charge)
    return { id, type, quantity }
  })
}

/** What is not sold by quantity can be named on plans that Stigg does not price, and for credits. */
function checkUnsold({ id, type }: Pick<ChargeQuantity, 'id' | 'type'>, plan: StiggPlan, catalog: Catalog): void {
  if (type === 'FEATURE') featureOf(catalog, id)
  else currencyOf(catalog, id)
  if (plan.pricingType !== 'PAID' || type === 'CREDIT') return
  throw refusal('PriceNotFound', `Plan "${plan.id}" has no charge for feature "${id}"`)
}

function checkQuantity({ id, quantity }: Pick<ChargeQuantity, 'id' | 'quantity'>, charge: StiggCharge): void {
  if (!Number.isInteger(quantity)) throw refusal('InvalidQuantity', `The quantity of "${id}" must be a whole number`)
  const { minUnitQuantity: least, maxUnitQuantity: most } = charge
  if ((least !== null && quantity < least) || (most !== null && quantity > most)) {
    throw refusal('InvalidQuantity', `The quantity of "${id}" must be from ${least ?? 0} to ${most ?? 'any'}`)
  }
}

export interface Trial {
  readonly end: string
  readonly behavior: 'CONVERT_TO_PAID' | 'CANCEL_SUBSCRIPTION'
}

/**
 * The trial that an order begins with, or null for none: what the order says, else the plan's default where the
 * customer has neither tried nor bought the product before.
 * Fails: `InvalidArgumentError` for a free plan, or an end that is not after the start.
 * Source: Stigg documentation, "Manually provision a subscription", rules 1 and 5.
 */
export function trialOf(
  order: OrderedParts,
  plan: StiggPlan,
  start: string,
  now: string,
  history: readonly SubscriptionRow[],
): Trial | null {
  const requested = order.trialOverrideConfiguration
  if (requested?.isTrial === false) return null
  const config = plan.defaultTrialConfig
  const isDefault = requested === undefined
  if (isDefault && (config === null || plan.pricingType === 'FREE' || history.some(usedBefore))) return null
  if (plan.pricingType === 'FREE') throw refusal('InvalidArgumentError', 'A free plan has no trial')
  const duration = config?.duration ?? 14
  const byDefault = config?.units === 'MONTH' ? addMonths(start, duration) : addDays(start, duration)
  const end = requested?.trialEndDate ?? byDefault
  if (end <= start || end <= now)
    throw refusal('InvalidArgumentError', 'trialEndDate must be in the future and after the start')
  return { end, behavior: requested?.trialEndBehavior ?? config?.trialEndBehavior ?? 'CONVERT_TO_PAID' }
}

const usedBefore = (row: SubscriptionRow): boolean =>
  row.details.wasInTrial || row.trialEndDate !== null || row.pricingType === 'PAID'

/** Fails: `CustomerNotFound`, `EntityIsArchivedError`. */
export function checkCustomer(customer: StiggCustomer | undefined): StiggCustomer {
  if (customer === undefined) throw refusal('CustomerNotFound', 'Customer not found')
  if (customer.archivedAt !== null) throw refusal('EntityIsArchivedError', `Customer "${customer.id}" is archived`)
  return customer
}

/** The subscriptions that an order replaces: those of its product and resource that are not over, of its own kind. */
export function replacedBy(
  order: { readonly product: StiggProduct; readonly resourceId: string | null; readonly isTrial: boolean },
  subscriptions: readonly SubscriptionRow[],
): SubscriptionRow[] {
  return subscriptions.filter(
    (row) =>
      row.details.productId === order.product.id &&
      (!order.product.multipleSubscriptions || row.resourceId === order.resourceId) &&
      !isOver(row) &&
      isTrial(row) === order.isTrial,
  )
}
