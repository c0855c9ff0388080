import { z } from 'zod'

import { SALESFORCE_INTEGRATION } from '#practice/seed/catalogue/catalogue'
import type { Companion } from '#shared/contract/index'
import type { Act } from '#shared/domain/act'
import { blankGrant } from '#shared/domain/grant-presets'
import { noEdits } from '#shared/domain/draft-edits'
import type { PracticeProcess } from '#test/harness/practice-process'

import { workflowCallsOf } from '#test/harness/workflow-calls'
import { practiceCustomerOf, setCallOut, workspacesOf } from '#test/harness/call-outs'
import { enterprise, type Subject, type World } from '#test/harness/sell-deals'

/** One step of a run as the services see it, and how to come to a run that has it. */
export interface Play {
  /** The step's kind; the cell's title begins with it. */
  readonly step: string
  readonly service: 'salesforce' | 'stigg' | 'customerApp'
  readonly match: { readonly method: string; readonly path: string; readonly bodyIncludes?: string }
  /** A deal whose run has the step. */
  prepare(world: World, practice: PracticeProcess): Promise<Subject>
  /** What the app is set to before it provisions; a new process starts without secrets. */
  readonly setUp?: (companion: Companion, practice: PracticeProcess) => Promise<unknown>
  /** What else there may be one of: how many there are. */
  readonly alsoMade?: (practice: PracticeProcess, subject: Subject) => Promise<number>
  /** Seats of the subscription once the deal is provisioned. */
  readonly seats: number
  /** Whether what an act was to bring about is there; left out where a deal is provisioned. */
  readonly isDone?: (practice: PracticeProcess, subject: Subject) => Promise<boolean>
  /** Set where the run asks nothing of Salesforce, so that no session can end under it. */
  readonly withoutSalesforce?: true
  /** Whether the run makes a subscription, which a payment can stand in the way of. */
  readonly makesSubscription: boolean
}

/** A Stigg customer under the account's ID, as somebody would have made it by hand: not linked. */
async function stiggCustomer(practice: PracticeProcess, { accountId, email }: Subject): Promise<void> {
  await practice.stiggSend('POST', '/customers', { id: accountId, name: 'Made by hand', email })
}

/** A Stigg customer that points to the account, as an earlier deal would have left it. */
async function linkedCustomer(practice: PracticeProcess, { accountId, email }: Subject, name: string): Promise<void> {
  const integrations = [{ id: SALESFORCE_INTEGRATION, vendorIdentifier: 'SALESFORCE', syncedEntityId: accountId }]
  await practice.stiggSend('POST', '/customers', { id: accountId, name, email, integrations })
}

/** A linked customer on the Enterprise plan with 100 seats, and a further deal of 150 that changes it in place. */
async function amendment(world: World, practice: PracticeProcess, title: string): Promise<Subject> {
  const subject = await world.sell(title, enterprise)
  await linkedCustomer(practice, subject, title)
  const held = z.object({ id: z.string() }).parse(
    await practice.stiggSend('POST', '/subscriptions', {
      customerId: subject.accountId,
      planId: 'plan-enterprise',
      entitlements: [{ type: 'FEATURE', id: 'feature-seats', usageLimit: 100 }],
    }),
  )
  if (held.id === '') throw new Error('Stigg made no subscription')
  return { ...subject, edits: { ...noEdits, subscriptions: { 'product-northwind': { way: 'amend' } } } }
}

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString()
/** Ten seats of the Team plan, paid by invoice each month. */
const paidTeam = {
  planId: 'plan-team',
  billingPeriod: 'MONTHLY',
  paymentCollectionMethod: 'INVOICE',
  charges: [{ id: 'feature-seats', type: 'FEATURE', quantity: 10 }],
  trialOverrideConfiguration: { isTrial: false },
}
const Running = z.looseObject({
  id: z.string(),
  status: z.string(),
  cancellationDate: z.string().nullish(),
  currentBillingPeriodEnd: z.string().nullish(),
  trialEndDate: z.string().nullish(),
  futureUpdates: z.array(z.looseObject({ scheduleStatus: z.string() })).nullish(),
})
const heldBy = async (practice: PracticeProcess, { act }: Subject) =>
  Running.parse(await practice.stiggData(`/subscriptions/${act?.subscriptionId}`))

/** A linked customer with a subscription that an act can be done to. */
async function runningFor(world: World, practice: PracticeProcess, title: string, body: object) {
  const subject = await world.sell(title, enterprise)
  await linkedCustomer(practice, subject, title)
  const made = await practice.stiggSend('POST', '/subscriptions', { customerId: subject.accountId, ...body })
  return { subject, subscriptionId: z.object({ id: z.string() }).parse(made).id }
}

