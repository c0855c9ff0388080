import { amendedBy, isAmendment } from '../amendment.ts'
import { buildDraft } from '../build-draft.ts'
import { isBefore, startOfDay } from '../calendar.ts'
import type { Catalog } from '../catalog.ts'
import { indexOf } from '../catalog-index.ts'
import { checkMirrored } from '../checks/check-deal.ts'
import { compositionOfDraft } from '../composition.ts'
import type { DraftEdits } from '../draft-edits.ts'
import type { SubscriptionDraft } from '../draft.ts'
import type { DriftDeal } from '../drift.ts'
import type { Finding } from '../finding.ts'
import { grantsOf, type Composition } from '../grants.ts'
import { mapLines, type Mapping } from '../mapping.ts'
import type { Account, Deal, Moment, Opportunity, OpportunityLine } from '../opportunity.ts'
import type { ProvisioningRules } from '../profile.ts'
import { asRunning } from './as-running.ts'

/** A deal of the mirror, with what is known of how it was provisioned. */
export interface SoldDeal {
  readonly opportunity: Opportunity
  readonly account: Account | null
  readonly lines: readonly OpportunityLine[]
  /** What a person approved when it was provisioned here, so that a limit that was changed then counts as sold. */
  readonly edits: DraftEdits
  /** When it was provisioned here; null where it was not, or nobody knows when. */
  readonly provisionedAt: Moment | null
  /** Whether a marker in Stigg or a run of this app says that it was provisioned. */
  readonly isProvisioned: boolean
}

export interface SoldTerms {
  readonly catalog: Catalog
  readonly rules: ProvisioningRules
  readonly now: Moment
  /** IANA name of the zone that calendar days are meant in. */
  readonly timeZone: string
}

/** What the deals of one account say that runs of one product. */
export interface SoldProduct {
  readonly productId: string
  readonly planId: string
  readonly composition: Composition
  /** The deal that sold the plan. */
  readonly deal: DriftDeal
  readonly isProvisioned: boolean
  /** Deals that changed single things since, by what they are about ("feature:feature-seats", "addon:addon-support"). */
  readonly saidBy: ReadonlyMap<string, DriftDeal & { readonly isProvisioned: boolean }>
  /** False for a trial of a deal that is not won: it may run, and need not. */
  readonly isDue: boolean
  /** An amendment of something that no deal here sold: it says what changed, and nothing of the rest. */
  readonly isPartial: boolean
  readonly from: Moment
  /** Null = without end. */
  readonly until: Moment | null
}

export interface Sold {
  /** In force now, one for each product. */
  readonly inForce: readonly SoldProduct[]
  /** What was sold until a day that is over, and was followed by nothing. */
  readonly over: readonly SoldProduct[]
  /** Deals whose draft says nothing that could be compared, each with what stands in the way. */
  readonly blocked: readonly { readonly deal: DriftDeal; readonly because: Finding | null }[]
  /** Products whose subscriptions are told apart by their resource, which no deal names in Salesforce. */
  readonly byResource: readonly SoldProduct[]
  /**
   * What a blocked deal speaks of and no later deal does ("feature:feature-seats", "plan:product-crm"): how much of it was
   * sold is open, so it is not compared.
   */
  readonly open: ReadonlySet<string>
}

/**
 * What was sold to an account, from its deals in the order in which they were closed. Each is drafted as provisioning
 * drafts it, upon what the deals before it left: a later deal of a product takes the place of the earlier one, an
 * amendment changes what it speaks of. What has not begun yet changes nothing yet.
 */
export function soldTo(deals: readonly SoldDeal[], terms: SoldTerms): Sold {
  const standing = new Map<string, SoldProduct>()
  const blocked: { deal: DriftDeal; because: Finding | null }[] = []
  const open = new Set<string>()
  for (const sold of deals.toSorted(byClosing)) {
    const read = readDeal(sold, [...standing.values()], terms)
    if (read.kind === 'nothing') continue
    if (read.kind === 'blocked') {
      blocked.push({ deal: nameOf(sold), because: read.because })
      for (const key of read.speaksOf) open.add(key)
      continue
    }
    for (const [productId, next] of read.products) {
      const before = standing.get(productId)
      // A trial that somebody plans takes nothing away that was sold.
      const isInTheWay = !next.isDue && before?.isDue === true && isInForce(before, terms.now)
      if (isBefore(terms.now, next.from) || isInTheWay) continue
      standing.set(productId, next)
      for (const key of [`plan:${productId}`, ...read.settles]) open.delete(key)
    }
  }
  const all = [...standing.values()]
  const { products } = indexOf(terms.catalog)
  const separates = ({ productId }: SoldProduct): boolean => products.get(productId)?.multipleSubscriptions === true
  const plain = all.filter((product) => !separates(product))
  return {
    inForce: plain.filter((product) => isInForce(product, terms.now)),
    over: plain.filter((product) => !isInForce(product, terms.now)),
    blocked,
    byResource: all.filter((product) => separates(product) && product.isDue && isInForce(product, terms.now)),
    open,
  }
}

const byClosing = ({ opportunity: a }: SoldDeal, { opportunity: b }: SoldDeal): number =>
  a.closeDate < b.closeDate ? -1 : a.closeDate > b.closeDate ? 1 : a.id < b.id ? -1 : 1

const isInForce = ({ until }: SoldProduct, now: Moment): boolean => until === null || isBefore(now, until)

