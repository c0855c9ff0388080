import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ACME, aPracticeOrg, DEAL, PLAN_LINE, type PracticeOrg } from './practice-org.ts'

let org: PracticeOrg
beforeEach(async () => {
  org = await aPracticeOrg()
})
afterEach(() => org[Symbol.asyncDispose]())

describe('versions', () => {
  it('are listed without a session', async () => {
    const response = await fetch(`${org.url}/services/data/`)
    const body = (await response.json()) as { version: string }[]
    expect(body.map(({ version }) => version)).toContain('66.0')
    expect(body.at(-1)).toEqual({ label: "Winter '27", url: '/services/data/v68.0', version: '68.0' })
  })

  it('list their resources', async () => {
    expect((await org.call('GET', '/services/data/v60.0/')).body).toMatchObject({
      query: '/services/data/v60.0/query',
      identity: `${org.url}/id/00D5g000004XyZQEA0/0055g00000AbCdEAAV`,
    })
  })

  it('that were retired or never were are refused before the session is looked at', async () => {
    expect((await fetch(`${org.url}/services/data/v30.0/query`)).status).toBe(410)
    expect((await fetch(`${org.url}/services/data/v99.0/query`)).status).toBe(404)
  })
})

describe('a call', () => {
  it('needs a session, and says how much of the quota is used', async () => {
    const { status, headers } = await org.api('GET', '/sobjects')
    expect(status).toBe(200)
    expect(headers.get('Sforce-Limit-Info')).toMatch(/^api-usage=\d+\/100000$/)
    expect(headers.get('Content-Type')).toBe('application/json;charset=UTF-8')
    const none = await fetch(`${org.url}/services/data/v66.0/sobjects`)
    expect([none.status, await none.json()]).toEqual([
      401,
      [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }],
    ])
    const basic = await org.api('GET', '/sobjects', undefined, { Authorization: 'Basic eDp5' })
    expect([basic.status, basic.body]).toEqual([
      401,
      [{ message: 'INVALID_HEADER_TYPE', errorCode: 'INVALID_AUTH_HEADER' }],
    ])
    expect((await org.api('GET', '/sobjects', undefined, { Authorization: `OAuth ${org.accessToken}` })).status).toBe(
      200,
    )
  })

  it('of a route that Salesforce does not have is 404, of one that is not modelled 501', async () => {
    expect(await org.api('GET', '/teapots')).toMatchObject({ status: 404, body: [{ errorCode: 'NOT_FOUND' }] })
    expect(await org.call('GET', '/services/teapots')).toMatchObject({ status: 404 })
    for (const path of [
      '/search?q=x',
      '/recent',
      '/composite/tree/Account',
      '/tooling/sobjects',
      '/jobs/ingest',
      '/ui-api/records/x',
    ])
      expect(await org.api('GET', path), path).toMatchObject({
        status: 501,
        body: [{ errorCode: 'PRACTICE_NOT_MODELLED' }],
      })
    for (const path of ['/services/Soap/u/66.0', '/services/apexrest/x', '/cometd/66.0'])
      expect((await org.call('POST', path, {})).status, path).toBe(501)
    expect((await org.api('GET', '/search?q=x')).text).toContain('GET /search')
  })

  it('may be a HEAD, or a PATCH in the clothes of a POST', async () => {
    const head = await org.api('HEAD', `/sobjects/Account/${ACME}`)
    expect([head.status, head.text]).toEqual([200, ''])
    expect((await org.api('POST', `/sobjects/Account/${ACME}?_HttpMethod=PATCH`, { Site: 'x' })).status).toBe(204)
  })
})

describe('limits', () => {
  it('tell the quota and the number of rows', async () => {
    expect((await org.api('GET', '/limits')).body).toMatchObject({
      DailyApiRequests: { Max: 100_000, Remaining: expect.any(Number) },
    })
    expect((await org.api('GET', '/limits/recordCount?sObjects=Account,Opportunity')).body).toEqual({
      sObjects: [
        { count: 2, name: 'Account' },
        { count: 3, name: 'Opportunity' },
      ],
    })
  })
})

describe('pages', () => {
  it.each([
    ['/', 'Northwind Systems'],
    [`/${DEAL}`, 'Acme 2027'],
    [`/${DEAL.slice(0, 15)}`, 'Acme 2027'],
    [
      `/lightning/r/Opportunity/${DEAL}/view`,
      `<a href="/lightning/r/Account/${ACME}/view">O&#39;Brien &amp; Söhne</a>`,
    ],
    [`/lightning/r/${ACME}/view`, 'customer-acme'],
    [`/lightning/r/OpportunityLineItem/${PLAN_LINE}/view`, 'Team Plan'],
    ['/lightning/o/Opportunity/list', 'Acme 2027'],
  ])('open at %s', async (path, words) => {
    const response = await fetch(org.url + path)
    expect([response.status, response.headers.get('Content-Type')]).toEqual([200, 'text/html;charset=UTF-8'])
    expect(await response.text()).toContain(words)
  })

  it('do not open for what is not there, or is something else', async () => {
    for (const path of ['/0065g00000ZZZZZ', `/lightning/r/Account/${DEAL}/view`, '/teapot'])
      expect((await fetch(org.url + path)).status, path).toBe(404)
  })
})

