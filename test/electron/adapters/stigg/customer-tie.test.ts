import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'

import { SALESFORCE_INTEGRATION } from '#practice/seed/catalogue/catalogue'
import { marksIn } from '#shared/domain/link-mend'
import type { CustomerMendStep } from '#shared/domain/step'
import { accountId } from '#test/builders'

import { openPracticeStigg, type PracticeStigg } from './practice.ts'
import { aCreateStep } from './steps.ts'

let stigg: PracticeStigg
beforeEach(async () => {
  const opened = await openPracticeStigg()
  stigg = opened
  onTestFinished(() => opened.close())
  const step = aCreateStep({ integrationId: null, salesforceAccountId: '', metadata: { own: 'kept' } })
  expect(await stigg.writer.send(step, 'key-customer')).toMatchObject({ ok: true })
})

const customerId = 'customer-of-tests'
const tie = async () => {
  const read = await stigg.reader.customerTie(customerId)
  if (!read.ok || !read.value) throw new Error('There is no such customer')
  return read.value
}
const other = '0015g00000XyZaBAAV'

async function aStep(to: string | null, vary: Partial<CustomerMendStep> = {}): Promise<CustomerMendStep> {
  const { link, metadata, updatedAt } = await tie()
  const marks = marksIn(metadata)
  return {
    kind: 'mend-customer',
    id: `mend-customer:${customerId}:${updatedAt}`,
    customerId,
    name: 'Customer of tests',
    from: { link, marks },
    to: { link: to === null ? null : { integrationId: SALESFORCE_INTEGRATION, accountId: to }, marks },
    metadata: { ...metadata },
    ...vary,
  }
}

describe('the mend of a customer', () => {
  it('links it, links it elsewhere, and unlinks it, each by the request that Stigg has for that', async () => {
    const methods: string[] = []
    for (const [n, to] of [accountId, other, null, accountId].entries()) {
      const step = await aStep(to)
      methods.push(...stigg.writer.requestsFor(step).map(({ method }) => method))
      expect(await stigg.writer.send(step, `key-${n}`)).toMatchObject({
        ok: true,
        value: { foundExisting: false },
      })
      expect((await tie()).link?.accountId ?? null).toBe(to)
    }
    expect(methods).toEqual(['POST', 'PATCH', 'DELETE', 'POST'])
    expect((await tie()).metadata).toMatchObject({ own: 'kept' })
  })

  it('writes our marks as a whole map, and goes on where only the link was written', async () => {
    const step = await aStep(accountId)
    const whole: CustomerMendStep = {
      ...step,
      to: { ...step.to, marks: { accountId, orgId: 'org' } },
      metadata: { ...step.metadata, salesforceAccountId: accountId, companionOrg: 'org' },
    }
    await stigg.failNext('AccessDeniedError', { method: 'PATCH' })
    expect(await stigg.writer.send(whole, 'key')).toMatchObject({ ok: false })
    expect((await tie()).link?.accountId).toBe(accountId)
    expect(await stigg.writer.readBack(whole)).toEqual({ ok: true, value: null })
    expect(await stigg.writer.send(whole, 'key')).toMatchObject({ ok: true })
    expect((await tie()).metadata).toMatchObject({ own: 'kept', salesforceAccountId: accountId, companionOrg: 'org' })
    expect(await stigg.writer.readBack(whole)).toMatchObject({ ok: true, value: { foundExisting: true } })
  })

  it('sends nothing where the customer is not as it was seen', async () => {
    const step = await aStep(accountId)
    await stigg.writer.send(await aStep(other), 'by-somebody')
    expect(await stigg.writer.send(step, 'key')).toMatchObject({ ok: false, failure: { code: 'link.stale' } })
    expect((await tie()).link?.accountId).toBe(other)
  })

  it('does not lose a key of the metadata that somebody else wrote since', async () => {
    const step = await aStep(accountId)
    const marks = { accountId, orgId: 'org' }
    const whole = { ...step, to: { ...step.to, marks }, metadata: { own: 'as it was before' } }
    expect(await stigg.writer.send(whole, 'key')).toMatchObject({ ok: false, failure: { code: 'link.stale' } })
    expect(await tie()).toMatchObject({ link: null, metadata: { own: 'kept' } })
  })

  it('says that there is nothing where there is no such customer', async () => {
    expect(await stigg.reader.customerTie('nobody')).toEqual({ ok: true, value: null })
    const step = { ...(await aStep(accountId)), customerId: 'nobody' }
    expect(await stigg.writer.send(step, 'key')).toMatchObject({ ok: false, failure: { code: 'link.stale' } })
  })
})
