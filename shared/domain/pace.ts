import { callsIn, leavesAt, type CallBucket } from './api-calls.ts'
import type { ApiShare } from './watch-rules.ts'

/** What is known when the next look is to be chosen. Times are milliseconds since 1970. */
export interface PaceFacts {
  readonly now: number
  readonly share: ApiShare
  /** The app's own requests, whoever asked for them. */
  readonly calls: readonly CallBucket[]
  /** What all of the org used in the last 24 hours, as Salesforce said last; null before its first answer. */
  readonly org: { readonly used: number; readonly limit: number } | null
  /** Requests that a look takes, as the last ones did. */
  readonly perLook: number
  /** When somebody looked last; null where nobody did. */
  readonly lookedAt: number | null
}

/**
 * When to look next. `usual`: as often as the share allows. `share`: much of the share is taken. `org`: others take much
 * of what the org may use.
 * A pace that stopped has nothing left to spend until that moment; null = the share is too small for a single look.
 */
export type Pace =
  | { readonly at: 'going'; readonly because: 'usual' | 'share' | 'org'; readonly everyMs: number }
  | { readonly at: 'stopped'; readonly because: 'share' | 'org'; readonly until: number | null }

export const shortestMs = 60_000
export const longestMs = 30 * 60_000
/** What is left is spread over a working day, so that there is always something left. */
const spreadMs = 8 * 3_600_000
/** How long an org that has nothing left is left alone before it is asked again: it does not say when it has. */
const orgAgainMs = 3_600_000
/** The smallest limit that Salesforce gives; taken until the org has said its own. Source: as in watch-rules.ts. */
const smallestLimit = 15_000
/** From here on others' use slows the app down; at the second it looks as rarely as it ever does. */
const [busyFrom, busyTo] = [0.7, 0.9]

/** Requests that the app may make in 24 hours. */
export function allowanceOf(share: ApiShare, limit: number | null): number {
  if (share.of === 'requests') return limit === null ? share.requests : Math.min(share.requests, limit)
  return Math.floor(((limit ?? smallestLimit) * share.percent) / 100)
}

/**
 * How soon to look again, or until when not. Whatever the calls before, a look that takes `perLook` requests never
 * exceeds the share.
 */
export function paceOf({ now, share, calls, org, perLook, lookedAt }: PaceFacts): Pace {
  const allowed = allowanceOf(share, org?.limit ?? null)
  const left = allowed - callsIn(calls, now)
  if (left < perLook) return { at: 'stopped', because: 'share', until: roomAt(calls, now, perLook - left) }
  if (org && org.limit - org.used < perLook)
    return { at: 'stopped', because: 'org', until: (lookedAt ?? now) + orgAgainMs }

  const byShare = Math.max(shortestMs, Math.round((spreadMs * perLook) / left))
  const byOrg = shortestMs + Math.round((longestMs - shortestMs) * crowding(org))
  const everyMs = Math.min(longestMs, Math.max(byShare, byOrg))
  if (byOrg > byShare) return { at: 'going', because: 'org', everyMs }
  const isScarce = left < allowed / 2 && byShare > shortestMs
  return { at: 'going', because: isScarce ? 'share' : 'usual', everyMs }
}

/** How crowded the org is, from 0 to 1. */
function crowding(org: PaceFacts['org']): number {
  if (!org || org.limit <= 0) return 0
  return Math.min(1, Math.max(0, (org.used / org.limit - busyFrom) / (busyTo - busyFrom)))
}

/** When so many requests have left the last 24 hours; null where there are not that many. */
function roomAt(calls: readonly CallBucket[], now: number, wanted: number): number | null {
  let freed = 0
  for (const bucket of calls.toSorted((a, b) => a.startedAt - b.startedAt)) {
    if (leavesAt(bucket) <= now) continue
    freed += bucket.calls
    if (freed >= wanted) return leavesAt(bucket)
  }
  return null
}
