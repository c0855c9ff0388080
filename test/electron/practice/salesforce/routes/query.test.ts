import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  ACME,
  aPracticeOrg,
  aRow,
  aSalesforceSeed,
  DEAL,
  idOf,
  SEATS,
  type PracticeOrg,
  type QueryAnswer,
} from '../practice-org.ts'

const deals = Array.from({ length: 4100 }, (_, n) =>
  aRow(idOf('006', n + 100), { Name: `Deal ${n}`, AccountId: ACME, StageName: 'Closed Won', CloseDate: '2026-10-01' }),
)
const lines = Array.from({ length: 450 }, (_, n) =>
  aRow(idOf('00k', n + 100), {
    OpportunityId: DEAL,
    Product2Id: SEATS,
    Quantity: n + 1,
    UnitPrice: 1,
    SortOrder: n + 10,
  }),
)

let org: PracticeOrg
beforeAll(async () => {
  org = await aPracticeOrg({ seed: aSalesforceSeed({ Opportunity: deals, OpportunityLineItem: lines }) })
})
afterAll(() => org[Symbol.asyncDispose]())

const page = (path: string, headers?: Record<string, string>) => org.call<QueryAnswer>('GET', path, undefined, headers)
const start = (soql: string, headers?: Record<string, string>) =>
  page(`/services/data/v66.0/query?q=${encodeURIComponent(soql)}`, headers)

describe('pages', () => {
  it('hold 2,000 rows, and say where the next one is', async () => {
    const first = await start('SELECT Id FROM Opportunity ORDER BY Id')
    expect(first.body).toMatchObject({ totalSize: 4103, done: false })
    expect(first.body.nextRecordsUrl).toMatch(/^\/services\/data\/v66\.0\/query\/01g[A-Za-z0-9]{15}-2000$/)
    const second = await page(first.body.nextRecordsUrl ?? '')
    const third = await page(second.body.nextRecordsUrl ?? '')
    expect(third.body).toMatchObject({ totalSize: 4103, done: true })
    expect(third.body).not.toHaveProperty('nextRecordsUrl')
    const ids = [first, second, third].flatMap(({ body }) => body.records.map((record) => record['Id']))
    expect(ids).toHaveLength(4103)
    expect(new Set(ids).size).toBe(4103)
  })

  it('may be asked to be smaller, but not below 200', async () => {
    const asked = await start('SELECT Id FROM Opportunity', { 'Sforce-Query-Options': 'batchSize=10' })
    expect(asked.body.records).toHaveLength(200)
    const second = await page(asked.body.nextRecordsUrl ?? '')
    expect(second.body.records).toHaveLength(200)
    expect(second.body.nextRecordsUrl).toMatch(/-400$/)
  })

  it('of children begin with 200, and go on under their own address', async () => {
    const { body } = await start(
      `SELECT Id, (SELECT Quantity, Product2.Name FROM OpportunityLineItems ORDER BY SortOrder) FROM Opportunity WHERE Id = '${DEAL}'`,
    )
    const children = body.records[0]?.['OpportunityLineItems'] as QueryAnswer
    expect(children).toMatchObject({ totalSize: 452, done: false })
    expect(children.records).toHaveLength(200)
    const second = await page(children.nextRecordsUrl ?? '')
    const third = await page(second.body.nextRecordsUrl ?? '')
    expect(third.body).toMatchObject({ done: true })
    expect(third.body.records).toHaveLength(52)
    expect(third.body.records.at(-1)).toMatchObject({ Quantity: 450, Product2: { Name: 'Seats' } })
  })

  it('are gone after two days, unknown to others, and nowhere else', async () => {
    const invalid = [{ errorCode: 'INVALID_QUERY_LOCATOR', message: 'invalid query locator' }]
    const { body } = await start('SELECT Id FROM Opportunity')
    const next = body.nextRecordsUrl ?? ''
    expect((await page('/services/data/v66.0/query/01g000000000000AAA-2000')).body).toEqual(invalid)
    expect((await page(next, { 'X-Practice-Fault': 'cursor-expired' })).body).toEqual(invalid)
    expect((await page(next, { Authorization: `Bearer ${await org.signIn('blind@northwind.example')}` })).body).toEqual(
      invalid,
    )
    await using later = await aPracticeOrg({ seed: aSalesforceSeed({ Opportunity: deals }) })
    const before = await later.query('SELECT Id FROM Opportunity')
    later.clock.advance(47 * 3_600_000)
    const { accessToken } = later.grant()
    const headers = { Authorization: `Bearer ${accessToken}` }
    expect((await later.call('GET', before.nextRecordsUrl ?? '', undefined, headers)).status).toBe(200)
    later.clock.advance(2 * 3_600_000)
    const fresh = { Authorization: `Bearer ${later.grant().accessToken}` }
    expect((await later.call('GET', before.nextRecordsUrl ?? '', undefined, fresh)).body).toEqual(invalid)
  })
})

describe('query', () => {
  it('is asked with a slash at the end, or a plus for a space', async () => {
    expect((await page('/services/data/v66.0/query/?q=SELECT+Id+FROM+Account+LIMIT+1')).body.totalSize).toBe(1)
  })

  it('wants a statement, and has no plans', async () => {
    expect(await org.api('GET', '/query')).toMatchObject({ status: 400, body: [{ errorCode: 'MALFORMED_QUERY' }] })
    expect(await org.api('GET', '/query?explain=SELECT+Id+FROM+Account')).toMatchObject({
      status: 501,
      body: [{ errorCode: 'PRACTICE_NOT_MODELLED' }],
    })
  })

  it('refuses more groups than fit on a page', async () => {
    const { status, body } = await start('SELECT Name, COUNT(Id) FROM Opportunity GROUP BY Name')
    expect([status, body]).toMatchObject([400, [{ errorCode: 'EXCEEDED_ID_LIMIT' }]])
  })

  it('is too long for a URL beyond 16 KB', async () => {
    const ids = Array.from({ length: 900 }, (_, n) => `'${idOf('006', n)}'`).join(',')
    expect((await start(`SELECT Id FROM Opportunity WHERE Id IN (${ids})`)).status).toBe(431)
  })

  it('reads metadata as rows, of the Tooling API too', async () => {
    const soql = encodeURIComponent(
      "SELECT QualifiedApiName, DataType FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName = 'Account' AND QualifiedApiName LIKE 'Stigg%' ORDER BY QualifiedApiName",
    )
    const records = [
      { QualifiedApiName: 'Stigg_Customer_ID__c', DataType: 'Text(255)' },
      { QualifiedApiName: 'Stigg_Customer_URL__c' },
    ]
    expect((await org.api('GET', `/query?q=${soql}`)).body).toMatchObject({ records })
    expect((await org.api('GET', `/tooling/query?q=${soql}`)).body).toMatchObject({ records })
    const headers = { Authorization: `Bearer ${await org.signIn('blind@northwind.example')}` }
    expect((await org.api('GET', `/query?q=${soql}`, undefined, headers)).body).toMatchObject({ totalSize: 0 })
    expect((await org.api('GET', '/tooling/query?q=SELECT+Id+FROM+ApexClass')).status).toBe(501)
    expect((await org.query('SELECT ApiName FROM FlowDefinitionView WHERE IsActive = true')).totalSize).toBe(0)
  })
})
