import { checkOffline } from '#shared/domain/checks/check-offline'
import type { DealReason, DealState } from '#shared/domain/deal-state'
import { stateOfDeal } from '#shared/domain/state-of-deal'

import type { MirrorDeal, Ports } from '../ports.ts'
import type { Context } from '../provisioning/live-state.ts'
import { standings } from './standing.ts'

type StatePorts = Pick<Ports, 'mirror' | 'journal' | 'clock'>

/** How many deals are judged in one go, before others get their turn. */
const chunkSize = 1000

export type StateOf = (deal: MirrorDeal) => { id: string; state: DealState; reason: DealReason }

/**
 * Judge deals from what is here: mirror, journal, catalogue, markers and the last drift check. Never a call per row.
 * @param all whether every deal of the mirror is going to be judged
 */
export function offlineStates(context: Context, ports: StatePorts, all = true): StateOf {
  const { catalog, profile, org } = context
  const runs = ports.journal.latestByOpportunity()
  const now = ports.clock.now().toISOString()
  const marked = new Set(
    ports.mirror.markers().flatMap((held) => (held.marker.orgId === org.id ? [held.marker.opportunityId] : [])),
  )
  const standingOf = standings(context, ports, all)
  return (deal) => {
    const { id } = deal.opportunity
    const findings = checkOffline(deal, catalog, profile.rules, now)
    const run = runs.get(id) ?? null
    return { id, ...stateOfDeal({ run, marked: marked.has(id), findings, standing: standingOf(deal) }) }
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

/** Judge some deals anew, as after a drift check. */
export function judgeThese(opportunityIds: Iterable<string>, context: Context, ports: StatePorts): void {
  const stateOf = offlineStates(context, ports, false)
  ports.mirror.setStates(
    [...opportunityIds].flatMap((id) => {
      const deal = ports.mirror.get(id)
      return deal ? [stateOf(deal)] : []
    }),
  )
}

/** Judge one deal anew, as after a step of a run. */
export const judgeOne = (opportunityId: string, context: Context, ports: StatePorts): void =>
  judgeThese([opportunityId], context, ports)
