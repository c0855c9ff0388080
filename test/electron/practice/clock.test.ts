import { describe, expect, it } from 'vitest'
import { createPracticeClock } from '#practice/clock'
import { openRecordStore } from '#practice/record-store'

const noon = Date.parse('2026-11-21T12:00:00Z')

describe('the practice clock', () => {
  it('shows real time until it is moved, and runs on from where it was set', () => {
    let real = noon
    const clock = createPracticeClock(openRecordStore(':memory:'), () => real)
    expect(clock.now().toISOString()).toBe('2026-11-21T12:00:00.000Z')
    clock.advance(90_000)
    clock.advance(-30_000)
    expect(clock.now().toISOString()).toBe('2026-11-21T12:01:00.000Z')
    clock.setTo(new Date('2027-01-01T00:00:00Z'))
    real += 5_000
    expect(clock.now().toISOString()).toBe('2027-01-01T00:00:05.000Z')
  })

  it('keeps its offset in the store, until the story starts over', () => {
    const store = openRecordStore(':memory:')
    createPracticeClock(store, () => noon).advance(3_600_000)
    const again = createPracticeClock(store, () => noon)
    expect(again.now().toISOString()).toBe('2026-11-21T13:00:00.000Z')
    store.startOver()
    expect(again.now().toISOString()).toBe('2026-11-21T12:00:00.000Z')
  })
})
