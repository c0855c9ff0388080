import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drain } from '#test/harness/host-process'
import { openCompanion, type OpenCompanion } from '#test/harness/open-companion'

let opened: OpenCompanion
beforeAll(async () => {
  opened = await openCompanion()
})
afterAll(() => opened.close())

describe('try', () => {
  it('shows', async () => {
    const { report } = await drain(await opened.companion.drift.check())
    for (const r of report.rows)
      console.log(
        r.accountName,
        r.kind,
        r.what.id,
        JSON.stringify(r.sold),
        JSON.stringify(r.live),
        r.source,
        r.deal?.name,
        r.isProvisioned,
        r.endedAt,
      )
    for (const r of report.notes) console.log('NOTE', r.accountName, r.reason, r.deal?.name, JSON.stringify(r.facts))
    console.log(report.customers)
    expect(1).toBe(1)
  })
})
