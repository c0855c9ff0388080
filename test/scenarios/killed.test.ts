import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

import { STORIES } from '#practice/seed/deals/all'
import { drain, startHostProcess, type HostProcess } from '#test/harness/host-process'
import { startPracticeProcess, type PracticeProcess } from '#test/harness/practice-process'

/*
 * A host is ended with SIGKILL between any two steps of a run, and started again. The practice services live on in a
 * process of their own and say what became of the requests.
 */

const noEdits = { subscriptions: {} }
let practice: PracticeProcess
let folder: string

beforeAll(async () => {
  practice = await startPracticeProcess()
  folder = mkdtempSync(path.join(os.tmpdir(), 'companion-killed-'))
})
afterAll(async () => {
  await practice.child.stop()
  rmSync(folder, { recursive: true, force: true })
})

type Service = 'salesforce' | 'stigg'
interface Moment {
  readonly title: string
  readonly service: Service
  readonly match: { readonly method: string; readonly path: string }
  /** Before the request is handled, or after it was and before its answer. */
  readonly fault: 'hang' | 'hang-after'
}

const requests: readonly Omit<Moment, 'fault' | 'title'>[] = [
  { service: 'stigg', match: { method: 'POST', path: '/api/v1/customers$' } },
  { service: 'stigg', match: { method: 'POST', path: '/api/v1/subscriptions$' } },
  { service: 'salesforce', match: { method: 'PATCH', path: '/composite/sobjects' } },
]
const moments: readonly Moment[] = requests.flatMap((request) => [
  { ...request, fault: 'hang', title: `before ${request.match.method} ${request.match.path} is applied` },
  { ...request, fault: 'hang-after', title: `after ${request.match.method} ${request.match.path} was applied` },
])

const plainStories = STORIES.filter(({ shows }) =>
  shows.some((shown) =>
    [
      'ready: custom plan with feature entitlements',
      'ready: custom plan with feature and credit entitlements',
      'ready: add-ons',
      'ready: CPQ-synced lines',
      'ready: right-to-left names',
      'ready: sixty lines',
    ].includes(shown),
  ),
)

async function begin(host: HostProcess, opportunityId: string): Promise<void> {
  const { findings, fingerprint } = await host.companion.provisioning.preview({ opportunityId, edits: noEdits })
  const acknowledged = findings.filter(({ severity }) => severity === 'warning').map(({ key }) => key)
  const stream = await host.companion.provisioning.apply({ opportunityId, edits: noEdits, fingerprint, acknowledged })
  // The host dies in the middle of it, and the stream with it.
  drain(stream).catch(() => undefined)
}

const until = async (isTrue: () => Promise<boolean>): Promise<void> => {
  while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 25))
}

describe('a host that is killed in the middle of a run', () => {
  it.each(moments)('$title: is offered its run again, and makes one of everything', async (moment) => {
    const { service, match, fault } = moment
    const index = moments.indexOf(moment)
    const story = plainStories[index]
    if (!story) throw new Error('Not enough plain stories')
    const rows = await practice.query('SELECT Id, Name, AccountId FROM Opportunity')
    const row = rows.find(({ Name }) => Name === story.name)
    const opportunityId = String(row?.Id)
    const dataDir = path.join(folder, String(index))

    const host = await startHostProcess(dataDir, ['--practice', practice.line])
    const rule = await practice[service].addFault({ match, fault: { kind: fault } })
    await begin(host, opportunityId)
    await until(async () => (await practice[service].fired(rule)) > 0)
    await host.child.kill()
    await practice[service].clearFaults()

    const again = await startHostProcess(dataDir, ['--practice', practice.line])
    try {
      const [run, ...others] = await again.companion.runs.list({ states: ['interrupted'] })
      expect(others).toEqual([])
      expect(run).toMatchObject({ opportunityId, state: 'interrupted' })
      expect(await again.companion.workspace.status()).toMatchObject({ interruptedRuns: 1 })
      const { report } = await drain(await again.companion.provisioning.resume({ runId: run?.id ?? '' }))
      expect(report.run).toMatchObject({ state: 'done' })
      expect(report.run.verification?.fields.filter(({ result }) => result === 'different')).toEqual([])

      const held = z
        .array(z.looseObject({ metadata: z.record(z.string(), z.string()) }))
        .parse(await practice.stiggData(`/subscriptions?customerId=${report.run.customerId}&limit=100`))
      expect(held.filter(({ metadata }) => metadata.companionOpportunity === opportunityId)).toHaveLength(1)
      const [opportunity] = await practice.query(
        `SELECT Stigg_Subscription_ID__c, Account.Stigg_Customer_ID__c FROM Opportunity WHERE Id = '${opportunityId}'`,
      )
      expect(opportunity).toMatchObject({ Account: { Stigg_Customer_ID__c: report.run.customerId } })
      expect(opportunity?.Stigg_Subscription_ID__c).toMatch(/^sub-/)
    } finally {
      await again.child.stop()
    }
  })
})

describe('two hosts that provision one deal at the same moment', () => {
  it('make one customer and one subscription, and both say so', async () => {
    const story = STORIES.find(({ shows }) => shows.includes('ready: SOQL metacharacters in names'))
    const rows = await practice.query('SELECT Id, Name FROM Opportunity')
    const opportunityId = String(rows.find(({ Name }) => Name === story?.name)?.Id)
    const hosts = await Promise.all(
      ['one', 'two'].map((name) => startHostProcess(path.join(folder, name), ['--practice', practice.line])),
    )
    try {
      const approvals = await Promise.all(
        hosts.map(async ({ companion }) => ({
          companion,
          preview: await companion.provisioning.preview({ opportunityId, edits: noEdits }),
        })),
      )
      const ends = await Promise.all(
        approvals.map(async ({ companion, preview }) => {
          const stream = await companion.provisioning.apply({
            opportunityId,
            edits: noEdits,
            fingerprint: preview.fingerprint,
            acknowledged: preview.findings.map(({ key }) => key),
          })
          return drain(stream).then(
            ({ report }) => report.run,
            // Where one was quicker, the other is told that the deal changed.
            (error: unknown) => error,
          )
        }),
      )
      const runs = ends.filter((end) => !(end instanceof Error))
      expect(runs.length).toBeGreaterThan(0)
      for (const run of runs) expect(run).toMatchObject({ state: 'done' })
      const customerId = approvals[0]?.preview.draft?.customer.id ?? ''
      const held = z
        .array(z.looseObject({ metadata: z.record(z.string(), z.string()) }))
        .parse(await practice.stiggData(`/subscriptions?customerId=${customerId}&limit=100`))
      expect(held.filter(({ metadata }) => metadata.companionOpportunity === opportunityId)).toHaveLength(1)
    } finally {
      await Promise.all(hosts.map(({ child }) => child.stop()))
    }
  })
})
