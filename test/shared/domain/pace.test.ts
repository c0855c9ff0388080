import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { bucketOf, callsIn, keptBuckets, type CallBucket } from '#shared/domain/api-calls'
import { allowanceOf, longestMs, paceOf, shortestMs, type PaceFacts } from '#shared/domain/pace'
import type { ApiShare } from '#shared/domain/watch-rules'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const now = Date.parse('2026-11-21T09:00:00.000Z')
const org = { used: 1_000, limit: 100_000 }

const facts = (vary: Partial<PaceFacts> = {}): PaceFacts => ({
  now,
  share: { of: 'limit', percent: 2 },
  calls: [],
  org,
  perLook: 2,
  lookedAt: now,
  ...vary,
})
const spent = (calls: number, at = now): CallBucket[] => [{ startedAt: bucketOf(at), calls }]

describe('the share', () => {
  it('is a part of the org’s own limit, or a number', () => {
    expect(allowanceOf({ of: 'limit', percent: 2 }, 100_000)).toBe(2_000)
    expect(allowanceOf({ of: 'requests', requests: 500 }, 100_000)).toBe(500)
  })

  it('is never more than the org has', () => {
    expect(allowanceOf({ of: 'requests', requests: 500 }, 300)).toBe(300)
  })

  it('is that of the smallest org until the org has said its limit', () => {
    expect(allowanceOf({ of: 'limit', percent: 2 }, null)).toBe(300)
  })
})

describe('the pace', () => {
  it('is once a minute where the share allows it', () => {
    expect(paceOf(facts())).toEqual({ at: 'going', because: 'usual', everyMs: shortestMs })
  })

  it('is what a small share allows', () => {
    expect(paceOf(facts({ org: { used: 0, limit: 15_000 } }))).toMatchObject({ because: 'usual', everyMs: 192_000 })
  })

  it('slows down as the share is taken, whoever took it', () => {
    expect(paceOf(facts({ calls: spent(1_900) }))).toMatchObject({ because: 'share', everyMs: 576_000 })
    expect(paceOf(facts({ calls: spent(1_990) }))).toMatchObject({ because: 'share', everyMs: longestMs })
  })

  it('stops where the share has no room for a look, until enough of it is a day old', () => {
    const calls = [...spent(1, now - 20 * hour), ...spent(1_500, now - 3 * hour), ...spent(498)]
    expect(paceOf(facts({ calls }))).toEqual({
      at: 'stopped',
      because: 'share',
      until: bucketOf(now - 20 * hour) + 10 * minute + day,
    })
    expect(paceOf(facts({ calls, perLook: 4 }))).toMatchObject({
      until: bucketOf(now - 3 * hour) + 10 * minute + day,
    })
  })

  it('stops for good where the share is too small for a single look', () => {
    const share = { of: 'requests', requests: 10 } as const
    expect(paceOf(facts({ share, perLook: 11 }))).toEqual({ at: 'stopped', because: 'share', until: null })
  })

  it('slows down where others use the org up, and asks rarely where they have', () => {
    expect(paceOf(facts({ org: { used: 80_000, limit: 100_000 } }))).toMatchObject({ because: 'org', everyMs: 930_000 })
    expect(paceOf(facts({ org: { used: 95_000, limit: 100_000 } }))).toMatchObject({
      because: 'org',
      everyMs: longestMs,
    })
    expect(paceOf(facts({ org: { used: 100_000, limit: 100_000 } }))).toEqual({
      at: 'stopped',
      because: 'org',
      until: now + hour,
    })
  })
})

describe('requests that count', () => {
  it('count for a day, and no longer', () => {
    const calls = spent(5)
    expect(callsIn(calls, now + day)).toBe(5)
    expect(callsIn(calls, now + day + 10 * minute)).toBe(0)
  })

  it('are dated now where a clock that ran ahead dated them later', () => {
    const kept = keptBuckets([...spent(3, now + 300 * day), ...spent(2)], now)
    expect(kept).toEqual(spent(5))
    expect(callsIn(kept, now + day + 10 * minute)).toBe(0)
  })

  it('are dropped once they no longer count', () => {
    expect(keptBuckets([...spent(3, now - 2 * day), ...spent(2)], now)).toEqual(spent(2))
  })
})

/** What happens in a life of the app: time passes, a person works, the org's own use moves. */
const aMoment = fc.record({
  passes: fc.oneof(fc.integer({ min: 0, max: 5 * minute }), fc.integer({ min: 0, max: 30 * hour })),
  byPerson: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40 })),
  byOthers: fc.integer({ min: 0, max: 20_000 }),
  looks: fc.integer({ min: 1, max: 6 }),
})
const aShare: fc.Arbitrary<ApiShare> = fc.oneof(
  fc.record({ of: fc.constant('limit' as const), percent: fc.double({ min: 0.1, max: 50, noNaN: true }) }),
  fc.record({ of: fc.constant('requests' as const), requests: fc.integer({ min: 10, max: 5_000 }) }),
)

describe('whatever happens', () => {
  it('no look ever brings the last 24 hours above the share', () => {
    fc.assert(
      fc.property(
        aShare,
        fc.integer({ min: 1_000, max: 200_000 }),
        fc.array(aMoment, { maxLength: 80 }),
        (share, limit, life) => {
          const made: number[] = []
          let calls: CallBucket[] = []
          let at = now
          let lookedAt: number | null = null
          const make = (count: number): void => {
            for (let i = 0; i < count; i++) made.push(at)
            calls = keptBuckets([...calls, { startedAt: bucketOf(at), calls: count }], at)
          }
          for (const { passes, byPerson, byOthers, looks } of life) {
            at += passes
            make(byPerson)
            const used = Math.min(limit, byOthers)
            const pace = paceOf({ now: at, share, calls, org: { used, limit }, perLook: looks, lookedAt })
            if (pace.at === 'stopped') {
              expect(pace.until === null || pace.because === 'org' || pace.until > at).toBe(true)
              continue
            }
            expect(pace.everyMs).toBeGreaterThanOrEqual(shortestMs)
            expect(pace.everyMs).toBeLessThanOrEqual(longestMs)
            if (lookedAt !== null && at < lookedAt + pace.everyMs) continue
            lookedAt = at
            make(looks)
            const inADay = made.filter((moment) => moment > at - day).length
            expect(inADay).toBeLessThanOrEqual(allowanceOf(share, limit))
          }
        },
      ),
    )
  })

  it('a look is possible at the moment that a stop names', () => {
    fc.assert(
      fc.property(
        aShare,
        fc.array(fc.record({ ago: fc.integer({ min: 0, max: day }), calls: fc.integer({ min: 1, max: 900 }) })),
        fc.integer({ min: 1, max: 6 }),
        (share, before, perLook) => {
          const calls = keptBuckets(
            before.map(({ ago, calls }) => ({ startedAt: bucketOf(now - ago), calls })),
            now,
          )
          const pace = paceOf(facts({ share, calls, perLook }))
          if (pace.at !== 'stopped' || pace.until === null) return
          expect(paceOf(facts({ share, calls, perLook, now: pace.until })).at).toBe('going')
          expect(paceOf(facts({ share, calls, perLook, now: pace.until - 1 })).at).toBe('stopped')
        },
      ),
    )
  })

  it('it never slows down because more is left', () => {
    fc.assert(
      fc.property(fc.nat(1_990), fc.nat(1_990), (a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)].map((used) => paceOf(facts({ calls: spent(used) })))
        if (less?.at !== 'going' || more?.at !== 'going') return
        expect(less.everyMs).toBeLessThanOrEqual(more.everyMs)
      }),
    )
  })
})
