import type { DriftReport } from '#shared/domain/drift'
import type { Standing } from '#shared/domain/state-of-deal'
import { supersedingDeal, type AccountDeal } from '#shared/domain/superseded'

import type { MirrorDeal, Ports } from '../ports.ts'
import type { Context } from '../provisioning/live-state.ts'

/** What the last drift check found of each deal that was provisioned: the first thing, and how many there are. */
function driftByDeal(
  report: DriftReport | null,
  { org, environmentId }: Context,
): ReadonlyMap<string, Standing['drift']> {
  const found = new Map<string, { kind: string; name: string; count: number }>()
  if (report?.orgId !== org.id || report.environmentId !== environmentId) return found
  for (const { deal, isProvisioned, kind, what } of report.rows) {
    if (!deal || !isProvisioned) continue
    const before = found.get(deal.id)
    if (before) before.count += 1
    else found.set(deal.id, { kind, name: what.name, count: 1 })
  }
  return found
}

/**
 * How deals stand beside the others of their account, and beside what is live, from what is here: markers, mirror and the
 * last drift check. @param all whether every deal of the mirror will be asked about
 */
export function standings(
  context: Context,
  { mirror }: Pick<Ports, 'mirror'>,
  all: boolean,
): (deal: Pick<MirrorDeal, 'opportunity' | 'lines'>) => Standing {
  const { org, catalog } = context
  const drift = driftByDeal(mirror.drift(), context)
  const marks = Map.groupBy(
    mirror.markers().filter(({ marker }) => marker.orgId === org.id),
    ({ marker }) => marker.opportunityId,
  )
  // For a single deal its account's are looked up; for all of them, only accounts that have anything provisioned.
  const accounts = all ? new Set([...marks.keys()].flatMap((id) => mirror.get(id)?.opportunity.accountId ?? [])) : null
  const withMarks = ({ opportunity, lines }: Pick<MirrorDeal, 'opportunity' | 'lines'>): AccountDeal => ({
    opportunity,
    lines,
    marks: marks.get(opportunity.id) ?? [],
  })
  return (deal) => {
    const { id, accountId } = deal.opportunity
    const mayBe = accountId !== null && marks.size > 0 && (accounts === null || accounts.has(accountId))
    const others = !mayBe
      ? []
      : mirror.idsByAccount(accountId).flatMap((other) => {
          const held = other !== id && marks.has(other) ? mirror.get(other) : null
          return held ? [withMarks(held)] : []
        })
    return {
      supersededBy: others.length > 0 ? supersedingDeal(withMarks(deal), others, catalog) : null,
      drift: drift.get(id) ?? null,
    }
  }
}
