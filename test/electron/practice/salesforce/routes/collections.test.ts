import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ACME, aPracticeOrg, DEAL, GLOBEX, idOf, OPEN_DEAL, type PracticeOrg } from '../practice-org.ts'

let org: PracticeOrg
beforeEach(async () => {
  org = await aPracticeOrg()
})
afterEach(() => org[Symbol.asyncDispose]())

const accountRow = (id: string, fields: object) => ({ attributes: { type: 'Account' }, id, ...fields })
const dealRow = (id: string, fields: object) => ({ attributes: { type: 'Opportunity' }, id, ...fields })
const field = async (id: string, name: string, object = 'Account') =>
  (await org.query(`SELECT ${name} FROM ${object} WHERE Id = '${id}'`)).records[0]?.[name]
const failed = (statusCode: string, message: unknown = expect.any(String), fields: readonly string[] = []) => ({
  success: false,
  errors: [{ statusCode, message, fields }],
})

describe('a collection of changes', () => {
  it('is made in one go, across objects', async () => {
    const { status, body } = await org.api('PATCH', '/composite/sobjects', {
      allOrNone: true,
      records: [accountRow(ACME, { Stigg_Customer_ID__c: 'c-1' }), dealRow(DEAL, { Stigg_Subscription_ID__c: 's-1' })],
    })
    expect([status, body]).toEqual([
      200,
      [
        { id: ACME, success: true, errors: [] },
        { id: DEAL, success: true, errors: [] },
      ],
    ])
    expect(await field(ACME, 'Stigg_Customer_ID__c')).toBe('c-1')
    expect(await field(DEAL, 'Stigg_Subscription_ID__c', 'Opportunity')).toBe('s-1')
  })

  it('is undone as a whole with allOrNone, and says so at each row', async () => {
    const records = [
      accountRow(ACME, { Site: 'x' }),
      dealRow(idOf('006', 99), { NextStep: 'x' }),
      accountRow(GLOBEX, { Site: 'x' }),
    ]
    const rolledBack = failed(
      'ALL_OR_NONE_OPERATION_ROLLED_BACK',
      'Record rolled back because not all records were valid and the request was using AllOrNone header',
    )
    const { status, body } = await org.api('PATCH', '/composite/sobjects', { allOrNone: true, records })
    expect([status, body]).toEqual([200, [rolledBack, failed('NOT_FOUND'), rolledBack]])
    expect(await field(ACME, 'Site')).toBeNull()
  })

  it('keeps the good rows without it', async () => {
    const records = [accountRow(ACME, { Site: 'x' }), accountRow(GLOBEX, { Name: null })]
    const { body } = await org.api('PATCH', '/composite/sobjects', { records })
    expect(body).toEqual([
      { id: ACME, success: true, errors: [] },
      failed('REQUIRED_FIELD_MISSING', 'Required fields are missing: [Name]', ['Name']),
    ])
    expect(await field(ACME, 'Site')).toBe('x')
  })

  it('meets a fault in the rows that the fault is for', async () => {
    const records = [accountRow(ACME, { Site: 'x' }), dealRow(DEAL, { NextStep: 'x' })]
    const fault = { kind: 'named', name: 'UNABLE_TO_LOCK_ROW', args: { object: 'Opportunity' } }
    const { body } = await org.api(
      'PATCH',
      '/composite/sobjects',
      { records },
      { 'X-Practice-Fault': JSON.stringify(fault) },
    )
    expect(body).toMatchObject([
      { success: true },
      failed('UNABLE_TO_LOCK_ROW', `unable to obtain exclusive access to this record or 1 records: ${DEAL}`),
    ])
  })

  it('is refused when it is too long, or changes its type too often', async () => {
    const many = Array.from({ length: 201 }, () => accountRow(ACME, { Site: 'x' }))
    expect(await org.api('PATCH', '/composite/sobjects', { records: many })).toMatchObject({
      status: 400,
      body: [
        {
          errorCode: 'EXCEEDED_ID_LIMIT',
          message: 'record limit reached. cannot submit more than 200 records in this call',
        },
      ],
    })
    const mixed = Array.from({ length: 11 }, (_, n) => (n % 2 ? accountRow(ACME, {}) : dealRow(DEAL, {})))
    expect(await org.api('PATCH', '/composite/sobjects', { records: mixed })).toMatchObject({
      status: 400,
      body: [{ errorCode: 'LIMIT_EXCEEDED' }],
    })
    expect(await org.api('PATCH', '/composite/sobjects', {})).toMatchObject({ status: 400 })
  })
})

describe('a collection', () => {
  it('of new rows gives their ids', async () => {
    const { body } = await org.api<{ id: string }[]>('POST', '/composite/sobjects', {
      records: [
        { attributes: { type: 'Account' }, Name: 'One' },
        { attributes: { type: 'Account' } },
        { attributes: { type: 'Nothing' }, Name: 'Three' },
      ],
    })
    expect(body).toMatchObject([
      { success: true, id: expect.stringMatching(/^001/) },
      failed('REQUIRED_FIELD_MISSING', 'Required fields are missing: [Name]', ['Name']),
      failed('INVALID_TYPE', "sObject type 'Nothing' is not supported."),
    ])
    expect(await field(body[0]?.id ?? '', 'Name')).toBe('One')
  })

  it('of ids is read in order, with null for what is not there', async () => {
    const ids = [GLOBEX, idOf('001', 99), ACME.slice(0, 15)]
    const { body } = await org.api('POST', '/composite/sobjects/Account', { ids, fields: ['Name', 'Owner.Name'] })
    expect(body).toMatchObject([{ Id: GLOBEX, Owner: { Name: 'Ben Blind' } }, null, { Id: ACME }])
    const byQuery = await org.api('GET', `/composite/sobjects/Account?ids=${GLOBEX}&fields=Id`)
    expect(byQuery.body).toMatchObject([{ Id: GLOBEX }])
    expect(await org.api('POST', '/composite/sobjects/Account', { ids })).toMatchObject({
      status: 400,
      body: [{ errorCode: 'REQUIRED_FIELD_MISSING' }],
    })
  })

  it('of ids is deleted', async () => {
    const { body } = await org.api('DELETE', `/composite/sobjects?ids=${OPEN_DEAL},${idOf('006', 99)}&allOrNone=false`)
    expect(body).toMatchObject([
      { id: OPEN_DEAL, success: true },
      { success: false, errors: [{ statusCode: 'NOT_FOUND' }] },
    ])
  })

  it('is upserted by an external id', async () => {
    const records = ['ada@acme.example', 'new@acme.example'].map((Email) => ({
      attributes: { type: 'Contact' },
      Email,
      LastName: 'L',
    }))
    const { body } = await org.api('PATCH', '/composite/sobjects/Contact/Email', { records })
    expect(body).toMatchObject([
      { success: true, created: false },
      { success: true, created: true },
    ])
  })
})
