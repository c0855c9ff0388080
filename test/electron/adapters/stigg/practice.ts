import { createStigg } from '#adapters/stigg/create-stigg'
import type { Timeouts } from '#adapters/stigg/http'
import type { LogPort, VaultPort } from '#core/ports'
import { createPracticeClock } from '#practice/clock'
import { openRecordStore } from '#practice/record-store'
import { makeSeed } from '#practice/seed/make-seed'
import { startStiggSimulator } from '#practice/stigg/server'

const anchor = '2026-11-18T16:20:31.000Z'
export const keyName = 'stigg-key'

/** Fast enough for tests: nothing here waits for longer than a few milliseconds. */
export const quick: Timeouts = { baseMs: 1, longestMs: 4, requestMs: 5_000 }

/** A vault that holds one key for one origin and counts how often it was asked. */
export function vaultWith(origin: string, key: string | null): VaultPort & { readonly asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    protection: 'memory',
    get(name, from) {
      asked.push(from)
      return Promise.resolve(name === keyName && from === origin ? key : null)
    },
    set: () => Promise.resolve(),
    delete: () => Promise.resolve(),
    boundTo: (name) => Promise.resolve(name === keyName && key !== null ? origin : null),
  }
}

/** A log that keeps what it was told. */
export function keptLog(): LogPort & { readonly lines: string[] } {
  const lines: string[] = []
  const keep = (message: string, facts?: object) => void lines.push(`${message} ${JSON.stringify(facts ?? {})}`)
  return { lines, info: keep, warn: keep, error: keep }
}

interface Exchange {
  readonly method: string
  readonly path: string
  readonly status: number
  readonly fault: unknown
  readonly idempotencyKey: string | null
}

/** The practice Stigg environment on a free port, and a client of it. */
export async function openPracticeStigg(timeouts: Timeouts = quick) {
  const store = openRecordStore(':memory:')
  const clock = createPracticeClock(store, () => Date.parse(anchor))
  const { stigg: seed } = makeSeed({ seed: 7, anchor, stiggUrl: 'http://127.0.0.1' })
  const salesforceUrl = 'http://127.0.0.1:4010'
  const service = await startStiggSimulator({ store, seed, clock, port: 0, host: '127.0.0.1', salesforceUrl })
  const log = keptLog()
  const clientWith = (key: string | null, origin = service.url) =>
    createStigg({
      baseUrl: origin,
      graphqlUrl: `${origin}/graphql`,
      keyName,
      vault: vaultWith(origin, key),
      clock,
      log,
      timeouts,
      random: () => 0,
    })

  const control = async (path: string, method: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${service.url}/__practice/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer.status === 204 ? null : answer.json()
  }
  return {
    ...clientWith(service.apiKey),
    service,
    seed,
    clock,
    log,
    clientWith,
    /** A raw request with the full key, past the client. */
    async raw(method: string, path: string, body?: unknown): Promise<unknown> {
      const answer = await fetch(service.url + path, {
        method,
        headers: { 'content-type': 'application/json', 'x-api-key': service.apiKey },
        body: body === undefined ? null : JSON.stringify(body),
      })
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
      return answer.json()
    },
    control,
    failNext: (fault: unknown, match: object = {}, times: number | null = 1) =>
      control('faults', 'POST', { fault, match, times }),
    async exchanges(): Promise<readonly Exchange[]> {
      const { exchanges } = (await control('exchanges', 'GET')) as { exchanges: Exchange[] }
      return exchanges
    },
    forgetExchanges: () => control('exchanges', 'DELETE'),
    async close() {
      await service.close()
      store.close()
    },
  }
}
export type PracticeStigg = Awaited<ReturnType<typeof openPracticeStigg>>
