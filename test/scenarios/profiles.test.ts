import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { failureOf } from '#test/harness/failure-of'
import { openCompanionIn, openCompanionOn, type OpenCompanion } from '#test/harness/open-companion'
import { startPracticeProcess, type PracticeProcess } from '#test/harness/practice-process'
import { signInTo } from '#test/harness/sign-in-to'

/*
 * A profile of an org of one's own: made, signed in to, given its key, finished, switched, and removed. The org and the
 * environment are the practice services of another process; the companion does not know that.
 */

let practice: PracticeProcess
let opened: OpenCompanion
const profiles = () => opened.current().profiles
const status = () => opened.current().workspace.status()

beforeAll(async () => {
  practice = await startPracticeProcess()
  opened = await openCompanionOn(practice)
})
afterAll(async () => {
  await opened.close()
  await practice.child.stop()
})

describe('a profile of its own', () => {
  let id = ''

  it('is made beside the practice workspace, reads only, and counts as production until both sides have answered', async () => {
    ;({ id } = await profiles().create({ name: 'Northwind', ...practice.targets }))
    expect((await profiles().list()).current).toBe(id)
    const now = await status()
    expect(now).toMatchObject({
      isFinished: false,
      profile: { name: 'Northwind', kind: 'production', access: 'read-only' },
    })
    expect(now.salesforce.state).not.toBe('connected')
    expect(await failureOf(profiles().finish())).toMatchObject({
      code: 'profile.not-connected',
      facts: { missing: 'Salesforce and Stigg' },
    })
  })

  it('can be given other addresses as long as nobody has answered there, and is opened anew', async () => {
    await profiles().setConnection(practice.targets)
    expect((await profiles().list()).current).toBe(id)
    expect(await profiles().connection()).toMatchObject(practice.targets)
  })

  it('is signed in to, and from then on belongs to that org', async () => {
    await signInTo(opened.current(), practice)
    const { salesforce } = await status()
    expect(salesforce).toMatchObject({ state: 'connected', org: { isSandbox: true } })
    expect((await profiles().connection())?.org?.id).toBe(salesforce.org?.id)
  })

  it('refuses a publishable key, and one that Stigg does not know', async () => {
    expect(await failureOf(profiles().setStiggKey({ key: 'client-abc', confirm: null }))).toMatchObject({
      code: 'stigg.key-publishable',
    })
    expect(await failureOf(profiles().setStiggKey({ key: 'server-nobody', confirm: null }))).toMatchObject({
      code: 'stigg.key-refused',
    })
  })

  it('shows whose a key is before it is kept, and keeps it once that was confirmed', async () => {
    const key = practice.stigg.apiKey
    const looked = await profiles().setStiggKey({ key, confirm: null })
    expect(looked.isSaved).toBe(false)
    expect((await status()).stigg.state).not.toBe('connected')
    const wrong = { key, confirm: { environmentId: 'another', name: null } }
    expect(await failureOf(profiles().setStiggKey(wrong))).toMatchObject({ code: 'stigg.other-environment' })
    const { environment, isSaved } = await profiles().setStiggKey({
      key,
      confirm: { environmentId: looked.environment.id, name: null },
    })
    expect([environment, isSaved]).toEqual([looked.environment, true])
    expect((await status()).stigg).toMatchObject({ state: 'connected', environment: { id: environment.id } })
  })

  it('writes nothing before it is finished, whatever its access says', async () => {
    await profiles().setAccess({ access: 'confirm', typed: 'Northwind' })
    expect(await failureOf(opened.current().bulk.start({ items: [anyItem], typedCount: 1 }))).toMatchObject({
      code: 'access.unfinished',
    })
    await profiles().setAccess({ access: 'read-only', typed: '' })
  })

  it('is finished once both sides are there; a pair that bills nobody may be written to from then on', async () => {
    await profiles().finish()
    const { profile, isFinished } = await status()
    expect([profile.kind, profile.access, isFinished]).toEqual(['sandbox', 'confirm', true])
  })

  it('is left for the practice workspace and comes back as it was, signed in', async () => {
    await profiles().open({ id: 'practice', stopRuns: false })
    expect((await status()).profile.id).toBe('practice')
    await profiles().open({ id, stopRuns: false })
    const now = await status()
    expect(now.profile).toMatchObject({ id, name: 'Northwind', access: 'confirm' })
    await opened.current().workspace.reconnect()
    expect(await status()).toMatchObject({ salesforce: { state: 'connected' }, stigg: { state: 'connected' } })
  })

  it('keeps its access level over a switch and whatever else is saved', async () => {
    await profiles().setAccess({ access: 'read-only', typed: '' })
    await profiles().rename({ name: 'Northwind EU' })
    await profiles().open({ id: 'practice', stopRuns: false })
    expect((await status()).profile.access).toBe('confirm')
    await profiles().open({ id, stopRuns: false })
    expect((await status()).profile).toMatchObject({ name: 'Northwind EU', access: 'read-only' })
    expect(await failureOf(opened.current().bulk.start({ items: [anyItem], typedCount: 1 }))).toMatchObject({
      code: 'access.read-only',
    })
  })

  it('cannot be pointed at another org', async () => {
    const { salesforce, stigg } = practice.targets
    const elsewhere = { salesforce: { ...salesforce, loginUrl: 'https://test.salesforce.com' }, stigg }
    expect(await failureOf(profiles().setConnection(elsewhere))).toMatchObject({ code: 'profile.bound' })
  })

  it('is removed by its name: the session is void, its files are gone, its journal is kept apart', async () => {
    expect(await failureOf(profiles().remove({ id, typed: 'northwind', journal: 'keep' }))).toMatchObject({
      code: 'access.unconfirmed',
      facts: { name: 'Northwind EU' },
    })
    const revokedBefore = await revocations()
    const { isRevoked, journalFolder } = await profiles().remove({ id, typed: 'Northwind EU', journal: 'keep' })
    expect(isRevoked).toBe(true)
    expect(await revocations()).toBe(revokedBefore + 1)
    expect((await profiles().list()).profiles.map((profile) => profile.id)).toEqual(['practice'])
    expect((await status()).profile.id).toBe('practice')
    expect(existsSync(path.join(opened.dataDir, 'profiles', id))).toBe(false)
    expect(readdirSync(journalFolder ?? '')).toContain('journal.db')
  })

  it('of the practice workspace stays', async () => {
    const all = { id: 'practice', typed: 'Practice workspace', journal: 'delete' as const }
    expect(await failureOf(profiles().remove(all))).toMatchObject({ code: 'profile.not-removable' })
    expect((await status()).profile.id).toBe('practice')
  })
})

