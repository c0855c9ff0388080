import type { BillingPeriod, Charge, CreditCadence, Plan } from './catalog.ts'
import type { Origin } from './draft.ts'
import type { MappedLine } from './mapped-line.ts'
import type { Situation } from './draft-situation.ts'
import type { PrimaryQuote } from './opportunity.ts'

/** A value with where it came from; null where nothing says it. */
export interface Sourced<T> {
  readonly value: T
  readonly origin: Origin
}

/** The billing periods that a plan has prices for. */
export const offeredPeriods = (plan: Pick<Plan, 'charges'>): readonly BillingPeriod[] =>
  (['MONTHLY', 'ANNUALLY'] as const).filter((period) =>
    plan.charges.some(({ billingPeriod }) => billingPeriod === period),
  )

/**
 * How often a paid plan is billed, by the first that says so: the person, the quote, the running subscription that goes
 * on, the template and the profile's default where the plan offers it, the plan's only period. What a person or a quote
 * says stands even where the plan does not offer it, so that a check can name the disagreement.
 */
export function billingPeriodOf(
  plan: Plan,
  lines: readonly MappedLine[],
  { edits, deal, carried, template, rules }: Pick<Situation, 'edits' | 'deal' | 'carried' | 'template' | 'rules'>,
): Sourced<BillingPeriod> | null {
  if (edits.billingPeriod) return { value: edits.billingPeriod, origin: 'edited' }
  if (plan.pricingType !== 'PAID') return null
  const quoted = quotedPeriod(lines) ?? periodOfQuote(deal.opportunity.quote)
  if (quoted) return { value: quoted, origin: 'quote' }
  const offered = offeredPeriods(plan)
  const offers = (period: BillingPeriod) => offered.length === 0 || offered.includes(period)
  if (carried?.billingPeriod && offered.includes(carried.billingPeriod)) {
    return { value: carried.billingPeriod, origin: 'stigg' }
  }
  const templated = template?.values.billingPeriod
  if (templated && offers(templated)) return { value: templated, origin: 'template' }
  if (rules.billingPeriod && offers(rules.billingPeriod)) return { value: rules.billingPeriod, origin: 'profile' }
  const [only, ...others] = offered
  return only && others.length === 0 ? { value: only, origin: 'plan' } : null
}

/**
 * How often credits come, by the first that says so: the person, the quote line's own billing frequency, the template,
 * the profile's default, the plan's own entitlement to the currency.
 */
export function cadenceOf(
  currencyId: string,
  plan: Plan,
  lines: readonly MappedLine[],
  { edits, template, rules }: Pick<Situation, 'edits' | 'template' | 'rules'>,
): Sourced<CreditCadence> | null {
  if (edits.creditCadence) return { value: edits.creditCadence, origin: 'edited' }
  const quoted = lines.map((line) => periodOfFrequency(line.quote?.billingFrequency ?? null)).find((found) => found)
  if (quoted) return { value: quoted === 'MONTHLY' ? 'MONTH' : 'YEAR', origin: 'quote' }
  if (template?.values.creditCadence) return { value: template.values.creditCadence, origin: 'template' }
  if (rules.creditCadence) return { value: rules.creditCadence, origin: 'profile' }
  const own = plan.entitlements.find((held) => held.type === 'CREDIT' && held.currencyId === currencyId)
  return own?.type === 'CREDIT' && own.cadence ? { value: own.cadence, origin: 'plan' } : null
}

/** What the quote says as a whole, for lines that have no quote line of their own. */
const periodOfQuote = (quote: PrimaryQuote | null): BillingPeriod | null =>
  quote &&
  (periodOfFrequency(quote.billingFrequency) ?? (quote.billingFrequency ? null : periodOfTerm(quote.termMonths)))

function periodOfTerm(months: number | null): BillingPeriod | null {
  if (months === 1) return 'MONTHLY'
  return months !== null && months > 0 && months % 12 === 0 ? 'ANNUALLY' : null
}

/**
 * What CPQ says of the lines: the first billing frequency that Stigg has, else the first term of one month or of years.
 */
function quotedPeriod(lines: readonly MappedLine[]): BillingPeriod | null {
  for (const { quote } of lines) {
    const period = periodOfFrequency(quote?.billingFrequency ?? null)
    if (period) return period
  }
  for (const { quote } of lines) {
    // A frequency that Stigg does not have (quarterly) says that the term is not what is billed.
    const term = quote?.billingFrequency ? null : (quote?.subscriptionTermMonths ?? null)
    const period = periodOfTerm(term)
    if (period) return period
  }
  return null
}

/** Source: Salesforce CPQ, picklist "Billing Frequency" (Monthly, Quarterly, Semiannual, Annual, Invoice Plan). */
function periodOfFrequency(frequency: string | null): BillingPeriod | null {
  switch (frequency?.trim().toLowerCase()) {
    case 'monthly':
      return 'MONTHLY'
    case 'annual':
    case 'annually':
    case 'yearly':
      return 'ANNUALLY'
    default:
      return null
  }
}

/** The plan's charge per unit of a feature in a billing period; in any period while none is chosen. */
export const unitChargeOf = (
  plan: Pick<Plan, 'charges'>,
  featureId: string | null,
  period: BillingPeriod | null,
): Charge | undefined =>
  plan.charges.find(
    (charge) =>
      charge.billingModel === 'PER_UNIT' &&
      charge.featureId === featureId &&
      charge.currencyId === null &&
      (period === null || charge.billingPeriod === null || charge.billingPeriod === period),
  )
