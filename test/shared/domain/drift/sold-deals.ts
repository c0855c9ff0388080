import { noEdits } from '#shared/domain/draft-edits'
import type { SoldDeal, SoldTerms } from '#shared/domain/drift/sold-to'
import type { Opportunity, OpportunityLine } from '#shared/domain/opportunity'
import { aCatalog, aLine, anAccount, anEntitlementLine, anOpportunity, now, rules } from '#test/builders'

/** A won deal of the account: one Enterprise with 250 seats by default, provisioned by nobody. */
export const aSoldDeal = (
  opportunity: Partial<Opportunity> = {},
  vary: Partial<Omit<SoldDeal, 'opportunity'>> = {},
): SoldDeal => ({
  opportunity: anOpportunity(opportunity),
  account: anAccount({ stiggCustomerId: 'acme' }),
  lines: [aLine(), anEntitlementLine()],
  edits: noEdits,
  provisionedAt: null,
  isProvisioned: false,
  ...vary,
})

export const seatsLine = (quantity: string, vary: Partial<OpportunityLine> = {}): OpportunityLine =>
  anEntitlementLine('feature-seats', { quantity, ...vary })

export const terms = (vary: Partial<SoldTerms> = {}): SoldTerms => ({
  catalog: aCatalog(),
  rules: rules(),
  now,
  timeZone: 'UTC',
  ...vary,
})
