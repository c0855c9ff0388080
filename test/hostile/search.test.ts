import * as fc from 'fast-check'
import { expect, it } from 'vitest'

import { searchAccounts } from '#adapters/salesforce/search-accounts'
import { searchCustomers } from '#adapters/stigg/search-customers'
import { searchHere, searchServices } from '#core/links/search'
import type { MirrorPort } from '#core/ports'
import type { Connection } from '#core/workspace/connection'
import { parseSoql } from '#practice/salesforce/soql/parse'
import { theOne } from '#renderer/features/palette/use-search.ts'
import { sayNothingFound, sayWhy } from '#renderer/words/search.ts'
import type { FoundRecord } from '#shared/contract/links'
import { parsePasted } from '#shared/domain/pasted'
import { copiedLinks, linksOfRecord, type ShownRecord } from '#shared/domain/record-links'
import { redirectProblem } from '#shared/domain/redirect'
import { derivePattern, patternProblem } from '#shared/domain/url-pattern'
import { fail, ok, type Result } from '#shared/failure'
import { aCatalog } from '#test/builders'
import { aProfile } from '#test/fakes/open-core'

import { families, here } from './strings.ts'

/* What is typed into the search box reaches the services as a value and nothing else, and comes back as an address that leads where it says. */

const stringsOfEach = 9_000
const seed = Number(process.env['HOSTILE_SEED'] ?? 20_261_121)

/** Everything that a search asked for, and whatever it did beside reading. */
const sent: { queries: string[]; bodies: unknown[]; paths: string[]; surprises: string[] } = {
  queries: [],
  bodies: [],
  paths: [],
  surprises: [],
}

const none = { totalSize: 0, done: true, records: [] }
const orgContext = {
  schema: { has: () => true },
  api: {
    timeouts: { queryMs: 1 },
    call({ method, path, body }: { method: string; path: string; body?: (version: string) => object }) {
      const inBody = body?.('66.0') as { compositeRequest: { method: string; url: string }[] } | undefined
      const urls = inBody ? inBody.compositeRequest.map(({ url }) => url) : [path]
      if (inBody?.compositeRequest.some((part) => part.method !== 'GET')) sent.surprises.push('it wrote to Salesforce')
      if (!inBody && method !== 'GET') sent.surprises.push(`it sent ${method}`)
      for (const url of urls) sent.queries.push(new URL(url, 'https://x.example').searchParams.get('q') ?? '')
      const parts = ['sites', 'contacts'].map((referenceId) => ({ referenceId, httpStatusCode: 200, body: none }))
      return Promise.resolve(ok(inBody ? { compositeResponse: parts } : none))
    },
  },
} as unknown as Parameters<typeof searchAccounts>[0]
const fields = { customerId: { object: 'Account', field: 'Stigg_Customer_ID__c' } } as unknown as NonNullable<
  Connection['fields']
>

let mayAskGraphql = true
const http = {
  send({ method, path, body, isRead }: { method: string; path: string | null; body?: unknown; isRead?: boolean }) {
    if (method !== 'GET' && isRead !== true) sent.surprises.push(`it sent ${method}`)
    if (path !== null) sent.paths.push(path)
    if (body !== undefined) sent.bodies.push(body)
    const answer: Result<unknown> =
      path === null
        ? mayAskGraphql
          ? ok({ customers: [], subscriptions: [] })
          : fail('stigg.not-permitted', 'closed')
        : path.includes('?')
          ? ok({ items: [], next: null })
          : fail('stigg.not-found', 'none')
    return Promise.resolve(answer)
  },
} as unknown as Parameters<typeof searchCustomers>[0]

const connection = {
  org: { id: here.orgId, lightningUrl: here.lightningUrl },
  environment: { id: here.environmentId, slug: here.environmentSlug },
  fields,
  catalog: aCatalog(),
} as unknown as Connection

