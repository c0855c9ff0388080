import { buildDraft } from '../build-draft.ts'
import type { Catalog } from '../catalog.ts'
import { noEdits } from '../draft-edits.ts'
import type { Finding } from '../finding.ts'
import { mapLines } from '../mapping.ts'
import type { Account, Moment, Opportunity, OpportunityLine } from '../opportunity.ts'
import type { ProvisioningRules } from '../profile.ts'
import { checkMirrored, inOrder } from './check-deal.ts'

/**
 * The checks that need no live call, for the list. Contacts and Stigg's customers are not known here, so nothing is
 * said of e-mails, links and running subscriptions: opening the deal does.
 */
export function checkOffline(
  mirrored: {
    readonly opportunity: Opportunity
    readonly account: Account | null
    readonly lines: readonly OpportunityLine[]
  },
  catalog: Catalog,
  rules: ProvisioningRules,
  now: Moment,
): Finding[] {
  const { opportunity, account, lines } = mirrored
  const deal = { opportunity, account, lines: [...lines], contacts: [], readAt: now }
  const mapping = mapLines(deal, catalog)
  // Dates are of no weight to these checks, so any zone will do.
  const draft = buildDraft({ deal, mapping, catalog, rules, live: null, edits: noEdits, now, timeZone: 'UTC' })
  return inOrder(checkMirrored({ deal, mapping, draft, catalog, rules, live: null }), rules)
}
