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
    scope = { fields: value(await client.reader.discoverFields()), trialStages: ['POC'] }
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

  it('goes on from the watermark of any batch without losing a deal', async () => {
    const [first] = await read(null, 1)
    const rest = await read(first?.watermark ?? null)
    const together = new Set([...idsOf(first ? [first] : []), ...idsOf(rest)])
    expect(together.size).toBe(first?.total)
  })
})
