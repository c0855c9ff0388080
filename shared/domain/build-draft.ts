import { amendedBy, currentOf } from './amendment.ts'
import { applicableEdits } from './applies-to.ts'
import { billingEmailOf } from './billing-email.ts'
import { billingPeriodOf, type Sourced } from './billing-terms.ts'
import type { Catalog } from './catalog.ts'
import { indexOf } from './catalog-index.ts'
import { chooseCustomer } from './customer-choice.ts'
import type { CustomerState, StiggCustomer, Subscription } from './customer.ts'
import { contentOf, isSoldByUnit, productNameOf } from './draft-content.ts'
import type { DraftEdits, SubscriptionEdits } from './draft-edits.ts'
import type { Situation } from './draft-situation.ts'
import { anchorOf, collectionOf, dueOf, maximumSpendOf, minimumSpendOf, prorationOf } from './draft-terms.ts'
import type { CustomerDraft, Draft, Origin, SubscriptionDraft } from './draft.ts'
import type { Mapping } from './mapping.ts'
import type { Account, Deal, Moment } from './opportunity.ts'
import { linesOf, placementsOf, type Placement } from './placement.ts'
import type { ProvisioningRules } from './profile.ts'
import { endOf, startOf, trialOf } from './subscription-dates.ts'
import { templateFor } from './template-for.ts'

export interface DraftInput {
  readonly deal: Deal
  readonly mapping: Mapping
  readonly catalog: Catalog
  readonly rules: ProvisioningRules
  /** Null where Stigg was not asked. */
  readonly live: CustomerState | null
  readonly edits: DraftEdits
  /** IDs that the call-out to the customer's own application said, where it was asked. */
  readonly callOut?: {
    readonly customerId: string | null
    readonly resourceIds: Readonly<Record<string, string>>
  } | null
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
  return {
    opportunityId: deal.opportunity.id,
    customer: customerOf(deal.account, input),
    subscriptions: placements.map((placement) =>
      subscriptionOf(placement, amended.get(placement.plan.entity.productId) ?? null, input),
    ),
    leftAlone: [...mapping.leftAlone],
  }
}

function customerOf(account: Account, { deal, live, edits, callOut }: DraftInput): CustomerDraft {
  const choice = chooseCustomer(account, live?.linkedToAccount ?? [], {
    edited: edits.customer?.id ?? null,
    callOut: callOut?.customerId ?? null,
  })
  const held = live?.customer?.id === choice.id ? live.customer : null
  return {
    ...choice,
    exists: held !== null,
    ...nameOf(account, held, edits),
    ...billingEmailOf(edits, held, deal.contacts),
    metadata: { ...edits.customer?.metadata },
  }
}

function nameOf(
  account: Account,
  held: StiggCustomer | null,
  edits: DraftEdits,
): Pick<CustomerDraft, 'name' | 'nameOrigin'> {
  if (edits.customer?.name !== undefined) return { name: edits.customer.name, nameOrigin: 'edited' }
  // A name that somebody gave in Stigg is theirs.
  if (held?.name) return { name: held.name, nameOrigin: 'stigg' }
  return { name: account.name, nameOrigin: 'deal' }
}

