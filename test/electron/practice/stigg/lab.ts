import { createPracticeClock } from '#practice/clock'
import { openRecordStore, type RecordStore } from '#practice/record-store'
import { makeSeed } from '#practice/seed/make-seed'
import type { StiggSeed } from '#practice/seed/types'
import { startStiggSimulator, type StiggSimulator } from '#practice/stigg/server'

/** The moment at which every lab begins; its clock stands still unless it is moved. */
export const START = '2026-03-10T12:00:00.000Z'
export const DAY = 86_400_000

interface Reply {
  readonly status: number
  readonly headers: Headers
  /** The parsed body; tests look into it freely. */
  readonly body: Json
}
type Json = { readonly [field: string]: Json } & {
  readonly data: Json
  readonly code: string | null
  readonly message: string
} & Iterable<Json> & { readonly length: number; map<T>(show: (item: Json, n: number) => T): T[] }

export interface Lab {
  readonly url: string
  readonly stigg: StiggSimulator
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>
  get(path: string): Promise<Reply>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>
  patch(path: string, body: unknown): Promise<Reply>
  remove(path: string): Promise<Reply>
  graphql(query: string, variables?: object, headers?: Record<string, string>): Promise<Reply>
  control(method: string, path: string, body?: unknown): Promise<Reply>
  advance(ms: number): void
  /** A new customer with an e-mail address; yields its id. */
  customer(id: string, fields?: object): Promise<string>
  stop(): Promise<void>
}

export interface LabOptions {
  readonly store?: RecordStore
  readonly change?: (seed: StiggSeed) => StiggSeed
}

/** A Stigg environment of its own, over real HTTP, with the story's catalogue and a clock that stands still. */
export async function openLab({
  store = openRecordStore(':memory:'),
  change = (seed) => seed,
}: LabOptions = {}): Promise<Lab> {
  const clock = createPracticeClock(store, () => Date.parse(START))
  const seed = change(makeSeed({ seed: 7, anchor: START }).stigg)
  const salesforceUrl = 'http://127.0.0.1:4010'
  const stigg = await startStiggSimulator({ store, seed, clock, port: 0, host: '127.0.0.1', salesforceUrl })
  const call: Lab['call'] = async (method, path, body, headers = {}) => {
    const response = await fetch(stigg.url + path, {
      method,
      redirect: 'manual',
      headers: {
        'X-API-KEY': stigg.apiKey,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = response.headers.get('Content-Type')?.includes('json') ?? false
    return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : text) as Json }
  }
  return {
    url: stigg.url,
    stigg,
    call,
    get: (path) => call('GET', `/api/v1${path}`),
    post: (path, body, headers) => call('POST', `/api/v1${path}`, body, headers),
    patch: (path, body) => call('PATCH', `/api/v1${path}`, body),
    remove: (path) => call('DELETE', `/api/v1${path}`),
    graphql: (query, variables = {}, headers = {}) => call('POST', '/graphql', { query, variables }, headers),
    control: (method, path, body) => call(method, `/__practice${path}`, body),
    advance: (ms) => clock.advance(ms),
    async customer(id, fields = {}) {
      const reply = await call('POST', '/api/v1/customers', { id, name: id, email: `${id}@example.test`, ...fields })
      if (reply.status !== 201) throw new Error(JSON.stringify(reply.body))
      return id
    },
    async stop() {
      await stigg.close()
    },
  }
}

export const CARD = {
  billingId: 'pm_1',
  type: 'CARD',
  cardLast4Digits: '4242',
  cardExpiryMonth: 12,
  cardExpiryYear: 2030,
}

export const NO_TRIAL = { trialOverrideConfiguration: { isTrial: false } }
/** A paid order that Stigg does not collect for. */
export const team = (customerId: string, more: object = {}) => ({
  customerId,
  planId: 'plan-team',
  billingPeriod: 'MONTHLY',
  paymentCollectionMethod: 'NONE',
  ...more,
})
export const enterprise = (customerId: string, more: object = {}) => ({
  customerId,
  planId: 'plan-enterprise',
  ...more,
})

/** What stands in a field, as text. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
