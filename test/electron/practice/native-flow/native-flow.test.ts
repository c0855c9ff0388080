import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { FlowRun } from '#practice/native-flow/native-flow'
import { startPractice, type Practice } from '#practice/start-practice'

type Row = Record<string, unknown>
interface Shown {
  readonly enabled: boolean
  readonly runs: readonly FlowRun[]
}

let practice: Practice
beforeEach(async () => {
  practice = await startPractice({ dataDir: ':memory:' })
})
afterEach(() => practice.close())

const json = { 'content-type': 'application/json' }
const answerOf = async <T>(answer: Response): Promise<T> => {
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${answer.status} ${text}`)
  // The callers say what they look at, and look at it.
  return (text === '' ? null : JSON.parse(text)) as T
}
const salesforce = async <T>(method: string, path: string, body?: object, headers: object = {}): Promise<T> =>
  answerOf(
    await fetch(`${practice.salesforce.instanceUrl}/services/data/v66.0${path}`, {
      method,
      headers: { ...json, authorization: `Bearer ${practice.salesforce.accessToken}`, ...headers },
      body: body ? JSON.stringify(body) : null,
    }),
  )
const stigg = async <T>(method: string, path: string, body?: object): Promise<T> =>
  (
    await answerOf<{ data: T }>(
      await fetch(`${practice.stigg.baseUrl.replace(/\/api\/v1$/, '')}/api/v1${path}`, {
        method,
        headers: { ...json, 'x-api-key': practice.stigg.apiKey },
        body: body ? JSON.stringify(body) : null,
      }),
    )
  ).data
const control = async <T>(method: string, path: string, body?: object): Promise<T> =>
  answerOf<T>(
    await fetch(`${new URL(practice.stigg.baseUrl).origin}/__practice${path}`, {
      method,
      headers: json,
      body: body ? JSON.stringify(body) : null,
    }),
  )
const query = async (soql: string): Promise<Row[]> =>
  (await salesforce<{ records: Row[] }>('GET', `/query?q=${encodeURIComponent(soql)}`)).records

/** A won deal of the story whose account is not in Stigg yet: 250 seats of Enterprise. */
async function aDeal(): Promise<{ id: string; accountId: string }> {
  const [row] = await query("SELECT Id, AccountId FROM Opportunity WHERE Name LIKE 'Fjordline%' AND IsWon = true")
  return { id: String(row?.['Id']), accountId: String(row?.['AccountId']) }
}
const accountOf = async (id: string): Promise<Row> =>
  (
    await query(
      `SELECT Stigg_Customer_ID__c, Stigg_Customer_URL__c, LastModifiedBy.Name FROM Account WHERE Id = '${id}'`,
    )
  )[0] ?? {}
const subscriptionsOf = (customerId: string) => stigg<Row[]>('GET', `/subscriptions?customerId=${customerId}`)
const runs = async () => (await control<Shown>('GET', '/native-flow')).runs

describe('the flow of the practice org', () => {
  it('makes customer and subscription, and stamps the account as the automation user', async () => {
    const { id, accountId } = await aDeal()
    const run = await control<FlowRun>('POST', '/native-flow/run', { opportunityId: id })
    expect(run).toMatchObject({ cause: 'asked', customerId: accountId, error: null })
    const customer = await stigg<Row>('GET', `/customers/${accountId}`)
    expect(customer).toMatchObject({
      name: expect.stringContaining('Fjordline') as string,
      metadata: {},
      integrations: [{ vendorIdentifier: 'SALESFORCE', syncedEntityId: accountId }],
    })
    expect(await subscriptionsOf(accountId)).toMatchObject([
      { id: run.subscriptionId, planId: 'plan-enterprise', status: 'ACTIVE', metadata: {} },
    ])
    expect(run.subscriptionId).toMatch(/^subscription-plan-enterprise-[0-9a-f]{6}$/)
    expect(await accountOf(accountId)).toMatchObject({
      Stigg_Customer_ID__c: accountId,
      Stigg_Customer_URL__c: expect.stringContaining(`/customers/${accountId}`) as string,
      LastModifiedBy: { Name: 'Automated Process' },
    })
  })

  it('runs when a deal becomes won, where it is switched on, and not when it was won before', async () => {
    const { id } = await aDeal()
    const win = (stage: string) => salesforce('PATCH', `/sobjects/Opportunity/${id}`, { StageName: stage })
    await win('Negotiation')
    await win('Closed Won')
    expect(await runs()).toEqual([])
    await control('POST', '/native-flow', { enabled: true })
    await win('Closed Won')
    expect(await runs()).toEqual([])
    await win('Negotiation')
    await win('Closed Won')
    await expect.poll(runs).toMatchObject([{ opportunityId: id, cause: 'won', error: null }])
  })

  it.each(['before', 'after'] as const)('runs right %s a given request is handled', async (when) => {
    const { id, accountId } = await aDeal()
    const fault = { kind: 'named', name: 'native-flow', args: { when } }
    const rule = await control<{ id: string }>('POST', '/faults', {
      match: { method: 'POST', path: '/customers$' },
      fault,
    })
    const ours = { id: accountId, name: 'Ours', integrations: [], metadata: { of: id } }
    const made = stigg('POST', '/customers', ours)
    if (when === 'before') await expect(made).rejects.toThrow('DuplicatedEntityNotAllowed')
    else await made
    expect(await runs()).toMatchObject([{ opportunityId: id, cause: 'fault', error: null }])
    expect(await subscriptionsOf(accountId)).toHaveLength(1)
    const { faults } = await control<{ faults: Row[] }>('GET', '/faults')
    expect(faults).toMatchObject([{ id: rule.id, fired: 1 }])
  })

  it('says what stopped it, and leaves the account alone', async () => {
    const [row] = await query("SELECT Id, AccountId FROM Opportunity WHERE Name LIKE 'Aurora%' AND IsWon = true")
    const run = await control<FlowRun>('POST', '/native-flow/run', { opportunityId: String(row?.['Id']) })
    expect(run).toMatchObject({ subscriptionId: null, error: expect.stringContaining('not found') as string })
    expect(await accountOf(String(row?.['AccountId']))).toMatchObject({ Stigg_Customer_ID__c: null })
  })

  it('replaces what another client provisioned, as Stigg does', async () => {
    const { id, accountId } = await aDeal()
    await stigg('POST', '/customers', { id: accountId })
    await stigg('POST', '/subscriptions', { id: 'ours', customerId: accountId, planId: 'plan-enterprise' })
    await control('POST', '/native-flow/run', { opportunityId: id })
    const all = await subscriptionsOf(accountId)
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set(['ACTIVE', 'CANCELED']))
    expect(all.find((one) => one['id'] === 'ours')).toMatchObject({ cancelReason: 'UPGRADE_OR_DOWNGRADE' })
  })

  it('can be switched on by the start of the services', async () => {
    const on = await startPractice({ dataDir: ':memory:', nativeFlow: true })
    try {
      const answer = await fetch(`${on.salesforce.instanceUrl}/__practice/native-flow`)
      expect(await answer.json()).toMatchObject({ enabled: true, runs: [] })
    } finally {
      await on.close()
    }
  })

  it('refuses settings that it does not know, and deals that are not there', async () => {
    await expect(control('POST', '/native-flow', { on: true })).rejects.toThrow('400')
    await expect(control('POST', '/native-flow/run', { opportunityId: '006000000000000' })).rejects.toThrow('404')
  })
})

describe('the flows in Setup', () => {
  const tooling = (soql: string) =>
    salesforce<{ records: Row[] }>('GET', `/tooling/query?q=${encodeURIComponent(soql)}`)
  const active = async () =>
    (await query('SELECT Label FROM FlowDefinitionView WHERE IsActive = true'))
      .map(({ Label }) => String(Label))
      .toSorted((a, b) => a.localeCompare(b))

  it('name the active one, in both APIs', async () => {
    expect(await active()).toEqual(['Opportunity - Discount Approval'])
    await control('POST', '/native-flow', { enabled: true })
    expect(await active()).toEqual(['Opportunity - Discount Approval', 'Opportunity - Stigg Subscription Template'])
    const { records } = await tooling(
      "SELECT MasterLabel, ActiveVersionId FROM FlowDefinition WHERE ActiveVersionId != null AND NamespacePrefix = 'stigg'",
    )
    expect(records).toMatchObject([{ MasterLabel: 'Opportunity - Stigg Subscription Template' }])
    const [version] = (await tooling("SELECT Id FROM Flow WHERE Status = 'Active' AND MasterLabel LIKE '%Stigg%'"))
      .records
    expect(await salesforce('GET', `/tooling/sobjects/Flow/${String(version?.['Id'])}`)).toMatchObject({
      Metadata: { actionCalls: [{ actionName: 'stigg__CreateStiggCustomer' }, {}] },
    })
    expect(await query("SELECT Status FROM FlowVersionView WHERE Label LIKE '%Stigg%'")).toMatchObject([
      { Status: 'Active' },
    ])
  })

  it('are not told to who may not look, nor are those of the Tooling API in the data API', async () => {
    await expect(query('SELECT Id FROM FlowDefinition')).rejects.toThrow('INVALID_TYPE')
    await control('POST', '/native-flow', { visible: false })
    await expect(query('SELECT Id FROM FlowDefinitionView')).rejects.toThrow('INVALID_TYPE')
    await expect(tooling('SELECT Id FROM FlowDefinition')).rejects.toThrow('INVALID_TYPE')
  })
})
