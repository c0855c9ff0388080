import { afterEach, describe, expect, it } from 'vitest'

import { openSalesforce, value, type OpenSalesforce } from './open-salesforce.ts'

describe('long answers', () => {
  let org: OpenSalesforce | null = null
  afterEach(() => org?.[Symbol.asyncDispose]())

  /** A won deal with more lines than one page of a query holds. */
  async function longDeal(lines: number): Promise<[OpenSalesforce, string]> {
    org = await openSalesforce()
    const path =
      '/query?q=' + encodeURIComponent('SELECT Id, OpportunityId, PricebookEntryId FROM OpportunityLineItem LIMIT 1')
    // The shape of a query's answer is held by the practice service's own tests.
    const found = (await org.rest('GET', path)) as { records: { OpportunityId: string; PricebookEntryId: string }[] }
    const { OpportunityId, PricebookEntryId } = found.records[0] ?? { OpportunityId: '', PricebookEntryId: '' }
    for (let at = 0; at < lines; at += 200) {
      const records = Array.from({ length: 200 }, () => ({
        attributes: { type: 'OpportunityLineItem' },
        OpportunityId,
        PricebookEntryId,
        Quantity: 1,
        UnitPrice: 1,
      }))
      await org.rest('POST', '/composite/sobjects', { allOrNone: true, records })
    }
    await org.control.clear()
    return [org, OpportunityId]
  }

  it('are read to their end, and begun again where their cursor runs out on the way', async () => {
    const [{ reader, fields, control }, id] = await longDeal(2_200)
    const whole = value(await reader.readDeal(id, { fields, lineSource: 'opportunity' }))
    expect(whole.lines.length).toBeGreaterThan(2_200)
    expect(new Set(whole.lines.map((line) => line.id)).size).toBe(whole.lines.length)
    expect((await control.exchanges()).length).toBe(2)

    await control.fault('cursor-expired', { path: '/query/' })
    const again = value(await reader.readDeal(id, { fields, lineSource: 'opportunity' }))
    expect(again.lines).toEqual(whole.lines)
  })
})
