import { describe, expect, it } from 'vitest'

import type { Ports } from '#core/ports'
import type { WorkspaceEvent } from '#shared/contract/workspace'
import type { EffectiveEntitlement } from '#shared/domain/customer'
import { fail, ok } from '#shared/failure'
import {
  aCustomerState,
  aDeal,
  aLine,
  aMarker,
  anAccount,
  anEntitlementLine,
  anOpportunity,
  aSubscription,
  now,
  opportunityId,
  rules,
} from '#test/builders'
import { aBatch, aProfile, gate, openCore, somePorts } from '#test/fakes/open-core'
import { heldTimer, stoppedClock } from '#test/fakes/small-ports'
import { failureOf } from '#test/harness/failure-of'
import { drain } from '#test/harness/host-process'

const customerId = 'customer-acme'
const sold = aDeal({ account: anAccount({ stiggCustomerId: customerId }), lines: [aLine(), anEntitlementLine()] })
const entitlements = (seats: string): EffectiveEntitlement[] => [
  {
    type: 'FEATURE',
    featureId: 'feature-seats',
    isGranted: true,
    usageLimit: seats,
    hasUnlimitedUsage: false,
    currentUsage: '0',
  },
  {
    type: 'FEATURE',
    featureId: 'feature-sso',
    isGranted: true,
    usageLimit: null,
    hasUnlimitedUsage: false,
    currentUsage: null,
  },
]

/** One linked customer, provisioned with 250 seats by a marker's word; what is live can be changed. */
function aWorld(vary: Partial<Ports['stigg']> = {}, ports: Partial<Ports> = {}) {
  const live = { seats: '250', asked: [] as string[], looked: 0 }
  const made = somePorts(ports)
  const stigg: Ports['stigg'] = {
    ...made.ports.stigg,
    async *markedSubscriptions() {
      yield await Promise.resolve(
        ok([{ subscriptionId: 'sub-1', customerId, planId: 'plan-enterprise', status: 'ACTIVE', marker: aMarker() }]),
      )
    },
    entitledTo: (id) => {
      live.asked.push(id)
      return Promise.resolve(ok({ denied: null, entitlements: entitlements(live.seats) }))
    },
    heldBy: () => {
      live.looked += 1
      const seats = {
        type: 'FEATURE' as const,
        featureId: 'feature-seats',
        usageLimit: live.seats,
        hasUnlimitedUsage: false,
        hasSoftLimit: false,
        resetPeriod: null,
      }
      const subscription = aSubscription({ id: 'sub-1', planId: 'plan-enterprise', entitlements: [seats] })
      return Promise.resolve(ok({ subscriptions: [subscription], promotional: [] }))
    },
    ...vary,
  }
  const all: Ports = {
    ...made.ports,
    salesforce: {
      ...made.ports.salesforce,
      readDeal: () => Promise.resolve(ok(sold)),
      async *changedDeals() {
        yield await Promise.resolve(ok(aBatch({ deals: [sold] })))
      },
    },
    stigg,
  }
  return { live, ports: all, ...openCore(all) }
}

