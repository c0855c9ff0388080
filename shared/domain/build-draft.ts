import { amendedBy, carriedOver } from './amendment.ts'
import { billingEmailOf } from './billing-email.ts'
import { billingPeriodOf, cadenceOf, unitChargeOf, type Sourced } from './billing-terms.ts'
import type { BillingPeriod, Catalog } from './catalog.ts'
import { indexOf } from './catalog-index.ts'
import { chooseCustomer } from './customer-choice.ts'
import type { CustomerState, Subscription } from './customer.ts'
import type { Draft, EntitlementDraft, Origin, SubscriptionDraft } from './draft.ts'
import type { DraftEdits, SubscriptionEdits } from './draft-edits.ts'
import type { Mapping } from './mapping.ts'
import type { Deal, Moment } from './opportunity.ts'
import { linesOf, placementsOf, type Placement } from './placement.ts'
import { priceOverridesOf } from './price-overrides.ts'
import { keptPricesOf } from './kept-prices.ts'
import type { ProvisioningRules } from './profile.ts'
import { endOf, startOf, trialOf } from './subscription-dates.ts'

export interface DraftInput {
  readonly deal: Deal
  readonly mapping: Mapping
  readonly catalog: Catalog
  readonly rules: ProvisioningRules
  /** Null where Stigg was not asked. */
  readonly live: CustomerState | null
  readonly edits: DraftEdits
  readonly now: Moment
  /** IANA name of the zone that calendar days are meant in. */
  readonly timeZone: string
}

/**
 * Everything that would be sent to Stigg for a deal: one subscription for each product that a plan was sold of, with
 * the person's edits. Null without an account, and without a plan that Stigg knows. Whether it may be sent is for the
 * checks to say.
 */
export function buildDraft(input: DraftInput): Draft | null {
  const { deal, mapping, live, edits } = input
  const amended = amendedBy(mapping, live, input.catalog, (id) => edits.subscriptions[id]?.resourceId ?? null)
  const placements = placementsOf(mapping, amended, input.catalog)
  if (!deal.account || placements.length === 0) return null
  const choice = chooseCustomer(deal.account, live?.linkedToAccount ?? [])
  const held = live?.customer?.id === choice.id ? live.customer : null
  return {
    opportunityId: deal.opportunity.id,
    customer: {
      ...choice,
      exists: held !== null,
      name: deal.account.name,
      nameOrigin: 'deal',
      metadata: {},
      ...billingEmailOf(edits, held, deal.contacts),
    },
    subscriptions: placements.map((placement) =>
      subscriptionOf(placement, amended.get(placement.plan.entity.productId) ?? null, input),
    ),
    leftAlone: [...mapping.leftAlone],
  }
}

function subscriptionOf(placement: Placement, running: Subscription | null, input: DraftInput): SubscriptionDraft {
  const { deal, catalog, rules, live } = input
  const { entity: plan, lines: planLines, quantity } = placement.plan
  const edits: SubscriptionEdits = input.edits.subscriptions[plan.productId] ?? {}
  const lines = linesOf(placement)
  const period = billingPeriodOf(plan, lines, edits, rules, running)
  const isPaid = plan.pricingType === 'PAID'
  const startDate = startOf(placement, edits, input)
  const cancellationDate = endOf(placement, edits, input)
  const trial = trialOf(plan, edits, input)
  const collection = collectionOf(isPaid, edits, rules)
  const daysUntilDue = collection?.value === 'INVOICE' ? dueOf(edits, rules) : null
  const entitlements = entitlementsOf(placement, period?.value ?? null, edits, rules)
  const kept = running && live ? carriedOver(placement, running, live, catalog, period?.value ?? null) : nothingKept
  const charges = chargesOf(placement, period?.value ?? null).concat(kept.charges)
  const addons = addonsOf(placement).concat(kept.addons)
  const overrides = isPaid && period ? priceOverridesOf(placement, period.value, deal.opportunity.currency, rules) : []
  const resource = resourceOf(edits, running)
  const unit = isPaid && planLines.length > 0 && unitChargeOf(plan, null, period?.value ?? null) ? quantity : null
  return {
    productId: plan.productId,
    productName: indexOf(catalog).products.get(plan.productId)?.name ?? plan.productId,
    planId: plan.id,
    planName: plan.name,
    pricingType: plan.pricingType ?? 'CUSTOM',
    planLineIds: planLines.map(({ lineId }) => lineId),
    way: 'replace',
    amendsId: null,
    resourceId: resource?.value ?? null,
    billingPeriod: period?.value ?? null,
    unitQuantity: unit,
    charges,
    addons,
    entitlements: entitlements.drafts.concat(kept.entitlements),
    priceOverrides: overrides.concat(
      running ? keptPricesOf(running, { plan, period: period?.value ?? null, charges, addons, overrides }) : [],
    ),
    startKind: startDate?.value ? 'date' : 'now',
    startDate: startDate?.value ?? null,
    cancellationDate: cancellationDate?.value ?? null,
    trial: trial?.value ?? null,
    paymentCollection: collection?.value ?? null,
    daysUntilDue: daysUntilDue?.value ?? null,
    minimumSpend: null,
    maximumSpend: null,
    discount: null,
    billingCycleAnchor: null,
    proration: null,
    payingCustomerId: null,
    metadata: {},
    templateId: null,
    origins: originsOf({
      resourceId: resource?.origin,
      planId: planLines.length > 0 ? undefined : 'stigg',
      billingPeriod: period?.origin,
      unitQuantity: unit === null ? undefined : 'deal',
      creditCadence: entitlements.cadenceOrigin,
      startDate: startDate?.origin,
      cancellationDate: cancellationDate?.origin,
      trial: trial?.origin,
      paymentCollection: collection?.origin,
      daysUntilDue: daysUntilDue?.origin,
    }),
  }
}

