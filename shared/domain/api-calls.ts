/** Requests to Salesforce that were begun within ten minutes of each other. */
export interface CallBucket {
  /** Milliseconds since 1970, a whole multiple of `bucketMs`. */
  readonly startedAt: number
  readonly calls: number
}

const bucketMs = 600_000
const dayMs = 86_400_000

export const bucketOf = (now: number): number => Math.floor(now / bucketMs) * bucketMs

/** From when on none of a bucket's requests counts any more: its last one may have been made at its very end. */
export const leavesAt = ({ startedAt }: Pick<CallBucket, 'startedAt'>): number => startedAt + bucketMs + dayMs

/** Requests of the last 24 hours; of the ten minutes that the edge cuts, all. */
export const callsIn = (buckets: readonly CallBucket[], now: number): number =>
  buckets.reduce((sum, bucket) => (leavesAt(bucket) > now ? sum + bucket.calls : sum), 0)

/**
 * What is worth keeping: what no longer counts is dropped, and what a clock that ran ahead dated into the future is dated
 * now, so that it stops counting in a day and not in a year.
 */
export function keptBuckets(buckets: readonly CallBucket[], now: number): CallBucket[] {
  const current = bucketOf(now)
  const kept = new Map<number, number>()
  for (const bucket of buckets) {
    if (leavesAt(bucket) <= now) continue
    const startedAt = Math.min(bucket.startedAt, current)
    kept.set(startedAt, (kept.get(startedAt) ?? 0) + bucket.calls)
  }
  return [...kept].map(([startedAt, calls]) => ({ startedAt, calls })).toSorted((a, b) => a.startedAt - b.startedAt)
}
