import { chromium, type Page } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { z } from 'zod'

import { drain } from '#test/harness/host-process'
import { openCompanion, type OpenCompanion } from '#test/harness/open-companion'

import { percentile, report } from './figure.ts'
import { findChromium } from '../e2e/find-chromium.ts'
import { startHost } from '../e2e/host-process.ts'

/*
 * reconcile.calls: requests to both services for one reading of 10,000 accounts and 10,000 customers.
 * reconcile.seconds: how long that takes, against a bare loop that fetches the same pages and parses them as JSON.
 * reconcile.memory: what the joined rows hold on to in the heap, against the parsed records that the bare loop read.
 * reconcile.page-memory: what the window's heap grows by once its page of links has read them, against those rows.
 * reconcile.scroll: time of a frame while the whole list is scrolled, against the shortest of its tabs.
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
  await inTheWindow(opened, heap.ours)
} finally {
  await opened.close()
}

/** The same reading in a browser, over a host process of its own. The window has to be built. */
async function inTheWindow({ practice }: OpenCompanion, rowBytes: number): Promise<void> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'companion-bench-'))
  const host = await startHost(dataDir, 0, ['--practice', practice.line])
  const browser = await chromium.launch(await findChromium())
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(host.url)
    await page.getByRole('grid').waitFor()
    const before = await heapOf(page)
    await page.getByRole('link', { name: /^Links/ }).click()
    await page.getByRole('grid', { name: 'Links' }).waitFor({ timeout: 120_000 })
    const bytes = (await heapOf(page)) - before
    report({
      name: 'reconcile.page-memory',
      value: bytes / 1024 / 1024,
      unit: 'MB of heap',
      against: `the joined rows in the core: ${(rowBytes / 1024 / 1024).toFixed(1)} MB`,
      ratio: bytes / rowBytes,
      goal: 'told',
    })
    const long = await frameOf(page)
    await page.getByRole('button', { name: /^Conflicting/ }).click()
    await page.getByRole('button', { name: /^Conflicting/, pressed: true }).waitFor()
    const short = await frameOf(page)
    report({
      name: 'reconcile.scroll',
      value: long,
      unit: 'ms a frame, median',
      against: `the tab of conflicts, the same list with few rows: ${short.toFixed(1)} ms`,
      ratio: long / short,
      goal: 'ratio <= 1.1',
    })
  } finally {
    await browser.close()
    await host.end('SIGTERM')
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize
}

/** The time from one frame to the next while the list is scrolled up and down. */
async function frameOf(page: Page): Promise<number> {
  const times = await page.getByRole('grid', { name: 'Links' }).evaluate(async (grid) => {
    const scroller = grid.parentElement
    const taken: number[] = []
    let last = performance.now()
    let by = 60
    for (let n = 0; n < 180; n += 1) {
      await new Promise((resolve) => requestAnimationFrame(resolve))
      const now = performance.now()
      taken.push(now - last)
      last = now
      if (!scroller) continue
      // The same way in both lists: two rows a frame, and back again at either end.
      if (scroller.scrollTop + by > scroller.scrollHeight - scroller.clientHeight || scroller.scrollTop + by < 0)
        by = -by
      scroller.scrollTop += by
    }
    return taken
  })
  return percentile(times, 0.5)
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

async function newCalls(service: OpenCompanion['practice']['salesforce']): Promise<number> {
  const exchanges = await onceMore(() => service.exchanges())
  const numbers = exchanges.map(({ n }) => n)
  const last = Math.max(0, ...numbers)
  const since = seen.get(service.url) ?? 0
  seen.set(service.url, last)
  return last - since
}

function asked(url: string, headers: Record<string, string>): Promise<unknown> {
  return onceMore(async () => (await fetch(url, { headers })).json())
}

/** A socket that was kept may be closed from the other side just when it is used again; a read is then made anew. */
async function onceMore<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof TypeError) return read()
    throw error
  }
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
      const page = SalesforcePage.parse(await asked(salesforce.instanceUrl + next, headers))
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
      const page: z.infer<typeof StiggPage> = StiggPage.parse(await asked(url, { 'x-api-key': stigg.apiKey }))
      customers.push(...page.data)
      after = page.data.length === 0 ? null : page.pagination?.next
    } while (after)
  }
  await Promise.all([readAccounts(), readCustomers()])
  return { accounts, customers }
}
