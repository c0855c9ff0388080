import { z } from 'zod'

import { drain } from '#test/harness/host-process'

import { percentile, report, timed } from './figure.ts'
import { openCompanion, type OpenCompanion } from '#test/harness/open-companion'

/*
 * mirror.search: p95 of a search over 100,000 opportunities through the contract, against the same on an empty mirror.
 * mirror.sync-delta: Salesforce API calls to catch up after 100 changes in 100,000.
 * core.memory: RSS of the process that holds the core, after the full sync.
 */

const deals = 100_000
const changes = 100
const searches = [
  'northwind',
  'acme',
  'renewal 2026',
  'plan',
  'o',
  'ltd expansion',
  '006',
  'zzzz-nothing',
  'söhne',
  'a b c',
]

const opened = await openCompanion(['--opportunities', String(deals)])
try {
  const { companion } = opened
  const empty = await searchTimes(opened)
  await drain(await companion.opportunities.sync({ full: true }))
  globalThis.gc?.()
  const rss = process.memoryUsage.rss() / 1024 / 1024
  const { total } = await companion.opportunities.list({})
  if (total < deals) throw new Error(`The mirror holds ${total} of ${deals} deals`)
  const full = await searchTimes(opened)
  report({
    name: 'mirror.search',
    value: percentile(full, 0.95),
    unit: 'ms',
    against: `the same calls on an empty mirror: p95 ${percentile(empty, 0.95).toFixed(2)} ms; ${total} deals, ${full.length} calls`,
    ratio: percentile(full, 0.95) / percentile(empty, 0.95),
    goal: '<= 50 ms',
  })
  await changeSome(opened)
  const { report: delta } = await drain(await companion.opportunities.sync({ full: false }))
  if (delta.changed < changes) throw new Error(`Only ${delta.changed} changes were seen`)
  report({
    name: 'mirror.sync-delta',
    value: delta.apiCalls,
    unit: 'API calls',
    against: `${changes} changes in ${total} deals, ${delta.changed} rows read again`,
    ratio: delta.apiCalls / 3,
    goal: '<= 3',
  })
  report({
    name: 'core.memory',
    value: rss,
    unit: 'MB RSS',
    against: `a full sync of ${total} deals in the process that holds the core`,
    ratio: rss / 350,
    goal: '<= 350 MB',
  })
} finally {
  await opened.close()
}

async function searchTimes({ companion }: OpenCompanion): Promise<number[]> {
  const times: number[] = []
  for (let round = 0; round < 5; round += 1) {
    for (const search of searches) {
      times.push(await timed(() => companion.opportunities.list({ search, limit: 100 })))
    }
  }
  return times
}

/** Touch deals as people in Salesforce would, 200 rows a call. */
async function changeSome({ practice }: OpenCompanion): Promise<void> {
  const rows = await practice.query(`SELECT Id FROM Opportunity WHERE IsWon = true LIMIT ${changes}`)
  const { salesforce } = z
    .looseObject({ salesforce: z.looseObject({ instanceUrl: z.string(), accessToken: z.string() }) })
    .parse(practice.child.announced)
  const answer = await fetch(`${salesforce.instanceUrl}/services/data/v66.0/composite/sobjects`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${salesforce.accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      allOrNone: true,
      records: rows.map(({ Id }) => ({
        attributes: { type: 'Opportunity' },
        id: Id,
        NextStep: 'changed for the bench',
      })),
    }),
  })
  if (!answer.ok) throw new Error(await answer.text())
}