function subscriptionOf(sold: Placement, amended: Subscription | null, input: DraftInput): SubscriptionDraft {
  const { deal, catalog, rules, live } = input
  const given: SubscriptionEdits = input.edits.subscriptions[sold.plan.entity.productId] ?? {}
  const placement = withPlan(sold, given.planId, catalog)
  const { entity: plan, lines: planLines, quantity } = placement.plan
  const pricingType = plan.pricingType ?? 'CUSTOM'
  const edits = applicableEdits(given, { pricingType, productId: plan.productId, planId: plan.id }, catalog)
  const way = edits.way ?? 'replace'
  const resource = resourceOf(plan.productId, edits, amended, input)
  const current = currentOf(live, catalog, plan.productId, resource?.value ?? null)
  const carried = amended ?? (way === 'amend' ? current : null)
  const template = templateFor(rules.templates, deal.opportunity, plan.id, edits.templateId)
  const { now, timeZone } = input
  const situation: Situation = { deal, catalog, rules, template, live, current, carried, edits, now, timeZone }

  const period = billingPeriodOf(plan, linesOf(placement), situation)
  const content = contentOf(placement, plan, period?.value ?? null, situation)
  const start = startOf(placement, situation)
  const end = endOf(placement, start?.value.at ?? null, situation)
  const trial = trialOf(plan, situation)
  const collection = collectionOf(plan, situation)
  const due = collection?.value === 'INVOICE' ? dueOf(situation) : null
  const isPaid = plan.pricingType === 'PAID'
  const minimumSpend = isPaid ? minimumSpendOf(situation) : null
  const maximumSpend = isPaid ? maximumSpendOf(situation) : null
  const anchor = isPaid ? anchorOf(situation) : null
  const proration = isPaid ? prorationOf(situation) : null
  const unit: Sourced<string> | null = !isSoldByUnit(plan, period?.value ?? null)
    ? null
    : edits.unitQuantity === undefined
      ? planLines.length > 0
        ? { value: quantity, origin: 'deal' }
        : null
      : { value: edits.unitQuantity, origin: 'edited' }
  return {
    productId: plan.productId,
    productName: productNameOf(plan.productId, situation),
    planId: plan.id,
    planName: plan.name,
    pricingType,
    planLineIds: planLines.map(({ lineId }) => lineId),
    way,
    amendsId: way === 'amend' ? (current?.id ?? null) : null,
    resourceId: resource?.value ?? null,
    billingPeriod: period?.value ?? null,
    unitQuantity: unit?.value ?? null,
    charges: content.charges,
    addons: content.addons,
    entitlements: content.entitlements,
    priceOverrides: content.priceOverrides,
    startKind: start?.value.kind ?? 'now',
    startDate: start?.value.at ?? null,
    cancellationDate: end?.value ?? null,
    trial: trial?.value ?? null,
    minimumSpend: minimumSpend?.value ?? null,
    maximumSpend: maximumSpend?.value ?? null,
    discount: edits.discount ?? null,
    paymentCollection: collection?.value ?? null,
    daysUntilDue: due?.value ?? null,
    billingCycleAnchor: anchor?.value ?? null,
    proration: proration?.value ?? null,
    payingCustomerId: edits.payingCustomerId ?? null,
    metadata: { ...edits.metadata },
    templateId: template?.id ?? null,
    origins: originsOf({
      ...content.origins,
      planId: edits.planId === undefined ? (planLines.length > 0 ? undefined : 'stigg') : 'edited',
      way: edits.way === undefined ? undefined : 'edited',
      resourceId: resource?.origin,
      billingPeriod: period?.origin,
      unitQuantity: unit?.origin,
      startDate: start?.origin,
      cancellationDate: end?.origin,
      trial: trial?.origin,
      minimumSpend: minimumSpend?.origin,
      maximumSpend: maximumSpend?.origin,
      discount: edits.discount === undefined ? undefined : 'edited',
      paymentCollection: collection?.origin,
      daysUntilDue: due?.origin,
      billingCycleAnchor: anchor?.origin,
      proration: proration?.origin,
      payingCustomerId: edits.payingCustomerId === undefined ? undefined : 'edited',
      metadata: Object.keys(edits.metadata ?? {}).length === 0 ? undefined : 'edited',
      templateId: template === null ? undefined : edits.templateId === undefined ? 'template' : 'edited',
    }),
  }
}

/** Another plan of the same product where the person chose one that Stigg knows. */
function withPlan(placement: Placement, planId: string | undefined, catalog: Catalog): Placement {
  const plan = planId === undefined ? undefined : indexOf(catalog).plans.get(planId)
  if (!plan || plan.productId !== placement.plan.entity.productId) return placement
  return { ...placement, plan: { ...placement.plan, id: plan.id, entity: plan } }
}

/** Whose subscription it is: the person's choice, the call-out's, else that of the subscription that is amended. */
function resourceOf(
  productId: string,
  edits: SubscriptionEdits,
  amended: Subscription | null,
  { callOut }: Pick<DraftInput, 'callOut'>,
): Sourced<string | null> | null {
  if (edits.resourceId !== undefined) return { value: edits.resourceId, origin: 'edited' }
  const said = callOut?.resourceIds[productId]
  if (said !== undefined) return { value: said, origin: 'call-out' }
  return amended?.resourceId ? { value: amended.resourceId, origin: 'stigg' } : null
}

const originsOf = (origins: Readonly<Record<string, Origin | undefined>>): Record<string, Origin> =>
  Object.fromEntries(Object.entries(origins).filter((entry): entry is [string, Origin] => entry[1] !== undefined))