describe('a profile whose settings cannot be read', () => {
  const broken = async (breakIt: (text: string) => string): Promise<OpenCompanion> => {
    const dataDir = mkdtempSync(path.join(os.tmpdir(), 'companion-broken-'))
    const before = await openCompanionIn(dataDir, practice, {})
    const { id } = await before.current().profiles.create({ name: 'Northwind', ...practice.targets })
    await before.close()
    const file = path.join(dataDir, 'profiles', id, 'settings.json')
    writeFileSync(file, breakIt(readFileSync(file, 'utf8')))
    const after = await openCompanionIn(dataDir, practice, {})
    return {
      ...after,
      async close() {
        await after.close()
        rmSync(dataDir, { recursive: true, force: true })
      },
    }
  }

  it('stays where it was connected, under its name, where another line broke', async () => {
    const after = await broken((text) => text.replace('"name": "Northwind"', '"name": "Northwind", "access": "all"'))
    const { workspace, profiles: own } = after.current()
    expect(await own.connection()).toMatchObject(practice.targets)
    const now = await workspace.status()
    expect(now).toMatchObject({ isFinished: false, profile: { name: 'Northwind', access: 'read-only' } })
    expect(now.keptAside).toEqual([expect.stringContaining('settings-unreadable')])
    await after.close()
  })

  it('is set up anew where nothing can be told of it, and writes nothing before', async () => {
    const after = await broken((text) => text.slice(0, 60))
    const { workspace, profiles: own, bulk } = after.current()
    expect((await workspace.status()).isFinished).toBe(false)
    await own.setAccess({ access: 'confirm', typed: 'New profile' })
    expect(await failureOf(bulk.start({ items: [anyItem], typedCount: 1 }))).toMatchObject({
      code: 'access.unfinished',
    })
    await own.setConnection(practice.targets)
    expect(await after.current().profiles.connection()).toMatchObject(practice.targets)
    await after.close()
  })
})

const anyItem = {
  opportunityId: '0065g00000CdEfGAAV',
  opportunityName: 'A deal',
  accountName: null,
  customerId: null,
  edits: { subscriptions: {} },
  fingerprint: 'none',
  acknowledged: [],
}

async function revocations(): Promise<number> {
  const all = await practice.salesforce.exchanges()
  return all.filter(({ path: asked }) => asked.endsWith('/services/oauth2/revoke')).length
}