describe('faults', () => {
  it.each([
    ['permanent-401', 401, 'INVALID_SESSION_ID', 'Session expired or invalid'],
    ['blocked-rest', 401, 'INVALID_SESSION_ID', 'This session is not valid for use with the REST API'],
    ['REQUEST_LIMIT_EXCEEDED', 403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'],
    ['concurrent-long-requests', 403, 'REQUEST_LIMIT_EXCEEDED', 'ConcurrentPerOrgLongTxn Limit exceeded.'],
    ['UNKNOWN_EXCEPTION', 500, 'UNKNOWN_EXCEPTION', 'An unexpected error occurred.'],
  ])('answer %s', async (fault, status, errorCode, message) => {
    const refused = await org.api('GET', '/limits', undefined, { 'X-Practice-Fault': fault })
    expect(refused).toMatchObject({ status, body: [{ errorCode, message: expect.stringContaining(message) }] })
    expect((await org.api('GET', '/limits')).status).toBe(200)
  })

  it('let a duplicate by where the caller says so', async () => {
    const headers = { 'X-Practice-Fault': 'DUPLICATES_DETECTED' }
    const row = `/sobjects/Account/${ACME}`
    expect((await org.api('PATCH', row, { Site: 'x' }, headers)).body).toMatchObject([
      { errorCode: 'DUPLICATES_DETECTED' },
    ])
    const saved = { ...headers, 'Sforce-Duplicate-Rule-Header': 'allowSave=true' }
    expect((await org.api('PATCH', row, { Site: 'x' }, saved)).status).toBe(204)
  })

  it('end a session for good', async () => {
    expect((await org.api('GET', '/limits', undefined, { 'X-Practice-Fault': 'expire-session' })).status).toBe(401)
    expect((await org.api('GET', '/limits')).status).toBe(401)
  })

  it('keep a row from being written, by a rule that is set beforehand', async () => {
    const rule = {
      match: { method: 'PATCH', object: 'Account' },
      fault: {
        kind: 'named',
        name: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
        args: { message: 'Not on Fridays', fields: ['Site'] },
      },
    }
    expect((await org.call('POST', '/__practice/faults', rule)).status).toBe(201)
    const refused = await org.api('PATCH', `/sobjects/Account/${ACME}`, { Site: 'x' })
    expect(refused).toMatchObject({
      status: 400,
      body: [{ errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'Not on Fridays', fields: ['Site'] }],
    })
    expect((await org.api('PATCH', `/sobjects/Account/${ACME}`, { Site: 'x' })).status).toBe(204)
  })

  it('let a write be done, and its answer be lost', async () => {
    await expect(
      org.api('PATCH', `/sobjects/Account/${ACME}`, { Site: 'done' }, { 'X-Practice-Fault': 'reset-after' }),
    ).rejects.toThrow('fetch failed')
    expect((await org.query(`SELECT Site FROM Account WHERE Id = '${ACME}'`)).records).toMatchObject([{ Site: 'done' }])
  })

  it('let a row appear late, with a stamp of a while ago', async () => {
    await org.api('PATCH', `/sobjects/Account/${ACME}`, { Site: 'late' }, { 'X-Practice-Fault': 'late-commit' })
    expect((await org.query(`SELECT SystemModstamp FROM Account WHERE Id = '${ACME}'`)).records).toMatchObject([
      { SystemModstamp: '2026-11-20T16:58:30.000+0000' },
    ])
  })

  it('put the clock of the answers wrong', async () => {
    const { headers } = await org.api('GET', '/limits', undefined, { 'X-Practice-Fault': 'clock-skew' })
    expect(Date.parse(headers.get('Date') ?? '') - Date.now()).toBeGreaterThan(3_000_000)
  })

  it('are refused when nobody knows their name', async () => {
    expect((await org.api('GET', '/limits', undefined, { 'X-Practice-Fault': 'no-such-fault' })).status).toBe(400)
  })

  it('leave no token in the log of exchanges', async () => {
    await org.api('GET', '/limits')
    expect((await org.call('GET', '/__practice/exchanges')).text).not.toContain(org.accessToken)
  })
})

describe('starting over', () => {
  it('brings the seed back, and keeps the sign-ins', async () => {
    await org.api('PATCH', `/sobjects/Account/${ACME}`, { Site: 'x' })
    await org.api('POST', '/sobjects/Account', { Name: 'Brand new' })
    await org.call('POST', '/__practice/start-over')
    expect((await org.query("SELECT Site FROM Account WHERE Site != null OR Name = 'Brand new'")).totalSize).toBe(0)
    expect((await org.query('SELECT Id FROM Account WHERE SystemModstamp >= 2026-11-20T00:00:00Z')).totalSize).toBe(0)
  })
})
