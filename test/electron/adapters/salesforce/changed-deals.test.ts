import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import type { DealBatch, DealScope, MirrorDeal, Watermark } from '#core/ports'

import { failureOf, listOf, openSalesforce, value, type OpenSalesforce } from './open-salesforce.ts'

/** What a mirror would hold after the batches. */
async function collect(org: OpenSalesforce, scope: DealScope, since: Watermark | null) {
  const deals = new Map<string, MirrorDeal>()
  const gone: string[] = []
  const batches: DealBatch[] = []
  for await (const result of org.reader.changedDeals(scope, since)) {
    const batch = value(result)
    batches.push(batch)
    for (const deal of batch.deals) deals.set(deal.opportunity.id, deal)
    gone.push(...batch.gone)
  }
  return { deals, gone, batches, watermark: batches.at(-1)?.watermark ?? { modstamp: '' } }
}

describe('changedDeals', () => {
  let org: OpenSalesforce
  let scope: DealScope
  let watermark: Watermark
  let all: ReadonlyMap<string, MirrorDeal>
  beforeAll(async () => {
    org = await openSalesforce()
    scope = { fields: org.fields, trialStages: ['POC'], lineSource: 'opportunity' }
    const first = await collect(org, scope, null)
    all = first.deals
    watermark = first.watermark
    // Once past the overlap of five minutes, what is old stays out of the next answer.
    await org.control.advance(600_000)
  })
  afterAll(() => org[Symbol.asyncDispose]())
  beforeEach(() => org.control.clear())

  /** Deals that a test took away. */
  const left = new Set<string>()
  const count = async (where: string) => {
    // The shape of a query's answer is held by the practice service's own tests.
    const path = `/query?q=${encodeURIComponent(`SELECT COUNT() FROM Opportunity WHERE ${where}`)}`
    return ((await org.rest('GET', path)) as { totalSize: number }).totalSize
  }
  const calls = async () =>
    (await org.control.exchanges()).filter(({ path, method }) => path.endsWith('/composite') || method === 'GET')
  /** Read what changed, and go on from there. */
  const catchUp = async () => {
    const found = await collect(org, scope, watermark)
    watermark = found.watermark
    return found
  }
  const someDeals = (n: number, fits: (deal: MirrorDeal) => boolean = () => true) =>
    [...all.values()]
      .filter((deal) => deal.opportunity.isWon && !left.has(deal.opportunity.id) && fits(deal))
      .slice(0, n)

  it('reads won deals and those in trial stages, all of them, with their lines', async () => {
    expect(all.size).toBe(await count("IsWon = true OR (IsClosed = false AND StageName = 'POC')"))
    for (const { opportunity, account, lines } of someDeals(10)) {
      const live = value(await org.reader.readDeal(opportunity.id, { fields: org.fields, lineSource: 'opportunity' }))
      expect({ opportunity, account, lines }).toEqual({
        opportunity: live.opportunity,
        account: live.account,
        lines: live.lines,
      })
    }
  })

  it('answers with a batch even where nothing changed, and goes on from the same watermark', async () => {
    await catchUp()
    const { batches } = await catchUp()
    expect(batches.map(({ gone, watermark: { modstamp } }) => [gone, modstamp])).toEqual([[[], watermark.modstamp]])
  })

  it('catches up with two API calls', async () => {
    const changed = someDeals(20)
    for (const { opportunity } of changed) {
      await org.rest('PATCH', `/sobjects/Opportunity/${opportunity.id}`, { NextStep: 'call back' })
    }
    await org.control.clear()
    const { deals } = await catchUp()
    expect(changed.every(({ opportunity }) => deals.has(opportunity.id))).toBe(true)
    expect(await calls()).toHaveLength(2)
  })

  it('names deals that are deleted, or are won no more', async () => {
    const [deleted, reopened] = someDeals(2, ({ lines }) => lines.length > 0).map(({ opportunity }) => opportunity.id)
    for (const id of [deleted, reopened]) left.add(id ?? '')
    await org.rest('DELETE', `/sobjects/Opportunity/${deleted}`)
    await org.rest('PATCH', `/sobjects/Opportunity/${reopened}`, { StageName: 'Negotiation' })
    const { gone, deals } = await catchUp()
    expect(gone).toEqual(expect.arrayContaining([deleted, reopened]))
    expect(deals.has(reopened ?? '')).toBe(false)
    await org.rest('PATCH', `/sobjects/Opportunity/${reopened}`, { StageName: 'POC' })
    expect((await catchUp()).deals.get(reopened ?? '')?.opportunity.stageName).toBe('POC')
  })

  it('brings the deals of a product that was mapped anew, and of an account that was linked, once', async () => {
    await org.control.advance(600_000)
    const [deal] = someDeals(
      1,
      ({ account, lines }) => account !== null && lines.some(({ stiggId }) => stiggId !== null),
    )
    const line = deal?.lines.find(({ stiggId }) => stiggId !== null)
    await org.rest('PATCH', `/sobjects/Product2/${line?.productId}`, { Stigg_ID__c: 'plan-renamed' })
    await org.rest('PATCH', `/sobjects/Account/${deal?.account?.id}`, { Stigg_Customer_ID__c: 'customer-linked' })
    await org.control.clear()
    const { deals } = await catchUp()
    const found = deals.get(deal?.opportunity.id ?? '')
    expect(found?.account?.stiggCustomerId).toBe('customer-linked')
    expect(found?.lines.find(({ id }) => id === line?.id)?.stiggId).toBe('plan-renamed')
    expect((await calls()).length).toBeLessThanOrEqual(3)
    const sold = [...all.values()].filter(({ lines }) => lines.some(({ productId }) => productId === line?.productId))
    const missed = sold.filter(({ opportunity: { id, isWon } }) => isWon && !deals.has(id) && !left.has(id))
    expect(missed.map(({ opportunity }) => opportunity.name)).toEqual([])
    expect((await catchUp()).deals.size).toBe(0)
  })

  it('sees a row whose stamp is older than the watermark, as of a transaction that ended late', async () => {
    await org.control.advance(600_000)
    const [early, late] = someDeals(2, ({ account }) => account !== null).map(({ opportunity }) => opportunity.id)
    await org.rest('PATCH', `/sobjects/Opportunity/${early}`, { NextStep: 'first' })
    await catchUp()
    await org.control.advance(-90_000)
    await org.rest('PATCH', `/sobjects/Opportunity/${late}`, { NextStep: 'second' })
    expect((await catchUp()).deals.has(late ?? '')).toBe(true)
    await org.control.advance(90_000)
  })

  it('yields one failure and ends', async () => {
    await org.control.fault('REQUEST_LIMIT_EXCEEDED', { path: '/composite' }, null)
    const results = await listOf(org.reader.changedDeals(scope, null))
    expect(results.map((result) => failureOf(result).code)).toEqual(['salesforce.limit-reached'])
  })

  it('reads the schema again where a field of it is gone', async () => {
    const [deal] = someDeals(1)
    expect(
      (await org.reader.readDeal(deal?.opportunity.id ?? '', { fields: org.fields, lineSource: 'opportunity' })).ok,
    ).toBe(true)
    const { customerId } = org.fields
    const fields = { ...org.fields, customerId: customerId && { ...customerId, field: 'Gone__c' } }
    const [result, ...more] = await listOf(org.reader.changedDeals({ ...scope, fields }, null))
    expect(more).toEqual([])
    expect(result && failureOf(result).code).toBe('salesforce.not-visible')
  })

  it('counts its calls, and knows what the org says of its daily limit', () => {
    const { calls, org: limits } = org.reader.usage()
    expect(calls).toBeGreaterThan(5)
    expect(limits?.limit).toBeGreaterThan(limits?.used ?? Number.POSITIVE_INFINITY)
  })
})
