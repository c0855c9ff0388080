import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

import type { VaultPort } from '#core/ports'
import { memoryVault } from '#hosts/composition/memory-vault'
import { blankGrant } from '#shared/domain/grant-presets'
import { setCallOut } from '#test/harness/call-outs'
import { applyTo, everyCall, forgetExchanges, unapproved, writesTo } from '#test/harness/every-call'
import { failureOf } from '#test/harness/failure-of'
import { drain } from '#test/harness/host-process'
import { openCompanionIn, type OpenCompanion } from '#test/harness/open-companion'
import { startPracticeProcess, type PracticeProcess } from '#test/harness/practice-process'
import { signInTo } from '#test/harness/sign-in-to'
import { callWorld, stopWork, type StoppedWork } from '#test/harness/stopped-work'

/*
 * What a profile's access level, its unfinished guide and its mixed pair forbid is forbidden in the one gateway: every
 * call of the contract that could write is made, over a save, a restart and a switch, and both services are asked
 * afterwards what reached them.
 */

let practice: PracticeProcess
let opened: OpenCompanion
let dataDir: string
let id: string
let work: StoppedWork
let refusedWith: readonly string[] = []
/** Sealed secrets, as the system would keep them from one start to the next. */
const vaults = new Map<string, VaultPort>()
const openVault = (folder: string): Promise<VaultPort> => {
  const vault = vaults.get(folder) ?? memoryVault()
  vaults.set(folder, vault)
  return Promise.resolve(vault)
}

const now = () => opened.current()
const Settings = z.looseObject({
  profile: z.looseObject({ access: z.string().optional() }),
  connection: z.looseObject({ environment: z.looseObject({ id: z.string() }), isFinished: z.boolean() }),
})
type Settings = z.infer<typeof Settings>

/** End the app and start it anew on the same folder; between the two, its settings may be changed. */
async function restart(change: (settings: Settings) => Settings = (settings) => settings): Promise<void> {
  await opened.close()
  const file = path.join(dataDir, 'profiles', id, 'settings.json')
  writeFileSync(file, JSON.stringify(change(Settings.parse(JSON.parse(readFileSync(file, 'utf8'))))))
  opened = await openCompanionIn(dataDir, practice, { openVault })
}

async function leaveAndComeBack(): Promise<void> {
  await now().profiles.open({ id: 'practice', stopRuns: false })
  await now().profiles.open({ id, stopRuns: false })
}

const world = callWorld({
  companion: () => now(),
  practice: () => practice,
  work: () => work,
  // Nothing but the practice workspace starts over.
  refusedWith: () => [...refusedWith, 'access.read-only'],
})
// These two would end for good what the next round goes on with; read-only.test.ts makes them.
const { 'provisioning.abandon': _given, 'bulk.cancel': _cancelled, ...writing } = everyCall(world).writing

async function everyWriteIsRefused(): Promise<void> {
  for (const call of Object.values(writing)) await call()
  expect(await writesTo(practice)).toEqual([])
}

