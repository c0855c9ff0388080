import { z } from 'zod'

import { practiceSession } from '#hosts/composition/practice-session'

import type { SalesforceTarget, StiggTarget } from '#shared/domain/profile-connection'

import { startChild, type Child } from './child.ts'

const Announcement = z.looseObject({
  salesforce: z.looseObject({
    loginUrl: z.string(),
    instanceUrl: z.string(),
    clientId: z.string(),
    redirectUris: z.array(z.string()),
    username: z.string(),
  }),
  stigg: z.looseObject({ baseUrl: z.string(), graphqlUrl: z.string(), appUrl: z.string(), apiKey: z.string() }),
  customerApp: z.object({ url: z.string(), apiKey: z.string() }),
})

const Exchange = z.looseObject({
  n: z.number(),
  at: z.string(),
  method: z.string(),
  path: z.string(),
  status: z.number().nullable(),
})
export type Exchange = z.infer<typeof Exchange>

interface PracticeService {
  readonly url: string
  exchanges(): Promise<Exchange[]>
  forgetExchanges(): Promise<void>
  /** A rule of `/__practice/faults`. @returns its ID */
  addFault(rule: object): Promise<string>
  /** How often a rule fired. */
  fired(id: string): Promise<number>
  clearFaults(): Promise<void>
  latency(ms: number): Promise<void>
  /** Somebody pays the invoice of a credit grant; Stigg's alone. */
  settle(grantId: string): Promise<void>
  /** The org's own flow provisions a deal now. */
  runNativeFlow(opportunityId: string): Promise<void>
}

export interface PracticeProcess {
  readonly child: Child
  /** The JSON line that points a host at these services. */
  readonly line: string
  readonly salesforce: PracticeService
  readonly stigg: PracticeService & { readonly apiKey: string }
  /** Where a profile of an org of its own is connected. */
  readonly targets: { readonly salesforce: SalesforceTarget; readonly stigg: StiggTarget }
  /** Who consents on the org's page. */
  readonly username: string
  /** The customer's own application, and its key. */
  readonly customerApp: PracticeService & { readonly apiKey: string }
  /** Ask Salesforce what it holds now. */
  query(soql: string): Promise<Record<string, unknown>[]>
  /** Change a record as a person in Salesforce would. */
  patch(object: string, id: string, fields: object): Promise<void>
  /** Make a record as a person in Salesforce would. @returns its ID */
  create(object: string, fields: object): Promise<string>
  /** Ask Stigg to change something, as another client of its API would. @returns the answer's `data` */
  stiggSend(method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: object): Promise<unknown>
  /** GET a Stigg path (below /api/v1) and unwrap `data`. */
  stiggData(path: string): Promise<unknown>
}

/** Both practice services in a process of their own, so that they outlive a host that is killed. */
export async function startPracticeProcess(args: readonly string[] = []): Promise<PracticeProcess> {
  const child = await startChild('electron/practice/main.ts', [
    '--salesforce-port',
    '0',
    '--stigg-port',
    '0',
    '--app-port',
    '0',
    ...args,
  ])
  const { salesforce, stigg, customerApp } = Announcement.parse(child.announced)
  const stiggOrigin = new URL(stigg.baseUrl).origin
  let session = await practiceSession(salesforce)
  /** As the person that the org lets in; signed in anew where a test ended every session. */
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const url = `${salesforce.instanceUrl}/services/data/v66.0${path}`
    const send = () =>
      fetch(url, {
        ...init,
        headers: { authorization: `Bearer ${session.accessToken}`, 'content-type': 'application/json' },
      })
    const answer = await send()
    if (answer.status !== 401) return answer
    session = await practiceSession(salesforce)
    return send()
  }
  return {
    child,
    line: JSON.stringify(child.announced),
    salesforce: service(salesforce.instanceUrl),
    stigg: { ...service(stiggOrigin), apiKey: stigg.apiKey },
    targets: {
      salesforce: {
        loginUrl: salesforce.loginUrl,
        clientId: salesforce.clientId,
        redirectPorts: salesforce.redirectUris.map((uri) => Number(new URL(uri).port)),
      },
      stigg: { baseUrl: stiggOrigin, graphqlUrl: stigg.graphqlUrl, appUrl: stigg.appUrl },
    },
    username: salesforce.username,
    customerApp: { ...service(customerApp.url), apiKey: customerApp.apiKey },
    async query(soql) {
      const answer = await ask(`/query?q=${encodeURIComponent(soql)}`)
      if (!answer.ok) throw new Error(await answer.text())
      return z.object({ records: z.array(z.record(z.string(), z.unknown())) }).parse(await answer.json()).records
    },
    async patch(object, id, fields) {
      const answer = await ask(`/sobjects/${object}/${id}`, { method: 'PATCH', body: JSON.stringify(fields) })
      if (!answer.ok) throw new Error(await answer.text())
    },
    async create(object, fields) {
      const answer = await ask(`/sobjects/${object}`, { method: 'POST', body: JSON.stringify(fields) })
      if (!answer.ok) throw new Error(`${object}: ${await answer.text()}`)
      return z.object({ id: z.string() }).parse(await answer.json()).id
    },
    async stiggSend(method, path, body) {
      const answer = await fetch(`${stiggOrigin}/api/v1${path}`, {
        method,
        headers: { 'x-api-key': stigg.apiKey, 'content-type': 'application/json' },
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
      if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`)
      return z.object({ data: z.unknown() }).parse(await answer.json()).data
    },
    async stiggData(path) {
      const answer = await fetch(`${stiggOrigin}/api/v1${path}`, { headers: { 'x-api-key': stigg.apiKey } })
      if (!answer.ok) throw new Error(await answer.text())
      return z.object({ data: z.unknown() }).parse(await answer.json()).data
    },
  }
}

function service(url: string): PracticeService {
  const call = async (method: string, path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`${url}/__practice${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    const text = await answer.text()
    return text === '' ? null : JSON.parse(text)
  }
  const Rules = z.array(z.looseObject({ id: z.string(), fired: z.number() }))
  const rules = async () => {
    const answer = await call('GET', '/faults')
    return Rules.parse(Array.isArray(answer) ? answer : z.looseObject({ faults: z.unknown() }).parse(answer).faults)
  }
  return {
    url,
    async exchanges() {
      const answer = await call('GET', '/exchanges')
      const list = Array.isArray(answer) ? answer : z.looseObject({ exchanges: z.unknown() }).parse(answer).exchanges
      return z.array(Exchange).parse(list)
    },
    forgetExchanges: async () => void (await call('DELETE', '/exchanges')),
    addFault: async (rule) => z.looseObject({ id: z.string() }).parse(await call('POST', '/faults', rule)).id,
    fired: async (id) => (await rules()).find((rule) => rule.id === id)?.fired ?? 0,
    clearFaults: async () => void (await call('DELETE', '/faults')),
    runNativeFlow: async (opportunityId) => void (await call('POST', '/native-flow/run', { opportunityId })),
    settle: async (grantId) => void (await call('POST', '/invoices/settle', { grantId })),
    latency: async (ms) => void (await call('POST', '/latency', { ms })),
  }
}
