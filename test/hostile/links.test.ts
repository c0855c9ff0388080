import * as fc from 'fast-check'
import { expect, it } from 'vitest'

import { resolveLink } from '#core/links/resolve'
import type { MirrorPort } from '#core/ports'
import type { Connection } from '#core/workspace/connection'
import { parseDeepLink } from '#shared/domain/deep-link'

import { aProfile } from '#test/fakes/open-core'

import { families, here, meant } from './strings.ts'

declare module 'vitest' {
  interface TaskMeta {
    /** What became of the strings of one family. */
    hostile?: { readonly strings: number; readonly surprises: number }
  }
}

/* What stands in the search box, or comes as a link, is anybody's text: it may lead to a record that it names, or nowhere. */

const stringsOfEach = 26_000
/** The same strings each time, so that a landing does not hang on luck; HOSTILE_SEED=<number> makes others. */
const seed = Number(process.env['HOSTILE_SEED'] ?? 20_261_121)

const connection = {
  org: { id: here.orgId, lightningUrl: here.lightningUrl },
  environment: { id: here.environmentId, slug: here.environmentSlug },
} as unknown as Connection

/** The only ways to look into the mirror that a link has; any other, a write above all, is a surprise. */
const looks = new Set(['idsByAccount', 'idsByCustomer', 'idsBySubscription'])
const touched: string[] = []
const known = new Map<string, readonly string[]>([
  [here.accountId, [here.opportunityId]],
  [here.customerId, [here.opportunityId]],
  [here.subscriptionId, [here.opportunityId]],
])
const settings = { profile: () => aProfile() }
const mirror = new Proxy({} as MirrorPort, {
  get: (_target, name) => (id: string) => {
    if (!looks.has(String(name))) touched.push(String(name))
    return known.get(id) ?? []
  },
})

/** Stigg's app, and the pages of the org's own My Domain. */
const ours = /^(app\.stigg\.io|northwind(\.my|\.lightning|\.vf|\.file)?\.(salesforce|force|salesforce-setup)\.com)$/
const routes =
  /^\/(?:(?:inbox|accounts)\/[A-Za-z0-9]{18}|inbox\?search=[^&#]*|(?:customers|subscriptions)(?:\/[^/?#&]+)?)$/

function decodedIn(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // Text that is no encoding stands for itself.
    return text
  }
}

/** What is wrong with where a text leads; null where nothing is. */
function surpriseOf(text: string): string | null {
  const before = touched.length
  const target = resolveLink(text, connection, { mirror, stiggAppUrl: here.stiggAppUrl, settings })
  const link = parseDeepLink(text)
  if (touched.length > before) return `it did ${touched.at(-1)}`
  if (!target.ok) return target.failure.code.startsWith('link.') ? null : `it failed with ${target.failure.code}`
  const { path, id } = target.value
  if (!routes.test(path) || new URL(path, 'http://127.0.0.1').host !== '127.0.0.1') return `it led to ${path}`
  // A person means the record that the text names: by its whole ID, or the 15 characters of one of Salesforce's.
  const texts = [text, decodedIn(text), decodedIn(decodedIn(text))]
  // The last three characters of an ID say the case of the others, so an ID of 18 is one in any case.
  const named =
    texts.some((said) => said.includes(id) || said.includes(id.slice(0, 15))) ||
    texts.some((said) => said.toLowerCase().includes(id.toLowerCase()))
  if (!named) return `it led to ${id}, which it does not name`
  if (link) {
    return link.orgId === here.orgId && link.environmentId === here.environmentId ? null : 'it left its profile'
  }
  // What reads as an address counts as one, however it is wrapped.
  const address = URL.parse(
    text
      .trim()
      .replace(/^<(.*)>$/s, '$1')
      .trim(),
  )
  return address === null || ours.test(address.hostname) ? null : `it was led there by ${address.hostname}`
}

it('what a person means leads where it says', () => {
  const isNowhere = (text: string) =>
    !resolveLink(text, connection, { mirror, stiggAppUrl: here.stiggAppUrl, settings }).ok
  // An e-mail address and a domain are words to search for.
  expect(meant.filter(isNowhere)).toEqual(['billing@acme.example', 'acme.example'])
  expect(meant.map(surpriseOf).filter((surprise) => surprise !== null)).toEqual([])
})

it.for(Object.entries(families))('%s', ([, family], { task }) => {
  const surprises: string[] = []
  let strings = 0
  fc.assert(
    fc.property(family, (text) => {
      strings += 1
      try {
        const surprise = surpriseOf(text)
        if (surprise !== null) surprises.push(`${JSON.stringify(text)}: ${surprise}`)
      } catch (error) {
        surprises.push(`${JSON.stringify(text)}: ${String(error)}`)
      }
    }),
    { numRuns: stringsOfEach, seed },
  )
  task.meta.hostile = { strings, surprises: surprises.length }
  expect(surprises.slice(0, 5)).toEqual([])
})
