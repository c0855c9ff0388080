import { checkOffline } from '#shared/domain/checks/check-offline'
import type { DealReason, DealState } from '#shared/domain/deal-state'
import { stateOfDeal } from '#shared/domain/state-of-deal'

import type { MirrorDeal, Ports } from '../ports.ts'
import type { Context } from '../provisioning/live-state.ts'

type StatePorts = Pick<Ports, 'mirror' | 'journal' | 'clock'>

/** How many deals are judged in one go, before others get their turn. */
const chunkSize = 1000

export type StateOf = (deal: MirrorDeal) => { id: string; state: DealState; reason: DealReason }

/** Judge deals from what is here: mirror, journal, catalogue and markers. Never a call per row. */
export function offlineStates({ catalog, profile, org }: Context, ports: StatePorts): StateOf {
  const runs = ports.journal.latestByOpportunity()
  const now = ports.clock.now().toISOString()
  const marked = new Set(
    ports.mirror.markers().flatMap((held) => (held.marker.orgId === org.id ? [held.marker.opportunityId] : [])),
  )
  return (deal) => {
    const { id } = deal.opportunity
    const findings = checkOffline(deal, catalog, profile.rules, now)
    return { id, ...stateOfDeal({ run: runs.get(id) ?? null, marked: marked.has(id), findings }) }
  }
}

/** Judge every deal anew, as after a change of the catalogue or the markers. */
export async function judgeAll(context: Context, ports: StatePorts): Promise<void> {
  const stateOf = offlineStates(context, ports)
  for (const deals of ports.mirror.chunks(chunkSize)) {
    ports.mirror.setStates(deals.map(stateOf))
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** Judge one deal anew, as after a step of a run. */
export function judgeOne(opportunityId: string, context: Context, ports: StatePorts): void {
  const deal = ports.mirror.get(opportunityId)
  if (deal) ports.mirror.setStates([offlineStates(context, ports)(deal)])
}
