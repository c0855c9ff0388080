import { describe, expect, it } from 'vitest'

import { opportunityId, rules } from '#test/builders'
import { aProfile, openCore, somePorts } from '#test/fakes/open-core'
import { callOutTo } from '#test/harness/call-outs'
import { failureOf } from '#test/harness/failure-of'
import type { Profile } from '#shared/domain/profile'

const origin = 'https://app.example'
const open = (vary: Partial<Profile> = {}) => {
  const { ports } = somePorts()
  return openCore({ ...ports, settings: { ...ports.settings, profile: () => aProfile(vary) } }).companion
}

describe('the secrets of a call-out', () => {
  it('go in, and only that they are set, and for which origin, comes out', async () => {
    const { settings } = open()
    expect(await settings.secrets({ names: ['app-key'] })).toEqual([{ name: 'app-key', boundTo: null }])
    await settings.setSecret({ name: 'app-key', origin, secret: 'Bearer canary' })
    expect(await settings.secrets({ names: ['app-key', 'other'] })).toEqual([
      { name: 'app-key', boundTo: origin },
      { name: 'other', boundTo: null },
    ])
    await settings.forgetSecret({ name: 'app-key' })
    expect(await settings.secrets({ names: ['app-key'] })).toEqual([{ name: 'app-key', boundTo: null }])
  })

  it('lie apart from those of both services', async () => {
    const { ports } = somePorts()
    await ports.vault.set('stigg-key', 'https://api.stigg.io', 'the key')
    const { companion } = openCore(ports)
    expect(await companion.settings.secrets({ names: ['stigg-key'] })).toEqual([{ name: 'stigg-key', boundTo: null }])
    await companion.settings.forgetSecret({ name: 'stigg-key' })
    expect(await ports.vault.get('stigg-key', 'https://api.stigg.io')).toBe('the key')
  })

  it.each([
    ['of no origin', { origin: 'app.example' }, 'origin'],
    ['of a whole address', { origin: 'https://app.example/x' }, 'origin'],
    ['of an http origin', { origin: 'http://app.example' }, 'origin'],
    ['of a name that is none', { name: 'App Key' }, 'secret'],
    ['with a line break', { secret: 'canary\nX-Other: 1' }, 'secret'],
  ])('%s are refused, and never repeated', async (_, vary, at) => {
    const failure = await failureOf(open().settings.setSecret({ name: 'app-key', origin, secret: 'canary', ...vary }))
    expect(failure).toMatchObject({ code: 'settings.not-valid', facts: { at } })
    expect(JSON.stringify(failure)).not.toContain('canary')
  })

  it('of this machine’s own http are taken in practice alone', async () => {
    const local = { name: 'app-key', origin: 'http://127.0.0.1:4030', secret: 'canary' }
    await open().settings.setSecret(local)
    expect(await failureOf(open({ kind: 'production' }).settings.setSecret(local))).toMatchObject({
      code: 'settings.not-valid',
    })
  })
})

describe('rules with a call-out', () => {
  it('are refused with the place that is wrong', async () => {
    const callOut = callOutTo('http://app.example')
    expect(await failureOf(open().settings.saveRules({ rules: rules({ callOut }) }))).toMatchObject({
      code: 'settings.not-valid',
      facts: { at: 'callOut.url', why: 'not-https' },
    })
  })
})

describe('a settings file with a call-out', () => {
  it('names the secrets that are to be entered here, and brings none', async () => {
    const { settings } = open({ rules: rules({ callOut: callOutTo(origin) }) })
    await settings.setSecret({ name: 'app-key', origin, secret: 'Bearer canary' })
    const { text } = await settings.exportFile()
    expect(text).not.toContain('canary')
    expect((await settings.readFile({ text })).secretsToEnter).toEqual([])
    // The same name on another machine, or for another address.
    expect((await open().settings.readFile({ text })).secretsToEnter).toEqual(['app-key'])
    const moved = text.replaceAll(origin, 'https://elsewhere.example')
    expect((await settings.readFile({ text: moved })).secretsToEnter).toEqual(['app-key'])
  })
})

describe('trying the call-out', () => {
  it('needs one', async () => {
    expect(await failureOf(open().settings.tryCallOut({ opportunityId }))).toMatchObject({ code: 'call-out.not-set' })
  })

  it('is a write: a read-only profile refuses it', async () => {
    const readOnly = open({ access: 'read-only', rules: rules({ callOut: callOutTo(origin) }) })
    expect(await failureOf(readOnly.settings.tryCallOut({ opportunityId }))).toMatchObject({ code: 'access.read-only' })
  })
})
