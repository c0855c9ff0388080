import { isBefore } from '../calendar.ts'
import { indexOf } from '../catalog-index.ts'
import type { HeldValue, ValueSource } from '../change-set.ts'
import { isLive, type Subscription } from '../customer.ts'
import { grantsOf, keyOf } from '../grants.ts'
import { changeOf, moreGenerous } from '../held-value.ts'
import { isTrialNow } from '../replacement.ts'
import type { SoldProduct } from './sold-to.ts'
import { addRow, givenBy, isBeyond, nameOf, noteOf, sayingDeal, whatOf, type Tally } from './tally.ts'
import { differenceOf, effectiveWorth, promotedValue, worthOf, type Difference } from './worth.ts'

/** What somebody granted by hand in Stigg on top of what was sold. */
export function tellPromotions(tally: Tally): void {
  const { held, catalog, now, told, sold } = tally
  const worth = worthOf(sold.inForce, catalog)
  const effective = effectiveWorth(held.entitlements, catalog)
  for (const promoted of held.promotional) {
    const key = keyOf({ kind: 'feature', id: promoted.featureId })
    const value = promotedValue(promoted, catalog)
    const isOver = promoted.endsAt !== null && !isBefore(now, promoted.endsAt)
    const wanted = worth.get(key)
    if (isOver || told.has(key) || differenceOf(wanted?.value ?? null, value) !== 'more') continue
    told.add(key)
    addRow(tally, {
      kind: 'more',
      what: whatOf('feature', promoted.featureId, catalog),
      sold: wanted?.value ?? null,
      live: moreGenerous(value, effective.get(key) ?? value),
      source: 'promotional',
      ...(wanted ? sayingDeal(wanted.product, key) : {}),
      endedAt: promoted.endsAt,
    })
  }
}

/** Features that are live to another extent than was sold, by what counts in effect. */
export function tellFeatures(tally: Tally): void {
  const { held, catalog, told, explained, sold, standing } = tally
  const { features } = indexOf(catalog)
  const worth = worthOf(sold.inForce, catalog)
  const effective = effectiveWorth(held.entitlements, catalog)
  for (const key of new Set([...worth.keys(), ...effective.keys()])) {
    const id = key.slice(key.indexOf(':') + 1)
    if (told.has(key) || !key.startsWith('feature:') || !features.has(id)) continue
    const wanted = worth.get(key)
    const has = effective.get(key) ?? null
    const kind = differenceOf(wanted?.value ?? null, has)
    if (kind === null || (kind === 'more' && explained.has(key))) continue
    const giving = has && givingOf(key, tally)
    const product = wanted?.product ?? productOn(giving?.subscription, standing)
    if (product && isBeyond(product, kind, key)) continue
    addRow(tally, {
      kind,
      what: whatOf('feature', id, catalog),
      sold: wanted?.value ?? null,
      live: has,
      source: giving ? giving.source : has && 'none',
      ...(product ? sayingDeal(product, key) : {}),
      subscriptionId: giving?.subscription.id ?? (product && standing.get(product)?.id) ?? null,
    })
  }
}

/** Credits by what comes again in a year. What was granted by hand is no part of that: the credits page tells it. */
export function tellCredits(tally: Tally): void {
  const { customer, held, catalog, told, standing, notes } = tally
  const effective = effectiveWorth(held.entitlements, catalog)
  for (const [product, subscription] of standing) {
    const wanted = grantsOf(product.composition, catalog)
    const has = givenBy(subscription, tally)
    for (const key of new Set([...wanted.keys(), ...has.keys()])) {
      if (told.has(key) || !key.startsWith('credit:')) continue
      const id = key.slice(key.indexOf(':') + 1)
      const before = wanted.get(key)?.value ?? null
      const after = has.get(key)?.value ?? null
      const difference = rateDifference(before, after)
      const isHidden = !subscription.entitlementValuesKnown || after?.kind === 'unknown'
      if (isHidden && (difference !== null || after?.kind === 'unknown') && effective.has(key)) {
        const name = nameOf({ kind: 'credit', id }, catalog)
        notes.push(noteOf(customer, 'values-hidden', sayingDeal(product, key).deal, { id, name }))
        continue
      }
      // Nothing at all was granted: then it is not there, whatever its rate would be.
      const kind = isHidden && before !== null && !effective.has(key) ? 'missing' : difference
      if (kind === null || isBeyond(product, kind, key)) continue
      addRow(tally, {
        kind,
        what: whatOf('credit', id, catalog),
        sold: before,
        live: kind === 'missing' ? null : after,
        source: kind === 'missing' ? null : (has.get(key)?.source ?? null),
        ...sayingDeal(product, key),
        subscriptionId: subscription.id,
      })
    }
  }
}

/** Of the running subscriptions the one that gives most of a feature, and by what part of it. */
function givingOf(key: string, tally: Tally): { subscription: Subscription; source: ValueSource } | null {
  let best: { subscription: Subscription; source: ValueSource; value: HeldValue } | null = null
  const sold = new Set(tally.standing.values())
  for (const subscription of tally.held.subscriptions.filter(isLive)) {
    const grant = givenBy(subscription, tally).get(key)
    if (!grant || (best && moreGenerous(best.value, grant.value) === best.value)) continue
    const beside = isTrialNow(subscription) ? 'trial' : 'other-subscription'
    best = { subscription, source: sold.has(subscription) ? grant.source : beside, value: grant.value }
  }
  return best
}

const productOn = (
  subscription: Subscription | undefined,
  standing: ReadonlyMap<SoldProduct, Subscription>,
): SoldProduct | undefined => [...standing].find(([, running]) => running === subscription)?.[0]

function rateDifference(sold: HeldValue | null, live: HeldValue | null): Difference | null {
  if (sold?.kind === 'unknown' || live?.kind === 'unknown') return null
  switch (changeOf(sold, live)) {
    case 'added':
    case 'more':
      return 'more'
    case 'removed':
      return 'missing'
    case 'less':
      return 'less'
    default:
      return null
  }
}
