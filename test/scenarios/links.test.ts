import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { LinkEvent, LinkReport } from '#shared/contract/links'
import { failureOf } from '#test/harness/failure-of'
import { drain } from '#test/harness/host-process'
import { openCompanion, type OpenCompanion } from '#test/harness/open-companion'

let opened: OpenCompanion

beforeAll(async () => {
  opened = await openCompanion()
})
afterAll(() => opened.close())

async function reconcile() {
  const stream = await opened.companion.links.reconcile()
  const events: LinkEvent[] = []
  for (;;) {
    const step = await stream.next()
    if (step.done) return { events, report: step.value satisfies LinkReport }
    events.push(step.value)
  }
}

const rowsIn = (events: readonly LinkEvent[]) => events.flatMap((event) => (event.kind === 'rows' ? event.rows : []))

describe('accounts and customers of both services', () => {
  it('are joined, with how much was read on the way, and nothing is written', async () => {
    await drain(await opened.companion.opportunities.sync({}))
    await opened.practice.salesforce.forgetExchanges()
    await opened.practice.stigg.forgetExchanges()
    const { events, report } = await reconcile()
    const rows = rowsIn(events)
    expect(events[0]).toMatchObject({ kind: 'progress' })
    expect(rows.length).toBe(Object.values(report.counts).reduce((sum, count) => sum + count, 0))
    const held = await opened.practice.query(
      'SELECT Id, Stigg_Customer_ID__c FROM Account WHERE Stigg_Customer_ID__c != null',
    )
    expect(held.length).toBeGreaterThan(0)
    const carried = new Map(rows.flatMap(({ accounts }) => accounts.map(({ id, customerId }) => [id, customerId])))
    for (const { Id, Stigg_Customer_ID__c: customerId } of held) expect(carried.get(String(Id))).toBe(customerId)
    const sent = [...(await opened.practice.salesforce.exchanges()), ...(await opened.practice.stigg.exchanges())]
    expect(sent.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`)).toEqual([])
  })

  it('follow what people change: a pair whose account forgets its customer is one-sided', async () => {
    const before = rowsIn((await reconcile()).events)
    const linked = before.find(({ state }) => state === 'linked')
    const accountId = linked?.accounts[0]?.id ?? ''
    await opened.practice.patch('Account', accountId, { Stigg_Customer_ID__c: 'customer-that-is-not-there' })
    const after = rowsIn((await reconcile()).events).find(({ key }) => key === linked?.key)
    expect(after).toMatchObject({ state: 'broken', missing: ['customer-that-is-not-there'] })
    await opened.practice.patch('Account', accountId, { Stigg_Customer_ID__c: null })
    const cleared = rowsIn((await reconcile()).events).find(({ key }) => key === linked?.key)
    expect(cleared).toMatchObject({ state: 'one-sided', namedBy: 'customer' })
  })

  it('end with the failure of the service that failed', async () => {
    await opened.practice.stigg.addFault({
      match: { method: 'GET', path: '/api/v1/customers' },
      fault: { kind: 'status', status: 403 },
    })
    expect(await failureOf(reconcile())).toMatchObject({ code: expect.stringMatching(/^stigg\./) })
    await opened.practice.stigg.clearFaults()
  })
})
