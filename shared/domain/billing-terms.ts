import type { BillingPeriod, Charge, CreditCadence, Plan } from './catalog.ts'
import type { Subscription } from './customer.ts'
import type { Origin } from './draft.ts'
import type { SubscriptionEdits } from './draft-edits.ts'
import type { MappedLine } from './mapped-line.ts'
import type { ProvisioningRules } from './profile.ts'

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
 * How often a paid plan is billed, by the first that says so: the person, the quote, the running subscription that an
 * amendment changes, the profile's default where the plan offers it, the plan's only period. What a person or a quote
 * says stands even where the plan does not offer it, so that a check can name the disagreement.
 */
export function billingPeriodOf(
  plan: Plan,
  lines: readonly MappedLine[],
  edits: SubscriptionEdits,
  rules: ProvisioningRules,
  running: Subscription | null,
): Sourced<BillingPeriod> | null {
  if (edits.billingPeriod) return { value: edits.billingPeriod, origin: 'edited' }
  if (plan.pricingType !== 'PAID') return null
  const quoted = quotedPeriod(lines)
  if (quoted) return { value: quoted, origin: 'quote' }
  const offered = offeredPeriods(plan)
  if (running?.billingPeriod && offered.includes(running.billingPeriod)) {
    return { value: running.billingPeriod, origin: 'stigg' }
  }
  if (rules.billingPeriod && (offered.length === 0 || offered.includes(rules.billingPeriod))) {
    return { value: rules.billingPeriod, origin: 'profile' }
  }
  const [only, ...others] = offered
  return only && others.length === 0 ? { value: only, origin: 'plan' } : null
}

/**
 * How often credits come, by the first that says so: the person, the quote line's own billing frequency, the profile's
 * default, the plan's own entitlement to the currency.
 */
export function cadenceOf(
  currencyId: string,
  plan: Plan,
  lines: readonly MappedLine[],
  edits: SubscriptionEdits,
  rules: ProvisioningRules,
): Sourced<CreditCadence> | null {
  if (edits.creditCadence) return { value: edits.creditCadence, origin: 'edited' }
  const quoted = lines.map((line) => periodOfFrequency(line.quote?.billingFrequency ?? null)).find((found) => found)
  if (quoted) return { value: quoted === 'MONTHLY' ? 'MONTH' : 'YEAR', origin: 'quote' }
  if (rules.creditCadence) return { value: rules.creditCadence, origin: 'profile' }
  const own = plan.entitlements.find((held) => held.type === 'CREDIT' && held.currencyId === currencyId)
  return own?.type === 'CREDIT' && own.cadence ? { value: own.cadence, origin: 'plan' } : null
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
    if (term === 1) return 'MONTHLY'
    if (term !== null && term > 0 && term % 12 === 0) return 'ANNUALLY'
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
