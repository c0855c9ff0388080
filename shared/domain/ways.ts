import { z } from 'zod'

import { amendObstacles, obstacleTo } from './amend-request.ts'
import { currentOf } from './amendment.ts'
import { buildDraft, type DraftInput } from './build-draft.ts'
import { ChangeRow, Consequence } from './change-set.ts'
import { changeSetOf } from './change-set-of.ts'
import { Cost, type StiggCostPreview } from './cost.ts'
import { costOf } from './cost-of.ts'
import type { Subscription } from './customer.ts'
import { Way, type Draft, type SubscriptionDraft } from './draft.ts'
import { nextTermOf } from './renewal.ts'

/** What one of the two ways comes to. */
const WayOutcome = z.object({ rows: z.array(ChangeRow), consequences: z.array(Consequence), cost: Cost })
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

/** What Stigg's dry runs say of each way, by product; null where one failed. */
export type WayPreviews = Readonly<Record<Way, ReadonlyMap<string, StiggCostPreview | null>>>

/** The running subscription that a subscription of the draft would replace or change; null where there is no choice. */
function runningBeside(
  { productId, resourceId }: SubscriptionDraft,
  { live, catalog }: DraftInput,
): Subscription | null {
  const current = currentOf(live, catalog, productId, resourceId)
  return current?.status === 'ACTIVE' ? current : null
}

/** The draft with one of its subscriptions brought about one way. */
const draftedBy = (way: Way, { productId, ...subscription }: SubscriptionDraft, draft: Draft, input: DraftInput) =>
  subscription.way === way ? draft : buildDraft(withWay(input, productId, way))

/** The subscriptions of a draft that could be brought about the other way too, as they would be then. */
export const otherWaysOf = (draft: Draft, input: DraftInput): SubscriptionDraft[] =>
  draft.subscriptions.flatMap((subscription) => {
    if (!runningBeside(subscription, input)) return []
    const other = draftedBy(subscription.way === 'amend' ? 'replace' : 'amend', subscription, draft, input)
    return other?.subscriptions.filter(({ productId }) => productId === subscription.productId) ?? []
  })

/**
 * For each subscription of a draft beside which one of its product runs: both ways, and which one is better.
 * @param previews what Stigg says that each way costs, where it was asked
 */
export function waysOf(draft: Draft, input: DraftInput, previews: WayPreviews): WayChoice[] {
  const { catalog, live, deal, mapping, now } = input
  return draft.subscriptions.flatMap((subscription): WayChoice[] => {
    const { productId } = subscription
    const current = runningBeside(subscription, input)
    if (!current) return []
    const drafted = (way: Way): Draft | null => draftedBy(way, subscription, draft, input)
    const outcomeOf = (whole: Draft | null, way: Way): WayOutcome => {
      const one = whole && {
        ...whole,
        subscriptions: whole.subscriptions.filter((each) => each.productId === productId),
      }
      const changes = changeSetOf({
        draft: one,
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
        cost: costOf({ draft: one, catalog, previews: previews[way], live }),
      }
    }
    const inPlace = drafted('amend')
    const amended = inPlace?.subscriptions.find((each) => each.productId === productId)
    const obstacle = amended ? obstacleTo(amended, current, now) : 'no-subscription'
    const replace = outcomeOf(drafted('replace'), 'replace')
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
        amend: obstacle === null ? outcomeOf(inPlace, 'amend') : null,
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
