import { z } from 'zod'

import { amendObstacles, obstacleTo } from './amend-request.ts'
import { currentOf } from './amendment.ts'
import { buildDraft, type DraftInput } from './build-draft.ts'
import { ChangeRow, Consequence } from './change-set.ts'
import { changeSetOf } from './change-set-of.ts'
import type { Subscription } from './customer.ts'
import { Way, type Draft, type SubscriptionDraft } from './draft.ts'
import { nextTermOf } from './renewal.ts'

/** What one of the two ways comes to. */
const WayOutcome = z.object({ rows: z.array(ChangeRow), consequences: z.array(Consequence) })
export type WayOutcome = z.infer<typeof WayOutcome>

/** Why one way is better, in the order in which the first that applies is given. */
const reasons = ['cannot-amend', 'renewal', 'open-invoice', 'keeps-usage', 'keeps-subscription'] as const
export type WayReason = (typeof reasons)[number]

/** Both ways to bring about what was sold where a subscription of the product runs, side by side. */
export const WayChoice = z.object({
  productId: z.string(),
  subscriptionId: z.string(),
  planName: z.string(),
  chosen: Way,
  recommended: Way,
  reason: z.enum(reasons),
  replace: WayOutcome,
  /** Null where the running subscription cannot be changed into what was sold. */
  amend: WayOutcome.nullable(),
  obstacle: z.enum(amendObstacles).nullable(),
})
export type WayChoice = z.infer<typeof WayChoice>

/** For each subscription of a draft beside which one of its product runs: both ways, and which one is better. */
export function waysOf(draft: Draft, input: DraftInput): WayChoice[] {
  const { catalog, live, deal, mapping, now } = input
  return draft.subscriptions.flatMap((subscription): WayChoice[] => {
    const { productId } = subscription
    const current = currentOf(live, catalog, productId, subscription.resourceId)
    if (!current || current.status !== 'ACTIVE') return []
    const drafted = (way: Way): Draft | null =>
      subscription.way === way ? draft : buildDraft(withWay(input, productId, way))
    const outcomeOf = (whole: Draft | null): WayOutcome => {
      const one = whole?.subscriptions.filter((each) => each.productId === productId) ?? []
      const changes = changeSetOf({
        draft: whole && { ...whole, subscriptions: one },
        deal,
        mapping,
        catalog,
        live,
        now,
      })
      const people = new Set(['creates-customer', 'links'])
      return {
        rows: changes.rows.filter((row) => row.productId === productId),
        consequences: changes.consequences.filter(({ kind }) => !people.has(kind)),
      }
    }
    const inPlace = drafted('amend')
    const amended = inPlace?.subscriptions.find((each) => each.productId === productId)
    const obstacle = amended ? obstacleTo(amended, current, now) : 'no-subscription'
    const replace = outcomeOf(drafted('replace'))
    const { recommended, reason } = recommend(subscription, current, obstacle !== null, replace, input)
    return [
      {
        productId,
        subscriptionId: current.id,
        planName: subscription.planName,
        chosen: subscription.way,
        recommended,
        reason,
        replace,
        amend: obstacle === null ? outcomeOf(inPlace) : null,
        obstacle,
      },
    ]
  })
}

function recommend(
  { startDate }: SubscriptionDraft,
  current: Subscription,
  isImpossible: boolean,
  replace: WayOutcome,
  { deal, rules, now, timeZone }: DraftInput,
): Pick<WayChoice, 'recommended' | 'reason'> {
  if (isImpossible) return { recommended: 'replace', reason: 'cannot-amend' }
  if (nextTermOf(deal, rules, current, startDate, { now, timeZone })) {
    return { recommended: 'replace', reason: 'renewal' }
  }
  if (current.latestInvoice?.status === 'OPEN') return { recommended: 'amend', reason: 'open-invoice' }
  const losesUsage = replace.consequences.some(({ kind }) => kind === 'restarts-usage')
  return { recommended: 'amend', reason: losesUsage ? 'keeps-usage' : 'keeps-subscription' }
}

const withWay = (input: DraftInput, productId: string, way: Way): DraftInput => ({
  ...input,
  edits: {
    ...input.edits,
    subscriptions: {
      ...input.edits.subscriptions,
      [productId]: { ...input.edits.subscriptions[productId], way },
    },
  },
})
