import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Connection } from 'jsforce/lib/connection.js'
import { OAuth2 } from 'jsforce/lib/oauth2.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRecordStore } from '#practice/record-store'
import {
  ACME,
  aPracticeOrg,
  aRow,
  aSalesforceSeed,
  DEAL,
  GLOBEX,
  idOf,
  OPEN_DEAL,
  signInAs,
  type PracticeOrg,
} from './practice-org.ts'

const MANY = Array.from({ length: 4500 }, (_, n) =>
  aRow(idOf('006', n + 100), { Name: `Deal ${n}`, AccountId: ACME, StageName: 'Closed Won', CloseDate: '2026-10-01' }),
)

let org: PracticeOrg
beforeAll(async () => {
  org = await aPracticeOrg({ seed: aSalesforceSeed({ Opportunity: MANY }) })
})
afterAll(() => org[Symbol.asyncDispose]())

const connect = () => new Connection({ version: '66.0', instanceUrl: org.url, accessToken: org.accessToken })

describe('jsforce', () => {
  it('reads a long result page by page', async () => {
    const connection = connect()
    const names = new Set<string>()
    let page = await connection.query<{ Name: string }>("SELECT Id, Name FROM Opportunity WHERE Name LIKE 'Deal %'")
    expect(page.totalSize).toBe(4500)
    for (;;) {
      for (const { Name } of page.records) names.add(Name)
      if (page.done || page.nextRecordsUrl === undefined) break
      page = await connection.queryMore(page.nextRecordsUrl)
    }
    expect(names.size).toBe(4500)
    expect(connection.limitInfo.apiUsage?.limit).toBe(100_000)
  })

  it('describes the org and an object', async () => {
    const connection = connect()
    const { sobjects } = await connection.describeGlobal()
    expect(sobjects.map(({ name }) => name)).toContain('SBQQ__QuoteLine__c')
    const { fields, childRelationships } = await connection.sobject('Opportunity').describe()
    expect(fields.find(({ name }) => name === 'Stigg_Subscription_ID__c')).toMatchObject({
      custom: true,
      updateable: true,
      length: 255,
    })
    expect(childRelationships.map(({ relationshipName }) => relationshipName)).toContain('OpportunityLineItems')
  })

  it('makes, reads, changes and deletes a row', async () => {
    const accounts = connect().sobject('Account')
    const { id = '' } = await accounts.create({ Name: 'Initech', Website: '' })
    expect(await accounts.retrieve(id)).toMatchObject({ Id: id, Name: 'Initech', Website: null })
    expect(await accounts.update({ Id: id, Industry: 'Finance' })).toMatchObject({ id, success: true })
    expect(await accounts.retrieve(id)).toMatchObject({ Industry: 'Finance' })
    await accounts.destroy(id)
    await expect(accounts.retrieve(id)).rejects.toMatchObject({ errorCode: 'ENTITY_IS_DELETED' })
  })

  it('changes several rows in one call, and reads several', async () => {
    const accounts = connect().sobject('Account')
    const changed = await accounts.update([
      { Id: ACME, Site: 'here' },
      { Id: GLOBEX, Site: 'there' },
      { Id: idOf('001', 999), Site: 'nowhere' },
    ])
    expect(changed.map(({ success }) => success)).toEqual([true, true, false])
    expect(await accounts.retrieve([ACME, GLOBEX], { fields: ['Site'] })).toMatchObject([
      { Site: 'here' },
      { Site: 'there' },
    ])
  })

  it('tells what the org refuses by its error code', async () => {
    const connection = connect()
    await expect(connection.query('SELECT Nothing FROM Account')).rejects.toMatchObject({ errorCode: 'INVALID_FIELD' })
    await expect(connection.sobject('Opportunity').create({ Name: 'x' })).rejects.toMatchObject({
      errorCode: 'REQUIRED_FIELD_MISSING',
      data: { fields: ['StageName', 'CloseDate'] },
    })
  })

  it('refreshes an expired session, and is given a rotated refresh token', async () => {
    const { access_token, refresh_token } = await signInAs(org, 'olivia.ops@northwind.example')
    const connection = new Connection({
      version: '66.0',
      instanceUrl: org.url,
      accessToken: access_token,
      refreshToken: refresh_token,
      oauth2: { loginUrl: org.url, clientId: org.clientId, redirectUri: org.redirectUris[0] ?? '' },
    })
    const rotated: unknown[] = []
    connection.on('refresh', (_token: string, response: { refresh_token?: string }) =>
      rotated.push(response.refresh_token),
    )
    org.clock.advance(3 * 3_600_000)
    const { records } = await connection.query(`SELECT Id FROM Opportunity WHERE Id = '${DEAL}'`)
    expect(records).toHaveLength(1)
    expect(rotated).toEqual([expect.stringMatching(/^5Aep861/)])
    expect(rotated[0]).not.toBe(refresh_token)
    expect(await connection.identity()).toMatchObject({ username: 'olivia.ops@northwind.example' })
  })

  it('runs the whole sign-in with PKCE', async () => {
    const oauth2 = new OAuth2({
      loginUrl: org.url,
      clientId: org.clientId,
      redirectUri: org.redirectUris[0] ?? '',
      useVerifier: true,
    })
    const url = oauth2.getAuthorizationUrl({ state: 'xyz' })
    const headers = { 'X-Practice-Approve': 'olivia.ops@northwind.example' }
    const approved = await fetch(url, { redirect: 'manual', headers })
    const code = new URL(approved.headers.get('Location') ?? '').searchParams.get('code') ?? ''
    const connection = new Connection({ version: '66.0', oauth2 })
    expect(await connection.authorize(code)).toMatchObject({ organizationId: '00D5g000004XyZQEA0' })
    expect(connection.instanceUrl).toBe(org.url)
    await connection.logout(true)
  })
})

describe('a restart', () => {
  it('keeps what was written, sign-ins and cursors', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'practice-'))
    const file = join(folder, 'practice.sqlite')
    const seed = aSalesforceSeed({ Opportunity: MANY })
    const store = openRecordStore(file)
    const before = await aPracticeOrg({ seed, store })
    const { access_token } = await signInAs(before, 'olivia.ops@northwind.example')
    await before.api('PATCH', `/sobjects/Opportunity/${OPEN_DEAL}`, { StageName: 'Closed Won' })
    const { nextRecordsUrl = '' } = await before.query('SELECT Id FROM Opportunity')
    await before.close()
    store.close()

    const again = openRecordStore(file)
    const after = await aPracticeOrg({ seed, store: again })
    const headers = { Authorization: `Bearer ${access_token}` }
    const deal = await after.api('GET', `/sobjects/Opportunity/${OPEN_DEAL}?fields=IsWon,StageName`, undefined, headers)
    expect(deal.body).toMatchObject({ IsWon: true, StageName: 'Closed Won' })
    const next = await after.call<{ records: unknown[] }>('GET', nextRecordsUrl, undefined, headers)
    expect(next.body.records).toHaveLength(2000)
    await after.close()
    again.close()
    rmSync(folder, { recursive: true })
  })
})