const Grants = z.array(z.looseObject({ id: z.string(), status: z.string() }))
const grantsOf = async (practice: PracticeProcess, { accountId }: Subject) =>
  Grants.parse(await practice.stiggData(`/credits/grants?customerId=${accountId}&limit=100`))

const currencyId = 'currency-api-credits'

/** A linked customer that a deal's credits are granted to. */
async function grantFor(world: World, practice: PracticeProcess, title: string): Promise<Subject> {
  const subject = await world.sell(title, enterprise)
  await linkedCustomer(practice, subject, title)
  const { opportunityId, accountId: customerId } = subject
  const request = { ...blankGrant({ customerId, opportunityId }), currencyId, displayName: 'Sold', amount: '500' }
  return { ...subject, credits: { kind: 'grant-credits', request } }
}

/** A linked customer with one grant, which is to be void. */
async function voidFor(world: World, practice: PracticeProcess, title: string): Promise<Subject> {
  const subject = await world.sell(title, enterprise)
  await linkedCustomer(practice, subject, title)
  const { opportunityId, accountId: customerId } = subject
  const body = { customerId, currencyId, amount: 500, displayName: 'Mistaken', grantType: 'PROMOTIONAL' }
  const { id: grantId } = z.object({ id: z.string() }).parse(await practice.stiggSend('POST', '/credits/grants', body))
  return { ...subject, credits: { kind: 'void-grant', customerId, grantId, opportunityId } }
}

/** A linked customer with a subscription that a workflow is to cancel. */
async function cancelFor(world: World, practice: PracticeProcess, title: string): Promise<Subject> {
  const { subject, subscriptionId } = await runningFor(world, practice, title, {
    planId: 'plan-growth',
    billingPeriod: 'ANNUALLY',
    paymentCollectionMethod: 'NONE',
    trialOverrideConfiguration: { isTrial: false },
  })
  const { accountId: customerId, opportunityId } = subject
  const values = { cancellationTime: 'IMMEDIATE' }
  const about = { customerId, subscriptionId, opportunityId }
  const workflow = { workflowId: 'cancel-subscription', ...about, values, payload: null, isTest: false }
  return { ...subject, workflow }
}

/** How often the workflow ran for one and the same run: its correlation ID is our run's. */
async function mostOftenFired(practice: PracticeProcess, { workflow }: Subject): Promise<number> {
  const calls = workflow ? await workflowCallsOf(practice, workflow) : []
  const runs = calls.map(({ payload }) => payload['correlationId'])
  return Math.max(0, ...runs.map((run) => runs.filter((other) => other === run).length))
}

/** An account and a customer made by hand, neither of which names the other, and the mend that ties them. */
async function mendFor(world: World, practice: PracticeProcess, title: string): Promise<Subject> {
  const subject = await world.sell(title, enterprise)
  await stiggCustomer(practice, subject)
  const { accountId } = subject
  const saw = { customerId: null, accountId: null }
  const release = { accountIds: [], customerIds: [] }
  return { ...subject, mend: { kind: 'pair', accountId, customerId: accountId, saw, release } }
}

const Linked = z.looseObject({ integrations: z.array(z.looseObject({ syncedEntityId: z.string().nullable() })) })

/** Whether each of the two names the other. */
async function isTied(practice: PracticeProcess, { accountId }: Subject): Promise<boolean> {
  const { integrations } = Linked.parse(await practice.stiggData(`/customers/${accountId}`))
  const [row] = await practice.query(`SELECT Stigg_Customer_ID__c FROM Account WHERE Id = '${accountId}'`)
  return (
    integrations.map(({ syncedEntityId }) => syncedEntityId).join() === accountId &&
    row?.['Stigg_Customer_ID__c'] === accountId
  )
}

const linksOf = async (practice: PracticeProcess, { accountId }: Subject): Promise<number> =>
  Linked.parse(await practice.stiggData(`/customers/${accountId}`)).integrations.length

const newCustomer = (world: World): Promise<Subject> => world.sell('New customer', enterprise)

