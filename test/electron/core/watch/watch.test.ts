import { describe, expect, it } from 'vitest'

import type { DealBatch, MirrorDeal, Ports, SalesforcePort } from '#core/ports'
import { bucketOf } from '#shared/domain/api-calls'
import type { WatchRules } from '#shared/domain/watch-rules'
import { fail, ok, type Failure, type Result } from '#shared/failure'
import { aDeal, now, rules } from '#test/builders'
import { aBatch, aProfile, openCore, somePorts } from '#test/fakes/open-core'
import { heldCalls, heldNotifier, heldTimer, stoppedClock } from '#test/fakes/small-ports'

const minute = 60_000
const hour = 60 * minute

const won = (id: string, vary: Partial<MirrorDeal['opportunity']> = {}): MirrorDeal => {
  const deal = aDeal()
  return { ...deal, opportunity: { ...deal.opportunity, id, name: `Deal ${id}`, ...vary } }
}
const [first, second, third] = ['0065g00000AAAAAAAV', '0065g00000BBBBBBBV', '0065g00000CCCCCCCV'] as const

interface Org {
  batches: DealBatch[]
  failure: Failure | null
  org: { used: number; limit: number }
  /** Requests that a look takes. */
  cost: number
  looks: number
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 5))

/** A core whose clock and timer a test moves, on an org that answers as `org` says. */
async function open(watch: Partial<WatchRules> = {}, vary: Partial<Ports> = {}) {
  const org: Org = { batches: [aBatch()], failure: null, org: { used: 100, limit: 100_000 }, cost: 1, looks: 0 }
  const clock = stoppedClock(now)
  const timer = heldTimer()
  const notifier = heldNotifier()
  const calls = vary.calls ?? heldCalls(clock)
  const { ports } = somePorts()
  const profile = aProfile({ rules: rules({ watch: { on: true, share: { of: 'limit', percent: 2 }, ...watch } }) })
  let made = 0
  async function* changedDeals(
    _scope: unknown,
    _since: unknown,
    signal?: AbortSignal,
  ): AsyncGenerator<Result<DealBatch>> {
    org.looks += 1
    for (let call = 0; call < org.cost; call++) {
      if (signal?.aborted) {
        yield fail('request.cancelled', 'Given up by the caller')
        return
      }
      calls.began()
      made += 1
      await Promise.resolve()
      calls.ended()
    }
    if (org.failure) yield { ok: false, failure: org.failure }
    else yield ok(org.batches.shift() ?? aBatch({ deals: [] }))
  }
  const salesforce: SalesforcePort = {
    ...ports.salesforce,
    changedDeals,
    usage: () => ({ calls: made, org: org.org }),
  }
  const opened = openCore({
    ...ports,
    salesforce,
    clock,
    timer,
    notifier,
    calls,
    settings: { ...ports.settings, profile: () => profile },
    ...vary,
  })
  const status = () => opened.companion.watch.status()
  const tick = async (ms: number): Promise<void> => {
    clock.advance(ms)
    timer.tick()
    do await settle()
    while ((await status()).state === 'looking')
  }
  opened.core.start()
  // What is caught up with at the start is over once another one would read anew.
  while ((await status()).lastAt === null) await settle()
  await settle()
  return { ...opened, org, clock, timer, notifier, calls, tick, status }
}

