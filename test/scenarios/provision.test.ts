import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

import type { ProvisioningPreview, ProvisioningReport } from '#shared/contract/provisioning'
import type { DraftEdits } from '#shared/domain/draft-edits'
import { dealThatShows } from '#test/harness/deal-that-shows'
import { failureOf } from '#test/harness/failure-of'
import { drain } from '#test/harness/host-process'
import { openCompanion, type OpenCompanion } from '#test/harness/open-companion'

/* One deal the whole way: read, preview, approve, execute, verify, against both practice services over HTTP. */

const noEdits: DraftEdits = { subscriptions: {} }
const Held = z.looseObject({
  id: z.string(),
  customerId: z.string(),
  planId: z.string(),
  status: z.string(),
  addons: z.array(z.object({ id: z.string(), quantity: z.number() })).optional(),
  prices: z.array(z.looseObject({ amount: z.number().optional() })).optional(),
  paymentCollectionMethod: z.string().nullable().optional(),
  trialEndDate: z.string().nullable().optional(),
  metadata: z.record(z.string(), z.string()).optional(),
})

let opened: OpenCompanion
beforeAll(async () => {
  opened = await openCompanion()
})
afterAll(() => opened.close())

const look = (opportunityId: string, edits = noEdits): Promise<ProvisioningPreview> =>
  opened.companion.provisioning.preview({ opportunityId, edits })

async function provision(opportunityId: string, edits = noEdits): Promise<ProvisioningReport> {
  const { findings, fingerprint } = await look(opportunityId, edits)
  const acknowledged = findings.filter(({ severity }) => severity === 'warning').map(({ key }) => key)
  const stream = await opened.companion.provisioning.apply({ opportunityId, edits, fingerprint, acknowledged })
  return (await drain(stream)).report
}

async function live(customerId: string): Promise<z.infer<typeof Held>[]> {
  const held = await opened.practice.stiggData(
    `/subscriptions?customerId=${customerId}&status=ACTIVE,IN_TRIAL,NOT_STARTED,PAYMENT_PENDING&limit=100`,
  )
  return z.array(Held).parse(held)
}

