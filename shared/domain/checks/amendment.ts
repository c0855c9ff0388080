import { carriedOver } from '../amendment.ts'
import { indexOf } from '../catalog-index.ts'
import { finding, type Finding } from '../finding.ts'
import { placementsOf } from '../placement.ts'
import { amendedIn, stiggRef, type CheckInput } from './check-input.ts'

/**
 * Whether everything that an amendment does not speak of can go on as it is: what nobody can read cannot be sent again,
 * and would be lost.
 */
export function checkAmendment(input: CheckInput): Finding[] {
  const { mapping, draft, live, catalog } = input
  const amended = amendedIn(input)
  const { features, currencies, plans } = indexOf(catalog)
  return placementsOf(mapping, amended, catalog).flatMap((placement) => {
    const { productId } = placement.plan.entity
    const drafted = draft?.subscriptions.find((subscription) => subscription.productId === productId)
    if (!live || !drafted) return []
    const inPlace = live.subscriptions.find(({ id }) => id === drafted.amendsId)
    const running = amended.get(productId) ?? inPlace
    if (!running) return []
    // What a person said anew is not lost.
    const said = new Set([
      ...drafted.charges.map(({ featureId }) => featureId),
      ...drafted.entitlements.map((held) => (held.type === 'FEATURE' ? held.featureId : held.currencyId)),
    ])
    const lost = carriedOver(placement, running, live, catalog, drafted.billingPeriod).unknown.filter(
      (id) => !said.has(id),
    )
    return lost.map((id) => {
      const type = features.has(id) ? 'feature' : plans.has(id) ? 'plan' : 'currency'
      const name = (features.get(id) ?? plans.get(id) ?? currencies.get(id))?.name ?? id
      const facts = { id, name, subscriptionId: running.id, plan: drafted.planName }
      return finding('mapping.delta-lines', { record: stiggRef(type, id, name), facts })
    })
  })
}
