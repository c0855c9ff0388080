import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

import { SALESFORCE_INTEGRATION } from '#practice/seed/catalogue/catalogue'
import type { LinkEvent, LinkReport } from '#shared/contract/links'
import { changesOf, mendsOf, type Mend } from '#shared/domain/link-mend'
import { failureOf } from '#test/harness/failure-of'
import { drain } from '#test/harness/host-process'
import { openCompanion, type OpenCompanion } from '#test/harness/open-companion'
import { enterprise, worldOf, type World } from '#test/harness/sell-deals'

let opened: OpenCompanion
let world: World

beforeAll(async () => {
  opened = await openCompanion()
  world = worldOf(opened.practice)
})
afterAll(() => opened.close())

async function reconcile() {
  const stream = await opened.companion.links.reconcile()
  const events: LinkEvent[] = []
  for (;;) {
    const step = await stream.next()
    if (step.done) return { events, report: step.value satisfies LinkReport }
    events.push(step.value)
  }
}

const rowsIn = (events: readonly LinkEvent[]) => events.flatMap((event) => (event.kind === 'rows' ? event.rows : []))

describe('accounts and customers of both services', () => {
  it('are joined, with how much was read on the way, and nothing is written', async () => {
    await drain(await opened.companion.opportunities.sync({}))
    await opened.practice.salesforce.forgetExchanges()
    await opened.practice.stigg.forgetExchanges()
    const { events, report } = await reconcile()
    const rows = rowsIn(events)
    expect(events[0]).toMatchObject({ kind: 'progress' })
    expect(rows.length).toBe(Object.values(report.counts).reduce((sum, count) => sum + count, 0))
    const held = await opened.practice.query(
      'SELECT Id, Stigg_Customer_ID__c FROM Account WHERE Stigg_Customer_ID__c != null',
    )
    expect(held.length).toBeGreaterThan(0)
    const carried = new Map(rows.flatMap(({ accounts }) => accounts.map(({ id, customerId }) => [id, customerId])))
    for (const { Id, Stigg_Customer_ID__c: customerId } of held) expect(carried.get(String(Id))).toBe(customerId)
    const sent = [...(await opened.practice.salesforce.exchanges()), ...(await opened.practice.stigg.exchanges())]
    expect(sent.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`)).toEqual([])
  })

  it('follow what people change: a pair whose account forgets its customer is one-sided', async () => {
    const before = rowsIn((await reconcile()).events)
    const linked = before.find(({ state }) => state === 'linked')
    const accountId = linked?.accounts[0]?.id ?? ''
    await opened.practice.patch('Account', accountId, { Stigg_Customer_ID__c: 'customer-that-is-not-there' })
    const after = rowsIn((await reconcile()).events).find(({ key }) => key === linked?.key)
    expect(after).toMatchObject({ state: 'broken', missing: ['customer-that-is-not-there'] })
    await opened.practice.patch('Account', accountId, { Stigg_Customer_ID__c: null })
    const cleared = rowsIn((await reconcile()).events).find(({ key }) => key === linked?.key)
    expect(cleared).toMatchObject({ state: 'one-sided', namedBy: 'customer' })
  })

  it('end with the failure of the service that failed', async () => {
    await opened.practice.stigg.addFault({
      match: { method: 'GET', path: '/api/v1/customers' },
      fault: { kind: 'status', status: 403 },
    })
    expect(await failureOf(reconcile())).toMatchObject({ code: expect.stringMatching(/^stigg\./) })
    await opened.practice.stigg.clearFaults()
  })
})

const Customer = z.looseObject({
  integrations: z.array(z.looseObject({ syncedEntityId: z.string().nullable() })),
  metadata: z.record(z.string(), z.string()),
})
const customerOf = async (id: string) => Customer.parse(await opened.practice.stiggData(`/customers/${id}`))
const linkOf = async (id: string) => (await customerOf(id)).integrations[0]?.syncedEntityId ?? null
async function accountOf(id: string) {
  const [row] = await opened.practice.query(
    `SELECT Stigg_Customer_ID__c, Stigg_Customer_URL__c FROM Account WHERE Id = '${id}'`,
  )
  return { customerId: row?.['Stigg_Customer_ID__c'] ?? null, url: row?.['Stigg_Customer_URL__c'] ?? null }
}

let count = 0
/** An account with a won deal, and a customer; what each says of the other is the test's. */
async function two(says: { readonly account?: boolean; readonly customer?: boolean; readonly email?: boolean } = {}) {
  count += 1
  const customerId = `mend-${count}`
  const { accountId, email } = await world.sell(`Mended ${count}`, enterprise)
  await opened.practice.stiggSend('POST', '/customers', {
    id: customerId,
    name: `Mended ${count}`,
    metadata: { own: 'kept' },
    ...(says.email ? { email } : {}),
  })
  if (says.account) await opened.practice.patch('Account', accountId, { Stigg_Customer_ID__c: customerId })
  if (says.customer) await linkTo(customerId, accountId)
  return { accountId, customerId }
}
const linkTo = (customerId: string, accountId: string) =>
  opened.practice.stiggSend('POST', `/customers/${customerId}/integrations`, {
    id: SALESFORCE_INTEGRATION,
    vendorIdentifier: 'SALESFORCE',
    syncedEntityId: accountId,
  })

async function mendFor(recordId: string): Promise<Mend> {
  const rows = rowsIn((await reconcile()).events)
  const row = rows.find(({ accounts, customers }) => [...accounts, ...customers].some(({ id }) => id === recordId))
  const [mend] = row ? mendsOf(row) : []
  if (!mend) throw new Error(`Nothing can be done about ${recordId}: ${row?.state}`)
  return mend
}
async function approve(mends: readonly Mend[], at: OpenCompanion = opened) {
  const looks = await at.companion.links.preview({ mends: [...mends] })
  return looks.map(({ mend, preview }) => ({ mend, fingerprint: preview?.fingerprint ?? '' }))
}
async function mend(mends: readonly Mend[], at: OpenCompanion = opened) {
  const { report } = await drain(await at.companion.links.mend({ items: await approve(mends, at), typed: null }))
  return report.outcomes
}

describe('a mend', () => {
  it('gives the account the ID and the URL of the customer that names it, and its undo takes them off again', async () => {
    const { accountId, customerId } = await two({ customer: true })
    const pair = await mendFor(accountId)
    const [look] = await opened.companion.links.preview({ mends: [pair] })
    expect(look?.preview?.steps.flatMap(changesOf)).toMatchObject([
      { system: 'salesforce', field: 'Stigg Customer ID', before: null, after: customerId },
      { system: 'salesforce', before: null, after: expect.stringContaining(customerId) },
    ])
    expect(look?.preview?.requests).toMatchObject([
      { method: 'PATCH', path: expect.stringContaining(`/sobjects/Account/${accountId}`) },
    ])
    const [outcome] = await mend([pair])
    expect(outcome).toMatchObject({ state: 'done', failure: null })
    expect(await accountOf(accountId)).toEqual({ customerId, url: expect.stringContaining(customerId) })
    const runId = outcome?.runId ?? ''
    const { run } = await opened.companion.runs.get({ runId })
    expect(run).toMatchObject({ kind: 'mend-link', state: 'done', accountId, customerId })
    expect(run.verification?.fields.map(({ result }) => result)).toEqual(['same', 'same'])
    expect(await mend([{ kind: 'undo', runId }])).toMatchObject([{ state: 'done' }])
    expect(await accountOf(accountId)).toEqual({ customerId: null, url: null })
  })

  it('links the customer that an account names, and its undo unlinks it; other metadata stays, and it can be done again', async () => {
    const { accountId, customerId } = await two({ account: true })
    const pair = await mendFor(accountId)
    const [outcome] = await mend([pair])
    expect(outcome).toMatchObject({ state: 'done' })
    expect(await customerOf(customerId)).toMatchObject({
      integrations: [{ syncedEntityId: accountId }],
      metadata: { own: 'kept', salesforceAccountId: accountId },
    })
    expect(await mend([{ kind: 'undo', runId: outcome?.runId ?? '' }])).toMatchObject([{ state: 'done' }])
    expect(await customerOf(customerId)).toMatchObject({ integrations: [], metadata: { own: 'kept' } })
    expect((await customerOf(customerId)).metadata).not.toHaveProperty('salesforceAccountId')
    expect(await mend([pair])).toMatchObject([{ state: 'done' }])
    expect(await linkOf(customerId)).toBe(accountId)
  })

  it('ties both halves of a likely pair, told by the e-mail of a contact', async () => {
    const { accountId, customerId } = await two({ email: true })
    const { events } = await reconcile()
    const row = rowsIn(events).find(({ accounts }) => accounts.some(({ id }) => id === accountId))
    expect(row).toMatchObject({ state: 'likely', customers: [{ id: customerId }], because: { reason: 'email' } })
    expect(await mend([await mendFor(accountId)])).toMatchObject([{ state: 'done' }])
    expect((await accountOf(accountId)).customerId).toBe(customerId)
    expect(await linkOf(customerId)).toBe(accountId)
  })

  it('clears an ID that leads nowhere off the account, and off the customer', async () => {
    const { accountId, customerId } = await two()
    await opened.practice.patch('Account', accountId, {
      Stigg_Customer_ID__c: 'never-was',
      Stigg_Customer_URL__c: 'https://old.example',
    })
    expect(await mend([await mendFor(accountId)])).toMatchObject([{ state: 'done' }])
    expect(await accountOf(accountId)).toEqual({ customerId: null, url: null })
    await linkTo(customerId, '0015g00000NoSuchAB')
    expect(await mend([await mendFor(customerId)])).toMatchObject([{ state: 'done' }])
    expect(await linkOf(customerId)).toBeNull()
  })

  it('lets a person say which account keeps the customer, and lets the other go', async () => {
    const { accountId, customerId } = await two({ account: true, customer: true })
    const other = await two()
    await opened.practice.patch('Account', other.accountId, { Stigg_Customer_ID__c: customerId })
    const row = rowsIn((await reconcile()).events).find(({ customers }) =>
      customers.some(({ id }) => id === customerId),
    )
    expect(row?.state).toBe('conflicting')
    const choice = mendsOf(row!).find((each) => each.kind === 'pair' && each.accountId === other.accountId)
    expect(await mend([choice!])).toMatchObject([{ state: 'done' }])
    expect((await accountOf(accountId)).customerId).toBeNull()
    expect((await accountOf(other.accountId)).customerId).toBe(customerId)
    expect(await linkOf(customerId)).toBe(other.accountId)
  })
})

describe('what changed underneath', () => {
  it('is not overwritten: neither after the list, nor after the preview, nor right before the write', async () => {
    const first = await two({ customer: true })
    const listed = await mendFor(first.accountId)
    await opened.practice.patch('Account', first.accountId, { Stigg_Customer_ID__c: 'by-somebody' })
    const [look] = await opened.companion.links.preview({ mends: [listed] })
    expect(look).toMatchObject({
      preview: null,
      failure: { code: 'link.not-mendable', facts: { obstacle: 'changed' } },
    })
    const second = await two({ customer: true })
    const items = await approve([await mendFor(second.accountId)])
    await opened.practice.patch('Account', second.accountId, { Stigg_Customer_URL__c: 'https://by.somebody.example' })
    const { report } = await drain(await opened.companion.links.mend({ items, typed: null }))
    expect(report.outcomes).toMatchObject([{ state: 'refused', failure: { code: 'link.stale' } }])
    expect((await accountOf(second.accountId)).customerId).toBeNull()
    expect((await accountOf(first.accountId)).customerId).toBe('by-somebody')
  })

  it('keeps an undo from taking away what somebody wrote since', async () => {
    const { accountId } = await two({ customer: true })
    const [outcome] = await mend([await mendFor(accountId)])
    await opened.practice.patch('Account', accountId, { Stigg_Customer_ID__c: 'by-somebody' })
    const [look] = await opened.companion.links.preview({ mends: [{ kind: 'undo', runId: outcome?.runId ?? '' }] })
    expect(look?.failure).toMatchObject({ code: 'link.not-mendable', facts: { obstacle: 'changed' } })
  })
})

describe('many mends', () => {
  it('are done one after another; one that fails does not stop the others', async () => {
    const pairs = [await two({ customer: true }), await two({ customer: true }), await two({ account: true })]
    const mends = await Promise.all(pairs.map(({ accountId }) => mendFor(accountId)))
    await opened.practice.salesforce.addFault({
      match: { method: 'PATCH', path: `/sobjects/Account/${pairs[0]?.accountId}` },
      fault: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
    })
    const outcomes = await mend(mends)
    await opened.practice.salesforce.clearFaults()
    expect(outcomes).toMatchObject([
      { state: 'attention', failure: { code: 'salesforce.refused' } },
      { state: 'done' },
      { state: 'done' },
    ])
    const resumed = await drain(await opened.companion.provisioning.resume({ runId: outcomes[0]?.runId ?? '' }))
    expect(resumed.report.run.state).toBe('done')
    expect((await accountOf(pairs[0]?.accountId ?? '')).customerId).toBe(pairs[0]?.customerId)
  })
})
