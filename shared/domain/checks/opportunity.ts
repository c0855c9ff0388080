import { finding, type Finding } from '../finding.ts'
import { toId18 } from '../salesforce-id.ts'
import { accountRef, opportunityRef, stiggRef, type CheckInput } from './check-input.ts'

/** Whether the deal itself is one to provision: won or in a trial stage, with an account and lines. */
export function checkOpportunity({ deal, rules }: Pick<CheckInput, 'deal' | 'rules'>): Finding[] {
  const { opportunity, account, lines } = deal
  const record = opportunityRef(deal)
  const facts = { name: opportunity.name, stage: opportunity.stageName }
  const isForTrial = !opportunity.isClosed && rules.trialStages.includes(opportunity.stageName)
  return [
    ...(opportunity.isWon || isForTrial ? [] : [finding('opportunity.not-won', { record, facts })]),
    ...(account ? [] : [finding('opportunity.no-account', { record, facts })]),
    ...(lines.length > 0 ? [] : [finding('opportunity.no-lines', { record, facts })]),
  ]
}

/**
 * Whether this app, here or on another machine, has provisioned the deal before, whatever became of the subscription.
 */
export function checkProvisionedBefore({ deal, live, org, priorRun }: CheckInput): Finding[] {
  const { opportunity } = deal
  const isOfDeal = (left: { readonly orgId: string; readonly opportunityId: string } | null) =>
    left !== null && sameRecord(left.opportunityId, opportunity.id) && sameRecord(left.orgId, org.id)
  const marked = (live?.subscriptions ?? []).find(({ marker, amendments }) => [marker, ...amendments].some(isOfDeal))
  const runId = marked && [marked.marker, ...marked.amendments].find(isOfDeal)?.runId
  if (!marked && priorRun?.state !== 'done') return []
  const record = marked ? stiggRef('subscription', marked.id, null) : opportunityRef(deal)
  const facts = {
    name: opportunity.name,
    runId: runId ?? priorRun?.runId ?? '',
    ...(marked ? { subscriptionId: marked.id, planId: marked.planId, status: marked.status } : {}),
    // Nothing of it stands in this journal: a colleague's copy of the app did it.
    ...(marked && priorRun === null ? { elsewhere: 'yes', at: marked.startDate } : {}),
  }
  return [finding('opportunity.already-provisioned', { record, facts })]
}

/**
 * Whether the draft still fits what was read: same deal and account, only lines that the deal has, and the customer as
 * it is in Stigg.
 */
export function checkFreshness({ deal, draft, live }: CheckInput): Finding[] {
  if (!draft) return []
  const known = new Set(deal.lines.map(({ id }) => id))
  const used = draft.subscriptions.flatMap(({ planLineIds, charges, addons, entitlements }) => [
    ...planLineIds,
    ...[...charges, ...addons, ...entitlements].flatMap(({ lineIds }) => lineIds),
  ])
  const holds = live?.customer?.id === draft.customer.id
  const changed = [
    ...(draft.opportunityId === deal.opportunity.id ? [] : ['opportunity']),
    ...(used.every((id) => known.has(id)) ? [] : ['lines']),
    ...(live && holds !== draft.customer.exists ? ['customer'] : []),
  ]
  if (changed.length === 0) return []
  const facts = { name: deal.opportunity.name, changed: changed.join(', ') }
  return [finding('opportunity.stale', { record: accountRef(deal) ?? opportunityRef(deal), facts })]
}

const sameRecord = (a: string, b: string): boolean => (toId18(a) ?? a) === (toId18(b) ?? b)
