import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'

import type { AccountMendStep } from '#shared/domain/step'

import { failureOf, openSalesforce, value, type OpenSalesforce } from './open-salesforce.ts'

let org: OpenSalesforce
let accountId: string
beforeAll(async () => {
  org = await openSalesforce()
})
afterAll(() => org[Symbol.asyncDispose]())
beforeEach(async () => {
  const made = await org.rest('POST', '/sobjects/Account', { Name: 'Mended', Stigg_Customer_ID__c: 'before' })
  accountId = z.object({ id: z.string() }).parse(made).id
  await org.control.clear()
})

const aStep = (from: string | null, to: string | null): AccountMendStep => ({
  kind: 'mend-account',
  id: `mend-account:${accountId}`,
  accountId,
  name: 'Mended',
  fields: { Stigg_Customer_ID__c: { label: 'Stigg Customer ID', from, to } },
})
const held = async () => {
  const [tie] = value(await org.reader.accountTies(org.fields, [accountId]))
  return tie?.held['Stigg_Customer_ID__c']
}
const patches = async () => (await org.control.exchanges()).filter(({ method }) => method === 'PATCH')

describe('the mend of an account', () => {
  it('sends the request that it showed, on the condition that nobody changed the account since', async () => {
    const step = aStep('before', 'after')
    expect(value(await org.writer.send(step, 'key'))).toMatchObject({ recordId: accountId, foundExisting: false })
    const [sent] = await patches()
    expect(org.writer.requestsFor(step)).toMatchObject([
      { path: sent?.path, body: JSON.parse(sent?.requestBody ?? '') },
    ])
    expect(Date.parse(sent?.requestHeaders['if-unmodified-since'] ?? '')).not.toBeNaN()
    expect(await held()).toBe('after')
  })

  it('clears a field, and is found to be done already afterwards', async () => {
    expect(value(await org.writer.readBack(aStep('before', null)))).toBeNull()
    value(await org.writer.send(aStep('before', null), 'key'))
    expect(await held()).toBeNull()
    expect(value(await org.writer.readBack(aStep('before', null)))).toMatchObject({ foundExisting: true })
    expect(value(await org.writer.send(aStep('before', null), 'key'))).toMatchObject({ foundExisting: true })
    expect(await patches()).toHaveLength(1)
  })

  it('sends nothing where the account holds something else than was seen', async () => {
    const refused = failureOf(await org.writer.send(aStep('something else', 'after'), 'key'))
    expect(refused).toMatchObject({ code: 'link.stale', facts: { accountId } })
    expect(await patches()).toEqual([])
  })

  it('is refused where somebody changes the account between the look and the write', async () => {
    await org.control.fault('PRECONDITION_FAILED', { method: 'PATCH' })
    expect(failureOf(await org.writer.send(aStep('before', 'after'), 'key'))).toMatchObject({ code: 'link.stale' })
    expect(await held()).toBe('before')
  })

  it('is tried again while the account is locked, and not known of where the answer is lost', async () => {
    await org.control.fault('UNABLE_TO_LOCK_ROW', { method: 'PATCH' })
    expect(value(await org.writer.send(aStep('before', 'after'), 'key'))).toMatchObject({ foundExisting: false })
    await org.control.fault('reset-after', { method: 'PATCH' })
    const lost = failureOf(await org.writer.send(aStep('after', 'later'), 'key'))
    expect(lost.code).toBe('salesforce.outcome-unknown')
    expect(await held()).toBe('later')
  })
})
