import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createSalesforce, type Salesforce } from '#adapters/salesforce/create-salesforce'
import type { DealBatch, DealScope, Watermark } from '#core/ports'
import { startPractice, type Practice } from '#practice/start-practice'

import { memoryVault, quick, value } from './open-salesforce.ts'

describe('changedDeals over many deals', () => {
  let practice: Practice
  let client: Salesforce
  let scope: DealScope
  beforeAll(async () => {
    practice = await startPractice({ dataDir: ':memory:', opportunities: 4_000 })
    const { loginUrl, clientId } = practice.salesforce
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
    client = createSalesforce({
      connection: { loginUrl, clientId, redirectPorts: [] },
      vault: memoryVault(),
      clock: { now: () => new Date() },
      log,
      timeouts: quick,
    })
    await client.adopt(practice.salesforce)
    scope = { fields: value(await client.reader.discoverFields()), trialStages: ['POC'], lineSource: 'opportunity' }
  })
  afterAll(() => practice.close())

  const read = async (since: Watermark | null, stopAfter = Number.POSITIVE_INFINITY) => {
    const batches: DealBatch[] = []
    for await (const batch of client.reader.changedDeals(scope, since)) {
      batches.push(value(batch))
      if (batches.length === stopAfter) break
    }
    return batches
  }
  const rest = async (method: string, path: string, body: unknown) => {
    const answer = await fetch(`${practice.salesforce.instanceUrl}/services/data/v66.0${path}`, {
      method,
      headers: { authorization: `Bearer ${practice.salesforce.accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    expect(answer.ok).toBe(true)
  }
  const idsOf = (batches: readonly DealBatch[]) =>
    batches.flatMap(({ deals }) => deals.map((deal) => deal.opportunity.id))

  it('reads each deal once, oldest change first, two requests to a page but for new prices', async () => {
    const before = client.reader.usage().calls
    const batches = await read(null)
    const ids = idsOf(batches)
    expect(new Set(ids).size).toBe(ids.length)
    expect(batches.map(({ total }) => total)).toEqual(batches.map(() => ids.length))
    const stamps = batches.flatMap(({ deals }) => deals.map(({ opportunity }) => opportunity.systemModstamp))
    expect(stamps).toEqual(stamps.toSorted())
    expect(batches.at(-1)?.watermark.modstamp).toBe(stamps.at(-1))
    expect(client.reader.usage().calls - before).toBeLessThanOrEqual(3 * batches.length)
  })

  it('reads everything once where hundreds of accounts changed, and is quiet afterwards', async () => {
    const whole = await read(null)
    const end = whole.at(-1)?.watermark ?? null
    const accounts = [...new Set(whole.flatMap(({ deals }) => deals.flatMap(({ account }) => account?.id ?? [])))]
    expect(accounts.length).toBeGreaterThan(300)
    for (let at = 0; at < accounts.length; at += 200) {
      const records = accounts.slice(at, at + 200).map((id) => ({ attributes: { type: 'Account' }, id, Site: 'HQ' }))
      await rest('PATCH', '/composite/sobjects', { allOrNone: true, records })
    }
    const after = await read(end)
    expect(new Set(idsOf(after)).size).toBe(whole[0]?.total)
    expect(after.slice(0, -1).every(({ watermark }) => watermark.modstamp === end?.modstamp)).toBe(true)
    expect(idsOf(await read(after.at(-1)?.watermark ?? null))).toEqual([])
  })

  it('brings every deal of a product, however many there are', async () => {
    const whole = await read(null)
    const sold = Map.groupBy(
      whole.flatMap(({ deals }) =>
        deals.flatMap(({ opportunity, lines }) => lines.map((line) => [line.productId, opportunity.id] as const)),
      ),
      ([productId]) => productId,
    )
    const [productId, sales] = [...sold].toSorted(([, a], [, b]) => b.length - a.length)[0] ?? ['', []]
    const opportunityIds = new Set(sales.map(([, opportunityId]) => opportunityId))
    expect(opportunityIds.size).toBeGreaterThan(1_500)
    await rest('PATCH', `/sobjects/Product2/${productId}`, { Stigg_ID__c: 'plan-renamed' })
    const found = new Set(idsOf(await read(whole.at(-1)?.watermark ?? null)))
    expect([...opportunityIds].filter((id) => !found.has(id))).toEqual([])
  })

  it('goes on from the watermark of any batch without losing a deal', async () => {
    const [first] = await read(null, 1)
    const rest = await read(first?.watermark ?? null)
    const together = new Set([...idsOf(first ? [first] : []), ...idsOf(rest)])
    expect(together.size).toBe(first?.total)
  })
})
