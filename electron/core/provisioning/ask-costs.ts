import type { DraftInput } from '#shared/domain/build-draft'
import type { StiggCostPreview } from '#shared/domain/cost'
import type { Draft, SubscriptionDraft } from '#shared/domain/draft'
import { provisionRequestOf } from '#shared/domain/provision-request'
import { otherWaysOf, type WayPreviews } from '#shared/domain/ways'

import type { Ports } from '../ports.ts'

/** What Stigg's dry runs say, by product; null where one failed. */
export interface AskedCosts {
  /** Of the draft as it is. */
  readonly previews: ReadonlyMap<string, StiggCostPreview | null>
  /** Of each way to bring it about. */
  readonly ways: WayPreviews
}

export const nothingAsked: AskedCosts = { previews: new Map(), ways: { replace: new Map(), amend: new Map() } }

/**
 * Ask Stigg what a draft would cost, and what it would cost the other way where there is one; all at once. A dry run that
 * fails costs the figures, not the page.
 */
export async function askCosts(
  draft: Draft,
  input: DraftInput,
  stigg: Pick<Ports['stigg'], 'costPreview'>,
  signal?: AbortSignal,
): Promise<AskedCosts> {
  const { deal } = input
  const ask = async (subscription: SubscriptionDraft): Promise<StiggCostPreview | null> => {
    const request = provisionRequestOf(subscription, {
      customerId: draft.customer.id,
      accountId: deal.account?.id ?? '',
      marker: { orgId: '', opportunityId: deal.opportunity.id, runId: '', generation: 1 },
    })
    const answer = await stigg.costPreview(request, signal)
    return answer.ok ? answer.value : null
  }
  const asked = [...draft.subscriptions, ...otherWaysOf(draft, input)]
  const answers = await Promise.all(asked.map(async (one) => ({ one, preview: await ask(one) })))
  const by = (isMine: (one: SubscriptionDraft) => boolean) =>
    new Map(answers.filter(({ one }) => isMine(one)).map(({ one, preview }) => [one.productId, preview]))
  return {
    previews: by((one) => draft.subscriptions.includes(one)),
    ways: { replace: by(({ way }) => way === 'replace'), amend: by(({ way }) => way === 'amend') },
  }
}
