import { operationLimits } from '#practice/stigg/http/rate-limits'
import type { BulkCheckRow } from '#shared/domain/bulk'
import { drain } from '#test/harness/host-process'
import { openCompanion, type OpenCompanion } from '#test/harness/open-companion'
import { enterprise, worldOf } from '#test/harness/sell-deals'

import { report } from './figure.ts'

/*
 * bulk.throughput: 500 deals in one run, each a customer, a subscription and a write-back that are read back afterwards.
 * Stigg's limit is a sliding minute, so the first 250 go as fast as they can and the rest at the limit's pace: what is
 * measured is the pace from the last of the first window to the end, against the limit that the simulator enforces.
 */

const dealsWanted = 500
const latencyMs = 20
const counted = new Map<string, number>()

const opened = await openCompanion()
try {
  const { companion, practice } = opened
  const world = worldOf(practice)
  const opportunityIds: string[] = []
  for (let sold = 0; sold < dealsWanted; sold += 1) {
    opportunityIds.push((await world.sell('Bench', enterprise)).opportunityId)
  }
  await Promise.all([practice.salesforce.latency(latencyMs), practice.stigg.latency(latencyMs)])
  await callsOf()
  const checkedFrom = performance.now()
  const { events } = await drain(await companion.bulk.check({ opportunityIds }))
  const checkedMs = performance.now() - checkedFrom
  const checkCalls = await callsOf()

  const items = events.map(({ row }) => itemOf(row))
  const began = performance.now()
  const { id } = await companion.bulk.start({ items, typedCount: null })
  const ends: number[] = []
  for await (const { summary } of await companion.bulk.watch({ bulkId: id })) {
    while (ends.length < summary.counts.done) ends.push(performance.now() - began)
  }
  const { counts } = await companion.bulk.get({ bulkId: id })
  if (counts.done !== dealsWanted) throw new Error(`${counts.done} of ${dealsWanted} deals were done`)
  const runCalls = await callsOf()

  const limit = operationLimits.provisionSubscription
  const [from, to] = [ends[limit - 1] ?? Number.NaN, ends.at(-1) ?? Number.NaN]
  const perSecond = (dealsWanted - limit) / ((to - from) / 1000)
  const ceiling = limit / 60
  report({
    name: 'bulk.throughput',
    value: perSecond,
    unit: 'provisionings a second',
    against:
      `${limit} a minute, the limit of the simulator; ${dealsWanted} deals in ${(to / 1000).toFixed(1)} s, ${latencyMs} ms latency, ` +
      `checked in ${(checkedMs / 1000).toFixed(1)} s; requests a deal: check ${checkCalls}, run ${runCalls}`,
    ratio: perSecond / ceiling,
    goal: 'ratio >= 0.9',
  })
} finally {
  await opened.close()
}

/** Requests since the last look, by deal; those of longer ago than the services remember are counted by their numbers. */
async function callsOf(): Promise<string> {
  const [theirs, ours] = await Promise.all([newCalls(opened.practice.salesforce), newCalls(opened.practice.stigg)])
  return `${(theirs / dealsWanted).toFixed(1)} Salesforce + ${(ours / dealsWanted).toFixed(1)} Stigg`
}

async function newCalls(service: OpenCompanion['practice']['salesforce']): Promise<number> {
  const last = (await service.exchanges()).at(-1)?.n ?? 0
  const before = counted.get(service.url) ?? 0
  counted.set(service.url, last)
  return last - before
}

function itemOf(row: BulkCheckRow) {
  const { opportunityId, opportunityName, accountName, customerId, edits, fingerprint, findings } = row
  const acknowledged = findings.filter(({ severity }) => severity === 'warning').map(({ key }) => key)
  return { opportunityId, opportunityName, accountName, customerId, edits, fingerprint, acknowledged }
}