/** Looks into the mirror that a search may take; any other, a write above all, is a surprise. */
const looks: Readonly<Record<string, unknown>> = {
  idsByAccount: () => [],
  idsByCustomer: () => [],
  idsBySubscription: () => [],
  customers: () => [],
  list: () => ({ rows: [] }),
  get: () => null,
  row: () => null,
}
const mirror = new Proxy({} as MirrorPort, {
  get(_target, name) {
    if (!(String(name) in looks)) sent.surprises.push(`it did ${String(name)}`)
    return looks[String(name)]
  },
})
const ports = {
  mirror,
  stiggAppUrl: here.stiggAppUrl,
  settings: { profile: () => aProfile() },
  salesforce: {
    searchAccounts: (...[mapping, asked, limit]: [typeof fields, Parameters<typeof searchAccounts>[2], number]) =>
      searchAccounts(orgContext, mapping, asked, limit),
    accountsById: () => Promise.resolve(ok([])),
    accountOfContact: () => Promise.resolve(ok(null)),
  },
  stigg: {
    searchCustomers: (...[asked, limit]: [Parameters<typeof searchCustomers>[1], number]) =>
      searchCustomers(http, asked, limit),
  },
} as unknown as Parameters<typeof searchServices>[2]

const columns = String.raw`[\w.]+(?:, [\w.]+)*`
/** A query with its literals taken out is one of these, whatever was typed. */
const skeleton = new RegExp(
  `^SELECT ${columns} FROM (?:` +
    String.raw`Account WHERE (?:\(Name LIKE \?\)(?: AND \(Name LIKE \?\)){0,7}|Website LIKE \?)|` +
    String.raw`Contact WHERE Email (?:=|LIKE) \? AND AccountId != null` +
    String.raw`) ORDER BY Name LIMIT 6$`,
)
const withoutLiterals = (query: string): string => query.replaceAll(/'(?:[^'\\]|\\.)*'/gs, '?')

