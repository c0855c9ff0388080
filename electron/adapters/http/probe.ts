type Exchange = (
  request: { readonly method: string; readonly url: string },
  limits: { readonly timeoutMs: number; readonly signal?: AbortSignal | undefined },
) => Promise<{ readonly status: number; readonly headers: Readonly<Record<string, string>> }>

/** As the core's port has it. */
interface Probe {
  readonly url: string
  readonly status: number | null
  readonly roundTripMs: number | null
  readonly clockAheadMs: number | null
}

const timeoutMs = 10_000

/**
 * Ask twice whether anything answers at an address, without a secret: the second time over the connection that the first
 * one opened, so that the shorter time is one way there and back. Any status is an answer.
 * @param now milliseconds since 1970
 */
export async function probe(
  exchange: Exchange,
  url: string,
  now: () => number,
  signal: AbortSignal | undefined,
): Promise<Probe> {
  let best: Probe = { url, status: null, roundTripMs: null, clockAheadMs: null }
  for (let time = 0; time < 2; time++) {
    const begunAt = now()
    try {
      const { status, headers } = await exchange({ method: 'GET', url }, { timeoutMs, signal })
      const took = Math.max(0, now() - begunAt)
      const said = Date.parse(headers['date'] ?? '')
      if (best.roundTripMs !== null && best.roundTripMs <= took) continue
      // The header was written about halfway, in whole seconds: half of one is added.
      const clockAheadMs = Number.isNaN(said) ? null : said + 500 - (begunAt + took / 2)
      best = { url, status, roundTripMs: took, clockAheadMs }
    } catch {
      // Nothing answered; that is what is told.
      return best
    }
  }
  return best
}
