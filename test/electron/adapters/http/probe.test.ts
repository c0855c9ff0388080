import { describe, expect, it } from 'vitest'

import { probe } from '#adapters/http/probe'

const date = 'Sat, 21 Nov 2026 09:00:00 GMT'
const second = Date.parse(date)

/** Exchanges that take these times, and a clock that they move. */
function answering(times: readonly (number | null)[], headers: Readonly<Record<string, string>> = { date }) {
  let now = second
  let asked = 0
  const urls: string[] = []
  return {
    urls,
    now: () => now,
    exchange: ({ url }: { readonly url: string }) => {
      urls.push(url)
      const took = times[asked++]
      if (took === null || took === undefined) return Promise.reject(new Error('refused'))
      now += took
      return Promise.resolve({ status: 404, headers })
    },
  }
}

describe('a probe', () => {
  it('takes the shorter of two times, since the first opens the connection', async () => {
    const { exchange, now, urls } = answering([200, 40])
    const found = await probe(exchange, 'https://api.example', now, undefined)
    expect(found).toMatchObject({ status: 404, roundTripMs: 40 })
    expect(urls).toEqual(['https://api.example', 'https://api.example'])
  })

  it('reckons the clock from the middle of the exchange', async () => {
    const { exchange, now } = answering([1_000, 2_000])
    expect((await probe(exchange, 'https://api.example', now, undefined)).clockAheadMs).toBe(0)
  })

  it('knows no clock where the answer has no date', async () => {
    const { exchange, now } = answering([10, 10], {})
    expect((await probe(exchange, 'https://api.example', now, undefined)).clockAheadMs).toBeNull()
  })

  it('tells that nothing answered, and keeps what one answer told', async () => {
    const none = answering([null])
    expect(await probe(none.exchange, 'https://api.example', none.now, undefined)).toEqual({
      url: 'https://api.example',
      status: null,
      roundTripMs: null,
      clockAheadMs: null,
    })
    const once = answering([30, null])
    expect(await probe(once.exchange, 'https://api.example', once.now, undefined)).toMatchObject({ roundTripMs: 30 })
  })
})
