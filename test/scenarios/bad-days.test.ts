import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { dealThatShows } from '#test/harness/deal-that-shows'
import { failureOf } from '#test/harness/failure-of'
import { drain, startHostProcess, type HostProcess } from '#test/harness/host-process'
import { startPracticeProcess, type PracticeProcess } from '#test/harness/practice-process'

/* What goes wrong on an ordinary day: a clear failure, and nothing lost. */

const noEdits = { subscriptions: {} }
let practice: PracticeProcess
let folder: string
let host: HostProcess

beforeAll(async () => {
  practice = await startPracticeProcess()
  folder = mkdtempSync(path.join(os.tmpdir(), 'companion-bad-days-'))
  host = await startHostProcess(path.join(folder, 'host'), ['--practice', practice.line])
})
afterAll(async () => {
  await host.child.stop()
  await practice.child.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function provision(opportunityId: string) {
  const { findings, fingerprint } = await host.companion.provisioning.preview({ opportunityId, edits: noEdits })
  const acknowledged = findings.map(({ key }) => key)
  const stream = await host.companion.provisioning.apply({ opportunityId, edits: noEdits, fingerprint, acknowledged })
  return (await drain(stream)).report.run
}

describe('a session that dies in the middle of a run', () => {
  it('stops the run before anything is lost, asks to sign in again, and goes on by itself afterwards', async () => {
    const id = await dealThatShows('ready: custom plan with feature entitlements', practice)
    const { companion } = host
    await practice.salesforce.addFault({
      match: { method: 'PATCH', path: '/composite/sobjects' },
      fault: 'expire-all-sessions',
    })
    await practice.salesforce.addFault({ match: { path: '/services/oauth2/token' }, fault: 'refresh-revoked' })
    const run = await provision(id)
    expect(run.state).toBe('attention')
    expect(run.steps.map(({ state }) => state)).toEqual(['done', 'done', 'refused'])
    expect(run.steps[2]?.failure).toMatchObject({ code: 'salesforce.signed-out' })
    expect((await companion.workspace.status()).salesforce).toMatchObject({ state: 'signed-out' })

    await practice.salesforce.clearFaults()
    const signIn = await companion.workspace.signIn()
    const first = await signIn.next()
    if (first.done) throw new Error('The sign-in ended before it began')
    // The person signs in and allows the app, in a browser.
    await fetch(first.value.authorizeUrl, { headers: { 'x-practice-approve': 'olivia.ops@northwind.example' } })
    expect((await drain(signIn)).report).toEqual({
      username: 'olivia.ops@northwind.example',
      before: 'olivia.ops@northwind.example',
    })
    await expect
      .poll(async () => (await companion.runs.get({ runId: run.id })).run.state, { timeout: 15_000 })
      .toBe('done')
    expect((await companion.workspace.status()).salesforce).toMatchObject({ state: 'connected' })
  })

  it('is refreshed without anybody noticing while it can be', async () => {
    await practice.salesforce.addFault({
      match: { method: 'PATCH', path: '/composite/sobjects' },
      fault: 'expire-all-sessions',
    })
    expect(await provision(await dealThatShows('ready: add-ons', practice))).toMatchObject({ state: 'done' })
  })
})

describe('what Salesforce refuses', () => {
  it('is shown in its own words, with the run resumable once the rule is mended', async () => {
    await practice.salesforce.addFault({
      match: { method: 'PATCH', path: '/composite/sobjects' },
      fault: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
    })
    const run = await provision(await dealThatShows('ready: CPQ-synced lines', practice))
    expect(run.state).toBe('attention')
    expect(run.steps.at(-1)?.failure).toMatchObject({
      code: 'salesforce.refused',
      facts: { errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION' },
    })
    const { report } = await drain(await host.companion.provisioning.resume({ runId: run.id }))
    expect(report.run.state).toBe('done')
  })

  it('can be given up with a reason, and what was done stays done', async () => {
    await practice.salesforce.addFault({
      match: { method: 'PATCH', path: '/composite/sobjects' },
      fault: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
    })
    const run = await provision(await dealThatShows('ready: right-to-left names', practice))
    const given = await host.companion.provisioning.abandon({ runId: run.id, reason: 'Linked by hand' })
    expect(given).toMatchObject({ state: 'abandoned', abandonReason: 'Linked by hand' })
    expect(given.steps.map(({ state }) => state)).toEqual(['done', 'done', 'abandoned'])
    const again = host.companion.provisioning.resume({ runId: run.id })
    expect(await failureOf(again.then(drain))).toMatchObject({ code: 'run.not-resumable' })
  })
})

describe('what comes from outside', () => {
  it.each([
    'javascript:alert(1)',
    'stigg-companion://open/opportunity/..%2f..%2fetc%2fpasswd?org=x&env=y',
    'https://evil.example/lightning/r/Opportunity/0065g00000CdEfGAAV/view',
    "006' OR Name != '",
    '\u0000\u202e',
    `stigg-companion://open/customer/${'a'.repeat(300)}?org=00D5g000004XyZQEA0&env=x`,
  ])('that is no link of ours is refused: %j', async (text) => {
    const failure = await failureOf(host.companion.links.resolve({ text }))
    expect(['link.invalid', 'link.other-profile']).toContain(failure.code)
  })

  it.each(['O\'Brien \\ "100%_off"', '%', "' OR 1=1 --", '"', 'a* NEAR b', '🎉', '\\'])(
    'is searched for as it is written: %j',
    async (search) => {
      const page = await host.companion.opportunities.list({ search })
      expect(page.total).toBe(page.rows.length)
    },
  )

  it('is refused where a call is malformed, naming what is wrong', async () => {
    const call = host.companion.provisioning.preview({ opportunityId: 'not an ID', edits: noEdits })
    await expect(call).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })
})

describe('files that were damaged', () => {
  it('are kept aside and named, and the app starts all the same', async () => {
    const dataDir = path.join(folder, 'damaged')
    const first = await startHostProcess(dataDir, ['--practice', practice.line])
    await drain(await first.companion.opportunities.sync({ full: true }))
    await first.child.stop()
    const profile = path.join(dataDir, 'profiles', 'practice')
    writeFileSync(path.join(profile, 'settings.json'), '{"profile": {"name": "Trunca')
    for (const name of ['journal.db', 'mirror.db']) {
      for (const rest of ['-wal', '-shm']) rmSync(path.join(profile, name + rest), { force: true })
      writeFileSync(path.join(profile, name), 'this is not a database, it was one once'.repeat(200))
    }
    const again = await startHostProcess(dataDir, ['--practice', practice.line])
    try {
      const { keptAside } = await again.companion.workspace.status()
      expect(keptAside.some((name) => name.includes('settings'))).toBe(true)
      expect(keptAside.some((name) => name.includes('journal'))).toBe(true)
      for (const name of keptAside) {
        const kept = path.isAbsolute(name) ? name : path.join(profile, name)
        expect(existsSync(kept), `${name} among ${readdirSync(profile).join(', ')}`).toBe(true)
      }
      const settings = keptAside.find((name) => name.includes('settings')) ?? ''
      expect(readFileSync(path.isAbsolute(settings) ? settings : path.join(profile, settings), 'utf8')).toContain(
        'Trunca',
      )
      const { report } = await drain(await again.companion.opportunities.sync({ full: true }))
      expect(report.changed).toBeGreaterThan(30)
    } finally {
      await again.child.stop()
    }
  })

  it('are not touched while another process has the folder: the second start says so', async () => {
    const second = startHostProcess(path.join(folder, 'host'), ['--practice', practice.line])
    const { url } = await second.then(async (opened) => {
      await opened.child.stop()
      return opened
    })
    // It handed over: its link leads to the first one.
    expect(new URL(url).port).toBe(new URL(host.url).port)
  })
})
