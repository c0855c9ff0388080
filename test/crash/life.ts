import { readdirSync, writeSync } from 'node:fs'

import type { PracticeConnection } from '#hosts/composition/practice-connection'

import { slotId, type Line } from './protocol.ts'
import type { Reading, Store } from './store.ts'

/** What a life of the app is given. */
export interface Given {
  /** Absolute path of the folder that outlives it. */
  readonly dataDir: string
  readonly practice: PracticeConnection
  /** From 0 to below 1. */
  readonly random: () => number
  /** One of these, by lot; none where there are none. */
  readonly among: <T>(all: readonly T[]) => T | undefined
  /** A number that nobody used before. */
  readonly next: () => number
}

/** A line goes out at once, so that those before a kill are heard. */
export const say = (line: Line): void => void writeSync(1, `${JSON.stringify(line)}\n`)

/** What every slot holds, and whether a file was left that nobody finished. */
export async function readAll(
  stores: readonly Pick<Store, 'name' | 'slots' | 'read'>[],
  dataDir: string,
): Promise<Record<string, Reading>> {
  const unfinished = readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tmp-/.test(name))
  const found: Record<string, Reading> = {
    'files/unfinished': unfinished.length === 0 ? [] : { damaged: `are left: ${unfinished.join(', ')}` },
  }
  for (const store of stores)
    for (const slot of store.slots) {
      try {
        found[slotId(store, slot)] = await store.read(slot)
      } catch (error) {
        found[slotId(store, slot)] = { damaged: String(error) }
      }
    }
  return found
}