describe('provisioning a won deal', () => {
  it('logs a completed task on the opportunity where the profile wants it, once', async () => {
    const id = await dealThatShows('ready: emoji and a name of 120 characters', opened.practice)
    const { profile } = await opened.companion.workspace.status()
    await opened.companion.settings.saveRules({ rules: { ...profile.rules, logTask: true } })
    const { run } = await provision(id)
    await opened.companion.settings.saveRules({ rules: profile.rules })
    expect(run.state).toBe('done')
    expect(run.steps.at(-1)).toMatchObject({ step: { kind: 'log-task' }, state: 'done' })
    const tasks = await opened.practice.query(`SELECT Subject, Status FROM Task WHERE WhatId = '${id}'`)
    const subject = expect.stringMatching(/^Provisioned in Stigg: .+ \[sc-[0-9a-f]{12}\]$/)
    expect(tasks).toMatchObject([{ Subject: subject, Status: 'Completed' }])
    expect(run.verification?.fields).toContainEqual(
      expect.objectContaining({ record: 'Task', field: 'Subject', result: 'same' }),
    )
  })

  it('makes the customer and the subscription, links both ways, writes the IDs back, and verifies them', async () => {
    const id = await dealThatShows('ready: custom plan with feature entitlements', opened.practice)
    const { run, links } = await provision(id)
    expect(run.state).toBe('done')
    expect(run.steps.map(({ step, state }) => [step.kind, state])).toEqual([
      ['create-customer', 'done'],
      ['provision-subscription', 'done'],
      ['write-back', 'done'],
    ])
    const [subscription, ...more] = await live(run.customerId)
    expect(more).toEqual([])
    expect(subscription).toMatchObject({ planId: 'plan-enterprise', metadata: { companionOpportunity: id } })
    const customer = await opened.practice.stiggData(`/customers/${run.customerId}`)
    expect(customer).toMatchObject({
      integrations: [expect.objectContaining({ vendorIdentifier: 'SALESFORCE', syncedEntityId: run.accountId })],
    })
    const [opportunity] = await opened.practice.query(
      `SELECT Stigg_Subscription_ID__c, Account.Stigg_Customer_ID__c, Account.Stigg_Customer_URL__c FROM Opportunity WHERE Id = '${id}'`,
    )
    expect(opportunity).toMatchObject({
      Stigg_Subscription_ID__c: subscription?.id,
      Account: { Stigg_Customer_ID__c: run.customerId, Stigg_Customer_URL__c: links.customerUrl },
    })
    expect(run.verification?.fields.filter(({ result }) => result === 'different')).toEqual([])
    expect(run.verification?.fields.some(({ result }) => result === 'same')).toBe(true)
    expect(await fetch(links.customerUrl ?? '')).toMatchObject({ status: 200 })
    expect(await fetch(links.opportunityUrl)).toMatchObject({ status: 200 })
  })

  it('sends negotiated prices and collects a paid plan by invoice', async () => {
    const id = await dealThatShows('ready: paid plan, invoice and price overrides', opened.practice)
    const [drafted] = (await look(id)).draft?.subscriptions ?? []
    // The plan has a trial by default; the customer has bought.
    const trial = { isTrial: false, endDate: null, endBehavior: null }
    const { run } = await provision(id, { subscriptions: { [drafted?.productId ?? '']: { trial } } })
    const [subscription] = await live(run.customerId)
    expect(run.state).toBe('done')
    expect(subscription).toMatchObject({ status: 'ACTIVE', paymentCollectionMethod: 'INVOICE' })
    expect(subscription?.prices?.length).toBeGreaterThan(0)
  })

  it('starts a trial for a deal in a trial stage', async () => {
    const { run } = await provision(await dealThatShows('ready: trial at POC stage', opened.practice))
    const [subscription] = await live(run.customerId)
    expect(subscription).toMatchObject({ status: 'IN_TRIAL' })
    expect(subscription?.trialEndDate).not.toBeNull()
  })

  it('makes one subscription for each product where a deal has plans of two', async () => {
    const { run } = await provision(await dealThatShows('ready: plans of two products', opened.practice))
    expect(run.state).toBe('done')
    expect(await live(run.customerId)).toHaveLength(2)
  })

  it('replaces the running subscription of a renewal, and only that', async () => {
    const { run } = await provision(await dealThatShows('ready: renewal of a running subscription', opened.practice))
    const held = await live(run.customerId)
    expect(run.state).toBe('done')
    expect(held.filter(({ metadata }) => metadata?.companionOpportunity === run.opportunityId)).toHaveLength(1)
  })

  it('sends what a person chose instead of what the deal says', async () => {
    const id = await dealThatShows('billing.period-missing', opened.practice)
    const [subscription] = (await look(id)).draft?.subscriptions ?? []
    const edits: DraftEdits = { subscriptions: { [subscription?.productId ?? '']: { billingPeriod: 'ANNUALLY' } } }
    expect((await look(id, edits)).draft?.subscriptions[0]).toMatchObject({
      billingPeriod: 'ANNUALLY',
      origins: { billingPeriod: 'edited' },
    })
    expect((await provision(id, edits)).run.state).toBe('done')
  })

  it('shows a deal as live afterwards, and warns before it is provisioned once more', async () => {
    const id = await dealThatShows('ready: add-ons', opened.practice)
    await provision(id)
    const again = await look(id)
    expect(again.state).toBe('live')
    expect(again.findings.map(({ code }) => code)).toContain('opportunity.already-provisioned')
  })
})

describe('what stops a provisioning', () => {
  it('refuses what was approved before the deal changed', async () => {
    const id = await dealThatShows('ready: unmapped service line', opened.practice)
    const { fingerprint } = await look(id)
    const [line] = await opened.practice.query(
      `SELECT Id FROM OpportunityLineItem WHERE OpportunityId = '${id}' AND Product2.Stigg_Type__c = 'Entitlement' LIMIT 1`,
    )
    await opened.practice.patch('OpportunityLineItem', String(line?.Id), { Quantity: 77 })
    const stream = opened.companion.provisioning.apply({
      opportunityId: id,
      edits: noEdits,
      fingerprint,
      acknowledged: [],
    })
    expect(await failureOf(stream.then(drain))).toMatchObject({ code: 'opportunity.stale' })
    expect((await look(id)).customer).toBeNull()
  })

  it('refuses a warning that nobody ticked', async () => {
    const id = await dealThatShows('product.inactive', opened.practice)
    const { fingerprint } = await look(id)
    const stream = opened.companion.provisioning.apply({
      opportunityId: id,
      edits: noEdits,
      fingerprint,
      acknowledged: [],
    })
    expect(await failureOf(stream.then(drain))).toMatchObject({ code: 'draft.unacknowledged' })
  })

  it('refuses a deal with an error, whatever fingerprint it is given', async () => {
    const id = await dealThatShows('plan.not-found', opened.practice)
    const { fingerprint } = await look(id)
    const stream = opened.companion.provisioning.apply({
      opportunityId: id,
      edits: noEdits,
      fingerprint,
      acknowledged: [],
    })
    expect(await failureOf(stream.then(drain))).toMatchObject({ code: 'draft.blocked' })
  })

  it('says which deal it does not find', async () => {
    expect(await failureOf(look('006000000000001AAA'))).toMatchObject({ code: 'opportunity.not-found' })
  })
})
