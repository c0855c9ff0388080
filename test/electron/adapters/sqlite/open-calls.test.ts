import path from 'node:path'
import { describe, expect, it } from 'vitest'

import { openCalls } from '#adapters/sqlite/open-calls'
import { callsIn } from '#shared/domain/api-calls'
import { stoppedClock } from '#test/fakes/small-ports'

import { aFolder } from './folder.ts'

const day = 86_400_000
const at = '2026-11-21T09:00:00.000Z'

const inADay = (opened: ReturnType<typeof openCalls>, clock: ReturnType<typeof stoppedClock>): number =>
  callsIn(opened.port.buckets(), clock.now().getTime())

describe('the requests of a profile', () => {
  it('are counted on over a restart', () => {
    const [file, clock] = [path.join(aFolder(), 'watch.db'), stoppedClock(at)]
    const first = openCalls(file, clock)
    first.port.began()
    first.port.began()
    first.close()
    clock.advance(3_600_000)
    const second = openCalls(file, clock)
    second.port.began()
    expect(inADay(second, clock)).toBe(3)
    second.close()
  })

  it('are kept by a process that is killed: what was begun is on the disk', () => {
    const [file, clock] = [path.join(aFolder(), 'watch.db'), stoppedClock(at)]
    const killed = openCalls(file, clock)
    killed.port.began()
    const next = openCalls(file, clock)
    expect(inADay(next, clock)).toBe(1)
    next.close()
    killed.close()
  })

  it('are dropped once they are a day old', () => {
    const clock = stoppedClock(at)
    const opened = openCalls(':memory:', clock)
    for (let hours = 0; hours < 60; hours++) {
      opened.port.began()
      clock.advance(3_600_000)
    }
    expect(inADay(opened, clock)).toBe(24)
    expect(opened.port.buckets().length).toBeLessThan(30)
    opened.close()
  })

  it('of a clock that ran ahead stop counting a day after it was put right', () => {
    const file = path.join(aFolder(), 'watch.db')
    const ahead = openCalls(file, stoppedClock('2031-01-01T00:00:00.000Z'))
    ahead.port.began()
    ahead.close()
    const clock = stoppedClock(at)
    const right = openCalls(file, clock)
    expect(inADay(right, clock)).toBe(1)
    clock.advance(day + 600_000)
    expect(inADay(right, clock)).toBe(0)
    right.close()
  })

  it('are told to those who listen, at their beginning and at their end', () => {
    const opened = openCalls(':memory:', stoppedClock(at))
    const told: string[] = []
    const end = opened.port.watch((at) => told.push(at))
    opened.port.began()
    opened.port.ended()
    end()
    opened.port.began()
    expect(told).toEqual(['began', 'ended'])
    opened.close()
  })
})

describe('new deals', () => {
  it('outlive a restart until somebody has seen them', () => {
    const [file, clock] = [path.join(aFolder(), 'watch.db'), stoppedClock(at)]
    const first = openCalls(file, clock)
    first.newDeals.add(['a', 'b'], '2026-11-21T09:00:00.000Z')
    first.newDeals.add(['c'], '2026-11-21T10:00:00.000Z')
    first.newDeals.remove(['a'])
    first.close()
    const second = openCalls(file, clock)
    expect(second.newDeals.ids()).toEqual(['c', 'b'])
    second.newDeals.clear()
    expect(second.newDeals.ids()).toEqual([])
    second.close()
  })

  it('are at most a thousand: those found first are let go', () => {
    const opened = openCalls(':memory:', stoppedClock(at))
    opened.newDeals.add(['old'], '2026-11-20T09:00:00.000Z')
    opened.newDeals.add(
      Array.from({ length: 1_000 }, (_, index) => `deal-${index}`),
      at,
    )
    expect(opened.newDeals.ids()).toHaveLength(1_000)
    expect(opened.newDeals.ids()).not.toContain('old')
    opened.close()
  })
})
