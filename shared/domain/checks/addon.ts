import { indexOf } from '../catalog-index.ts'
import { compare } from '../decimal.ts'
import type { SubscriptionDraft } from '../draft.ts'
import { finding, type Finding } from '../finding.ts'
import { lineIdsOf, productRef, stiggRef, type CheckInput } from './check-input.ts'

/** Whether the add-ons are there, fit their plan, come with what they need, and in a number that is allowed. */
export function checkAddons({ mapping, draft, catalog }: Pick<CheckInput, 'mapping' | 'draft' | 'catalog'>): Finding[] {
  const missing = mapping.addons
    .filter(({ entity }) => entity === null)
    .map((addon) => {
      const [line] = addon.lines
      const facts = { id: addon.id, product: line?.name ?? '' }
      return finding('addon.not-found', { record: line ? productRef(line) : null, lineIds: lineIdsOf(addon), facts })
    })
  const placed = draft?.subscriptions ?? []
  return [...missing, ...placed.flatMap((subscription) => checkAgainstPlan(subscription, { catalog }))]
}

function checkAgainstPlan(subscription: SubscriptionDraft, { catalog }: Pick<CheckInput, 'catalog'>): Finding[] {
  const { addons, plans } = indexOf(catalog)
  const plan = plans.get(subscription.planId)
  const chosen = new Set(subscription.addons.map(({ addonId }) => addonId))
  return subscription.addons.flatMap(({ addonId, quantity, lineIds }) => {
    const addon = addons.get(addonId)
    if (!addon) return []
    const facts = { id: addonId, name: addon.name, plan: subscription.planName, planId: subscription.planId }
    const about = { record: stiggRef('addon', addonId, addon.name), lineIds, facts }
    const needed = addon.dependencies.filter((id) => !chosen.has(id))
    const isTooMany = addon.maxQuantity !== null && compare(quantity, String(addon.maxQuantity)) > 0
    const refused =
      addon.status !== 'PUBLISHED'
        ? addon.status.toLowerCase()
        : plan?.compatibleAddonIds.includes(addonId)
          ? null
          : 'not-compatible'
    const names = needed.map((id) => addons.get(id)?.name ?? id).join(', ')
    return [
      ...(refused === null ? [] : [finding('addon.incompatible', { ...about, facts: { ...facts, reason: refused } })]),
      ...(needed.length > 0
        ? [finding('addon.dependency', { ...about, facts: { ...facts, needs: names, needsIds: needed.join(', ') } })]
        : []),
      ...(isTooMany
        ? [finding('addon.too-many', { ...about, facts: { ...facts, quantity, max: String(addon.maxQuantity) } })]
        : []),
    ]
  })
}
