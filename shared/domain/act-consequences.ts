import { assertNever } from '../assert-never.ts'
import { endOfCancel, type Act, type CancelAct } from './act.ts'
import { daysBetween, isBefore } from './calendar.ts'
import type { Catalog } from './catalog.ts'
import { indexOf } from './catalog-index.ts'
import type { Consequence } from './change-set.ts'
import { compositionOf } from './composition.ts'
import type { CustomerState, Subscription } from './customer.ts'
import { effectiveOf, otherGrantsOf, withSource } from './effective-value.ts'
import { grantsOf, type Grant } from './grants.ts'
import type { Moment } from './opportunity.ts'
import { endOf, isTrialNow, pendingUpdatesOf } from './replacement.ts'

/** What an act is done to, as it was read a moment ago. */
export interface ActSituation {
  readonly held: Subscription
  readonly live: CustomerState
  readonly catalog: Catalog
  readonly now: Moment
}

/** What an act starts, ends, takes away and leaves, in the order in which a person has to know it. */
export function consequencesOfAct(act: Act, situation: ActSituation): Consequence[] {
  const { held, catalog } = situation
  const subscriptionId = held.id
  const planName = planNameOf(held.planId, catalog)
  switch (act.kind) {
    case 'revoke-schedule':
      return [{ kind: 'loses-schedule', subscriptionId, count: pendingUpdatesOf(held).length }]
    case 'extend-trial':
      return [{ kind: 'moves-trial', planName, from: held.trialEndDate, to: act.endDate }]
    case 'reschedule':
      return [
        { kind: 'moves-end', planName, from: endOf(held), to: act.cancellationDate },
        ...(act.cancellationDate === null ? [] : endingOf(act.cancellationDate, false, situation)),
      ]
    case 'cancel':
      return [
        ...cancelling(act, situation),
        ...endingOf(endOfCancel(act, held), act.revokes, situation, { prorates: act.prorates }),
      ]
    default:
      return assertNever(act)
  }
}

/** What it brings about that a customer is moved to another plan of the product, which cancels the one that runs. */
export function consequencesOfMove(planId: string, situation: ActSituation): Consequence[] {
  const { held, catalog, now } = situation
  const end = endOf(held)
  const count = pendingUpdatesOf(held).length
  const subscriptionId = held.id
  return [
    {
      kind: 'replaces',
      subscriptionId,
      planName: planNameOf(held.planId, catalog),
      endsAt: null,
      daysEarly: end === null ? null : Math.max(0, daysBetween(now, end)),
    },
    ...(count === 0 ? [] : [{ kind: 'loses-schedule' as const, subscriptionId, count }]),
    { kind: 'starts', planName: planNameOf(planId, catalog), at: null, trialEndsAt: null },
    ...endingOf(null, false, situation, { movesTo: planId }).filter(({ kind }) => kind !== 'cannot-restart'),
  ]
}

const planNameOf = (planId: string, catalog: Catalog): string => indexOf(catalog).plans.get(planId)?.name ?? planId

function cancelling(act: CancelAct, { held, catalog, now }: ActSituation): Consequence[] {
  const endsAt = endOfCancel(act, held)
  const end = endOf(held)
  const count = pendingUpdatesOf(held).length
  const cancels: Consequence = {
    kind: 'cancels',
    subscriptionId: held.id,
    planName: planNameOf(held.planId, catalog),
    endsAt,
    daysEarly: end === null ? null : Math.max(0, daysBetween(endsAt ?? now, end)),
  }
  return count === 0 ? [cancels] : [cancels, { kind: 'loses-schedule', subscriptionId: held.id, count }]
}

/**
 * What the end of a subscription takes from its customer and what is left, what it does to money, and what it does not
 * touch. @param endsAt null = now @param prorates null = an end that comes by itself @param movesTo the plan that comes next
 */
