import { finding, type Finding } from '../finding.ts'
import { unmarkedOf } from '../native-flow.ts'
import { opportunityRef, stiggRef, type CheckInput } from './check-input.ts'

/**
 * Whether a flow of Stigg's own in the org would provision the deal too, or has done so: since the deal was closed a
 * subscription of what was sold came into force that no copy of this app made.
 */
export function checkNativeFlow({ deal, draft, live, catalog, nativeFlow }: CheckInput): Finding[] {
  if (!nativeFlow || nativeFlow.state === 'none' || !deal.opportunity.isWon) return []
  const { opportunity, account } = deal
  const flows = nativeFlow.names.join(', ')
  const made = (draft?.subscriptions ?? []).flatMap((sold) =>
    unmarkedOf(live?.subscriptions ?? [], sold, account?.id ?? '', catalog).filter(
      ({ startDate }) => startDate.slice(0, 10) >= opportunity.closeDate,
    ),
  )
  if (made.length > 0) {
    return made.map(({ id, planId, startDate }) =>
      finding('flow.may-provision', {
        record: stiggRef('subscription', id, null),
        facts: { name: opportunity.name, flows, subscriptionId: id, planId, at: startDate },
      }),
    )
  }
  if (nativeFlow.state === 'unknown') return []
  return [finding('flow.may-provision', { record: opportunityRef(deal), facts: { name: opportunity.name, flows } })]
}
