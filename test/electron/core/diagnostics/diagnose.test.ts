import { describe, expect, it } from 'vitest'

import { diagnosticsText } from '#shared/domain/diagnostics'
import { rules } from '#test/builders'
import { aProfile, openCore, somePorts } from '#test/fakes/open-core'

describe('diagnostics', () => {
  it('say what is connected, and how far the services are', async () => {
    const { ports } = somePorts()
    const { companion } = openCore(ports)
    await companion.workspace.reconnect()
    const report = await companion.app.diagnostics()
    expect(report).toMatchObject({
      app: { version: 'test', host: 'browser' },
      salesforce: { host: '….my.salesforce.com', state: 'connected', answered: 200, roundTripMs: 40, isSandbox: true },
      stigg: { host: '….stigg.io', state: 'connected', environment: 'DEVELOPMENT' },
      secrets: { keptIn: 'memory' },
    })
  })

  it('say that nothing answered, and why nothing is connected', async () => {
    const { ports } = somePorts()
    const nothing = { url: 'https://api.stigg.io', status: null, roundTripMs: null, clockAheadMs: null }
    const { companion } = openCore({
      ...ports,
      probes: { ...ports.probes, stigg: () => Promise.resolve(nothing) },
      stigg: {
        ...ports.stigg,
        environment: () =>
          Promise.resolve({ ok: false, failure: { code: 'stigg.unreachable', message: 'gone', facts: {} } }),
      },
    })
    await companion.workspace.reconnect()
    expect((await companion.app.diagnostics()).stigg).toMatchObject({
      state: 'unreachable',
      failure: 'stigg.unreachable',
      answered: null,
      roundTripMs: null,
      clockAheadSeconds: null,
    })
  })

  it('tell how far a service’s clock is ahead, to the second', async () => {
    const { ports } = somePorts()
    const ahead = { url: 'https://login.salesforce.com', status: 200, roundTripMs: 10, clockAheadMs: 3_600_400 }
    const { companion } = openCore({ ...ports, probes: { ...ports.probes, salesforce: () => Promise.resolve(ahead) } })
    expect((await companion.app.diagnostics()).salesforce.clockAheadSeconds).toBe(3_600)
  })

  it('count what is in the settings, and quote nothing of it', async () => {
    const { ports } = somePorts()
    const secretive = rules({ trialStages: ['Canary stage'], renewalTypes: ['Canary type'] })
    const { companion } = openCore({
      ...ports,
      probes: { ...ports.probes, scopes: () => ['api', 'canary_scope'] },
      settings: { ...ports.settings, profile: () => aProfile({ name: 'Canary profile', rules: secretive }) },
    })
    const report = await companion.app.diagnostics()
    expect(report.settings).toMatchObject({ trialStages: 1, renewalTypes: 1 })
    expect(report.salesforce.scopes).toEqual(['api', 'other'])
    expect(JSON.stringify(report) + diagnosticsText(report)).not.toMatch(/canary/i)
  })
})
