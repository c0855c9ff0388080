import { isContractProcedure } from '@orpc/contract'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { contract } from '#shared/contract/index'
import type { AccessLevel } from '#shared/domain/profile'
import { applyTo, everyCall, forgetExchanges, writesTo } from '#test/harness/every-call'
import { startHostProcess, type HostProcess } from '#test/harness/host-process'
import { startPracticeProcess, type PracticeProcess } from '#test/harness/practice-process'
import { callWorld, stopWork, type StoppedWork } from '#test/harness/stopped-work'

/*
 * There is one door for writes. On a profile that may only read, every call of the contract is made, and both services are
 * asked afterwards what reached them: nothing that changes anything.
 */

let practice: PracticeProcess
let host: HostProcess
let dataDir: string
let work: StoppedWork

const settingsFile = () => path.join(dataDir, 'profiles', 'practice', 'settings.json')

function setAccess(access: AccessLevel): void {
  mkdirSync(path.dirname(settingsFile()), { recursive: true })
  writeFileSync(settingsFile(), JSON.stringify({ profile: { access } }))
}

const world = callWorld({
  companion: () => host.companion,
  practice: () => practice,
  work: () => work,
  refusedWith: () => ['access.read-only'],
})
const { reading, writing } = everyCall(world)

function callsOf(router: object, above = ''): string[] {
  return Object.entries(router).flatMap(([name, entry]: [string, object]) =>
    isContractProcedure(entry) ? [above + name] : callsOf(entry, `${above}${name}.`),
  )
}

beforeAll(async () => {
  practice = await startPracticeProcess()
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'companion-read-only-'))
  host = await startHostProcess(dataDir, ['--practice', practice.line])
  work = await stopWork(host.companion, practice)
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
    const { run } = await host.companion.runs.get({ runId: work.stoppedRun })
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
    expect((await applyTo(host.companion, work.untouchedDeal)).report.run.state).toBe('done')
    expect(await writesTo(practice)).toEqual(
      expect.arrayContaining([
        'POST /api/v1/subscriptions',
        expect.stringMatching(/^PATCH \/services\/data\/v[\d.]+\/composite\/sobjects$/),
      ]),
    )
  })
})
