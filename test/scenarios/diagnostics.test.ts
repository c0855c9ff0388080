import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'

import { diagnosticsText } from '#shared/domain/diagnostics'
import { drain } from '#test/harness/host-process'
import { openCompanionOn, type OpenCompanion } from '#test/harness/open-companion'
import { startPracticeProcess, type PracticeProcess } from '#test/harness/practice-process'
import { enterprise, worldOf, type Subject } from '#test/harness/sell-deals'

/*
 * What is handed to those who help holds nothing of a customer's: names, IDs, addresses and secrets are planted in the
 * org, the environment, the settings and the journal, and looked for in the report.
 */

const run = promisify(execFile)
const root = path.join(import.meta.dirname, '../..')
let practice: PracticeProcess
let opened: OpenCompanion
let subject: Subject
/** Everything that the report may not hold. */
let planted: readonly string[]

beforeAll(async () => {
  practice = await startPracticeProcess()
  const base = await openCompanionOn(practice)
  const { rules } = (await base.companion.workspace.status()).profile
  await base.close()
  opened = await openCompanionOn(
    practice,
    {},
    {
      profile: {
        name: 'Canary profile',
        rules: {
          ...rules,
          trialStages: ['Canary stage'],
          redirectUrl: 'https://canary-redirect.example/open?to={link}',
          creditPresets: rules.creditPresets.map((preset) => ({ ...preset, name: 'Canary preset' })),
        },
      },
    },
  )
  subject = await worldOf(practice).sell('Canary deal', enterprise)
  const edits = { subscriptions: {} }
  const { opportunityId } = subject
  const preview = await opened.companion.provisioning.preview({ opportunityId, edits })
  // The last step is refused, with the record's names in what Salesforce says.
  await practice.salesforce.addFault({
    match: { method: 'PATCH', path: '/sobjects|/composite' },
    fault: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
    times: 20,
  })
  await drain(
    await opened.companion.provisioning.apply({
      opportunityId,
      edits,
      fingerprint: preview.fingerprint,
      acknowledged: preview.findings.map(({ key }) => key),
    }),
  ).catch(() => undefined)
  await practice.salesforce.clearFaults()
  await drain(await opened.companion.opportunities.sync({}))
  const connection = JSON.parse(practice.line) as { salesforce: { accessToken?: string }; stigg: { apiKey: string } }
  const status = await opened.companion.workspace.status()
  planted = [
    'Canary',
    'canary',
    subject.opportunityId,
    subject.opportunityId.slice(0, 15),
    subject.accountId,
    subject.email,
    connection.stigg.apiKey,
    status.salesforce.org?.id ?? 'no org',
    status.salesforce.org?.name ?? 'no org',
    status.salesforce.org?.username ?? 'no org',
    status.salesforce.org?.userName ?? 'no org',
    status.stigg.environment?.id ?? 'no environment',
    status.stigg.environment?.name ?? 'no environment',
    opened.dataDir,
  ]
})
afterAll(async () => {
  await opened.close()
  await practice.child.stop()
})

const foundIn = (text: string): string[] => planted.filter((word) => text.includes(word))

describe('the report', () => {
  it('holds no name, ID, address or secret that was planted', async () => {
    const report = await opened.companion.app.diagnostics()
    expect(foundIn(`${JSON.stringify(report)}\n${diagnosticsText(report)}`)).toEqual([])
  })

  it('would be seen to hold one: the same search finds what the status says', async () => {
    expect(foundIn(JSON.stringify(await opened.companion.workspace.status())).length).toBeGreaterThan(5)
  })

  it('tells what is needed to help: both services, requests, deals and runs', async () => {
    const report = await opened.companion.app.diagnostics()
    expect(report).toMatchObject({
      salesforce: { host: 'this machine', state: 'connected', answered: 200, clockAheadSeconds: 0 },
      stigg: { host: 'this machine', state: 'connected' },
      mirror: { isWhole: true },
    })
    expect(report.salesforce.appRequests.used).toBeGreaterThan(0)
    expect(report.failures).toMatchObject([{ times: 1 }])
    expect(Object.values(report.runs).reduce((sum, count) => sum + count, 0)).toBe(1)
  })

  it('takes no API request of the org', async () => {
    await practice.salesforce.forgetExchanges()
    await opened.companion.app.diagnostics()
    const paths = (await practice.salesforce.exchanges()).map((exchange) => exchange.path)
    expect(new Set(paths)).toEqual(new Set(['/services/data/']))
  })

  it('sends no secret to find out whether a service answers', async () => {
    await practice.stigg.forgetExchanges()
    await opened.companion.app.diagnostics()
    for (const service of [practice.stigg, practice.salesforce]) {
      const asked = JSON.stringify(await service.exchanges())
      expect(asked).not.toMatch(/x-api-key|"authorization"/i)
    }
  })
})

describe('the command line', () => {
  it('prints the report, and ends', async () => {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'companion-diagnostics-'))
    onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
    const args = ['electron/hosts/browser/main.ts', '--diagnostics', '--data-dir', dataDir, '--practice', practice.line]
    const { stdout } = await run(process.execPath, args, { cwd: root })
    expect(stdout).toMatch(/^Stigg Companion, diagnostics\n/)
    expect(stdout).toContain('  state: connected')
    expect(foundIn(stdout)).toEqual([])
  })
})
