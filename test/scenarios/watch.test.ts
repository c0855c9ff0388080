import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'

import type { WatchRules } from '#shared/domain/watch-rules'
import { heldNotifier, heldTimer } from '#test/fakes/small-ports'
import { drain } from '#test/harness/host-process'
import { openCompanionOn } from '#test/harness/open-companion'
import { startPracticeProcess, type PracticeProcess } from '#test/harness/practice-process'
import { enterprise, worldOf, type World } from '#test/harness/sell-deals'

/*
 * The watch over the practice org: its limit, its count of requests, and deals that sales win meanwhile. The app's clock
 * is moved; the org's own runs on.
 */

const minute = 60_000
let practice: PracticeProcess
let world: World
beforeAll(async () => {
  practice = await startPracticeProcess()
  world = worldOf(practice)
})
afterAll(() => practice.child.stop())

async function open(watch: WatchRules, folder: string | null = null) {
  let ahead = 0
  const clock = { now: () => new Date(Date.now() + ahead) }
  const timer = heldTimer()
  const notifier = heldNotifier()
  const profile = { rules: { ...(await rulesOfPractice()), watch } }
  const opened = await openCompanionOn(practice, {}, { profile }, { time: { clock, timer }, notifier }, folder)
  const status = () => opened.companion.watch.status()
  /** So much time passes, and what is due is done. */
  const pass = async (ms: number): Promise<void> => {
    ahead += ms
    timer.tick()
    await expect.poll(async () => (await status()).state, { timeout: 10_000 }).not.toBe('looking')
  }
  const close = async (): Promise<void> => {
    closed ||= opened.close()
    await closed
  }
  let closed: Promise<void> | null = null
  onTestFinished(close)
  opened.core.start()
  await expect.poll(async () => (await status()).lastAt, { timeout: 10_000 }).not.toBeNull()
  return { ...opened, close, notifier, status, pass }
}

/** The rules that the practice profile begins with. */
let known: object | null = null
async function rulesOfPractice(): Promise<object> {
  if (known) return known
  const opened = await openCompanionOn(practice)
  known = (await opened.companion.workspace.status()).profile.rules
  await opened.close()
  return known
}

/** Requests of the app that reached the practice org, but for signing in. */
const reached = async (): Promise<string[]> =>
  (await practice.salesforce.exchanges())
    .filter(({ path }) => path.startsWith('/services/data') || path.endsWith('/userinfo'))
    .map(({ method, path }) => `${method} ${path.split('?')[0]}`)

const byPercent: WatchRules = { on: true, share: { of: 'limit', percent: 2 } }

describe('the watch over the practice org', () => {
  it('tells deals that were won meanwhile, together, and not those that were there', async () => {
    const at = await open(byPercent)
    expect(at.notifier.told).toEqual([])

    const subjects = [await world.sell('Watched', enterprise), await world.sell('Watched', enterprise)]
    await at.pass(2 * minute)
    expect(at.notifier.told).toMatchObject([{ category: 'won', title: '2 deals were won', path: '/inbox' }])
    expect((await at.status()).newDeals.toSorted()).toEqual(subjects.map((one) => one.opportunityId).toSorted())

    const [third] = [await world.sell('Watched alone', enterprise)]
    await at.pass(2 * minute)
    expect(at.notifier.told[1]).toMatchObject({ path: `/inbox/${third.opportunityId}` })
    await at.pass(2 * minute)
    expect(at.notifier.told).toHaveLength(2)
  })

  it('takes one request of Salesforce where nothing happened, and none of Stigg', async () => {
    const at = await open(byPercent)
    await at.pass(6 * minute)
    await practice.salesforce.forgetExchanges()
    await practice.stigg.forgetExchanges()
    await at.pass(6 * minute)
    expect((await reached()).length).toBeLessThanOrEqual(3)
    expect(await practice.stigg.exchanges()).toEqual([])
  })

  it('knows the org’s own limit and use, and counts every request of the app', async () => {
    await practice.salesforce.forgetExchanges()
    const at = await open(byPercent)
    await drain(await at.companion.opportunities.sync({}))
    const { share, org } = await at.status()
    expect(org?.limit).toBe(100_000)
    expect(share).toMatchObject({ allowed: 2_000, isLimitKnown: true })
    expect(share.used).toBe((await reached()).length)
  })

  it('never sends a request beyond its share, over restarts, while a person’s own go on', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'companion-watch-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const rules: WatchRules = { on: true, share: { of: 'requests', requests: 40 } }
    await practice.salesforce.forgetExchanges()
    const first = await open(rules, folder)
    for (let looks = 0; looks < 12; looks++) await first.pass(31 * minute)
    await first.close()

    const second = await open(rules, folder)
    for (let looks = 0; looks < 25; looks++) await second.pass(31 * minute)
    expect((await reached()).length).toBeLessThanOrEqual(40)
    expect(await second.status()).toMatchObject({ state: 'stopped', because: 'share' })

    const before = (await reached()).length
    await drain(await second.companion.opportunities.sync({}))
    expect((await reached()).length).toBeGreaterThan(before)
  })

  it('leaves an org alone that says its limit is reached', async () => {
    const at = await open(byPercent)
    const fault = await practice.salesforce.addFault({ fault: 'REQUEST_LIMIT_EXCEEDED', times: 100 })
    await at.pass(2 * minute)
    expect(await at.status()).toMatchObject({ state: 'waiting', failure: { code: 'salesforce.limit-reached' } })
    await practice.salesforce.forgetExchanges()
    await at.pass(minute)
    expect(await reached()).toEqual([])
    await practice.salesforce.clearFaults()
    expect(fault).not.toBe('')
    await at.pass(31 * minute)
    expect(await at.status()).toMatchObject({ state: 'going', failure: null })
  })
})
