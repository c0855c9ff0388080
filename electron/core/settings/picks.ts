import type { TemplatePick } from '#shared/contract/settings'
import { mapLines } from '#shared/domain/mapping'
import type { Template } from '#shared/domain/template'
import { templateFor } from '#shared/domain/template-for'

import type { Ports } from '../ports.ts'
import type { Context } from '../provisioning/live-state.ts'

/** How many deals are looked at in one go, before others get their turn, and how many are named. */
const chunkSize = 1000
const named = 3

/** How many of the mirror's deals each template would be picked for, were these the profile's templates. */
export async function templatePicks(
  templates: readonly Template[],
  { catalog }: Pick<Context, 'catalog'>,
  { mirror }: Pick<Ports, 'mirror'>,
): Promise<TemplatePick[]> {
  const picked = new Map<string, TemplatePick>(templates.map(({ id }) => [id, { templateId: id, deals: 0, first: [] }]))
  for (const deals of mirror.chunks(chunkSize)) {
    for (const { opportunity, lines } of deals) {
      const { plans } = mapLines({ lines }, catalog)
      const ids = new Set(plans.flatMap(({ id }) => templateFor(templates, opportunity, id, undefined)?.id ?? []))
      for (const id of ids) {
        const pick = picked.get(id)
        if (!pick) continue
        pick.deals += 1
        if (pick.first.length < named) pick.first.push({ opportunityId: opportunity.id, name: opportunity.name })
      }
    }
    await new Promise((resolve) => setImmediate(resolve))
  }
  return [...picked.values()]
}
