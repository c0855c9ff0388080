import { isAmendment } from '../amendment.ts'
import { indexOf } from '../catalog-index.ts'
import { finding, type Finding } from '../finding.ts'
import { isKnown } from '../placement.ts'
import { lineIdsOf, opportunityRef, productRef, stiggRef, type CheckInput } from './check-input.ts'

/** Whether the deal has one plan for each product, and each may be provisioned. */
export const checkPlans = (input: PlanInput): Finding[] =>
  checkPlanCount(input).concat(input.mapping.plans.flatMap((plan) => checkPlan(plan)))

type PlanInput = Pick<CheckInput, 'deal' | 'mapping' | 'draft' | 'catalog' | 'live'>

function checkPlanCount({ deal, mapping, draft, catalog, live }: PlanInput): Finding[] {
  const record = opportunityRef(deal)
  // A line that was meant as a plan and does not map has a finding of its own.
  const isMeant = mapping.broken.some(({ isMaybePlan }) => isMaybePlan)
  // An amendment goes to the plan that runs, which only a live look can tell.
  const isRunning = isAmendment(mapping) && (live === null || draft !== null)
  const isMissing = deal.lines.length > 0 && mapping.plans.length === 0 && !isMeant && !isRunning
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
  if (!isMissing) return several
  // An amendment names what changes; its plan is that of a running subscription, and none could be told to be the one.
  const amended = [...mapping.addons, ...mapping.features, ...mapping.credits].filter(({ lines }) =>
    lines.some(({ isAmendment }) => isAmendment),
  )
  const code = amended.length > 0 ? 'mapping.delta-lines' : 'mapping.no-plan'
  const facts = { name: deal.opportunity.name, missing: 'plan' }
  return [finding(code, { record, lineIds: amended.flatMap(lineIdsOf), facts }), ...several]
}

/** Whether the plan is there and may be provisioned. */
export function checkPlan(plan: CheckInput['mapping']['plans'][number]): Finding[] {
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