describe('the watch', () => {
  it('looks again once the interval has passed, and not before', async () => {
    const { org, tick, status } = await open()
    expect(org.looks).toBe(1)
    await tick(50_000)
    expect(org.looks).toBe(1)
    await tick(10_000)
    expect(org.looks).toBe(2)
    expect(await status()).toMatchObject({ state: 'going', because: 'usual', everyMs: minute })
  })

  it('tells deals that were won since the last look, and none of the first', async () => {
    const { org, tick, notifier, status } = await open()
    expect(notifier.told).toEqual([])
    org.batches.push(aBatch({ deals: [won(first)] }))
    await tick(minute)
    expect(notifier.told).toMatchObject([{ category: 'won', path: `/inbox/${first}` }])
    expect((await status()).newDeals).toEqual([first])
    expect(notifier.badges.at(-1)).toBe(1)
  })

  it('tells several of one look together', async () => {
    const { org, tick, notifier } = await open()
    org.batches.push(aBatch({ deals: [won(first), won(second), won(third)] }))
    await tick(minute)
    expect(notifier.told).toMatchObject([{ title: '3 deals were won', path: '/inbox' }])
  })

  it('tells a deal once, however often it changes afterwards', async () => {
    const { org, tick, notifier } = await open()
    org.batches.push(aBatch({ deals: [won(first)] }), aBatch({ deals: [won(first, { name: 'Renamed' })] }))
    await tick(minute)
    await tick(minute)
    expect(notifier.told).toHaveLength(1)
  })

  it('tells a deal whose trial ended in a win, and not the beginning of the trial', async () => {
    const { org, tick, notifier } = await open()
    org.batches.push(aBatch({ deals: [won(first, { isWon: false, isClosed: false, stageName: 'POC' })] }))
    await tick(minute)
    expect(notifier.told).toHaveLength(0)
    org.batches.push(aBatch({ deals: [won(first)] }))
    await tick(minute)
    expect(notifier.told).toHaveLength(1)
  })

  it('tells what a whole reading finds that was not there before', async () => {
    const { org, companion, notifier } = await open()
    org.batches.push(aBatch({ deals: [aDeal(), won(first)] }))
    for await (const _ of await companion.opportunities.sync({ full: true })) continue
    expect(notifier.told).toMatchObject([{ path: `/inbox/${first}` }])
  })

  it('takes a deal off the badge once somebody opened it', async () => {
    const { org, tick, notifier, companion, status } = await open()
    const { opportunity } = aDeal()
    org.batches.push(aBatch({ deals: [], gone: [opportunity.id] }), aBatch({ deals: [aDeal()] }))
    await tick(minute)
    await tick(minute)
    expect(notifier.badges.at(-1)).toBe(1)
    await companion.provisioning.preview({ opportunityId: opportunity.id, edits: { subscriptions: {} } })
    expect(notifier.badges.at(-1)).toBe(0)
    expect((await status()).newDeals).toEqual([])
  })

  it('is off where the profile says so', async () => {
    const { org, tick, status } = await open({ on: false })
    await tick(5 * hour)
    expect(org.looks).toBe(1)
    expect(await status()).toMatchObject({ state: 'off', nextAt: null })
  })

  it('catches up once after the machine slept', async () => {
    const { org, tick } = await open()
    await tick(9 * hour)
    expect(org.looks).toBe(2)
    await tick(10_000)
    expect(org.looks).toBe(2)
  })

  it('does not look again where somebody just refreshed', async () => {
    const { org, tick, companion, clock } = await open()
    clock.advance(50_000)
    for await (const _ of await companion.opportunities.sync({})) continue
    await tick(20_000)
    expect(org.looks).toBe(2)
  })

  it('waits while nobody is signed in, and says so', async () => {
    const { org, tick, status } = await open()
    org.failure = { code: 'salesforce.signed-out', message: 'over', facts: {} }
    await tick(minute)
    await tick(5 * hour)
    expect(org.looks).toBe(2)
    expect(await status()).toMatchObject({
      state: 'waiting',
      nextAt: null,
      failure: { code: 'salesforce.signed-out' },
    })
  })

  it('looks less and less often while Salesforce cannot be reached, and as before once it can', async () => {
    const { org, tick, status } = await open()
    org.failure = { code: 'salesforce.unreachable', message: 'offline', facts: {} }
    await tick(minute)
    expect(await status()).toMatchObject({ state: 'waiting', failure: { code: 'salesforce.unreachable' } })
    await tick(minute)
    expect(org.looks).toBe(2)
    await tick(minute)
    expect(org.looks).toBe(3)
    org.failure = null
    for (let step = 0; step < 4; step++) await tick(minute)
    expect(org.looks).toBe(4)
    await tick(minute)
    expect(org.looks).toBe(5)
    expect(await status()).toMatchObject({ state: 'going', failure: null })
  })

  it('asks an org that has no requests left only once an hour', async () => {
    const { org, tick, status } = await open()
    org.org = { used: 100_000, limit: 100_000 }
    for (let step = 0; step < 50; step++) await tick(minute)
    expect(org.looks).toBe(1)
    expect(await status()).toMatchObject({ state: 'stopped', because: 'org' })
    for (let step = 0; step < 20; step++) await tick(minute)
    expect(org.looks).toBe(2)
  })

  it('ends when the core is closed', async () => {
    const { core, timer } = await open()
    await core.close()
    expect(timer.running()).toBe(0)
  })
})

describe('the share', () => {
  const tenRequests = { share: { of: 'requests', requests: 10 } } as const

  it('stops the watch where it is used up, until enough of it is a day old', async () => {
    const { org, tick, status, calls } = await open(tenRequests)
    for (let i = 0; i < 9; i++) calls.began()
    await tick(hour)
    expect(org.looks).toBe(1)
    expect(await status()).toMatchObject({
      state: 'stopped',
      because: 'share',
      share: { used: 10, allowed: 10 },
      nextAt: new Date(bucketOf(Date.parse(now)) + 10 * minute + 24 * hour).toISOString(),
    })
    await tick(23 * hour + 10 * minute)
    expect(org.looks).toBe(2)
  })

  it('counts what a person asks for, and stops no person', async () => {
    const { org, companion, status } = await open(tenRequests)
    for (let i = 0; i < 15; i++) for await (const _ of await companion.opportunities.sync({})) continue
    expect(org.looks).toBe(16)
    expect((await status()).share).toMatchObject({ used: 16, allowed: 10 })
  })

  it('ends a look in the middle where it takes more than is left', async () => {
    const { org, tick, status } = await open(tenRequests)
    org.cost = 100
    await tick(hour)
    expect(org.looks).toBe(2)
    expect((await status()).share).toMatchObject({ used: 10, allowed: 10 })
  })

  it('holds back a drift check that the clock asks for', async () => {
    const { ports } = somePorts()
    const profile = aProfile({
      rules: rules({ driftEvery: 1, watch: { on: true, share: { of: 'requests', requests: 10 } } }),
    })
    const { calls, tick, companion } = await open(
      {},
      {
        settings: { ...ports.settings, profile: () => profile },
      },
    )
    for (let i = 0; i < 10; i++) calls.began()
    await tick(2 * hour)
    expect((await companion.drift.last()).report).toBeNull()
    await tick(24 * hour)
    expect((await companion.drift.last()).report).not.toBeNull()
  })
})
