import { z } from 'zod'

/**
 * One way in which a service or the way to it goes wrong. `createPracticeControl` (control.ts) makes requests meet them;
 * `named` is left to the hook that a simulator gives there.
 */
export const Fault = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('status'),
    status: z.int().min(200).max(599),
    body: z.unknown().optional(),
    headers: z.record(z.string(), z.string()).optional(),
    contentType: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal('delay'), ms: z.number().min(0) }),
  z.strictObject({ kind: z.literal('hang') }),
  z.strictObject({ kind: z.literal('hang-after') }),
  z.strictObject({ kind: z.literal('reset-before') }),
  z.strictObject({ kind: z.literal('reset-after') }),
  z.strictObject({ kind: z.literal('truncate') }),
  z.strictObject({ kind: z.literal('html'), status: z.int().min(200).max(599).default(503) }),
  z.strictObject({ kind: z.literal('redirect'), to: z.string(), status: z.int().min(300).max(399).default(302) }),
  z.strictObject({ kind: z.literal('empty') }),
  z.strictObject({
    kind: z.literal('named'),
    name: z.string().min(1),
    args: z.record(z.string(), z.unknown()).optional(),
  }),
])
export type Fault = z.infer<typeof Fault>
export type NamedFault = Extract<Fault, { kind: 'named' }>

/** Which requests a rule is for; what is left out matches everything. */
const FaultMatch = z.strictObject({
  method: z.string().optional(),
  /** Source of a regular expression over path and query. */
  path: z.string().refine(isPattern, 'is not a regular expression').optional(),
  /** An sObject or resource that the path, the query or the body names as a whole word. */
  object: z.string().optional(),
  bodyIncludes: z.string().optional(),
})
type FaultMatch = z.infer<typeof FaultMatch>

export const FaultRule = z.strictObject({
  id: z.string().min(1).optional(),
  match: FaultMatch.default({}),
  fault: z.union([z.string().min(1).transform(faultFromName), Fault]),
  /** How often it fires before it is spent; null means until it is removed. */
  times: z.int().positive().nullable().default(1),
  /** How many matching requests go by before the first firing. */
  after: z.int().min(0).default(0),
  probability: z.number().min(0).max(1).default(1),
})
export type FaultRule = Omit<z.infer<typeof FaultRule>, 'id'> & { readonly id: string }

/** The parts of a request that a rule looks at; `url` is path and query, percent-decoded where it can be. */
interface Seen {
  readonly method: string
  readonly url: string
  readonly body: string
}

const SHORT_NAMES: Readonly<Record<string, Fault>> = {
  '429': { kind: 'status', status: 429 },
  '429-retry-after': { kind: 'status', status: 429, headers: { 'Retry-After': '2' } },
  '500': { kind: 'status', status: 500 },
  '502': { kind: 'html', status: 502 },
  '503': { kind: 'status', status: 503 },
  'reset-before': { kind: 'reset-before' },
  'reset-after': { kind: 'reset-after' },
  timeout: { kind: 'hang' },
  hang: { kind: 'hang' },
  'hang-after': { kind: 'hang-after' },
  truncate: { kind: 'truncate' },
  html: { kind: 'html', status: 503 },
  empty: { kind: 'empty' },
}

/** A short name of a common fault, else a name for the simulator to know. */
export function faultFromName(name: string): Fault {
  return SHORT_NAMES[name] ?? { kind: 'named', name }
}

/** The faults that are waiting to fire. Rules are asked in the order they were added; the first that fires wins. */
export interface FaultBook {
  add(rule: z.infer<typeof FaultRule>): FaultRule
  list(): readonly (FaultRule & { readonly fired: number; readonly spent: boolean })[]
  /** Remove one rule, or all. Yields how many there were. */
  remove(id?: string): number
  /** The fault that this request meets, counted as fired. */
  next(seen: Seen): { readonly rule: FaultRule; readonly fault: Fault } | undefined
}

/** @param random numbers from 0 up to 1, for rules with a probability */
export function createFaultBook(random: () => number): FaultBook {
  const entries: { rule: FaultRule; matched: number; fired: number }[] = []
  const isSpent = ({ rule, fired }: (typeof entries)[number]) => rule.times !== null && fired >= rule.times
  let last = 0
  return {
    add(given) {
      const rule = { ...given, id: given.id ?? `fault-${++last}` }
      const place = entries.findIndex((entry) => entry.rule.id === rule.id)
      if (place >= 0) entries.splice(place, 1)
      entries.push({ rule, matched: 0, fired: 0 })
      return rule
    },
    list: () => entries.map((entry) => ({ ...entry.rule, fired: entry.fired, spent: isSpent(entry) })),
    remove(id) {
      if (id === undefined) return entries.splice(0).length
      const place = entries.findIndex((entry) => entry.rule.id === id)
      return place < 0 ? 0 : entries.splice(place, 1).length
    },
    next(seen) {
      for (const entry of entries) {
        if (isSpent(entry) || !matches(entry.rule.match, seen)) continue
        if (entry.matched++ < entry.rule.after) continue
        if (entry.rule.probability < 1 && random() >= entry.rule.probability) continue
        entry.fired++
        return { rule: entry.rule, fault: entry.rule.fault }
      }
      return undefined
    },
  }
}

function matches(match: FaultMatch, { method, url, body }: Seen): boolean {
  if (match.method !== undefined && match.method.toUpperCase() !== method.toUpperCase()) return false
  if (match.path !== undefined && !new RegExp(match.path).test(url)) return false
  if (match.bodyIncludes !== undefined && !body.includes(match.bodyIncludes)) return false
  return match.object === undefined || names(url, match.object) || names(body, match.object)
}

function names(text: string, object: string): boolean {
  return new RegExp(`(?<![\\w-])${object.replace(/\W/g, '\\$&')}(?![\\w-])`, 'i').test(text)
}

function isPattern(source: string): boolean {
  try {
    return new RegExp(source) instanceof RegExp
  } catch {
    // The constructor is the test; what it says is not needed.
    return false
  }
}

/** Numbers from 0 up to 1, the same ones for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
