import { z } from 'zod'

import { SubscriptionStatus, isLive } from '#shared/domain/customer'
import type { Run } from '#shared/domain/run'
import type { Failure } from '#shared/failure'
import type { PracticeProcess } from '#test/harness/practice-process'

import type { Play } from './plays.ts'
import type { Subject } from '#test/harness/sell-deals'

export type Verdict = 'once' | 'attention' | 'wrong'

/** The billing e-mail in the draft of a second person. */
export const otherEmail = (email: string): string => `other-${email}`

/** What both services hold of a cell's deal in the end. */
interface Held {
  readonly customers: number
  /** Subscriptions in force of the plan that was sold. */
  readonly subscriptions: readonly { readonly id: string; readonly marked: boolean; readonly seats: number | null }[]
  readonly links: { readonly customerId: string | null; readonly subscriptionId: string | null }
}

const Customers = z.array(z.object({ id: z.string() }))
const Subscriptions = z.array(
  z.looseObject({
    id: z.string(),
    planId: z.string(),
    status: SubscriptionStatus,
    metadata: z.record(z.string(), z.string()).nullish(),
  }),
)
const Links = z.object({
  Stigg_Subscription_ID__c: z.string().nullable(),
  Account: z.object({ Stigg_Customer_ID__c: z.string().nullable() }),
})
const Entitlements = z.object({
  entitlements: z.array(
    z.looseObject({ feature: z.looseObject({ id: z.string() }).optional(), usageLimit: z.number().nullish() }),
  ),
})

async function heldOf(
  practice: PracticeProcess,
  { opportunityId, accountId, email, customerId }: Subject,
): Promise<Held> {
  const byEmail = await Promise.all(
    [email, otherEmail(email)].map((address) => practice.stiggData(`/customers?email=${encodeURIComponent(address)}`)),
  )
  // A customer whom nobody gave another ID stands under the account's; any other one is a second customer.
  const customers = byEmail.flatMap((found) => Customers.parse(found))
  const [customer] = customers
  const all = customer
    ? Subscriptions.parse(await practice.stiggData(`/subscriptions?customerId=${customer.id}&limit=100`))
    : []
  const live = all.filter((one) => isLive(one) && one.planId === 'plan-enterprise')
  const seats = customer && live.length > 0 ? await seatsOf(practice, customer.id) : null
  const [row] = await practice.query(
    `SELECT Stigg_Subscription_ID__c, Account.Stigg_Customer_ID__c FROM Opportunity WHERE Id = '${opportunityId}'`,
  )
  const links = Links.parse(row)
  const isMarked = (metadata: Record<string, string>) =>
    metadata['companionOpportunity'] === opportunityId || `companionAmendment.${opportunityId}` in metadata
  return {
    customers: new Set([...customers.map(({ id }) => id), ...(customer ? [customerId ?? accountId] : [])]).size,
    subscriptions: live.map(({ id, metadata }) => ({ id, marked: isMarked(metadata ?? {}), seats })),
    links: { customerId: links.Account.Stigg_Customer_ID__c, subscriptionId: links.Stigg_Subscription_ID__c },
  }
}

/** What the customer may use in effect. */
async function seatsOf(practice: PracticeProcess, customerId: string): Promise<number | null> {
  const { entitlements } = Entitlements.parse(await practice.stiggData(`/customers/${customerId}/entitlements`))
  return entitlements.find(({ feature }) => feature?.id === 'feature-seats')?.usageLimit ?? null
}

/** Where a run came to in the end, and what a person was last told. */
export interface End {
  readonly run: Run | null
  readonly failure: Failure | null
}

/**
 * once: exactly one customer, one subscription, one set of links, as sold · attention: nothing twice, and the run or the
 * refusal says what to do · wrong: anything else.
 */
export async function judgeCell(play: Play, end: End, subject: Subject, practice: PracticeProcess): Promise<Judged> {
  const made = (await play.alsoMade?.(practice, subject)) ?? 1
  if (made > 1) return { verdict: 'wrong', because: `made ${made} times` }
  if (!play.isDone) return judge(play, end, await heldOf(practice, subject))
  const isDone = await play.isDone(practice, subject)
  const said = JSON.stringify({ state: end.run?.state, failure: end.failure?.code, isDone })
  if (end.run?.state === 'done') return { verdict: isDone ? 'once' : 'wrong', because: said }
  return { verdict: end.failure === null ? 'wrong' : 'attention', because: said }
}

interface Judged {
  readonly verdict: Verdict
  readonly because: string
}

function judge(play: Play, end: End, held: Held): Judged {
  const said = JSON.stringify({ state: end.run?.state, failure: end.failure?.code, ...held })
  const marked = held.subscriptions.filter((one) => one.marked)
  if (held.customers > 1) return { verdict: 'wrong', because: `more than one customer: ${said}` }
  if (marked.length > 1 || held.subscriptions.length > 1) {
    return { verdict: 'wrong', because: `more than one subscription: ${said}` }
  }
  const [only] = marked
  if (end.run?.state === 'done') {
    const isWhole =
      held.customers === 1 &&
      only !== undefined &&
      only.seats === play.seats &&
      held.links.customerId !== null &&
      (play.makesSubscription ? held.links.subscriptionId === only.id : held.links.subscriptionId !== '')
    return isWhole ? { verdict: 'once', because: said } : { verdict: 'wrong', because: `done, but not whole: ${said}` }
  }
  const asks = end.run?.state === 'attention' || end.run?.state === 'waiting' || end.run === null
  const told = end.failure !== null || end.run?.state === 'waiting'
  return asks && told ? { verdict: 'attention', because: said } : { verdict: 'wrong', because: `nothing said: ${said}` }
}