const nameOf = ({ opportunity }: SoldDeal): DriftDeal => ({ id: opportunity.id, name: opportunity.name })

type Reading =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'blocked'; readonly because: Finding | null; readonly speaksOf: readonly string[] }
  | {
      readonly kind: 'sold'
      readonly products: ReadonlyMap<string, SoldProduct>
      /** What is no longer open, whatever deals before it left open. */
      readonly settles: readonly string[]
    }

function readDeal(sold: SoldDeal, standing: readonly SoldProduct[], terms: SoldTerms): Reading {
  const { catalog, rules, timeZone } = terms
  const { opportunity, account, lines, edits } = sold
  const isForTrial = !opportunity.isClosed && rules.trialStages.includes(opportunity.stageName)
  if (!opportunity.isWon && !isForTrial) return { kind: 'nothing' }
  const at = momentOf(sold, terms)
  const deal: Deal = { opportunity, account, lines: [...lines], contacts: [], readAt: at }
  const mapping = mapLines(deal, catalog, edits.segments)
  if (isSilent(mapping)) return { kind: 'nothing' }
  const live = asRunning(standing, account?.stiggCustomerId ?? account?.id ?? '', at)
  const draft = buildDraft({ deal, mapping, catalog, rules, live, edits, now: at, timeZone })
  const because = checkMirrored({ deal, mapping, draft, catalog, rules, live }).find(spoils)
  if (!draft || because) return { kind: 'blocked', because: because ?? null, speaksOf: idsIn(mapping) }

  const amended = amendedBy(mapping, live, catalog, () => null)
  const by = { ...nameOf(sold), isProvisioned: sold.isProvisioned }
  const products = draft.subscriptions.map((subscription): [string, SoldProduct] => {
    const { productId, planId, trial } = subscription
    const before = standing.find((product) => product.productId === productId)
    const goesOn = amended.has(productId) || subscription.way === 'amend' ? before : undefined
    const end = subscription.cancellationDate ?? goesOn?.until ?? null
    const trialEnd = !opportunity.isWon && trial?.isTrial ? trial.endDate : null
    return [
      productId,
      {
        productId,
        planId,
        composition: compositionOfDraft(subscription),
        deal: goesOn?.deal ?? nameOf(sold),
        isProvisioned: goesOn?.isProvisioned ?? sold.isProvisioned,
        saidBy: new Map([...(goesOn?.saidBy ?? []), ...saidIn(subscription).map((key) => [key, by] as const)]),
        isDue: opportunity.isWon || goesOn?.isDue === true,
        isPartial: goesOn ? goesOn.isPartial : isAmendment(mapping),
        from: subscription.startDate ?? at,
        until: trialEnd ?? end,
      },
    ]
  })
  const settles = products.flatMap(([productId, { composition }]) =>
    amended.has(productId) ? [] : [...grantsOf(composition, catalog).keys()],
  )
  return { kind: 'sold', products: new Map(products), settles: [...settles, ...draft.subscriptions.flatMap(saidIn)] }
}

/** The moment that a deal's days are counted from: when it was provisioned, else the day of its closing. */
function momentOf({ provisionedAt, opportunity }: SoldDeal, { now, timeZone }: SoldTerms): Moment {
  const closed = provisionedAt ?? startOfDay(opportunity.closeDate, timeZone)
  return isBefore(now, closed) ? now : closed
}

/** Whether nothing of Stigg was sold: services alone, for example. */
const isSilent = ({ plans, addons, features, credits, broken }: Mapping): boolean =>
  [plans, addons, features, credits, broken].every((all) => all.length === 0)

/** Errors that leave it open what was sold. Others, such as a plan that was archived since, say nothing about that. */
const spoils = ({ severity, code }: Finding): boolean =>
  severity === 'error' &&
  (code.startsWith('mapping.') ||
    code.startsWith('quantity.') ||
    code.endsWith('.not-found') ||
    code === 'feature.enum' ||
    code === 'opportunity.no-account')

/** Stands for the plan of whatever runs. */
export const anyPlan = 'plan:*'

/** What a deal speaks of, by kind and ID; of a plan its product. */
const idsIn = (mapping: Mapping): string[] => idsOf(mapping).concat(isAmendment(mapping) ? [anyPlan] : [])

const idsOf = ({ plans, addons, features, credits }: Mapping): string[] => [
  ...plans.flatMap(({ entity }) => (entity ? [`plan:${entity.productId}`] : [])),
  ...addons.map(({ id }) => `addon:${id}`),
  ...features.map(({ id }) => `feature:${id}`),
  ...credits.map(({ id }) => `credit:${id}`),
]

/** What a subscription's draft has lines of the deal for, or a person's word. */
const saidIn = ({ addons, charges, entitlements, origins }: SubscriptionDraft): string[] => [
  ...addons.flatMap(({ addonId, lineIds }) =>
    lineIds.length > 0 || origins[`addons.${addonId}`] === 'edited' ? [`addon:${addonId}`] : [],
  ),
  ...charges.flatMap(({ featureId, lineIds }) =>
    lineIds.length > 0 || origins[`charges.${featureId}`] === 'edited' ? [`feature:${featureId}`] : [],
  ),
  ...entitlements.flatMap((held) => {
    const id = held.type === 'FEATURE' ? held.featureId : held.currencyId
    const isSaid = held.lineIds.length > 0 || origins[`entitlements.${id}`] === 'edited'
    return isSaid ? [`${held.type === 'FEATURE' ? 'feature' : 'credit'}:${id}`] : []
  }),
]
