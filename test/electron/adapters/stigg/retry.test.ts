import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { retryAfterOf } from '#adapters/stigg/attempt'
import { delayBeforeNext, usualPace, type Safety, type Verdict } from '#adapters/stigg/retry'

const asked = (vary: Partial<Parameters<typeof delayBeforeNext>[0]> = {}) =>
  delayBeforeNext({ verdict: 'busy', safety: 'read', made: 1, waitedMs: 0, askedMs: null, ...vary }, usualPace, 0)

describe('the delay before the next attempt', () => {
  it('doubles, up to a longest', () => {
    expect([1, 2, 3, 4, 5, 6].map((made) => asked({ made }))).toEqual([500, 1_000, 2_000, 4_000, 5_000, 5_000])
  })

  it('is never sooner than the service asks for', () => {
    expect(asked({ askedMs: 20_000 })).toBeGreaterThanOrEqual(20_000)
  })

  it('is over after four attempts, unless it was only told to wait', () => {
    expect(asked({ verdict: 'unreached', made: 3 })).not.toBeNull()
    expect(asked({ verdict: 'unreached', made: 4 })).toBeNull()
    expect(asked({ verdict: 'busy', made: 9 })).not.toBeNull()
  })

  it('never lets a request wait for longer than the limit in all', () => {
    const verdicts = fc.constantFrom<Verdict>('busy', 'unreached', 'ambiguous', 'final')
    const safeties = fc.constantFrom<Safety>('read', 'keyed', 'once')
    const nothingOr = fc.option(fc.nat(120_000), { nil: null })
    fc.assert(
      fc.property(
        verdicts,
        safeties,
        nothingOr,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (verdict, safety, askedMs, random) => {
          let waitedMs = 0
          for (let made = 1; made < 1_000; made++) {
            const delay = delayBeforeNext({ verdict, safety, made, waitedMs, askedMs }, usualPace, random)
            if (delay === null) return
            expect(delay).toBeGreaterThanOrEqual(askedMs ?? 0)
            waitedMs += delay
            expect(waitedMs).toBeLessThanOrEqual(usualPace.busyMs)
          }
          throw new Error('It never ends')
        },
      ),
    )
  })

  it('never sends again what may have been applied and has no key', () => {
    expect(asked({ verdict: 'ambiguous', safety: 'once' })).toBeNull()
    expect(asked({ verdict: 'ambiguous', safety: 'keyed' })).not.toBeNull()
    expect(asked({ verdict: 'final' })).toBeNull()
  })
})

describe('the delay that a service asks for', () => {
  const now = new Date('2026-11-18T16:20:31.000Z')
  it.each([
    [{ 'retry-after': '2' }, 2_000],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': 'Wed, 18 Nov 2026 16:20:41 GMT' }, 10_000],
    [{ 'retry-after': 'Wed, 18 Nov 2026 16:20:00 GMT' }, 0],
    [{ 'retry-after-ms': '350', 'retry-after': '9' }, 350],
    [{ 'retry-after': 'soon' }, null],
    [{}, null],
  ])('%j is %s ms', (headers, expected) => {
    expect(retryAfterOf(new Headers(headers as Record<string, string>), now)).toBe(expected)
  })
})
