import { createSalesforce, type Salesforce, type SalesforceOptions } from '#adapters/salesforce/create-salesforce'
import { startPractice, type Practice } from '#practice/start-practice'
import type { VaultPort } from '#core/ports'
import type { MappingFields } from '#shared/domain/profile'
import type { Result } from '#shared/failure'

/** A vault in memory that tells in which order it was used. */
export interface TestVault extends VaultPort {
  readonly secrets: Map<string, { origin: string; secret: string }>
  /** Set to make the next `set` fail. */
  refuses: boolean
}

export function memoryVault(): TestVault {
  const secrets = new Map<string, { origin: string; secret: string }>()
  return {
    protection: 'memory',
    secrets,
    refuses: false,
    get(name, origin) {
      const kept = secrets.get(name)
      return Promise.resolve(kept?.origin === origin ? kept.secret : null)
    },
    set(name, origin, secret) {
      if (this.refuses) return Promise.reject(new Error('the keychain is locked'))
      secrets.set(name, { origin, secret })
      return Promise.resolve()
    },
    boundTo: (name) => Promise.resolve(secrets.get(name)?.origin ?? null),
    delete(name) {
      secrets.delete(name)
      return Promise.resolve()
    },
  }
}

interface Exchange {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly status: number
  readonly requestHeaders: Record<string, string>
  readonly requestBody: string
}

/** The control plane of a practice service, for every test that wants it. */
function controlOf(url: string) {
  const post = async (path: string, body: unknown) => {
    const answer = await fetch(`${url}/__practice/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
  }
  return {
    fault: (fault: unknown, match: Record<string, string> = {}, times: number | null = 1) =>
      post('faults', { fault, match, times }),
    clear: async () => {
      await fetch(`${url}/__practice/faults`, { method: 'DELETE' })
      await fetch(`${url}/__practice/exchanges`, { method: 'DELETE' })
    },
    advance: (ms: number) => post('clock', { advanceMs: ms }),
    async exchanges(): Promise<Exchange[]> {
      const answer = await fetch(`${url}/__practice/exchanges`)
      // The shape is the practice service's own, and its tests hold it.
      return ((await answer.json()) as { exchanges: Exchange[] }).exchanges
    },
  }
}

export interface OpenSalesforce extends Salesforce, AsyncDisposable {
  readonly practice: Practice
  readonly vault: TestVault
  readonly logged: string[]
  readonly control: ReturnType<typeof controlOf>
  readonly fields: MappingFields
  /** A request with a session of the test's own, as another program of the org would make it. */
  rest(method: string, path: string, body?: unknown): Promise<unknown>
}

export const quick = { requestMs: 5_000, queryMs: 10_000, retryBaseMs: 5, lockRetryBaseMs: 5 } as const

export const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`)
  return result.value
}

export async function listOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const item of items) list.push(item)
  return list
}

export const failureOf = <T>(result: Result<T>) => {
  if (result.ok) throw new Error('expected a failure')
  return result.failure
}

/** The shipped adapter over a practice org of its own, signed in as sales operations. */
export async function openSalesforce(vary: Partial<SalesforceOptions> = {}): Promise<OpenSalesforce> {
  const practice = await startPractice({ dataDir: ':memory:' })
  const { loginUrl, clientId, redirectUris, accessToken } = practice.salesforce
  const vault = memoryVault()
  const logged: string[] = []
  const note = (message: string, facts?: Readonly<Record<string, unknown>>) =>
    void logged.push(`${message} ${JSON.stringify(facts ?? {})}`)
  const client = createSalesforce({
    connection: { loginUrl, clientId, redirectPorts: redirectUris.map((uri) => Number(new URL(uri).port)) },
    vault,
    clock: { now: () => new Date() },
    log: { info: note, warn: note, error: note },
    timeouts: quick,
    ...vary,
  })
  await client.adopt(practice.salesforce)
  const fields = value(await client.reader.discoverFields())
  const control = controlOf(loginUrl)
  await control.clear()
  return {
    ...client,
    practice,
    vault,
    logged,
    control,
    fields,
    async rest(method, path, body) {
      const answer = await fetch(`${loginUrl}/services/data/v66.0${path}`, {
        method,
        headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${method} ${path}: ${text}`)
      return text === '' ? null : (JSON.parse(text) as unknown)
    },
    [Symbol.asyncDispose]: () => practice.close(),
  }
}
