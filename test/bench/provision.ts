import { z } from 'zod'

import { drain } from '#test/harness/host-process'
import type { Exchange, PracticeProcess } from '#test/harness/practice-process'

import { report, timed } from './figure.ts'
import { openCompanion, type OpenCompanion } from '#test/harness/open-companion'

/*
 * provision.round-trips: HTTP round trips in sequence from `apply` to verified, catalogue warm.
 * provision.vs-script: its wall time against a plain script that makes the requests an engineer would, one after another.
 */

const latencyMs = 150
const dealsWanted = 5

const opened = await openCompanion()
try {
  const deals = await plainDeals(opened)
  const depths: number[] = []
  const ours: number[] = []
  const theirs: number[] = []
  for (const opportunityId of deals) {
    const preview = await opened.companion.provisioning.preview({ opportunityId, edits: { subscriptions: {} } })
    const acknowledged = preview.findings.filter(({ severity }) => severity === 'warning').map(({ key }) => key)
    await setLatency(opened.practice, latencyMs)
    await forget(opened.practice)
    ours.push(
      await timed(async () => {
        const { report: made } = await drain(
          await opened.companion.provisioning.apply({
            opportunityId,
            edits: { subscriptions: {} },
            fingerprint: preview.fingerprint,
            acknowledged,
          }),
        )
        if (made.run.state !== 'done') throw new Error(`The run of ${opportunityId} is ${made.run.state}`)
      }),
    )
    depths.push(sequenceOf(await exchangesOf(opened.practice)))
    theirs.push(await timed(() => plainScript(opened.practice, opportunityId)))
    await setLatency(opened.practice, 0)
  }
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length
  report({
    name: 'provision.round-trips',
    value: Math.max(...depths),
    unit: 'round trips in sequence',
    against: 'the longest chain of requests that did not overlap, over both services',
    ratio: Math.max(...depths) / 6,
    goal: '<= 6',
  })
  report({
    name: 'provision.vs-script',
    value: mean(ours),
    unit: 'ms',
    against: `a sequential script of 12 requests: ${Math.round(mean(theirs))} ms, ${latencyMs} ms latency each, ${deals.length} deals`,
    ratio: mean(ours) / mean(theirs),
    goal: 'ratio <= 0.5',
  })
} finally {
  await opened.close()
}

/** Deals of the story that nothing blocks and that make a customer, a subscription and a write-back. */
async function plainDeals({ companion }: OpenCompanion): Promise<string[]> {
  await drain(await companion.opportunities.sync({ full: true }))
  const { rows } = await companion.opportunities.list({ states: ['ready'] })
  const found: string[] = []
  for (const { id } of rows) {
    const preview = await companion.provisioning.preview({ opportunityId: id, edits: { subscriptions: {} } })
    const kinds = preview.steps.map(({ step }) => step.kind).join()
    if (kinds === 'create-customer,provision-subscription,write-back') found.push(id)
    if (found.length === dealsWanted) break
  }
  if (found.length === 0) throw new Error('The story has no plain deal')
  return found
}

async function setLatency({ salesforce, stigg }: PracticeProcess, ms: number): Promise<void> {
  await Promise.all([salesforce.latency(ms), stigg.latency(ms)])
}

async function forget({ salesforce, stigg }: PracticeProcess): Promise<void> {
  await Promise.all([salesforce.forgetExchanges(), stigg.forgetExchanges()])
}

async function exchangesOf({ salesforce, stigg }: PracticeProcess): Promise<Exchange[]> {
  return (await Promise.all([salesforce.exchanges(), stigg.exchanges()])).flat()
}

/** The greatest number of exchanges of which each began after the one before it had ended. */
function sequenceOf(exchanges: readonly Exchange[]): number {
  const intervals = exchanges
    .map(({ at, durationMs }) => {
      const start = Date.parse(at)
      return { start, end: start + z.number().parse(durationMs) }
    })
    .toSorted((a, b) => a.end - b.end)
  let count = 0
  let free = Number.NEGATIVE_INFINITY
  for (const { start, end } of intervals) {
    // Clocks are read in whole milliseconds: an overlap of less than a few is none.
    if (start < free - 5) continue
    count += 1
    free = end
  }
  return count
}

/** What an engineer would write in an afternoon: every request waits for the one before it. */
async function plainScript(practice: PracticeProcess, opportunityId: string): Promise<void> {
  const Announced = z.looseObject({
    salesforce: z.looseObject({ instanceUrl: z.string(), accessToken: z.string() }),
    stigg: z.looseObject({ baseUrl: z.string(), apiKey: z.string() }),
  })
  const { salesforce, stigg } = Announced.parse(practice.child.announced)
  const rest = `${salesforce.instanceUrl}/services/data/v66.0`
  const sf = (method: string, path: string, body?: object) =>
    send(`${rest}${path}`, method, { authorization: `Bearer ${salesforce.accessToken}` }, body)
  const query = (soql: string) => sf('GET', `/query?q=${encodeURIComponent(soql)}`)
  const api = (method: string, path: string, body?: object) =>
    send(`${new URL(stigg.baseUrl).origin}/api/v1${path}`, method, { 'x-api-key': stigg.apiKey }, body)
  const one = async (answer: Promise<Response>) =>
    z
      .object({ records: z.array(z.looseObject({ AccountId: z.string() })).min(1) })
      .parse(await (await answer).json())
      .records.at(0)

  const deal = await one(query(`SELECT Id, Name, AccountId FROM Opportunity WHERE Id = '${opportunityId}'`))
  const accountId = deal?.AccountId ?? ''
  await query(`SELECT Id, Product2Id, Quantity FROM OpportunityLineItem WHERE OpportunityId = '${opportunityId}'`)
  await query(`SELECT Id, Name FROM Account WHERE Id = '${accountId}'`)
  await query(`SELECT Id, Email FROM Contact WHERE AccountId = '${accountId}'`)
  await query('SELECT Id, Product2Id FROM PricebookEntry WHERE IsActive = true LIMIT 200')
  const customerId = `script-${accountId}`
  await api('GET', `/customers/${customerId}`)
  await api('POST', '/customers', { id: customerId, name: 'Script' })
  await api('GET', `/customers/${customerId}/integrations`)
  const made = await api('POST', '/subscriptions', { customerId, planId: 'plan-enterprise' })
  if (!made.ok) throw new Error(`The script's subscription was refused: ${await made.text()}`)
  await sf('PATCH', `/sobjects/Account/${accountId}`, { Description: 'scripted' })
  await sf('PATCH', `/sobjects/Opportunity/${opportunityId}`, { NextStep: 'scripted' })
  await api('GET', `/subscriptions?customerId=${customerId}`)
}

async function send(url: string, method: string, headers: Record<string, string>, body?: object): Promise<Response> {
  const answer = await fetch(url, {
    method,
    headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  await answer.clone().arrayBuffer()
  return answer
}