/** Whether a feature was sold by the unit: the plan is paid and has a price for each one in the billing period. */
const isCharged = ({ plan }: Placement, featureId: string, period: BillingPeriod | null): boolean =>
  plan.entity.pricingType === 'PAID' && unitChargeOf(plan.entity, featureId, period) !== undefined

const nothingKept = { addons: [], charges: [], entitlements: [] }

/** Whose subscription it is: the person's choice, else that of the subscription that an amendment changes. */
function resourceOf(edits: SubscriptionEdits, running: Subscription | null): Sourced<string | null> | null {
  if (edits.resourceId !== undefined) return { value: edits.resourceId, origin: 'edited' }
  return running?.resourceId ? { value: running.resourceId, origin: 'stigg' } : null
}

const addonsOf = ({ addons }: Placement): SubscriptionDraft['addons'] =>
  addons.map(({ id, quantity, lines }) => ({ addonId: id, quantity, lineIds: lines.map(({ lineId }) => lineId) }))

const chargesOf = (placement: Placement, period: BillingPeriod | null): SubscriptionDraft['charges'] =>
  placement.features
    .filter(({ id, entity }) => entity.type === 'NUMBER' && isCharged(placement, id, period))
    .map(({ id, quantity, lines }) => ({ featureId: id, quantity, lineIds: lines.map(({ lineId }) => lineId) }))

/** Overrides on top of the plan. An enum feature cannot be set (`feature.enum`), so it is never part of a request. */
function entitlementsOf(
  placement: Placement,
  period: BillingPeriod | null,
  edits: SubscriptionEdits,
  rules: ProvisioningRules,
): { drafts: EntitlementDraft[]; cadenceOrigin: Origin | undefined } {
  const features = placement.features.filter(
    ({ id, entity }) => entity.type === 'BOOLEAN' || (entity.type === 'NUMBER' && !isCharged(placement, id, period)),
  )
  const credits = placement.credits.map(({ id, quantity, lines }) => ({
    draft: { currencyId: id, amount: quantity, lineIds: lines.map(({ lineId }) => lineId) },
    cadence: cadenceOf(id, placement.plan.entity, lines, edits, rules),
  }))
  return {
    drafts: [
      ...features.map(({ id, entity, quantity, lines }) => ({
        type: 'FEATURE' as const,
        featureId: id,
        usageLimit: entity.type === 'BOOLEAN' ? null : quantity,
        hasUnlimitedUsage: false,
        hasSoftLimit: false,
        resetPeriod: null,
        lineIds: lines.map(({ lineId }) => lineId),
      })),
      ...credits.map(({ draft, cadence }) => ({ type: 'CREDIT' as const, ...draft, cadence: cadence?.value ?? null })),
    ],
    cadenceOrigin: credits[0]?.cadence?.origin,
  }
}

/** Only paid plans are collected by Stigg's leave; Stigg's documents want it unset on the others. */
function collectionOf(
  isPaid: boolean,
  edits: SubscriptionEdits,
  rules: ProvisioningRules,
): Sourced<SubscriptionDraft['paymentCollection']> | null {
  if (edits.paymentCollection !== undefined) return { value: edits.paymentCollection, origin: 'edited' }
  if (!isPaid) return null
  return rules.paymentCollection ? { value: rules.paymentCollection, origin: 'profile' } : null
}

function dueOf(edits: SubscriptionEdits, rules: ProvisioningRules): Sourced<number | null> | null {
  if (edits.daysUntilDue !== undefined) return { value: edits.daysUntilDue, origin: 'edited' }
  return rules.daysUntilDue === null ? null : { value: rules.daysUntilDue, origin: 'profile' }
}

const originsOf = (origins: Readonly<Record<string, Origin | undefined>>): Record<string, Origin> =>
  Object.fromEntries(Object.entries(origins).filter((entry): entry is [string, Origin] => entry[1] !== undefined))
