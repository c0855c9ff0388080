import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aPracticeOrg, type PracticeOrg } from '../practice-org.ts'

let org: PracticeOrg
beforeAll(async () => {
  org = await aPracticeOrg()
})
afterAll(() => org[Symbol.asyncDispose]())

const start = (query: string, more: object = {}) =>
  org.api<{ id: string; state: string }>('POST', '/jobs/query', { operation: 'query', query, ...more })
const poll = (id: string) => org.api<{ state: string; numberRecordsProcessed: number }>('GET', `/jobs/query/${id}`)

describe('a bulk query', () => {
  it('is waited for, then read as CSV, part by part', async () => {
    const { status, body } = await start(
      'SELECT Id, Name, Account.Name, IsWon, CloseDate, Amount FROM Opportunity ORDER BY Id',
    )
    expect([status, body]).toMatchObject([
      200,
      { state: 'UploadComplete', object: 'Opportunity', contentType: 'CSV', apiVersion: 66 },
    ])
    expect((await org.api('GET', `/jobs/query/${body.id}/results`)).status).toBe(400)
    expect((await poll(body.id)).body.state).toBe('InProgress')
    expect((await poll(body.id)).body).toMatchObject({ state: 'JobComplete', numberRecordsProcessed: 3 })
    const first = await org.api('GET', `/jobs/query/${body.id}/results?maxRecords=2`)
    expect(first.headers.get('Content-Type')).toContain('text/csv')
    expect(first.headers.get('Sforce-NumberOfRecords')).toBe('2')
    const [header, ...rows] = first.text.trimEnd().split('\n')
    expect(header).toBe('"Id","Name","Account.Name","IsWon","CloseDate","Amount"')
    expect(rows[0]).toMatch(/,"Acme 2027","O'Brien & Söhne","true","2026-11-18","315"$/)
    const rest = await org.api('GET', `/jobs/query/${body.id}/results?locator=${first.headers.get('Sforce-Locator')}`)
    expect(rest.headers.get('Sforce-Locator')).toBe('null')
    expect(rest.text).toMatch(/,"private","","false","2026-01-31",""\n$/)
    expect((await org.api('DELETE', `/jobs/query/${body.id}`)).status).toBe(204)
    expect((await poll(body.id)).status).toBe(404)
  })

  it('has an id of its own, even after another was deleted', async () => {
    const [first, second] = [
      (await start('SELECT Id FROM Account')).body.id,
      (await start('SELECT Id FROM User')).body.id,
    ]
    await poll(first)
    await poll(first)
    await org.api('DELETE', `/jobs/query/${first}`)
    const third = (await start('SELECT Id FROM Contact')).body.id
    expect(new Set([first, second, third]).size).toBe(3)
    expect((await org.api('GET', `/jobs/query/${second}`)).body).toMatchObject({ object: 'User' })
  })

  it('can be aborted', async () => {
    const { body } = await start('SELECT Id FROM Account', { columnDelimiter: 'TAB', lineEnding: 'CRLF' })
    expect((await org.api('DELETE', `/jobs/query/${body.id}`)).status).toBe(400)
    expect((await org.api('PATCH', `/jobs/query/${body.id}`, { state: 'Aborted' })).body).toMatchObject({
      state: 'Aborted',
    })
    expect((await poll(body.id)).body.state).toBe('Aborted')
  })

  it.each([
    ['SELECT Foo FROM Account', 'API_ERROR', 'INVALID_FIELD: '],
    ['SELECT COUNT(Id) FROM Account', 'API_ERROR', 'FUNCTIONALITY_NOT_ENABLED'],
    ['SELECT Id, (SELECT Id FROM Contacts) FROM Account', 'API_ERROR', 'FUNCTIONALITY_NOT_ENABLED'],
  ])('is refused for %s', async (query, errorCode, message) => {
    expect(await start(query)).toMatchObject({
      status: 400,
      body: [{ errorCode, message: expect.stringContaining(message) }],
    })
  })

  it('is refused for another operation or delimiter', async () => {
    expect((await start('SELECT Id FROM Account', { operation: 'insert' })).status).toBe(400)
    expect((await start('SELECT Id FROM Account', { columnDelimiter: 'DOT' })).status).toBe(400)
  })
})
