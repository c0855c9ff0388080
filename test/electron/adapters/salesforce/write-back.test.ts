import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import type { WireAnswer } from '#shared/domain/run'
import type { SalesforceStep } from '#shared/domain/step'

import { failureOf, openSalesforce, value, type OpenSalesforce } from './open-salesforce.ts'

describe('the write-back', () => {
  let org: OpenSalesforce
  let opportunityId: string
  let accountId: string
  beforeAll(async () => {
    org = await openSalesforce()
    for await (const batch of org.reader.changedDeals(
      { fields: org.fields, trialStages: [], lineSource: 'opportunity' },
      null,
    )) {
      const deal = value(batch).deals.find(({ opportunity, account }) => account && !opportunity.subscriptionId)
      opportunityId ??= deal?.opportunity.id ?? ''
      accountId ??= deal?.account?.id ?? ''
    }
  })
  afterAll(() => org[Symbol.asyncDispose]())
  beforeEach(() => org.control.clear())

  const aStep = (subscription: string, url = 'https://app.stigg.io/customers/acme'): SalesforceStep => ({
    kind: 'write-back',
    id: 'write-back',
    records: [
      { object: 'Opportunity', recordId: opportunityId, fields: { Stigg_Subscription_ID__c: subscription } },
      {
        object: 'Account',
        recordId: accountId,
        fields: { Stigg_Customer_ID__c: 'customer-acme', Stigg_Customer_URL__c: url },
      },
    ],
  })
  const send = (step: SalesforceStep) => org.writer.send(step, 'key')
  const patches = async () => (await org.control.exchanges()).filter(({ method }) => method === 'PATCH')
  const subscriptionNow = async () =>
    value(await org.reader.readDeal(opportunityId, { fields: org.fields, lineSource: 'opportunity' })).opportunity
      .subscriptionId

  it('writes both records in one request, the one that it showed', async () => {
    const step = aStep('subscription-1')
    expect(value(await send(step))).toMatchObject({ recordId: opportunityId, foundExisting: false })
    const [sent] = await patches()
    const [shown] = org.writer.requestsFor(step)
    expect(shown).toMatchObject({ service: 'salesforce', method: 'PATCH', path: sent?.path })
    expect(JSON.parse(sent?.requestBody ?? '')).toEqual(shown?.body)
    const deal = value(await org.reader.readDeal(opportunityId, { fields: org.fields, lineSource: 'opportunity' }))
    expect(deal.opportunity.subscriptionId).toBe('subscription-1')
    expect(deal.account).toMatchObject({
      stiggCustomerId: 'customer-acme',
      stiggCustomerUrl: 'https://app.stigg.io/customers/acme',
    })
  })

  it('tells every answer that it heard, an ended session among them, and no secret in one', async () => {
    const step = aStep('subscription-heard')
    const heard: WireAnswer[] = []
    await org.control.fault('expire-session', { method: 'PATCH' })
    value(await org.writer.send(step, 'key', undefined, (answer) => heard.push(answer)))
    const path = '/services/data/v66.0/composite/sobjects'
    expect(heard).toMatchObject([
      { method: 'PATCH', path, status: 401, body: [{ errorCode: 'INVALID_SESSION_ID' }] },
      { method: 'PATCH', path, status: 200, body: [{ success: true }, { success: true }] },
    ])
    expect(heard.map(({ requestId }) => requestId)).not.toContain(null)
    const read: WireAnswer[] = []
    value(await org.writer.readBack(step, undefined, (answer) => read.push(answer)))
    expect(read).toMatchObject([{ method: 'POST', path: '/services/data/v66.0/composite', status: 200 }])
    const tokens = [...org.vault.secrets.values()].map(({ secret }) => secret)
    for (const token of tokens) expect(JSON.stringify([heard, read])).not.toContain(token)
  })

  it('reads back what it wrote, and nothing where one field differs', async () => {
    value(await send(aStep('subscription-2')))
    expect(value(await org.writer.readBack(aStep('subscription-2')))).toMatchObject({ foundExisting: true })
    expect(value(await org.writer.readBack(aStep('subscription-3')))).toBeNull()
    expect(value(await org.writer.readBack(aStep('subscription-2', 'https://app.stigg.io/other')))).toBeNull()
  })

  it('has nothing to send where nothing differs', async () => {
    const step: SalesforceStep = { kind: 'write-back', id: 'write-back', records: [] }
    expect(org.writer.requestsFor(step)).toEqual([])
    expect((await send(step)).ok).toBe(true)
    expect(value(await org.writer.readBack(step))).not.toBeNull()
    expect(await org.control.exchanges()).toHaveLength(0)
  })

  it.each([
    'FIELD_CUSTOM_VALIDATION_EXCEPTION',
    'CANNOT_EXECUTE_FLOW_TRIGGER',
    'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
    'INVALID_FIELD_FOR_INSERT_UPDATE',
    'INSUFFICIENT_ACCESS_OR_READONLY',
    'ENTITY_IS_LOCKED',
    'DUPLICATE_VALUE',
    'STRING_TOO_LONG',
    'ENTITY_IS_DELETED',
  ])('is refused on %s, with the org’s own words, and neither record is changed', async (name) => {
    const before = await subscriptionNow()
    const message = `Ask Sales Ops first: ${name}`
    await org.control.clear()
    await org.control.fault({ kind: 'named', name, args: { object: 'Opportunity', message } }, { method: 'PATCH' })
    const failed = failureOf(await send(aStep('never')))
    expect(failed).toMatchObject({
      code: 'salesforce.refused',
      facts: { errorCode: name, message, object: 'Opportunity', record: opportunityId },
    })
    expect(await patches()).toHaveLength(1)
    expect(await subscriptionNow()).toBe(before)
  })

  it('waits for a lock, three times at most', async () => {
    await org.control.fault('UNABLE_TO_LOCK_ROW', { method: 'PATCH' }, 2)
    expect((await send(aStep('subscription-4'))).ok).toBe(true)
    expect(await patches()).toHaveLength(3)
    await org.control.clear()
    await org.control.fault('UNABLE_TO_LOCK_ROW', { method: 'PATCH' }, null)
    expect(failureOf(await send(aStep('subscription-5'))).code).toBe('salesforce.locked')
    expect(await patches()).toHaveLength(3)
    await org.control.clear()
    expect(await subscriptionNow()).toBe('subscription-4')
  })

  it.each(['reset-after', 'truncate', 'empty', 'html', '500', '503'])(
    'does not know what became of a write that ends in %s, and does not repeat it',
    async (fault) => {
      await org.control.fault(fault, { method: 'PATCH' })
      expect(failureOf(await send(aStep(`after-${fault}`))).code).toBe('salesforce.outcome-unknown')
      expect(await patches()).toHaveLength(1)
      const applied = (await subscriptionNow()) === `after-${fault}`
      expect(value(await org.writer.readBack(aStep(`after-${fault}`))) !== null).toBe(applied)
    },
  )

  it('knows that nothing was written where Salesforce turned the request away', async () => {
    for (const [fault, code] of [
      ['429', 'salesforce.limit-reached'],
      ['REQUEST_LIMIT_EXCEEDED', 'salesforce.limit-reached'],
      ['api-disabled', 'salesforce.needs-admin'],
    ] as const) {
      await org.control.fault(fault, { method: 'PATCH' })
      expect(failureOf(await send(aStep('never'))).code).toBe(code)
    }
  })

  it('is sent again, once, where only the session had run out', async () => {
    await org.control.fault('expire-session', { method: 'PATCH' })
    expect((await send(aStep('subscription-6'))).ok).toBe(true)
    expect((await patches()).map(({ status }) => status)).toEqual([401, 200])
  })

  it('does not know the outcome where the caller gives up while it is under way', async () => {
    await org.control.fault('hang', { method: 'PATCH' })
    const giveUp = new AbortController()
    const sending = org.writer.send(aStep('given-up'), 'key', giveUp.signal)
    setTimeout(() => giveUp.abort(), 50)
    expect(failureOf(await sending).code).toBe('salesforce.outcome-unknown')
    expect(failureOf(await org.writer.send(aStep('given-up'), 'key', AbortSignal.abort())).code).toBe(
      'request.cancelled',
    )
  })

  it('says that Salesforce cannot be reached where nobody answers', async () => {
    const own = await openSalesforce()
    await own.practice.close()
    expect(failureOf(await own.writer.send(aStep('x'), 'key')).code).toBe('salesforce.unreachable')
    expect(failureOf(await own.reader.org()).code).toBe('salesforce.unreachable')
  })
})
