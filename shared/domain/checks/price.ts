import { compare } from '../decimal.ts'
import { finding, type Finding } from '../finding.ts'
import { placementsOf, type Placement } from '../placement.ts'
import { priceablesOf } from '../price-overrides.ts'
import { soldPriceOf } from '../sold-price.ts'
import { amendedIn, lineIdsOf, planRef, stiggRef, type CheckInput } from './check-input.ts'

/** Which negotiated prices of paid plans cannot be passed on. Other plans are billed elsewhere. */
export function checkPrices(input: Pick<CheckInput, 'mapping' | 'draft' | 'rules' | 'live' | 'catalog'>): Finding[] {
  const { draft, rules } = input
  const placements = placementsOf(input.mapping, amendedIn(input), input.catalog)
  return (draft?.subscriptions ?? []).flatMap((subscription) => {
    const placement = placements.find(({ plan }) => plan.id === subscription.planId)
    if (!placement || subscription.pricingType !== 'PAID') return []
    const { billingPeriod } = subscription
    const unknown = billingPeriod
      ? priceablesOf(placement, billingPeriod).filter(
          ({ lines }) => soldPriceOf(lines, billingPeriod, rules).kind === 'period-unknown',
        )
      : []
    const lineIds = unknown.flatMap(lineIdsOf)
    const facts = { plan: subscription.planName, count: String(lineIds.length) }
    const creditPrices = checkCreditPrices(placement)
    if (unknown.length === 0) return creditPrices
    return [finding('price.period-unknown', { record: planRef(subscription), lineIds, facts })].concat(creditPrices)
  })
}

/** Stigg takes no price for credits when a subscription is made. Source: Stigg REST API, "Provision subscription". */
const checkCreditPrices = ({ credits }: Placement): Finding[] =>
  credits.flatMap(({ id, entity, lines }) => {
    const priced = lines.filter(({ netUnitPrice }) => netUnitPrice !== null && compare(netUnitPrice, '0') > 0)
    const [first] = priced
    if (!first) return []
    const facts = { id, name: entity.name, price: first.netUnitPrice ?? '' }
    return [
      finding('price.credit-not-supported', {
        record: stiggRef('currency', id, entity.name),
        lineIds: priced.map(({ lineId }) => lineId),
        facts,
      }),
    ]
  })