beforeAll(async () => {
  practice = await startPracticeProcess()
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'companion-access-'))
  opened = await openCompanionIn(dataDir, practice, { openVault })
  ;({ id } = await now().profiles.create({ name: 'Northwind', ...practice.targets }))
  await signInTo(now(), practice)
  const key = practice.stigg.apiKey
  const { environment } = await now().profiles.setStiggKey({ key, confirm: null })
  await now().profiles.setStiggKey({ key, confirm: { environmentId: environment.id, name: null } })
  await now().profiles.finish()
  await setCallOut(now(), practice, { url: 'https://app.northwind.example/workspaces' })

  // A run and a bulk run that a dead session stopped, while the profile could still write.
  const rules = (await now().workspace.status()).profile.rules
  await now().settings.saveRules({ rules: { ...rules, callOut: null } })
  work = await stopWork(now(), practice)
  await now().settings.saveRules({ rules })
  await now().profiles.setAccess({ access: 'read-only', typed: '' })
  await signInTo(now(), practice)
  await forgetExchanges(practice)
})
afterAll(async () => {
  await opened.close()
  await practice.child.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

describe('every write of the contract', () => {
  it('is refused on a profile that may only read', async () => {
    refusedWith = ['access.read-only']
    await everyWriteIsRefused()
  })

  it('is so after something else was saved, after a restart, and after another profile was open', async () => {
    await now().profiles.rename({ name: 'Northwind EU' })
    await restart()
    await everyWriteIsRefused()
    await leaveAndComeBack()
    await everyWriteIsRefused()
    expect((await now().workspace.status()).profile).toMatchObject({ id, name: 'Northwind EU', access: 'read-only' })
  })

  it('is refused on a profile whose guide was not finished, whatever its access says', async () => {
    refusedWith = ['access.unfinished']
    await restart(({ profile, connection, ...others }) => ({
      ...others,
      profile: { ...profile, access: 'confirm' },
      connection: { ...connection, isFinished: false },
    }))
    await everyWriteIsRefused()
    await leaveAndComeBack()
    await everyWriteIsRefused()
  })

  it('is refused on a mixed pair until somebody says that it is meant, and again after each switch and restart', async () => {
    refusedWith = ['access.mixed-pair']
    // A key that may not ask what its environment is: beside a sandbox, that is a mixed pair.
    await practice.stigg.addFault({
      match: { path: '/graphql', bodyIncludes: 'environments' },
      fault: 'AccessDeniedError',
      times: null,
    })
    const { environment } = await environmentNow()
    await restart(({ connection, ...others }) => ({
      ...others,
      connection: { ...connection, isFinished: true, environment: { ...environment, name: 'Staging', isNamed: true } },
    }))
    await now().workspace.reconnect()
    expect((await now().workspace.status()).profile).toMatchObject({ kind: 'mixed', access: 'confirm' })
    await everyWriteIsRefused()

    await now().profiles.confirmMixedPair()
    expect((await now().workspace.status()).isMixedPairConfirmed).toBe(true)
    await leaveAndComeBack()
    expect((await now().workspace.status()).isMixedPairConfirmed).toBe(false)
    await everyWriteIsRefused()

    await now().profiles.confirmMixedPair()
    await restart()
    expect((await now().workspace.status()).isMixedPairConfirmed).toBe(false)
    await everyWriteIsRefused()
  })

  it('asks for the name on a profile that asks to retype, whatever was approved', async () => {
    await practice.stigg.clearFaults()
    const { environment } = await environmentNow()
    await restart(({ profile, connection, ...others }) => ({
      ...others,
      profile: { ...profile, access: 'retype' },
      connection: { ...connection, environment: { ...environment } },
    }))
    await now().workspace.reconnect()
    await leaveAndComeBack()
    await now().workspace.reconnect()
    expect((await now().workspace.status()).profile).toMatchObject({ kind: 'sandbox', access: 'retype' })
    await forgetExchanges(practice)
    for (const [name, call] of Object.entries(untyped)) {
      expect([name, (await failureOf(call())).code]).toEqual([name, expect.stringMatching(/\.unconfirmed$/)])
    }
    expect(await writesTo(practice)).toEqual([])
  })

  it('is let through once what is asked for was typed', async () => {
    const { rules } = (await now().workspace.status()).profile
    await now().settings.saveRules({ rules: { ...rules, callOut: null } })
    const { deal } = await now().provisioning.preview({
      opportunityId: work.untouchedDeal,
      edits: { subscriptions: {} },
    })
    const { report } = await applyTo(now(), work.untouchedDeal, deal.account?.name)
    expect(report.run.state).toBe('done')
    expect(await writesTo(practice)).toContain('POST /api/v1/subscriptions')
  })
})

/** Whose the key is, as Stigg says it now. */
const environmentNow = () => now().profiles.setStiggKey({ key: practice.stigg.apiKey, confirm: null })

/** Writes that were looked at and approved, with nothing typed. */
const untyped: Readonly<Record<string, () => Promise<unknown>>> = {
  'provisioning.apply': () => applyTo(now(), work.untouchedDeal),
  'bulk.start': async () => {
    const { events } = await drain(await now().bulk.check({ opportunityIds: [work.untouchedDeal] }))
    const rows = events.map(({ row }) => row)
    const items = rows.map((row) => ({ ...unapproved(work.untouchedDeal), fingerprint: row.fingerprint }))
    return now().bulk.start({ items, typedCount: null })
  },
  'acts.apply': async () => {
    const { subscriptions } = await now().customers.subscriptions(work.granted)
    const live = subscriptions.find(({ status }) => status === 'ACTIVE')
    const act = {
      kind: 'cancel' as const,
      customerId: work.granted.customerId,
      subscriptionId: live?.id ?? '',
      opportunityId: null,
      time: 'IMMEDIATE' as const,
      endDate: null,
      revokes: false,
      prorates: false,
    }
    const { fingerprint } = await now().acts.preview({ act })
    return drain(await now().acts.apply({ act, fingerprint, typed: '' }))
  },
  'credits.apply': async () => {
    const act = { kind: 'grant-credits' as const, request: grant() }
    const { fingerprint, findings } = await now().credits.preview({ act })
    const acknowledged = findings.map(({ code }) => code)
    return drain(await now().credits.apply({ act, fingerprint, acknowledged, typed: '' }))
  },
  'workflows.fire': async () => {
    const call = {
      workflowId: 'notify-csm',
      customerId: work.granted.customerId,
      subscriptionId: null,
      opportunityId: null,
      values: { message: 'Hello' },
      payload: null,
      isTest: true,
    }
    const { runId, fingerprint } = await now().workflows.preview({ call })
    return drain(await now().workflows.fire({ call, runId, fingerprint, typed: '' }))
  },
  'settings.tryCallOut': () => now().settings.tryCallOut({ opportunityId: work.untouchedDeal }),
}

const grant = () => ({
  ...blankGrant({ customerId: work.granted.customerId, opportunityId: null }),
  currencyId: work.granted.currencyId,
  displayName: 'Goodwill',
  amount: '10',
})
