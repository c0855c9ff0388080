import { isBefore } from '../calendar.ts'
import { indexOf } from '../catalog-index.ts'
import { isLive, type Subscription } from '../customer.ts'
import { compare } from '../decimal.ts'
import type { HeldValue } from '../change-set.ts'
import { grantsOf, keyOf } from '../grants.ts'
import { amountOf } from '../held-value.ts'
import { endOf } from '../replacement.ts'
import { anyPlan, type SoldProduct } from './sold-to.ts'
import { addRow, givenBy, isBeyond, planValueOf, sayingDeal, sellingDeal, whatOf, type Tally } from './tally.ts'
import { differenceOf } from './worth.ts'

/** Of every product that was sold: whether its plan runs, and if not, what does. */
export function tellSoldPlans(tally: Tally): void {
  for (const product of tally.sold.inForce) {
    const ofProduct = tally.held.subscriptions.filter((held) => productOf(held, tally) === product.productId)
    const running = ofProduct.filter(isLive)
    const current = running.find(({ planId }) => planId === product.planId) ?? inForceFirst(running)
    if (current?.planId === product.planId) tally.standing.set(product, current)
    else tellOtherPlan(tally, product, current, ofProduct)
  }
}

function tellOtherPlan(
  tally: Tally,
  product: SoldProduct,
  current: Subscription | undefined,
  ofProduct: readonly Subscription[],
): void {
  const { catalog, told } = tally
  for (const key of grantsOf(product.composition, catalog).keys()) told.add(key)
  if (current) for (const key of givenBy(current, tally).keys()) told.add(key)
  // A trial that may run and does not is nothing that anybody paid for.
  if (!product.isDue && !current) return
  const { planId } = product
  const about = {
    what: whatOf('plan', planId, catalog),
    sold: planValueOf(planId, catalog),
    ...sellingDeal(product),
  }
  if (current) {
    const live = planValueOf(current.planId, catalog)
    addRow(tally, { ...about, kind: 'other-plan', live, subscriptionId: current.id })
    return
  }
  const last = lastOver(ofProduct)
  const endedAt = last ? overAt(last) : null
  // One that was over before the deal began is not what the deal sold.
  const isOfDeal = last !== undefined && (endedAt === null || !isBefore(endedAt, product.from))
  addRow(
    tally,
    isOfDeal
      ? { ...about, kind: 'expired', live: null, subscriptionId: last.id, endedAt }
      : { ...about, kind: 'missing', live: null },
  )
}

/** Of every subscription that runs as sold: add-ons that it lacks, and those that nobody sold. */
export function tellAddons(tally: Tally): void {
  const { addons } = indexOf(tally.catalog)
  for (const [product, subscription] of tally.standing) {
    const sold = new Map(product.composition.addons.map(({ id, quantity }) => [id, countOf(quantity)]))
    const live = new Map(subscription.addons.map(({ id, quantity }) => [id, countOf(quantity)]))
    for (const id of new Set([...sold.keys(), ...live.keys()])) {
      const [wanted, has] = [sold.get(id) ?? null, live.get(id) ?? null]
      const kind = differenceOf(wanted, has)
      if (kind === null || isBeyond(product, kind, `addon:${id}`)) continue
      for (const entitlement of addons.get(id)?.entitlements ?? []) {
        const isFeature = entitlement.type === 'FEATURE'
        const given = isFeature
          ? ({ kind: 'feature', id: entitlement.featureId } as const)
          : ({ kind: 'credit', id: entitlement.currencyId } as const)
        tally.told.add(keyOf(given))
      }
      addRow(tally, {
        kind,
        what: whatOf('addon', id, tally.catalog),
        sold: wanted,
        live: has,
        source: has ? 'addon' : null,
        ...sayingDeal(product, `addon:${id}`),
        subscriptionId: subscription.id,
      })
    }
  }
}

/** Subscriptions of products that no deal in force sold: what was sold until a day that is over goes on, too. */
export function tellUnsoldPlans(tally: Tally): void {
  const { sold, held, catalog } = tally
  const { plans } = indexOf(catalog)
  const inForce = new Set(sold.inForce.map(({ productId }) => productId))
  const byResource = new Set(sold.byResource.map(({ productId }) => productId))
  for (const subscription of held.subscriptions.filter(isLive)) {
    const plan = plans.get(subscription.planId)
    if (!plan || inForce.has(plan.productId) || subscription.status === 'NOT_STARTED') continue
    for (const key of givenBy(subscription, tally).keys()) tally.explained.add(key)
    // A free plan is nobody's to sell; what is told apart by its resource is not compared at all.
    if (plan.pricingType === 'FREE' || byResource.has(plan.productId)) continue
    const ended = sold.over.find(({ productId }) => productId === plan.productId)
    // An amendment that could not be told to be of any product may well be of this one.
    if (!ended && sold.open.has(anyPlan)) continue
    addRow(tally, {
      kind: 'more',
      what: whatOf('plan', plan.id, catalog),
      sold: null,
      live: planValueOf(plan.id, catalog),
      source: ended ? 'plan' : subscription.status === 'IN_TRIAL' ? 'trial' : 'other-subscription',
      ...(ended ? sellingDeal(ended) : {}),
      subscriptionId: subscription.id,
      endedAt: ended?.until ?? null,
    })
  }
}

const productOf = ({ planId }: Subscription, { catalog }: Tally): string | undefined =>
  indexOf(catalog).plans.get(planId)?.productId

const inForceFirst = (running: readonly Subscription[]): Subscription | undefined =>
  running.find(({ status }) => status === 'ACTIVE') ?? running.find(({ status }) => status !== 'NOT_STARTED')

/** The subscription that ended last. */
const lastOver = (subscriptions: readonly Subscription[]): Subscription | undefined =>
  subscriptions
    .filter(({ status }) => status === 'CANCELED' || status === 'EXPIRED')
    .toSorted((a, b) => ((overAt(a) ?? '') < (overAt(b) ?? '') ? 1 : -1))[0]

const overAt = (subscription: Subscription) =>
  subscription.effectiveEndDate ?? endOf(subscription) ?? subscription.trialEndDate

const countOf = (quantity: string): HeldValue | null =>
  compare(quantity, '0') === 0 ? null : amountOf(quantity, undefined)
