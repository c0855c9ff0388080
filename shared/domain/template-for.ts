import { compare } from './decimal.ts'
import type { Opportunity } from './opportunity.ts'
import type { Template, TemplateConditions } from './template.ts'

/**
 * The template that applies to a plan of a deal: the one that a person chose, else the first whose conditions all hold.
 * @param chosen ID of a template; null = none of them; undefined = nobody chose. One that is gone counts as none.
 */
export function templateFor(
  templates: readonly Template[],
  opportunity: Opportunity,
  planId: string,
  chosen: string | null | undefined,
): Template | null {
  if (chosen !== undefined) return templates.find(({ id }) => id === chosen) ?? null
  return templates.find(({ when }) => meets(when, opportunity, planId)) ?? null
}

/** Whether a deal is what a template asks for. An amount is only compared where the deal has one. */
function meets(when: TemplateConditions, opportunity: Opportunity, planId: string): boolean {
  const { stageName, type, recordType, amount } = opportunity
  return (
    allows(when.stages, stageName) &&
    allows(when.opportunityTypes, type) &&
    allows(when.recordTypes, recordType) &&
    allows(when.planIds, planId) &&
    (when.amountFrom === null || (amount !== null && compare(amount, when.amountFrom) >= 0)) &&
    (when.amountTo === null || (amount !== null && compare(amount, when.amountTo) <= 0))
  )
}

const allows = (wanted: readonly string[], value: string | null): boolean =>
  wanted.length === 0 || (value !== null && wanted.includes(value))