export const plays: readonly Play[] = [
  {
    step: 'call-out',
    service: 'customerApp',
    match: { method: 'POST', path: '/workspaces' },
    async prepare(world) {
      const subject = await world.sell('With a workspace', enterprise)
      return { ...subject, customerId: practiceCustomerOf(subject.accountId) }
    },
    setUp: (companion, practice) => setCallOut(companion, practice, { resourceIdsAt: {} }),
    alsoMade: async (practice, { accountId }) =>
      (await workspacesOf(practice)).filter((made) => made.accountId === accountId).length,
    seats: 150,
    makesSubscription: true,
  },
  {
    step: 'create-customer',
    service: 'stigg',
    match: { method: 'POST', path: '/api/v1/customers$' },
    prepare: newCustomer,
    seats: 150,
    makesSubscription: true,
  },
  {
    step: 'update-customer',
    service: 'stigg',
    match: { method: 'PATCH', path: '/api/v1/customers/[^/]+$' },
    async prepare(world, practice) {
      const subject = await world.sell('Made by hand', enterprise)
      await stiggCustomer(practice, subject)
      return subject
    },
    seats: 150,
    makesSubscription: true,
  },
  {
    step: 'link-customer',
    service: 'stigg',
    match: { method: 'POST', path: '/api/v1/customers/[^/]+/integrations$' },
    async prepare(world, practice) {
      const subject = await world.sell('Linked late', enterprise)
      await stiggCustomer(practice, subject)
      return subject
    },
    seats: 150,
    makesSubscription: true,
  },
  {
    step: 'provision-subscription',
    service: 'stigg',
    match: { method: 'POST', path: '/api/v1/subscriptions$' },
    prepare: newCustomer,
    seats: 150,
    makesSubscription: true,
  },
  {
    step: 'amend-subscription',
    service: 'stigg',
    match: { method: 'PATCH', path: '/api/v1/subscriptions/[^/]+$' },
    prepare: (world, practice) => amendment(world, practice, 'Amended in place'),
    seats: 150,
    makesSubscription: false,
  },
  {
    step: 'write-back',
    service: 'salesforce',
    match: { method: 'PATCH', path: '/composite/sobjects' },
    prepare: newCustomer,
    seats: 150,
    makesSubscription: true,
  },
  {
    step: 'log-task',
    service: 'salesforce',
    match: { method: 'POST', path: '/sobjects/Task' },
    prepare: newCustomer,
    async setUp(companion) {
      const { profile } = await companion.workspace.status()
      await companion.settings.saveRules({ rules: { ...profile.rules, logTask: true } })
    },
    alsoMade: async (practice, { opportunityId }) =>
      (await practice.query(`SELECT Id FROM Task WHERE WhatId = '${opportunityId}'`)).length,
    seats: 150,
    makesSubscription: true,
  },
  {
    step: 'revoke-schedule',
    service: 'stigg',
    match: { method: 'DELETE', path: '/future-update/schedule$' },
    async prepare(world, practice) {
      const { subject, subscriptionId } = await runningFor(world, practice, 'Scheduled', paidTeam)
      await practice.stiggSend('PATCH', `/subscriptions/${subscriptionId}`, {
        charges: [{ id: 'feature-seats', type: 'FEATURE', quantity: 5 }],
        scheduleStrategy: 'END_OF_BILLING_PERIOD',
      })
      const on = { opportunityId: subject.opportunityId, customerId: subject.accountId, subscriptionId }
      return { ...subject, act: { kind: 'revoke-schedule', ...on, waitsFor: 'date' } }
    },
    isDone: async (practice, subject) =>
      (await heldBy(practice, subject)).futureUpdates?.some(({ scheduleStatus }) => scheduleStatus === 'SCHEDULED') !==
      true,
    withoutSalesforce: true,
    seats: 10,
    makesSubscription: false,
  },
  {
    step: 'extend-trial',
    service: 'stigg',
    match: { method: 'PATCH', path: '/api/v1/subscriptions/[^/]+$' },
    async prepare(world, practice) {
      const { subject, subscriptionId } = await runningFor(world, practice, 'On trial', {
        planId: 'plan-growth',
        billingPeriod: 'ANNUALLY',
        trialOverrideConfiguration: { isTrial: true, trialEndDate: inDays(5) },
      })
      const on = { opportunityId: subject.opportunityId, customerId: subject.accountId, subscriptionId }
      return { ...subject, act: { kind: 'extend-trial', ...on, endDate: inDays(30) } }
    },
    isDone: async (practice, subject) =>
      subject.act?.kind === 'extend-trial' && (await heldBy(practice, subject)).trialEndDate === subject.act.endDate,
    withoutSalesforce: true,
    seats: 10,
    makesSubscription: false,
  },
  {
    step: 'cancel-subscription',
    service: 'stigg',
    match: { method: 'POST', path: '/api/v1/subscriptions/[^/]+/cancel$' },
    async prepare(world, practice) {
      const { subject, subscriptionId } = await runningFor(world, practice, 'To be cancelled', paidTeam)
      const on = { opportunityId: null, customerId: subject.accountId, subscriptionId }
      const act: Act = { kind: 'cancel', ...on, time: 'IMMEDIATE', endDate: null, revokes: false, prorates: false }
      return { ...subject, act }
    },
    isDone: async (practice, subject) => (await heldBy(practice, subject)).status === 'CANCELED',
    withoutSalesforce: true,
    seats: 0,
    makesSubscription: false,
  },
  {
    step: 'cancel-later',
    service: 'stigg',
    match: { method: 'POST', path: '/api/v1/subscriptions/[^/]+/cancel$' },
    async prepare(world, practice) {
      const { subject, subscriptionId } = await runningFor(world, practice, 'To end with its period', paidTeam)
      const on = { opportunityId: null, customerId: subject.accountId, subscriptionId }
      const time = 'END_OF_BILLING_PERIOD'
      return { ...subject, act: { kind: 'cancel', ...on, time, endDate: null, revokes: false, prorates: false } }
    },
    isDone: async (practice, subject) => {
      const held = await heldBy(practice, subject)
      return held.status === 'ACTIVE' && held.cancellationDate === held.currentBillingPeriodEnd
    },
    withoutSalesforce: true,
    seats: 10,
    makesSubscription: false,
  },
  {
    step: 'reschedule',
    service: 'stigg',
    match: { method: 'PATCH', path: '/api/v1/subscriptions/[^/]+$' },
    async prepare(world, practice) {
      const { subject, subscriptionId } = await runningFor(world, practice, 'To end later', paidTeam)
      const on = { opportunityId: null, customerId: subject.accountId, subscriptionId }
      return { ...subject, act: { kind: 'reschedule', ...on, cancellationDate: inDays(60) } }
    },
    isDone: async (practice, subject) =>
      subject.act?.kind === 'reschedule' &&
      (await heldBy(practice, subject)).cancellationDate === subject.act.cancellationDate,
    withoutSalesforce: true,
    seats: 10,
    makesSubscription: false,
  },
  {
    step: 'grant-credits',
    service: 'stigg',
    match: { method: 'POST', path: '/api/v1/credits/grants$' },
    prepare: (world, practice) => grantFor(world, practice, 'Credits sold'),
    alsoMade: async (practice, subject) => (await grantsOf(practice, subject)).length,
    isDone: async (practice, subject) =>
      (await grantsOf(practice, subject)).map(({ status }) => status).join() === 'ACTIVE',
    withoutSalesforce: true,
    seats: 0,
    makesSubscription: false,
  },
  {
    step: 'void-grant',
    service: 'stigg',
    match: { method: 'POST', path: '/api/v1/credits/grants/[^/]+/void$' },
    prepare: (world, practice) => voidFor(world, practice, 'Credits by mistake'),
    alsoMade: async (practice, subject) => (await grantsOf(practice, subject)).length,
    isDone: async (practice, subject) =>
      (await grantsOf(practice, subject)).map(({ status }) => status).join() === 'VOIDED',
    withoutSalesforce: true,
    seats: 0,
    makesSubscription: false,
  },
  {
    step: 'trigger-workflow',
    service: 'stigg',
    match: { method: 'POST', path: '/graphql$', bodyIncludes: 'mutation TriggerWorkflow' },
    prepare: (world, practice) => cancelFor(world, practice, 'Cancelled by a workflow'),
    alsoMade: mostOftenFired,
    isDone: async (practice, { workflow }) =>
      Running.parse(await practice.stiggData(`/subscriptions/${workflow?.subscriptionId}`)).status === 'CANCELED',
    withoutSalesforce: true,
    seats: 0,
    makesSubscription: false,
  },
  {
    step: 'mend-link',
    service: 'stigg',
    match: { method: 'POST', path: '/api/v1/customers/[^/]+/integrations$' },
    prepare: (world, practice) => mendFor(world, practice, 'Tied by hand'),
    alsoMade: linksOf,
    isDone: isTied,
    seats: 0,
    makesSubscription: false,
  },
  {
    step: 'mend-link, account',
    service: 'salesforce',
    match: { method: 'PATCH', path: '/sobjects/Account/[^/]+$' },
    prepare: (world, practice) => mendFor(world, practice, 'Named by hand'),
    alsoMade: linksOf,
    isDone: isTied,
    seats: 0,
    makesSubscription: false,
  },
]
