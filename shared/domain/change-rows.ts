import { isBefore } from './calendar.ts'
import type { Catalog } from './catalog.ts'
import { indexOf } from './catalog-index.ts'
import { soldOf, type ChangeInput } from './change-input.ts'
import type { ChangeRow, HeldValue } from './change-set.ts'
import { compositionOf, compositionOfDraft } from './composition.ts'
import type { Subscription } from './customer.ts'
import type { Draft, SubscriptionDraft } from './draft.ts'
import { effectiveOf, otherGrantsOf, withSource, type OtherGrants } from './effective-value.ts'
import { grantsOf, keyOf, type Grant } from './grants.ts'
import { amountOf, changeOf } from './held-value.ts'
import { isRemoval, type Mapped } from './mapping.ts'
import { replacementOf, type Replacement } from './replacement.ts'

/** Rows of one subscription: plan, add-ons, what was sold, what comes with the plan, what is lost. */
export function changeRowsOf(subscription: SubscriptionDraft, draft: Draft, input: ChangeInput): ChangeRow[] {
  const { catalog, live, now, mapping } = input
  const replacement = replacementOf(subscription, live, catalog, now)
  const today = heldToday(replacement, subscription, catalog)
  const grants = grantsOf(compositionOfDraft(subscription), catalog)
  const before = today && live ? grantsOf(compositionOf(today, live, catalog), catalog) : new Map<string, Grant>()
  const others = besides(subscription, draft, replacement, input)
  const sold = new Map<string, Mapped<unknown>>([
    ...mapping.features.map((mapped) => [keyOf({ kind: 'feature', id: mapped.id }), mapped] as const),
    ...mapping.credits.map((mapped) => [keyOf({ kind: 'credit', id: mapped.id }), mapped] as const),
  ])
  const sent = new Set([
    ...subscription.charges.map(({ featureId }) => keyOf({ kind: 'feature', id: featureId })),
    ...subscription.entitlements.map((held) =>
      held.type === 'FEATURE'
        ? keyOf({ kind: 'feature', id: held.featureId })
        : keyOf({ kind: 'credit', id: held.currencyId }),
    ),
  ])
  const charged = new Set(subscription.charges.map(({ featureId }) => featureId))
  const isLost = today !== null && !replacement.staying.includes(today)

  const grantRows = [...new Set([...sent, ...grants.keys(), ...(isLost ? before.keys() : [])])].map(
    (key): ChangeRow => {
      const will = grants.get(key) ?? null
      const held = before.get(key) ?? null
      const grant = will ?? held
      const id = grant?.id ?? ''
      const own = will && replacement.isTrial ? withSource(will, 'trial') : will
      const named = sold.get(key)
      const mapped = named && (sent.has(key) || isRemoval(named)) ? named : undefined
      return {
        key: `${subscription.productId}:${key}`,
        productId: subscription.productId,
        kind: charged.has(id) ? 'charge' : (grant?.kind ?? 'feature'),
        entity: { id, name: nameOf(grant, catalog) },
        sold: mapped ? soldOf(mapped) : null,
        will: will?.value ?? null,
        today: held?.value ?? null,
        effective: effectiveOf(own, others.get(key) ?? []),
        change: changeOf(held?.value ?? null, will?.value ?? null),
      }
    },
  )
  return [
    planRow(subscription, today, input),
    ...addonRows(subscription, isLost ? today : null, input),
    // What comes with the plan and is as it was says nothing; what was sold is always told.
    ...grantRows.filter(({ sold, change }) => sold !== null || change !== 'same'),
  ]
}

/** What Stigg holds of the product today: the subscription that makes way, else one that runs beside. */
function heldToday(
  { sameKind, replaced, runningTrial, staying }: Replacement,
  { productId, resourceId }: SubscriptionDraft,
  catalog: Catalog,
): Subscription | null {
  const { plans, products } = indexOf(catalog)
  const separatesResources = products.get(productId)?.multipleSubscriptions === true
  const beside = staying.find(
    (held) =>
      plans.get(held.planId)?.productId === productId && (!separatesResources || held.resourceId === resourceId),
  )
  return replaced[0] ?? sameKind[0] ?? runningTrial ?? beside ?? null
}

/**
 * What the customer has beside this subscription once it runs: what stays, promotions, and the deal's other products.
 */
function besides(
  subscription: SubscriptionDraft,
  draft: Draft,
  { staying, startsAt, runningTrial }: Replacement,
  { live, catalog, now }: ChangeInput,
): OtherGrants {
  const from = startsAt ?? now
  const replacedElsewhere = new Set(
    draft.subscriptions
      .filter((other) => other !== subscription)
      .flatMap((other) => replacementOf(other, live, catalog, now).replaced),
  )
  const isOverByThen = (held: Subscription) =>
    held === runningTrial && held.trialEndDate !== null && !isBefore(from, held.trialEndDate)
  const remaining = staying.filter((held) => !isOverByThen(held) && !replacedElsewhere.has(held))
  const others = new Map(otherGrantsOf(remaining, live, catalog, from))
  for (const other of draft.subscriptions) {
    if (other === subscription) continue
    for (const [key, grant] of grantsOf(compositionOfDraft(other), catalog)) {
      others.set(key, [...(others.get(key) ?? []), withSource(grant, 'other-subscription')])
    }
  }
  return others
}

function planRow(subscription: SubscriptionDraft, today: Subscription | null, input: ChangeInput): ChangeRow {
  const { plans } = indexOf(input.catalog)
  const { planId, planName, productId } = subscription
  const mapped = input.mapping.plans.find(({ id }) => id === planId)
  const version = plans.get(planId)?.version ?? null
  const will: HeldValue = { kind: 'plan', planId, name: planName, version }
  const held: HeldValue | null = today && {
    kind: 'plan',
    planId: today.planId,
    name: plans.get(today.planId)?.name ?? today.planId,
    version: null,
  }
  return {
    key: `${productId}:plan`,
    productId,
    kind: 'plan',
    entity: { id: planId, name: planName },
    sold: mapped ? soldOf(mapped) : null,
    will,
    today: held,
    effective: { value: will, source: 'plan' },
    change: changeOf(held, will),
  }
}

function addonRows(
  { addons, productId }: SubscriptionDraft,
  lost: Subscription | null,
  { catalog, mapping }: ChangeInput,
): ChangeRow[] {
  const ids = new Set([...addons.map(({ addonId }) => addonId), ...(lost?.addons ?? []).map(({ id }) => id)])
  return [...ids].map((id): ChangeRow => {
    const drafted = addons.find(({ addonId }) => addonId === id)
    const held = lost?.addons.find((addon) => addon.id === id)
    const will = drafted ? amountOf(drafted.quantity, undefined) : null
    const today = held ? amountOf(held.quantity, undefined) : null
    const mapped = drafted && mapping.addons.find((addon) => addon.id === id)
    return {
      key: `${productId}:addon:${id}`,
      productId,
      kind: 'addon',
      entity: { id, name: indexOf(catalog).addons.get(id)?.name ?? id },
      sold: mapped ? soldOf(mapped) : null,
      will,
      today,
      effective: will && { value: will, source: 'addon' },
      change: changeOf(today, will),
    }
  })
}

function nameOf(grant: Grant | null, catalog: Catalog): string {
  if (!grant) return ''
  const { features, currencies } = indexOf(catalog)
  return (grant.kind === 'feature' ? features : currencies).get(grant.id)?.name ?? grant.id
}
