import type { RecordStore } from './record-store.ts'

/** Real time plus an offset. Both simulators share one, so that "a month later" is true of both. */
export interface PracticeClock {
  now(): Date
  /** Move the clock by milliseconds; negative moves it back. */
  advance(ms: number): void
  /** Let the clock show `to` now and run on from there. */
  setTo(to: Date): void
}

interface Offset {
  readonly offsetMs: number
}

const KEY = 'clock'

/** A clock whose offset is kept in the store's `clock` collection, so that it survives a restart. */
export function createPracticeClock(store: RecordStore, realNow: () => number = Date.now): PracticeClock {
  const kept = store.collection<Offset>('clock')
  const offsetMs = () => kept.get(KEY)?.offsetMs ?? 0
  const advance = (ms: number) => kept.put(KEY, { offsetMs: offsetMs() + Math.round(ms) })
  const now = () => new Date(realNow() + offsetMs())
  return { now, advance, setTo: (to) => advance(to.getTime() - now().getTime()) }
}
