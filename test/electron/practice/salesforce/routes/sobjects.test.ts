import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  ACME,
  aPracticeOrg,
  BOOK,
  DEAL,
  GLOBEX,
  idOf,
  NO_ACCOUNT,
  OPEN_DEAL,
  PLAN,
  PLAN_ENTRY,
  PLAN_LINE,
  SEATS,
  SEATS_LINE,
  STANDARD_BOOK,
  type PracticeOrg,
} from '../practice-org.ts'

let org: PracticeOrg
beforeEach(async () => {
  org = await aPracticeOrg()
})
afterEach(() => org[Symbol.asyncDispose]())

interface Entry {
  readonly errorCode: string
  readonly message: string
  readonly fields?: readonly string[]
}
const refused = async (method: string, path: string, body?: unknown, headers?: Record<string, string>) => {
  const answer = await org.api<Entry[]>(method, path, body, headers)
  return [answer.status, ...(Array.isArray(answer.body) ? answer.body : [answer.text])]
}
const read = async (path: string) => (await org.api<Record<string, unknown>>('GET', `/sobjects/${path}`)).body

describe('describe', () => {
  it('lists the objects', async () => {
    const { status, body } = await org.api<{ sobjects: { name: string; keyPrefix: string }[] }>('GET', '/sobjects')
    expect(status).toBe(200)
    expect(body).toMatchObject({ encoding: 'UTF-8', maxBatchSize: 200 })
    expect(body.sobjects.find(({ name }) => name === 'OpportunityLineItem')).toMatchObject({
      keyPrefix: '00k',
      custom: false,
    })
  })

  it('gives every attribute of a field', async () => {
    const { body } = await org.api<{ fields: Record<string, unknown>[] }>('GET', '/sobjects/Account/describe')
    const field = body.fields.find(({ name }) => name === 'Stigg_Customer_ID__c')
    expect(field).toMatchObject({
      byteLength: 765,
      length: 255,
      soapType: 'xsd:string',
      type: 'string',
      updateable: true,
    })
    expect(Object.keys(field ?? {})).toHaveLength(57)
    const type = await org.api<{ fields: { name: string; picklistValues: unknown[] }[] }>(
      'GET',
      '/sobjects/Product2/describe',
    )
    expect(type.body.fields.find(({ name }) => name === 'Stigg_Type__c')?.picklistValues[0]).toEqual({
      active: true,
      defaultValue: false,
      label: 'Plan',
      validFor: null,
      value: 'Plan',
    })
  })

  it('answers 304 to who has it already', async () => {
    const first = await org.api('GET', '/sobjects/Account/describe')
    const since = { 'If-Modified-Since': first.headers.get('Last-Modified') ?? '' }
    const again = await org.api('GET', '/sobjects/Account/describe', undefined, since)
    expect([again.status, again.text]).toEqual([304, ''])
  })

  it('leaves out what field-level security hides', async () => {
    const headers = { Authorization: `Bearer ${await org.signIn('blind@northwind.example')}` }
    const { body } = await org.api<{ fields: { name: string }[] }>(
      'GET',
      '/sobjects/Account/describe',
      undefined,
      headers,
    )
    const names = body.fields.map(({ name }) => name)
    expect(names).toContain('Name')
    expect(names.filter((name) => name.startsWith('Stigg'))).toEqual([])
    const patch = await org.api<Entry[]>('PATCH', `/sobjects/Account/${ACME}`, { Stigg_Customer_ID__c: 'x' }, headers)
    expect(patch.body[0]).toEqual({
      errorCode: 'INVALID_FIELD',
      message: "No such column 'Stigg_Customer_ID__c' on sobject of type Account",
    })
  })

  it('does not know other objects', async () => {
    expect(await refused('GET', '/sobjects/Nothing__c/describe')).toEqual([
      404,
      { errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' },
    ])
  })
})

describe('a row', () => {
  it('is read whole, or by the fields asked for', async () => {
    expect(await read(`Account/${ACME}`)).toMatchObject({ Id: ACME, Name: "O'Brien & Söhne", Website: null })
    expect(await read(`Opportunity/${DEAL.slice(0, 15)}?fields=Name,Account.Name,Amount`)).toEqual({
      attributes: { type: 'Opportunity', url: `/services/data/v66.0/sobjects/Opportunity/${DEAL}` },
      Name: 'Acme 2027',
      Account: {
        attributes: { type: 'Account', url: `/services/data/v66.0/sobjects/Account/${ACME}` },
        Name: "O'Brien & Söhne",
      },
      Amount: 315,
      Id: DEAL,
    })
    expect(await read(`Opportunity/${NO_ACCOUNT}?fields=Account.Name`)).toMatchObject({ Account: null })
  })

  it('writes whole amounts with a decimal, as the service does', async () => {
    expect((await org.api('GET', `/sobjects/Opportunity/${DEAL}?fields=Amount,FiscalYear`)).text).toContain(
      '"Amount":315.0,"FiscalYear":2026',
    )
  })

  it("is refused by a bad id, another object's, an unknown one, and an unknown field", async () => {
    expect(await refused('GET', '/sobjects/Account/abc')).toEqual([
      404,
      { errorCode: 'NOT_FOUND', message: 'Provided external ID field does not exist or is not accessible: abc' },
    ])
    expect(await refused('GET', `/sobjects/Account/${DEAL}`)).toMatchObject([
      400,
      { errorCode: 'MALFORMED_ID', message: `Account ID: id value of incorrect type: ${DEAL}` },
    ])
    expect(await refused('GET', `/sobjects/Account/${idOf('001', 77)}`)).toMatchObject([
      404,
      { errorCode: 'NOT_FOUND' },
    ])
    expect(await refused('GET', `/sobjects/Account/${ACME}?fields=Foo`)).toMatchObject([
      400,
      { errorCode: 'INVALID_FIELD' },
    ])
  })

  it('leads to its parent and its children', async () => {
    expect(await read(`Opportunity/${DEAL}/Account?fields=Name`)).toMatchObject({ Id: ACME, Name: "O'Brien & Söhne" })
    expect(await read(`Account/${ACME}/Opportunities?fields=Name`)).toMatchObject({
      totalSize: 1,
      records: [{ Id: DEAL }],
    })
    expect(await refused('GET', `/sobjects/Account/${ACME}/Nothings`)).toMatchObject([404, { errorCode: 'NOT_FOUND' }])
  })

  it('is made with defaults, and found where it is said to be', async () => {
    const { status, body, headers } = await org.api<{ id: string }>('POST', '/sobjects/Task', {
      Subject: 'Call',
      WhatId: DEAL,
    })
    expect([status, body]).toEqual([201, { id: expect.stringMatching(/^00T/), success: true, errors: [] }])
    expect(headers.get('Location')).toBe(`/services/data/v66.0/sobjects/Task/${body.id}`)
    expect(await read(`Task/${body.id}`)).toMatchObject({
      Status: 'Not Started',
      AccountId: ACME,
      IsClosed: false,
      CreatedDate: '2026-11-20T17:00:00.000+0000',
    })
    const found = await org.query(`SELECT What.Name, What.Type FROM Task WHERE WhatId = '${DEAL}'`)
    expect(found.records).toMatchObject([
      { What: { attributes: { type: 'Opportunity' }, Name: 'Acme 2027', Type: 'Opportunity' } },
    ])
  })

  it('changes in the fields that are named alone, and is stamped', async () => {
    const { status, text } = await org.api('PATCH', `/sobjects/Account/${ACME}`, {
      Stigg_Customer_URL__c: 'https://x.example',
      Website: '',
    })
    expect([status, text]).toEqual([204, ''])
    expect(await read(`Account/${ACME}`)).toMatchObject({
      Stigg_Customer_ID__c: 'customer-acme',
      Stigg_Customer_URL__c: 'https://x.example',
      Website: null,
      SystemModstamp: '2026-11-20T17:00:00.000+0000',
    })
  })

  it('is deleted into the recycle bin, with what hangs on it', async () => {
    expect((await org.api('DELETE', `/sobjects/Opportunity/${OPEN_DEAL}`)).status).toBe(204)
    expect(await refused('GET', `/sobjects/Opportunity/${OPEN_DEAL}`)).toMatchObject([
      404,
      { errorCode: 'ENTITY_IS_DELETED', message: 'entity is deleted' },
    ])
    expect((await org.query('SELECT Id FROM Opportunity')).totalSize).toBe(2)
    const all = await org.api('GET', '/queryAll?q=SELECT+Id,IsDeleted+FROM+Opportunity+WHERE+IsDeleted=true')
    expect(all.body).toMatchObject({ records: [{ Id: OPEN_DEAL, IsDeleted: true }] })
    expect(await refused('DELETE', `/sobjects/Account/${ACME}`)).toMatchObject([400, { errorCode: 'DELETE_FAILED' }])
  })

  it.each([
    [
      'an unknown field',
      'Account',
      ACME,
      { Foo__c: 1 },
      'INVALID_FIELD',
      "No such column 'Foo__c' on sobject of type Account",
      undefined,
    ],
    [
      'a field of the service',
      'Opportunity',
      DEAL,
      { IsWon: false },
      'INVALID_FIELD_FOR_INSERT_UPDATE',
      'Unable to create/update fields: IsWon.',
      ['IsWon'],
    ],
    [
      'its own id',
      'Account',
      ACME,
      { Id: ACME },
      'INVALID_FIELD',
      'The Id field should not be specified in the sobject data.',
      undefined,
    ],
    [
      'text that is too long',
      'Account',
      ACME,
      { Stigg_Customer_ID__c: 'x'.repeat(256) },
      'STRING_TOO_LONG',
      '(max length=255)',
      ['Stigg_Customer_ID__c'],
    ],
    [
      'a value outside the picklist',
      'Product2',
      PLAN,
      { Stigg_Type__c: 'Thing' },
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      'Stigg Type: bad value for restricted picklist field: Thing',
      ['Stigg_Type__c'],
    ],
    [
      'nothing where something must be',
      'Opportunity',
      DEAL,
      { CloseDate: null },
      'REQUIRED_FIELD_MISSING',
      'Required fields are missing: [CloseDate]',
      ['CloseDate'],
    ],
    [
      'a date that is none',
      'Opportunity',
      DEAL,
      { CloseDate: '2026-02-30' },
      'JSON_PARSER_ERROR',
      'Cannot deserialize instance of date',
      undefined,
    ],
    [
      'text for a number',
      'OpportunityLineItem',
      PLAN_LINE,
      { Quantity: 'many' },
      'JSON_PARSER_ERROR',
      'Cannot deserialize instance of double',
      undefined,
    ],
    [
      'an id of another object',
      'Opportunity',
      DEAL,
      { AccountId: PLAN },
      'MALFORMED_ID',
      'Account ID: id value of incorrect type',
      ['AccountId'],
    ],
    [
      'an id of nothing',
      'Opportunity',
      DEAL,
      { AccountId: idOf('001', 99) },
      'INVALID_CROSS_REFERENCE_KEY',
      'invalid cross reference id',
      [],
    ],
    [
      'another price book under lines',
      'Opportunity',
      DEAL,
      { Pricebook2Id: STANDARD_BOOK },
      'FIELD_INTEGRITY_EXCEPTION',
      'price book cannot be changed',
      ['Pricebook2Id'],
    ],
  ])('refuses %s', async (_, object, id, body, errorCode, message, fields) => {
    const [status, entry] = await refused('PATCH', `/sobjects/${object}/${id}`, body)
    expect([status, entry]).toEqual([
      400,
      { errorCode, message: expect.stringContaining(message), ...(fields && { fields }) },
    ])
  })

  it('is not made under an id of the caller', async () => {
    expect(await refused('POST', '/sobjects/Account', { Id: ACME, Name: 'x' })).toEqual([
      400,
      {
        errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
        message: 'cannot specify Id in an insert call',
        fields: ['Id'],
      },
    ])
  })

  it('refuses methods, media types and bodies that it cannot take', async () => {
    expect(await refused('PUT', `/sobjects/Account/${ACME}`, {})).toEqual([
      405,
      { errorCode: 'METHOD_NOT_ALLOWED', message: "HTTP Method 'PUT' not allowed. Allowed are GET,HEAD,PATCH,DELETE" },
    ])
    expect(
      await refused('PATCH', `/sobjects/Account/${ACME}`, 'Name=x', { 'Content-Type': 'text/plain' }),
    ).toMatchObject([415, { errorCode: 'UNSUPPORTED_MEDIA_TYPE' }])
    expect(await refused('PATCH', `/sobjects/Account/${ACME}`, '{"Name":}')).toMatchObject([
      400,
      { errorCode: 'JSON_PARSER_ERROR' },
    ])
    expect(await refused('POST', '/sobjects/OpportunityStage', { MasterLabel: 'x' })).toMatchObject([
      405,
      { errorCode: 'METHOD_NOT_ALLOWED' },
    ])
  })
})

describe('derived data', () => {
  it('follows the stage', async () => {
    await org.api('PATCH', `/sobjects/Opportunity/${OPEN_DEAL}`, { StageName: 'Closed Won' })
    expect(await read(`Opportunity/${OPEN_DEAL}`)).toMatchObject({
      IsWon: true,
      IsClosed: true,
      Probability: 100,
      ForecastCategoryName: 'Closed',
      LastStageChangeDate: '2026-11-20T17:00:00.000+0000',
    })
  })

  it('sums the lines into the amount, whatever a client writes, and stamps the deal', async () => {
    await org.api('PATCH', `/sobjects/Opportunity/${DEAL}`, { Amount: 1 })
    expect(await read(`Opportunity/${DEAL}`)).toMatchObject({ Amount: 315 })
    org.clock.advance(60_000)
    await org.api('PATCH', `/sobjects/OpportunityLineItem/${SEATS_LINE}`, { Quantity: 50 })
    expect(await read(`Opportunity/${DEAL}`)).toMatchObject({
      Amount: 540,
      SystemModstamp: '2026-11-20T17:01:00.000+0000',
    })
    await org.api('DELETE', `/sobjects/OpportunityLineItem/${PLAN_LINE}`)
    expect(await read(`Opportunity/${DEAL}`)).toMatchObject({ Amount: 450 })
  })

  it('prices a new line from its price book entry, and gives the deal its book', async () => {
    const made = await org.api<{ id: string }>('POST', '/sobjects/OpportunityLineItem', {
      OpportunityId: OPEN_DEAL,
      PricebookEntryId: PLAN_ENTRY,
      Quantity: 2,
      Discount: 50,
    })
    expect(await read(`OpportunityLineItem/${made.body.id}`)).toMatchObject({
      UnitPrice: 90,
      ListPrice: 90,
      Subtotal: 180,
      TotalPrice: 90,
      Product2Id: PLAN,
      ProductCode: 'TEAM',
      Name: 'Globex POC Team Plan',
    })
    expect(await read(`Opportunity/${OPEN_DEAL}`)).toMatchObject({
      Amount: 90,
      HasOpportunityLineItem: true,
      Pricebook2Id: BOOK,
    })
  })

  it('refuses lines that the price book does not hold', async () => {
    const other = idOf('01u', 1)
    expect(
      await refused('POST', '/sobjects/OpportunityLineItem', {
        OpportunityId: DEAL,
        PricebookEntryId: other,
        Quantity: 1,
      }),
    ).toMatchObject([400, { errorCode: 'FIELD_INTEGRITY_EXCEPTION' }])
    expect(
      await refused('POST', '/sobjects/OpportunityLineItem', { OpportunityId: DEAL, Product2Id: SEATS, Quantity: 1 }),
    ).toMatchObject([400, { errorCode: 'REQUIRED_FIELD_MISSING' }])
    expect(
      await refused('PATCH', `/sobjects/OpportunityLineItem/${PLAN_LINE}`, { UnitPrice: 1, TotalPrice: 1 }),
    ).toMatchObject([400, { errorCode: 'FIELD_INTEGRITY_EXCEPTION' }])
    expect(
      await refused('POST', '/sobjects/PricebookEntry', { Pricebook2Id: BOOK, Product2Id: PLAN, UnitPrice: 1 }),
    ).toMatchObject([400, { errorCode: 'DUPLICATE_VALUE' }])
    const { body } = await org.api<{ id: string }>('POST', '/sobjects/Product2', { Name: 'New' })
    expect(
      await refused('POST', '/sobjects/PricebookEntry', { Pricebook2Id: BOOK, Product2Id: body.id, UnitPrice: 1 }),
    ).toMatchObject([400, { errorCode: 'STANDARD_PRICE_NOT_DEFINED' }])
  })
})

describe('conditions', () => {
  const row = `/sobjects/Account/${ACME}`

  it('hold a write back when the row was changed since', async () => {
    const unmodified = { 'If-Unmodified-Since': 'Sun, 01 Nov 2026 09:00:00 GMT' }
    expect((await org.api('PATCH', row, { Site: 'a' }, unmodified)).status).toBe(204)
    expect(await refused('PATCH', row, { Site: 'b' }, unmodified)).toMatchObject([
      412,
      { errorCode: 'PRECONDITION_FAILED' },
    ])
    expect(await read(`Account/${ACME}`)).toMatchObject({ Site: 'a' })
    expect((await refused('PATCH', row, { Site: 'b' }, { 'If-Unmodified-Since': 'some day' }))[0]).toBe(400)
  })

  it('hold accounts to their entity tag', async () => {
    const { headers } = await org.api('GET', row)
    const tag = headers.get('ETag') ?? ''
    expect(tag).toMatch(/^".+--gzip"$/)
    expect((await org.api('GET', row, undefined, { 'If-None-Match': tag })).status).toBe(304)
    expect((await org.api('PATCH', row, { Site: 'a' }, { 'If-Match': tag })).status).toBe(204)
    expect((await org.api('PATCH', row, { Site: 'b' }, { 'If-Match': tag })).status).toBe(412)
    expect((await org.api('GET', `/sobjects/Opportunity/${DEAL}`)).headers.has('ETag')).toBe(false)
  })

  it('spare a reader what did not change', async () => {
    const since = { 'If-Modified-Since': 'Mon, 02 Nov 2026 00:00:00 GMT' }
    expect((await org.api('GET', row, undefined, since)).status).toBe(304)
    await org.api('PATCH', row, { Site: 'a' })
    expect((await org.api('GET', row, undefined, since)).status).toBe(200)
  })
})

describe('external ids', () => {
  it('find, change and make rows', async () => {
    expect(await read('Contact/Email/ada@acme.example')).toMatchObject({ LastName: 'Byron' })
    const changed = await org.api('PATCH', '/sobjects/Contact/Email/ada@acme.example', { Title: 'Countess' })
    expect([changed.status, changed.body]).toMatchObject([200, { success: true, created: false }])
    const made = await org.api('PATCH', '/sobjects/Contact/Email/new@acme.example', { LastName: 'New' })
    expect([made.status, made.body]).toMatchObject([201, { success: true, created: true }])
    expect((await org.api('PATCH', `/sobjects/Account/Id/${GLOBEX}`, { Site: 'x' })).status).toBe(200)
  })

  it('make nothing where only an update is wanted', async () => {
    expect(
      (await org.api('PATCH', '/sobjects/Contact/Email/none@acme.example?updateOnly=true', { LastName: 'N' })).status,
    ).toBe(404)
  })

  it('are refused where the field is none, or several rows have it', async () => {
    expect(await refused('PATCH', '/sobjects/Account/Stigg_Customer_ID__c/x', { Name: 'x' })).toMatchObject([
      404,
      { message: 'Provided external ID field does not exist or is not accessible: Stigg_Customer_ID__c' },
    ])
    await org.api('POST', '/sobjects/Contact', { LastName: 'Twin', Email: 'ada@acme.example' })
    const several = await org.api('GET', '/sobjects/Contact/Email/ada@acme.example')
    expect([several.status, several.body]).toEqual([
      300,
      [expect.stringContaining('/sobjects/Contact/003'), expect.stringContaining('/sobjects/Contact/003')],
    ])
  })
})

describe('changes of a time', () => {
  const window = 'start=2026-11-19T00:00:00%2B00:00&end=2026-11-21T00:00:00%2B00:00'

  it('are the rows that were written', async () => {
    expect(await read(`Opportunity/updated/?${window}`)).toEqual({
      ids: [OPEN_DEAL, NO_ACCOUNT],
      latestDateCovered: '2026-11-20T17:00:00.000+0000',
    })
  })

  it('are the rows that were deleted', async () => {
    await org.api('DELETE', `/sobjects/Opportunity/${OPEN_DEAL}`)
    org.clock.advance(60_000)
    expect(await read(`Opportunity/deleted/?${window}`)).toMatchObject({
      deletedRecords: [{ id: OPEN_DEAL, deletedDate: '2026-11-20T17:00:00.000+0000' }],
    })
  })

  it('are refused for a time that is too short, too long ago, or none', async () => {
    for (const bad of [
      'start=2026-11-19T00:00:00Z&end=2026-11-19T00:00:30Z',
      'start=2026-01-01T00:00:00Z&end=2026-11-19T00:00:00Z',
      '',
    ])
      expect(await refused('GET', `/sobjects/Opportunity/updated?${bad}`)).toMatchObject([
        400,
        { errorCode: 'INVALID_REPLICATION_DATE' },
      ])
  })
})
