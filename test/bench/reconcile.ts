import { z } from 'zod'

import { drain } from '#test/harness/host-process'
import { openCompanion, type OpenCompanion } from '#test/harness/open-companion'

import { report } from './figure.ts'

/*
 * reconcile.calls: requests to both services for one reading of 10,000 accounts and 10,000 customers.
 * reconcile.seconds: how long that takes, against a bare loop that fetches the same pages and parses them as JSON.
 * reconcile.memory: what the joined rows hold on to in the heap, against the parsed records that the bare loop read.
 */

const SalesforcePage = z.object({ records: z.array(z.unknown()), nextRecordsUrl: z.string().optional() })
const StiggPage = z.object({
  data: z.array(z.unknown()),
  pagination: z.object({ next: z.string().nullish() }).nullish(),
})

const seen = new Map<string, number>()
const pairs = 10_000
const rounds = 3

const opened = await openCompanion(['--pairs', String(pairs)])
try {
  const { companion } = opened
  const known = z
    .looseObject({
      salesforce: z.looseObject({ instanceUrl: z.string(), accessToken: z.string() }),
      stigg: z.looseObject({ baseUrl: z.string(), apiKey: z.string() }),
    })
    .parse(opened.practice.child.announced)
  // Both connections and the fields are known before anything is measured, as in an app that is open.
  await drain(await companion.opportunities.sync({ full: true }))
  await companion.workspace.reconnect()

  const times = { ours: [] as number[], bare: [] as number[] }
  let calls = 0
  let heap = { ours: 0, bare: 0 }
  let read = { accounts: 0, customers: 0 }
  for (let round = 0; round < rounds; round += 1) {
    const bare = await measured(() => bareLoop(known))
    read = { accounts: bare.value.accounts.length, customers: bare.value.customers.length }
    await callsSince()
    const ours = await measured(async () => drain(await companion.links.reconcile()))
    calls = await callsSince()
    const { counts } = ours.value.report
    const rows = Object.values(counts).reduce((sum, count) => sum + count, 0)
    if (rows < pairs || counts.linked === 0 || counts.likely === 0) throw new Error(JSON.stringify(counts))
    times.ours.push(ours.ms)
    times.bare.push(bare.ms)
    heap = { ours: ours.bytes, bare: bare.bytes }
    process.stderr.write(`${JSON.stringify(counts)}\n`)
  }
  const least = Math.ceil(read.accounts / 2000) + Math.ceil(read.customers / 100)
  report({
    name: 'reconcile.calls',
    value: calls,
    unit: 'requests',
    against: `${least} pages: ${read.accounts} accounts by 2,000 and ${read.customers} customers by 100`,
    ratio: calls / least,
    goal: 'ratio <= 1.1',
  })
  const [ours, bare] = [Math.min(...times.ours), Math.min(...times.bare)]
  report({
    name: 'reconcile.seconds',
    value: ours / 1000,
    unit: 's',
    against: `a bare loop over the same pages of both services: ${(bare / 1000).toFixed(2)} s; best of ${rounds}`,
    ratio: ours / bare,
    goal: 'told',
  })
  report({
    name: 'reconcile.memory',
    value: heap.ours / 1024 / 1024,
    unit: 'MB of heap',
    against: `the records that the bare loop holds: ${(heap.bare / 1024 / 1024).toFixed(1)} MB`,
    ratio: heap.ours / heap.bare,
    goal: 'told',
  })
} finally {
  await opened.close()
}

/** How long work takes, and what its result holds on to. */
async function measured<T>(work: () => Promise<T>): Promise<{ value: T; ms: number; bytes: number }> {
  globalThis.gc?.()
  const before = process.memoryUsage().heapUsed
  const began = performance.now()
  const value = await work()
  const ms = performance.now() - began
  globalThis.gc?.()
  return { value, ms, bytes: process.memoryUsage().heapUsed - before }
}

/** Requests to both services since the last look. */
async function callsSince(): Promise<number> {
  const { salesforce, stigg } = opened.practice
  const counts = await Promise.all([salesforce, stigg].map((service) => newCalls(service)))
  return counts.reduce((sum, count) => sum + count, 0)
}

async function newCalls(service: OpenCompanion['practice']['stigg']): Promise<number> {
  const exchanges = await service.exchanges()
  const numbers = exchanges.map(({ n }) => n)
  const last = Math.max(0, ...numbers)
  const since = seen.get(service.url) ?? 0
  seen.set(service.url, last)
  return last - since
}

interface Bare {
  readonly accounts: unknown[]
  readonly customers: unknown[]
}

/** What somebody would write who only wants the pages: both services side by side, page after page. */
async function bareLoop({
  salesforce,
  stigg,
}: {
  readonly salesforce: { readonly instanceUrl: string; readonly accessToken: string }
  readonly stigg: { readonly baseUrl: string; readonly apiKey: string }
}): Promise<Bare> {
  const accounts: unknown[] = []
  const customers: unknown[] = []
  const query = async (soql: string): Promise<void> => {
    const headers = { authorization: `Bearer ${salesforce.accessToken}` }
    let next: string | undefined = `/services/data/v66.0/query?q=${encodeURIComponent(soql)}`
    while (next !== undefined) {
      const page = SalesforcePage.parse(await (await fetch(salesforce.instanceUrl + next, { headers })).json())
      accounts.push(...page.records)
      next = page.nextRecordsUrl
    }
  }
  const readAccounts = async (): Promise<void> => {
    const columns = 'Id, Name, Website, Stigg_Customer_ID__c'
    await query(`SELECT ${columns} FROM Account WHERE Stigg_Customer_ID__c != null`)
    const won = 'Id IN (SELECT AccountId FROM Opportunity WHERE IsWon = true)'
    await query(`SELECT ${columns} FROM Account WHERE Stigg_Customer_ID__c = null AND ${won}`)
  }
  const readCustomers = async (): Promise<void> => {
    let after: string | null | undefined = ''
    do {
      const cursor: string = after ? `&after=${encodeURIComponent(after)}` : ''
      const url = `${new URL(stigg.baseUrl).origin}/api/v1/customers?limit=100${cursor}`
      const page: z.infer<typeof StiggPage> = StiggPage.parse(
        await (await fetch(url, { headers: { 'x-api-key': stigg.apiKey } })).json(),
      )
      customers.push(...page.data)
      after = page.data.length === 0 ? null : page.pagination?.next
    } while (after)
  }
  await Promise.all([readAccounts(), readCustomers()])
  return { accounts, customers }
}
