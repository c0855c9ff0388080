import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ACME, aPracticeOrg, DEAL, type PracticeOrg } from '../practice-org.ts'

let org: PracticeOrg
beforeEach(async () => {
  org = await aPracticeOrg()
})
afterEach(() => org[Symbol.asyncDispose]())

interface Sub {
  readonly httpStatusCode: number
  readonly referenceId: string
  readonly body: unknown
}
const V = '/services/data/v66.0'
const composite = async (compositeRequest: object[], allOrNone = false) => {
  const { status, body } = await org.api<{ compositeResponse: Sub[] }>('POST', '/composite', {
    allOrNone,
    compositeRequest,
  })
  expect(status).toBe(200)
  return body.compositeResponse
}
const patch = (referenceId: string, id: string, body: object) => ({
  method: 'PATCH',
  url: `${V}/sobjects/${id.startsWith('001') ? 'Account' : 'Opportunity'}/${id}`,
  referenceId,
  body,
})
const site = async () => (await org.query(`SELECT Site FROM Account WHERE Id = '${ACME}'`)).records[0]?.['Site']

describe('composite', () => {
  it('lets later calls use what earlier ones answered', async () => {
    const answers = await composite([
      {
        method: 'GET',
        url: `${V}/query?q=SELECT+AccountId,Amount+FROM+Opportunity+WHERE+Id='${DEAL}'`,
        referenceId: 'deal',
      },
      {
        method: 'POST',
        url: `${V}/sobjects/Contact`,
        referenceId: 'person',
        body: { LastName: 'New', AccountId: '@{deal.records[0].AccountId}' },
      },
      { method: 'GET', url: `${V}/sobjects/Contact/@{person.id}?fields=AccountId`, referenceId: 'read' },
      {
        method: 'PATCH',
        url: `${V}/sobjects/Account/@{deal.records[0].AccountId}`,
        referenceId: 'sum',
        body: { AnnualRevenue: '@{deal.records[0].Amount}' },
      },
    ])
    expect(answers.map(({ httpStatusCode }) => httpStatusCode)).toEqual([200, 201, 200, 204])
    expect(answers[2]).toMatchObject({ referenceId: 'read', body: { AccountId: ACME }, httpHeaders: {} })
    expect(answers[3]).toMatchObject({ body: null })
    expect((await org.query(`SELECT AnnualRevenue FROM Account WHERE Id = '${ACME}'`)).records[0]).toMatchObject({
      AnnualRevenue: 315,
    })
  })

  it('halts calls that refer to one that failed', async () => {
    const answers = await composite([
      { method: 'POST', url: `${V}/sobjects/Account`, referenceId: 'a', body: {} },
      { method: 'GET', url: `${V}/sobjects/Account/@{a.id}`, referenceId: 'b' },
      patch('c', ACME, { Site: 'x' }),
    ])
    expect(answers.map(({ httpStatusCode }) => httpStatusCode)).toEqual([400, 400, 204])
    expect(answers[1]?.body).toEqual([
      { errorCode: 'PROCESSING_HALTED', message: 'Invalid reference specified. No value for a.id found in a' },
    ])
  })

  it('undoes everything with allOrNone', async () => {
    const answers = await composite(
      [patch('a', ACME, { Site: 'x' }), patch('b', DEAL, { CloseDate: null }), patch('c', ACME, { Site: 'y' })],
      true,
    )
    const halted = [
      {
        errorCode: 'PROCESSING_HALTED',
        message: 'The transaction was rolled back since another operation in the same transaction failed.',
      },
    ]
    expect(answers).toMatchObject([
      { httpStatusCode: 400, referenceId: 'a', body: halted },
      { httpStatusCode: 400, referenceId: 'b', body: [{ errorCode: 'REQUIRED_FIELD_MISSING', fields: ['CloseDate'] }] },
      { httpStatusCode: 400, referenceId: 'c', body: halted },
    ])
    expect(await site()).toBeNull()
  })

  it('refuses more than 25 calls, more than five queries, and names used twice or with other characters', async () => {
    const refusal = async (compositeRequest: object[]) =>
      (await org.api('POST', '/composite', { compositeRequest })).status
    expect(await refusal(Array.from({ length: 26 }, (_, n) => patch(`p${n}`, ACME, {})))).toBe(400)
    expect(
      await refusal(
        Array.from({ length: 6 }, (_, n) => ({
          method: 'GET',
          url: `${V}/query?q=SELECT+Id+FROM+Account`,
          referenceId: `q${n}`,
        })),
      ),
    ).toBe(400)
    expect(await refusal([patch('same', ACME, {}), patch('same', ACME, {})])).toBe(400)
    expect(await refusal([patch('not a name', ACME, {})])).toBe(400)
    expect(await refusal([])).toBe(400)
    expect(await composite(Array.from({ length: 25 }, (_, n) => patch(`p${n}`, ACME, {})))).toHaveLength(25)
  })

  it('takes collections, but no composite within itself', async () => {
    const records = [{ attributes: { type: 'Account' }, id: ACME, Site: 'z' }]
    const answers = await composite([
      { method: 'PATCH', url: `${V}/composite/sobjects`, referenceId: 'a', body: { records } },
      { method: 'POST', url: `${V}/composite`, referenceId: 'b', body: {} },
    ])
    expect(answers).toMatchObject([{ httpStatusCode: 200, body: [{ success: true }] }, { httpStatusCode: 404 }])
    expect(await site()).toBe('z')
  })
})

describe('batch', () => {
  const batch = (body: object) =>
    org.api<{ hasErrors: boolean; results: { statusCode: number }[] }>('POST', '/composite/batch', body)

  it('runs calls that do not depend on each other', async () => {
    const { body } = await batch({
      batchRequests: [
        { method: 'GET', url: 'v66.0/sobjects/Account/describe' },
        { method: 'GET', url: 'v66.0/sobjects/Nothing/describe' },
        { method: 'PATCH', url: `v66.0/sobjects/Account/${ACME}`, richInput: { Site: 'b' } },
      ],
    })
    expect(body).toMatchObject({
      hasErrors: true,
      results: [
        { statusCode: 200, result: { name: 'Account' } },
        { statusCode: 404 },
        { statusCode: 204, result: null },
      ],
    })
    expect(await site()).toBe('b')
  })

  it('stops at a failure where it is asked to, and refuses more than 25', async () => {
    const get = (name: string) => ({ method: 'GET', url: `v66.0/sobjects/${name}` })
    const { body } = await batch({ haltOnError: true, batchRequests: [get('Nothing'), get('Account')] })
    expect(body.results).toMatchObject([
      { statusCode: 404 },
      { statusCode: 412, result: [{ errorCode: 'BATCH_PROCESSING_HALTED' }] },
    ])
    expect((await batch({ batchRequests: Array.from({ length: 26 }, () => get('Account')) })).status).toBe(400)
  })
})
