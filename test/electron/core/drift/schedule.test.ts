import { describe, expect, it } from 'vitest'

import { keepDriftSchedule } from '#core/drift/schedule'
import { heldTimer, stoppedClock } from '#test/fakes/small-ports'

const hour = 3_600_000

function scheduled(everyHours: number | null) {
  const clock = stoppedClock()
  const timer = heldTimer()
  const state = { everyHours, lastAt: null as string | null, began: 0, end: [] as (() => void)[] }
  const stop = keepDriftSchedule({
    timer,
    clock,
    everyHours: () => state.everyHours,
    lastAt: () => state.lastAt,
    check: () => {
      state.began += 1
      return new Promise<void>((resolve) => state.end.push(resolve))
    },
  })
  const pass = (ms: number): void => {
    clock.advance(ms)
    timer.tick()
  }
  /** The check under way ends. @param well whether it has a result */
  const settle = async (well: boolean): Promise<void> => {
    if (well) state.lastAt = clock.now().toISOString()
    state.end.splice(0).forEach((resolve) => resolve())
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { state, timer, stop, pass, settle }
}

describe('the schedule of drift checks', () => {
  it('checks at the first look, and again when so many hours have passed', async () => {
    const { state, pass, settle } = scheduled(4)
    pass(60_000)
    expect(state.began).toBe(1)
    await settle(true)
    pass(4 * hour - 60_000)
    expect(state.began).toBe(1)
    pass(60_000)
    expect(state.began).toBe(2)
  })

  it('lets one check come to its end before the next begins', async () => {
    const { state, pass, settle } = scheduled(1)
    pass(60_000)
    pass(3 * hour)
    expect(state.began).toBe(1)
    await settle(false)
    pass(60_000)
    expect(state.began).toBe(2)
  })

  it('leaves a check that failed alone for a while before it tries again', async () => {
    const { state, pass, settle } = scheduled(1)
    pass(60_000)
    await settle(false)
    pass(60_000)
    expect(state.began).toBe(1)
    pass(15 * 60_000)
    expect(state.began).toBe(2)
  })

  it('does nothing while the rule is off, and follows a rule that is changed', () => {
    const { state, pass } = scheduled(null)
    pass(100 * hour)
    expect(state.began).toBe(0)
    state.everyHours = 24
    pass(60_000)
    expect(state.began).toBe(1)
  })

  it('counts from a check that a person asked for', () => {
    const { state, pass } = scheduled(2)
    state.lastAt = '2026-11-21T09:30:00.000Z'
    pass(2 * hour)
    expect(state.began).toBe(0)
    pass(hour)
    expect(state.began).toBe(1)
  })

  it('ends when it is told to', () => {
    const { state, stop, pass, timer } = scheduled(1)
    stop()
    pass(10 * hour)
    expect(state.began).toBe(0)
    expect(timer.running()).toBe(0)
  })
})