async function surpriseOf(text: string): Promise<string | null> {
  Object.assign(sent, { queries: [], bodies: [], paths: [], surprises: [] })
  mayAskGraphql = text.length % 7 !== 0
  const local = searchHere(text, connection, ports)
  if (sent.queries.length + sent.bodies.length > 0) return 'it asked a service before it was to'
  const found = await searchServices(text, connection, ports)
  if (sent.surprises[0]) return sent.surprises[0]
  for (const answer of [local, found]) {
    if (!answer.ok && !answer.failure.code.startsWith('link.')) return `it failed with ${answer.failure.code}`
    for (const { path } of answer.ok ? answer.value.found : []) {
      if (new URL(path, 'http://127.0.0.1').host !== '127.0.0.1') return `it led to ${path}`
    }
  }
  if (found.ok && found.value.silent.length > 0) return `it was refused: ${found.value.silent[0]?.failure.code ?? ''}`
  const wrong = sent.queries.find((query) => !skeleton.test(withoutLiterals(query)))
  if (wrong !== undefined) return `it asked Salesforce ${wrong}`
  if (sent.queries.length > 2 || sent.bodies.length > 1) return 'it asked more than once'
  const bodies = sent.bodies as { query: string; variables: object }[]
  if (
    bodies.some(
      ({ query, variables }) =>
        !query.startsWith('query FoundCustomers($filter') || Object.keys(variables).join() !== 'filter,first,id',
    )
  )
    return 'it asked Stigg another question'
  const away = sent.paths.find(
    (path) =>
      !/^\/api\/v1\/customers(\/[^/?#]+|\?[^#]+)$/.test(path) ||
      new URL(path, 'https://x.example').host !== 'x.example',
  )
  if (away !== undefined) return `it asked Stigg for ${away}`
  const records = local.ok ? local.value.found : []
  const one = theOne(records, text)
  if (one !== null && !records.includes(one)) return 'it chose what was not found'
  records.forEach(sayWhy)
  if (local.ok) sayNothingFound(local.value.asked, text)
  return null
}

async function hold(family: fc.Arbitrary<string>, surprise: (text: string) => Promise<string | null> | string | null) {
  const surprises: string[] = []
  let strings = 0
  await fc.assert(
    fc.asyncProperty(family, async (text) => {
      strings += 1
      try {
        const found = await surprise(text)
        if (found !== null) surprises.push(`${JSON.stringify(text)}: ${found}`)
      } catch (error) {
        surprises.push(`${JSON.stringify(text)}: ${String(error)}`)
      }
    }),
    { numRuns: stringsOfEach, seed },
  )
  return { strings, surprises }
}

it.for(Object.entries(families))('searched for: %s', async ([, family], { task }) => {
  const { strings, surprises } = await hold(family, surpriseOf)
  task.meta.hostile = { strings, surprises: surprises.length }
  expect(surprises.slice(0, 5)).toEqual([])
})

it('a query is one that the practice org reads, with the text as its value', async () => {
  const asked = fc.oneof(families['words'] ?? fc.string(), fc.emailAddress(), fc.domain())
  await fc.assert(
    fc.asyncProperty(asked, async (text) => {
      Object.assign(sent, { queries: [], bodies: [], paths: [], surprises: [] })
      await searchServices(text, connection, ports)
      for (const query of sent.queries) expect(parseSoql(query).sObject).toMatch(/^(Account|Contact)$/)
    }),
    { numRuns: 1_500, seed },
  )
})

const places = {
  orgId: here.orgId,
  environmentId: here.environmentId,
  lightningUrl: here.lightningUrl,
  customerUrlTemplate: `${here.stiggAppUrl}/${here.environmentSlug}/customers/{customerId}`,
  subscriptionUrlTemplate: `${here.stiggAppUrl}/${here.environmentSlug}/subscriptions/{subscriptionId}`,
  redirectUrl: 'https://go.northwind.example/to?link={link}',
}

/** What is wrong with the links of records that have such a text for an ID and a name. */
function surpriseOfLinks(text: string): string | null {
  // Every record has an ID.
  if (text === '') return null
  for (const kind of ['customer', 'subscription'] as const) {
    const record: ShownRecord = { kind, id: text, name: text }
    const links = linksOfRecord(record, places)
    const hosts = [links.stiggUrl, links.throughUrl].map((url) => (url === null ? '' : new URL(url).host))
    if (hosts.join() !== 'app.stigg.io,go.northwind.example') return `it links to ${hosts.join()}`
    const copied = copiedLinks(record, links)
    if (copied === null || copied.plain.split('\n').length !== 2) return 'it copied something else than two links'
    if (/\s/.test(copied.plain.replace('\n', ''))) return 'a copied link has a gap'
    if (copied.html.replaceAll(/<a href="[^"<>]*">|<\/a>|<br>/g, '').match(/[<>"]/))
      return 'the copied HTML is more than links'
    const pasted = parsePasted(copied.plain, {
      lightningUrl: here.lightningUrl,
      stiggAppUrl: here.stiggAppUrl,
      environmentSlug: here.environmentSlug,
      orgId: here.orgId,
      redirectUrl: places.redirectUrl,
    })
    const id = pasted.kind === 'app-link' ? pasted.link.id : 'id' in pasted ? pasted.id : null
    if (id !== null && id !== text.toWellFormed()) return `pasted back it is ${id}`
  }
  const redirect = redirectProblem(text)
  if (redirect === null && !/^https:\/\//i.test(text)) return 'it became a redirect page'
  const origins = [here.stiggAppUrl]
  if (patternProblem('customer', text, origins) === null && URL.parse(text)?.origin !== here.stiggAppUrl)
    return 'it became a pattern'
  const derived = derivePattern([{ id: here.customerId, url: text }], origins)
  return derived === null || derived.pattern.startsWith(`${here.stiggAppUrl}/`) ? null : `it gave ${derived.pattern}`
}

it.for(Object.entries(families))('linked to: %s', async ([, family], { task }) => {
  const { strings, surprises } = await hold(family, surpriseOfLinks)
  task.meta.hostile = { strings, surprises: surprises.length }
  expect(surprises.slice(0, 5)).toEqual([])
})

it('the one that is meant is never a guess among several', () => {
  const record = fc.record({ id: fc.string(), name: fc.option(fc.string()) }).map(({ id, name }): FoundRecord => ({
    kind: 'customer',
    id,
    name,
    of: null,
    state: null,
    why: { by: 'id', value: id },
    path: '/x',
  }))
  fc.assert(
    fc.property(fc.array(record, { maxLength: 5 }), fc.string(), (found, text) => {
      const one = theOne(found, text)
      const said = text.trim().toLowerCase()
      const exact = found.filter(({ id, name }) => id.toLowerCase() === said || name?.toLowerCase() === said)
      expect(one).toBe(found.length === 1 ? found[0] : exact.length === 1 ? exact[0] : null)
    }),
    { seed },
  )
})
