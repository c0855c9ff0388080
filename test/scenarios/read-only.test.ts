import { isContractProcedure } from '@orpc/contract'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { STORIES } from '#practice/seed/deals/all'
import type { Shown } from '#practice/seed/shown'
import { contract } from '#shared/contract/index'
import type { AccessLevel } from '#shared/domain/profile'
import { applyTo, everyCall, forgetExchanges, unapproved, writesTo, type CallWorld } from '#test/harness/every-call'
import { drain, startHostProcess, type HostProcess } from '#test/harness/host-process'
import { startPracticeProcess, type PracticeProcess } from '#test/harness/practice-process'

/*
 * There is one door for writes. On a profile that may only read, every call of the contract is made, and both services are
 * asked afterwards what reached them: nothing that changes anything.
 */

let practice: PracticeProcess
let host: HostProcess
let dataDir: string
/** A run that a dead session stopped before its last step, while the profile could still write. */
let stoppedRun: string
let untouchedDeal: string
/** Credits of a customer that has some. */
let granted: { customerId: string; currencyId: string; resourceId: null }
/** A bulk run that the same dead session paused. */
let haltedBulk: string

const settingsFile = () => path.join(dataDir, 'profiles', 'practice', 'settings.json')

function setAccess(access: AccessLevel): void {
  mkdirSync(path.dirname(settingsFile()), { recursive: true })
  writeFileSync(settingsFile(), JSON.stringify({ profile: { access } }))
}

async function idOf(shows: Shown): Promise<string> {
  const story = STORIES.find((candidate) => candidate.shows.includes(shows))
  const rows = await practice.query('SELECT Id, Name FROM Opportunity')
  return String(rows.find(({ Name }) => Name === story?.name)?.Id)
}

const world: CallWorld = {
  companion: () => host.companion,
  get practice() {
    return practice
  },
  get untouchedDeal() {
    return untouchedDeal
  },
  get stoppedRun() {
    return stoppedRun
  },
  get haltedBulk() {
    return haltedBulk
  },
  get granted() {
    return granted
  },
  refusedWith: ['access.read-only'],
}
const { reading, writing } = everyCall(world)

function callsOf(router: object, above = ''): string[] {
  return Object.entries(router).flatMap(([name, entry]: [string, object]) =>
    isContractProcedure(entry) ? [above + name] : callsOf(entry, `${above}${name}.`),
  )
}

beforeAll(async () => {
  practice = await startPracticeProcess()
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'companion-read-only-'))
  const [account] = await practice.query(
    "SELECT Stigg_Customer_ID__c FROM Account WHERE Stigg_Customer_ID__c <> null AND Name LIKE 'Tidewater%'",
  )
  granted = { customerId: String(account?.Stigg_Customer_ID__c), currencyId: 'currency-api-credits', resourceId: null }
  untouchedDeal = await idOf('ready: add-ons')
  host = await startHostProcess(dataDir, ['--practice', practice.line])
  await practice.salesforce.addFault({
    match: { method: 'PATCH', path: '/composite/sobjects' },
    fault: 'expire-all-sessions',
  })
  await practice.salesforce.addFault({ match: { path: '/services/oauth2/token' }, fault: 'refresh-revoked' })
  const { report } = await applyTo(host.companion, await idOf('ready: custom plan with feature entitlements'))
  stoppedRun = report.run.id
  haltedBulk = (await host.companion.bulk.start({ items: [unapproved(untouchedDeal)], typedCount: null })).id
  await drain(await host.companion.bulk.watch({ bulkId: haltedBulk }))
  await practice.salesforce.clearFaults()
  await host.child.stop()
  setAccess('read-only')
  host = await startHostProcess(dataDir, ['--practice', practice.line])
  await forgetExchanges(practice)
})
afterAll(async () => {
  await host.child.stop()
  await practice.child.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

describe('a profile that may only read', () => {
  it('knows of every call of the contract whether it could write', () => {
    const known = [...Object.keys(reading), ...Object.keys(writing)]
    expect(known.toSorted()).toEqual(callsOf(contract).toSorted())
  })

  it.each(Object.keys(reading))('answers %s', async (name) => {
    await expect(reading[name]?.()).resolves.not.toThrow()
  })

  it.each(Object.keys(writing))('lets %s change nothing', async (name) => {
    await writing[name]?.()
  })

  it('has sent nothing that changes anything, to either service', async () => {
    expect(await writesTo(practice)).toEqual([])
    const { run } = await host.companion.runs.get({ runId: stoppedRun })
    expect(run.steps.at(-1)).toMatchObject({ state: 'abandoned', attempt: 1 })
  })

  it('stays so over whatever the app saves, and over a restart', async () => {
    expect(readFileSync(settingsFile(), 'utf8')).toContain('mappingFields')
    await host.child.stop()
    host = await startHostProcess(dataDir, ['--practice', practice.line])
    expect((await host.companion.workspace.status()).profile.access).toBe('read-only')
  })

  it('is the only thing in the way: the same calls write once it may write', async () => {
    setAccess('confirm')
    await forgetExchanges(practice)
    expect((await applyTo(host.companion, untouchedDeal)).report.run.state).toBe('done')
    expect(await writesTo(practice)).toEqual(
      expect.arrayContaining([
        'POST /api/v1/subscriptions',
        expect.stringMatching(/^PATCH \/services\/data\/v[\d.]+\/composite\/sobjects$/),
      ]),
    )
  })
})
