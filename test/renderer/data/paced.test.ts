import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { paced } from '#renderer/data/paced.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('what is asked for again and again', () => {
  it('is done at once, then no more often than after each pause, and never lost', () => {
    const done: string[] = []
    const ask = paced<string>((key) => done.push(key), 300)
    for (let asked = 0; asked < 10; asked += 1) ask('runs')
    expect(done).toEqual(['runs'])
    vi.advanceTimersByTime(300)
    expect(done).toEqual(['runs', 'runs'])
    vi.advanceTimersByTime(3000)
    expect(done).toEqual(['runs', 'runs'])
    ask('runs')
    expect(done).toHaveLength(3)
  })

  it('is told apart by its key', () => {
    const done: unknown[] = []
    const ask = paced<readonly string[]>((key) => done.push(key), 300)
    ask(['runs', 'list'])
    ask(['runs', 'get'])
    expect(done).toHaveLength(2)
  })
})