function endingOf(
  endsAt: Moment | null,
  revokes: boolean,
  { held, live, catalog, now }: ActSituation,
  { prorates = null, movesTo = null }: { readonly prorates?: boolean | null; readonly movesTo?: string | null } = {},
): Consequence[] {
  const at = endsAt ?? now
  const { plans, products } = indexOf(catalog)
  const productId = plans.get(held.planId)?.productId ?? ''
  const others = live.subscriptions.filter(({ id }) => id !== held.id)
  const staying = others.filter((other) => {
    const end = endOf(other)
    return end === null || isBefore(at, end)
  })
  const own = [...grantsOf(compositionOf(held, live, catalog), catalog).values()]
  const fallsBackTo =
    movesTo ?? fallback(products.get(productId)?.downgradePlanId ?? null, revokes, held, staying, catalog)
  const fallbackGrants = fallsBackTo === null ? [] : grantsOfPlan(fallsBackTo, catalog)
  const beside = otherGrantsOf(staying, live, catalog, at)
  const left = own.map((grant) => {
    const kept = [...fallbackGrants, ...[...beside.values()].flat()].filter(
      ({ kind, id }) => kind === grant.kind && id === grant.id,
    )
    return { grant, kept: effectiveOf(null, kept) }
  })
  const gone = left.flatMap(({ grant, kept }) => (kept === null ? [nameOf(grant, catalog)] : []))
  const stays = left.flatMap(({ grant, kept }) =>
    kept === null ? [] : [{ name: nameOf(grant, catalog), value: kept.value, source: kept.source }],
  )
  return [
    ...(gone.length === 0 ? [] : [{ kind: 'takes-away' as const, names: gone, at: endsAt }]),
    ...(fallsBackTo === null || movesTo !== null
      ? []
      : [{ kind: 'falls-back' as const, planName: planNameOf(fallsBackTo, catalog) }]),
    ...(stays.length === 0 ? [] : [{ kind: 'leaves-usable' as const, held: stays }]),
    ...billingOf(held),
    ...(prorates === null || !own.some(({ kind }) => kind === 'credit')
      ? []
      : [{ kind: 'credits-at-end' as const, prorates }]),
    { kind: 'stays-in-salesforce', subscriptionId: held.id },
    ...(endsAt === null ? [{ kind: 'cannot-restart' as const, subscriptionId: held.id }] : []),
  ]
}

/** The plan that a customer falls back to: where nothing else of the product runs, and nothing was to be taken away. */
function fallback(
  planId: string | null,
  revokes: boolean,
  held: Subscription,
  staying: readonly Subscription[],
  catalog: Catalog,
): string | null {
  if (planId === null || revokes || planId === held.planId) return null
  const { plans } = indexOf(catalog)
  const productOf = (subscription: Subscription) => plans.get(subscription.planId)?.productId
  const hasOther = staying.some((other) => productOf(other) === productOf(held) && other.resourceId === held.resourceId)
  return hasOther ? null : planId
}

const grantsOfPlan = (planId: string, catalog: Catalog): Grant[] =>
  [...grantsOf({ planId, addons: [], charges: [], overrides: [] }, catalog).values()].map((grant) =>
    withSource(grant, 'plan'),
  )

const nameOf = ({ kind, id }: Grant, catalog: Catalog): string => {
  const { features, currencies } = indexOf(catalog)
  return (kind === 'credit' ? currencies.get(id)?.name : features.get(id)?.name) ?? id
}

/** Money that an end touches. Stigg's API does not tell what a billing system pays back, so nothing is promised. */
function billingOf(held: Subscription): Consequence[] {
  if (held.pricingType !== 'PAID' || isTrialNow(held)) return [{ kind: 'bills', how: 'nothing' }]
  const invoice = held.latestInvoice
  const open = invoice?.status === 'OPEN' ? [{ kind: 'open-invoice' as const, amountDue: invoice.amountDue }] : []
  return [{ kind: 'bills', how: 'no-more' }, ...open]
}
