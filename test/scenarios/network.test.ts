import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { failureOf } from '#test/harness/failure-of'
import { openCompanion, type OpenCompanion } from '#test/harness/open-companion'

let opened: OpenCompanion
beforeAll(async () => {
  opened = await openCompanion()
})
afterAll(() => opened.close())

const save = (network: { proxy: string | null; caFile: string | null }) =>
  opened.companion.app.saveSettings({ settings: { network } })

describe('the network of the settings', () => {
  it('is refused where it holds a password or names no file, and what was there before stays', async () => {
    const before = await opened.companion.app.settings()
    const withPassword = await failureOf(save({ proxy: 'http://jo:hunter2@proxy.example:8080', caFile: null }))
    expect(withPassword).toMatchObject({ code: 'network.proxy', facts: { reason: 'credentials' } })
    expect(JSON.stringify(withPassword)).not.toContain('hunter2')
    const withoutFile = await failureOf(save({ proxy: null, caFile: '/nowhere/company.pem' }))
    expect(withoutFile).toMatchObject({ code: 'network.ca-file', facts: { reason: 'not-found' } })
    expect(await opened.companion.app.settings()).toEqual(before)
  })

  it('does not stand between the app and this machine’s own services', async () => {
    await save({ proxy: 'http://127.0.0.1:9', caFile: null })
    const { salesforce, stigg } = await opened.companion.workspace.reconnect()
    expect([salesforce.state, stigg.state]).toEqual(['connected', 'connected'])
  })

  it('is tried without being saved, and says of each service by which way it was reached', async () => {
    const tried = await opened.companion.app.tryNetwork({ network: { proxy: 'http://proxy.example', caFile: null } })
    for (const reached of [tried.salesforce, tried.stigg]) {
      expect(reached).toMatchObject({ proxy: null, proxyFrom: 'settings', passedBy: 'loopback', failure: null })
    }
    expect((await opened.companion.app.settings()).network.proxy).toBe('http://127.0.0.1:9')
  })
})
