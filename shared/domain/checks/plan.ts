import { indexOf } from '../catalog-index.ts'
import { finding, type Finding } from '../finding.ts'
import { isKnown } from '../placement.ts'
import { lineIdsOf, opportunityRef, productRef, stiggRef, type CheckInput } from './check-input.ts'

/** Whether the deal has one plan for each product, and each may be provisioned. */
export function checkPlans({ deal, mapping, catalog }: Pick<CheckInput, 'deal' | 'mapping' | 'catalog'>): Finding[] {
  return [...checkPlanCount({ deal, mapping, catalog }), ...mapping.plans.flatMap((plan) => checkPlan(plan))]
}

function checkPlanCount({ deal, mapping, catalog }: Pick<CheckInput, 'deal' | 'mapping' | 'catalog'>): Finding[] {
  const record = opportunityRef(deal)
  // A line that was meant as a plan and does not map has a finding of its own.
  const isMissing =
    deal.lines.length > 0 && mapping.plans.length === 0 && !mapping.broken.some(({ isMaybePlan }) => isMaybePlan)
  const several = [...Map.groupBy(mapping.plans.filter(isKnown), ({ entity }) => entity.productId)]
    .filter(([, plans]) => plans.length > 1)
    .map(([productId, plans]) =>
      finding('mapping.several-plans', {
        record,
        lineIds: plans.flatMap(lineIdsOf),
        facts: {
          product: indexOf(catalog).products.get(productId)?.name ?? productId,
          plans: plans.map(({ entity }) => entity.name).join(', '),
          ids: plans.map(({ id }) => id).join(', '),
        },
      }),
    )
  return [
    ...(isMissing ? [finding('mapping.no-plan', { record, facts: { name: deal.opportunity.name } })] : []),
    ...several,
  ]
}

function checkPlan(plan: CheckInput['mapping']['plans'][number]): Finding[] {
  const { id, entity } = plan
  const [line] = plan.lines
  const lineIds = lineIdsOf(plan)
  if (!entity) {
    const record = line ? productRef(line) : null
    return [finding('plan.not-found', { record, lineIds, facts: { id, product: line?.name ?? '' } })]
  }
  const about = { record: stiggRef('plan', id, entity.name), lineIds, facts: { id, name: entity.name } }
  if (entity.status === 'DRAFT') return [finding('plan.not-published', about)]
  return entity.status === 'ARCHIVED' ? [finding('plan.archived', about)] : []
}
