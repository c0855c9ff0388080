import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { failureOf, openSalesforce, value, type OpenSalesforce } from './open-salesforce.ts'

let org: OpenSalesforce
beforeAll(async () => {
  org = await openSalesforce()
})
afterAll(() => org[Symbol.asyncDispose]())
beforeEach(() => org.control.clear())

const set = async (flow: object) => {
  const answer = await fetch(`${org.practice.salesforce.instanceUrl}/__practice/native-flow`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ enabled: false, renamed: false, visible: true, ...flow }),
  })
  if (!answer.ok) throw new Error(await answer.text())
}
const flows = async () => value(await org.reader.nativeFlows())

describe('looking for a flow of Stigg', () => {
  it('finds none where none is active', async () => {
    await set({})
    expect(await flows()).toEqual({ state: 'none', names: [] })
  })

  it('finds the packaged one by its name', async () => {
    await set({ enabled: true })
    expect(await flows()).toEqual({ state: 'active', names: ['Opportunity - Stigg Subscription Template'] })
  })

  it('finds one that was saved under a name of the company by what it calls', async () => {
    await set({ enabled: true, renamed: true })
    expect(await flows()).toEqual({ state: 'active', names: ['Provision on close'] })
  })

  it('asks the Tooling API where the list of flows is not there', async () => {
    await set({ enabled: true })
    await org.control.fault(
      { kind: 'status', status: 400, body: [{ errorCode: 'INVALID_TYPE', message: 'not supported' }] },
      { object: 'FlowDefinitionView' },
      null,
    )
    expect(await flows()).toMatchObject({ state: 'active', names: ['Opportunity - Stigg Subscription Template'] })
  })

  it('does not know where the user may not look', async () => {
    await set({ enabled: true, visible: false })
    expect(await flows()).toEqual({ state: 'unknown', names: [] })
  })

  it('takes a flow that cannot be looked into for none of Stigg', async () => {
    await set({ enabled: true, renamed: true })
    await org.control.fault('503', { path: '/tooling/sobjects/Flow' }, null)
    expect(await flows()).toEqual({ state: 'none', names: [] })
  })

  it('fails where Salesforce cannot be asked at all', async () => {
    await set({})
    await org.control.fault('503', { path: '/query' }, null)
    expect(failureOf(await org.reader.nativeFlows()).code).toBe('salesforce.unreachable')
  })
})
