import { createHash } from 'node:crypto'
import type { KeptAnswer, World } from '../world.ts'
import { badInput } from './stigg-error.ts'

const keptForMs = 24 * 60 * 60 * 1000
const longestKey = 255

/** The canonical text of a JSON value: keys of objects sorted. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1))
  return `{${entries.map(([name, item]) => `${JSON.stringify(name)}:${canonical(item)}`).join(',')}}`
}

export const fingerprintOf = (method: string, path: string, body: unknown): string =>
  createHash('sha256')
    .update(`${method} ${path}\n${canonical(body)}`)
    .digest('hex')

/**
 * The answer that was kept under a key less than 24 hours ago, its replay counted; undefined for a new key.
 * Fails: `BadUserInput` when the key came with another request before, or is longer than 255 characters. Stigg
 * documents neither; a client that reuses a key must not be told that its second request was done.
 */
export function replayOf(world: World, key: string, fingerprint: string): KeptAnswer | undefined {
  if (key.length > longestKey) throw badInput(`Idempotency-Key must have ${longestKey} characters at most`)
  const kept = world.tables.keptAnswers.get(key)
  if (kept === undefined) return undefined
  if (Date.parse(kept.keptAt) + keptForMs <= world.clock.now().getTime()) return undefined
  if (kept.fingerprint !== fingerprint) throw badInput('Idempotency-Key was used with another request before')
  const replayed = { ...kept, replays: kept.replays + 1 }
  world.tables.keptAnswers.put(key, replayed)
  return replayed
}

/** Forget answers that are older than a day. */
export function forgetOldAnswers(world: World): void {
  const since = world.clock.now().getTime() - keptForMs
  const old = Iterator.from(world.tables.keptAnswers.values()).filter(({ keptAt }) => Date.parse(keptAt) <= since)
  for (const { key } of old.toArray()) world.tables.keptAnswers.delete(key)
}

/** Keep an answer, in the transaction of its effect. */
export function keep(world: World, key: string, fingerprint: string, status: number, body: unknown): void {
  world.tables.keptAnswers.put(key, { key, fingerprint, status, body, keptAt: world.now(), replays: 0 })
}
