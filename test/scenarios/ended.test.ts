import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

import { dealThatShows } from '#test/harness/deal-that-shows'
import { drain, startHostProcess, type HostProcess } from '#test/harness/host-process'
import { startPracticeProcess, type PracticeProcess } from '#test/harness/practice-process'

/* A host is told to end (Ctrl+C, a logout, an update) while something is under way. */

const edits = { subscriptions: {} }
let practice: PracticeProcess
let folder: string

beforeAll(async () => {
  practice = await startPracticeProcess()
  folder = mkdtempSync(path.join(os.tmpdir(), 'companion-ended-'))
})
afterAll(async () => {
  await practice.child.stop()
  rmSync(folder, { recursive: true, force: true })
})

const start = (name: string): Promise<HostProcess> =>
  startHostProcess(path.join(folder, name), ['--practice', practice.line])

async function begin({ companion }: HostProcess, opportunityId: string): Promise<void> {
  const { findings, fingerprint } = await companion.provisioning.preview({ opportunityId, edits })
  const acknowledged = findings.map(({ key }) => key)
  const stream = await companion.provisioning.apply({ opportunityId, edits, fingerprint, acknowledged })
  // The host ends in the middle of it, and the stream with it.
  drain(stream).catch(() => undefined)
}

const until = async (isTrue: () => Promise<boolean>): Promise<void> => {
  while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 25))
}

const moments = [
  {
    title: 'while Stigg takes its time',
    shows: 'ready: custom plan with feature entitlements',
    fault: { kind: 'delay', ms: 1000 },
    // What was under way came to its end, and is known.
    left: ['done', 'done', 'planned'],
  },
  {
    title: 'while Stigg answers nothing any more',
    shows: 'ready: add-ons',
    fault: { kind: 'hang-after' },
    left: ['done', 'sent', 'planned'],
  },
] as const

describe('a host that is told to end in the middle of a run', () => {
  it.each(moments)('$title, ends, offers the run again, and makes one of everything', async (moment) => {
    const opportunityId = await dealThatShows(moment.shows, practice)
    const host = await start(moment.fault.kind)
    const rule = await practice.stigg.addFault({
      match: { method: 'POST', path: '/api/v1/subscriptions$' },
      fault: moment.fault,
    })
    await begin(host, opportunityId)
    await until(async () => (await practice.stigg.fired(rule)) > 0)
    await host.child.stop()
    expect(host.child.process.exitCode).toBe(0)
    await practice.stigg.clearFaults()

    const again = await start(moment.fault.kind)
    try {
      const [left] = await again.companion.runs.list({ states: ['interrupted'] })
      const { run } = await again.companion.runs.get({ runId: left?.id ?? '' })
      expect(run.opportunityId).toBe(opportunityId)
      expect(run.steps.map(({ state }) => state)).toEqual(moment.left)
      const { report } = await drain(await again.companion.provisioning.resume({ runId: run.id }))
      expect(report.run.state).toBe('done')
      const held = z
        .array(z.looseObject({ metadata: z.record(z.string(), z.string()) }))
        .parse(await practice.stiggData(`/subscriptions?customerId=${report.run.customerId}&limit=100`))
      expect(held.filter(({ metadata }) => metadata.companionOpportunity === opportunityId)).toHaveLength(1)
    } finally {
      await again.child.stop()
    }
  })
})

describe('a host that is cut off while it reads the deals for the first time', () => {
  it.each(['stop', 'kill'] as const)('(%s) reads them all at the next start', async (end) => {
    const name = `first-sync-${end}`
    await practice.salesforce.latency(150)
    const host = await start(name)
    const stream = await host.companion.opportunities.sync({ full: true })
    drain(stream).catch(() => undefined)
    await host.child[end]()
    await practice.salesforce.latency(0)
    const again = await start(name)
    try {
      await drain(await again.companion.opportunities.sync({}))
      const { total } = await again.companion.opportunities.list({})
      expect(total).toBeGreaterThan(30)
      await drain(await again.companion.opportunities.sync({ full: true }))
      expect((await again.companion.opportunities.list({})).total).toBe(total)
      expect((await again.companion.workspace.status()).keptAside).toEqual([])
    } finally {
      await again.child.stop()
    }
  })
})

describe('two starts at the same moment on one folder', () => {
  it('share one host', async () => {
    const hosts = await Promise.all([start('together'), start('together')])
    try {
      const [one, other] = hosts.map(({ child }) => child.announced['port'])
      expect(one).toBe(other)
      const [first, second] = await Promise.all(hosts.map(({ companion }) => companion.workspace.status()))
      // Both were let in; what is known of the connections grows between the two answers.
      expect(first?.profile).toEqual(second?.profile)
    } finally {
      await Promise.all(hosts.map(({ child }) => child.stop()))
    }
  })
})