describe('a check for drift', () => {
  it('asks once for a customer that is as sold, and looks no further', async () => {
    const { companion, live } = aWorld()
    const { events, report } = await drain(await companion.drift.check())
    expect(report).toMatchObject({ customers: 1, rows: [], notes: [], checkedAt: now })
    expect(live).toMatchObject({ asked: [customerId], looked: 0 })
    expect(events.at(-1)).toEqual({ done: 1, total: 1, differing: 0 })
  })

  it('looks into what differs, keeps the result, and turns the deal to Drifted until it is mended', async () => {
    const { companion, live, ports } = aWorld()
    live.seats = '100'
    const { report } = await drain(await companion.drift.check())
    expect(report.rows).toMatchObject([{ kind: 'less', customerId, deal: { id: opportunityId }, isProvisioned: true }])
    expect(live.looked).toBe(1)
    expect(ports.mirror.row(opportunityId)).toMatchObject({ state: 'drifted', reason: { facts: { name: 'Seats' } } })
    expect((await companion.drift.last()).report).toEqual(report)
    live.seats = '250'
    await drain(await companion.drift.check())
    expect(ports.mirror.row(opportunityId)?.state).toBe('live')
  })

  it('opens a drifted deal as Drifted', async () => {
    const marked = aSubscription({ id: 'sub-1', planId: 'plan-enterprise', marker: aMarker() })
    const { companion, live } = aWorld({
      customerState: () => Promise.resolve(ok(aCustomerState({ subscriptions: [marked] }))),
    })
    live.seats = '100'
    await drain(await companion.drift.check())
    const preview = await companion.provisioning.preview({ opportunityId, edits: { subscriptions: {} } })
    expect(preview).toMatchObject({ state: 'drifted', reason: { facts: { kind: 'less' } } })
  })

  it('is one at a time: a second window follows the first', async () => {
    const hold = gate()
    const world = aWorld({
      entitledTo: async () => {
        await hold.promise
        world.live.asked.push('once')
        return ok({ denied: null, entitlements: entitlements('250') })
      },
    })
    const { companion } = world
    const both = Promise.all([companion.drift.check().then(drain), companion.drift.check().then(drain)])
    await expect.poll(async () => (await companion.drift.last()).progress?.total).toBe(1)
    hold.resolve()
    const [first, second] = await both
    expect(second.report).toEqual(first.report)
    expect(world.live.asked).toEqual(['once'])
    expect((await companion.drift.last()).progress).toBeNull()
  })

  it('stops when its last follower leaves, and leaves the result before it', async () => {
    const { companion, live, ports } = aWorld({
      entitledTo: (_id, signal) =>
        new Promise((resolve) => {
          signal?.addEventListener('abort', () => resolve(fail('request.cancelled', 'Given up')))
        }),
    })
    const stop = new AbortController()
    const check = companion.drift.check(undefined, { signal: stop.signal }).then(drain)
    await expect.poll(async () => (await companion.drift.last()).progress?.total).toBe(1)
    stop.abort()
    expect(await failureOf(check)).toMatchObject({ code: 'request.cancelled' })
    await expect.poll(async () => (await companion.drift.last()).progress).toBeNull()
    expect(ports.mirror.drift()).toBeNull()
    expect(live.looked).toBe(0)
  })

  it('keeps a customer that cannot be read as a note, and ends where no other could be read either', async () => {
    const one = aWorld({ entitledTo: () => Promise.resolve(fail('stigg.unexpected-answer', 'Not an answer')) })
    expect((await drain(await one.companion.drift.check())).report.notes).toMatchObject([
      { reason: 'unread', facts: { failure: 'stigg.unexpected-answer' } },
    ])
    const all = aWorld({ entitledTo: () => Promise.resolve(fail('stigg.key-refused', 'No')) })
    expect(await failureOf(all.companion.drift.check().then(drain))).toMatchObject({ code: 'stigg.key-refused' })
  })

  it.each([
    ['CustomerNotFound', 'customer-missing'],
    ['CustomerIsArchived', 'customer-archived'],
  ])('says of a customer with %s that all of it is missing, and why', async (denied, reason) => {
    const { companion, live } = aWorld({ entitledTo: () => Promise.resolve(ok({ denied, entitlements: [] })) })
    const { report } = await drain(await companion.drift.check())
    expect(report.rows).toMatchObject([{ kind: 'missing', what: { id: 'plan-enterprise' } }])
    expect(report.notes).toMatchObject([{ reason }])
    expect(live.looked).toBe(0)
  })

  it('compares nobody whom several accounts name', async () => {
    const { companion, live, ports } = aWorld()
    await drain(await companion.opportunities.sync({ full: false }))
    const account = anAccount({ id: '0015g00000ZzZzZAAV', name: 'Beta', stiggCustomerId: customerId })
    const opportunity = anOpportunity({ id: 'beta', accountId: account.id })
    ports.mirror.upsert([{ opportunity, account, lines: [] }])
    const { report } = await drain(await companion.drift.check())
    expect(report.notes).toMatchObject([{ reason: 'several-accounts', facts: { names: 'Acme Corp, Beta' } }])
    expect(live.asked).toEqual([])
  })
})

describe('a check by the clock', () => {
  it('runs while the app is open, tells what is new once, and ends with the app', async () => {
    const clock = stoppedClock(now)
    const timer = heldTimer()
    const profile = aProfile({ rules: rules({ driftEvery: 1 }) })
    const settings: Ports['settings'] = { ...somePorts().ports.settings, profile: () => profile }
    const { core, companion, live } = aWorld({}, { clock, timer, settings })
    live.seats = '100'
    const heard: WorkspaceEvent[] = []
    const stop = new AbortController()
    const watching = (async () => {
      for await (const event of await companion.workspace.watch(undefined, { signal: stop.signal })) heard.push(event)
    })()
    core.start()
    const told = () => heard.filter(({ type }) => type === 'drift.checked')
    timer.tick()
    await expect.poll(told).toEqual([{ type: 'drift.checked', bySchedule: true, customers: 1, fresh: 1 }])
    clock.advance(3_600_000)
    timer.tick()
    await expect.poll(() => told().at(-1)).toMatchObject({ customers: 1, fresh: 0 })
    await core.close()
    expect(timer.running()).toBe(0)
    stop.abort()
    await watching.catch(() => undefined)
  })

  it('asks nothing while the profile does not want it', async () => {
    const timer = heldTimer()
    const { core, live } = aWorld({}, { timer })
    core.start()
    timer.tick()
    await core.close()
    expect(live.asked).toEqual([])
  })
})
