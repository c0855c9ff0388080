import { toId18 } from '#shared/domain/salesforce-id'
import { seededRandom } from '../faults.ts'

/** What every part of the seed is told: which story it is, and when "today" is. */
export interface SeedContext {
  readonly seed: number
  readonly anchor: Date
  /** Where customers and subscriptions open in Stigg's app, without a trailing slash: base and environment slug. */
  readonly stiggAppUrl: string
  /**
   * An 18-character record id that is the same for the same seed, object and key, whatever else is in the seed.
   * Source: Salesforce, "ID Field Type".
   */
  id(object: SalesforceObject, key: string): string
  /** A calendar day, so many days after the anchor's (negative: before), as `2026-11-18`. */
  day(offset: number): string
  /** A moment so many days after the anchor, on a whole second, as Stigg writes it: `2026-11-18T16:20:31.000Z`. */
  at(offset: number): string
  /** The same moment as Salesforce writes it: `2026-11-18T16:20:31.000+0000`. */
  stamp(offset: number): string
  /** Numbers from 0 up to 1, the same ones for the same seed and name. */
  random(name: string): () => number
}

/** Key prefixes. Those of CPQ's objects differ from org to org; these are this org's. */
export const KEY_PREFIX = {
  Account: '001',
  Contact: '003',
  User: '005',
  Opportunity: '006',
  Organization: '00D',
  Profile: '00e',
  OpportunityContactRole: '00K',
  OpportunityLineItem: '00k',
  Task: '00T',
  RecordType: '012',
  OpportunityStage: '01J',
  CurrencyType: '01L',
  Pricebook2: '01s',
  Product2: '01t',
  PricebookEntry: '01u',
  Contract: '800',
  SBQQ__QuoteLine__c: 'a0L',
  SBQQ__Quote__c: 'a0Q',
  SBQQ__Subscription__c: 'a0S',
} as const
export type SalesforceObject = keyof typeof KEY_PREFIX

/** Ids that documents and examples name; they do not depend on the seed. */
const KNOWN_IDS: Readonly<Record<string, string>> = {
  'Organization:northwind': '00D5g000004XyZQEA0',
  'User:olivia': '0055g00000AbCdEAAV',
  'Account:fjordline': '0015g00000BcDeFAAV',
  'Opportunity:fjordline-platform': '0065g00000CdEfGAAV',
  'OpportunityLineItem:fjordline-platform:1': '00k5g00000DeFgHAAV',
  'Product2:enterprise': '01t5g00000EfGhIAAV',
  'PricebookEntry:standard:enterprise:USD': '01u5g00000FgHiJAAV',
  'Pricebook2:standard': '01s5g00000GhIjKAAV',
  'Contact:fjordline:1': '0035g00000HiJkLAAV',
}

const DAY_MS = 86_400_000
const BASE_62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const CHECK = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'
const COUNTERS = 62 ** 5

export function createContext(options: { seed: number; anchor: string; stiggAppUrl: string }): SeedContext {
  const anchor = new Date(Math.floor(Date.parse(options.anchor) / 1000) * 1000)
  if (Number.isNaN(anchor.getTime())) throw new RangeError(`Not a date-time: ${options.anchor}`)
  const owners = new Map<string, string>()
  const iso = (offset: number) => new Date(anchor.getTime() + Math.round(offset * 86_400) * 1000).toISOString()

  return {
    ...options,
    anchor,
    id(object, key) {
      const name = `${object}:${key}`
      const known = KNOWN_IDS[name]
      if (known !== undefined) return known
      for (let counter = hash(`${options.seed}:${name}`) % COUNTERS; ; counter = (counter + 1) % COUNTERS) {
        const id = recordId(object, counter)
        const owner = owners.get(id) ?? name
        if (owner !== name) continue
        owners.set(id, name)
        return id
      }
    },
    day: (offset) => new Date(anchor.getTime() + Math.round(offset) * DAY_MS).toISOString().slice(0, 10),
    at: iso,
    stamp: (offset) => iso(offset).replace('Z', '+0000'),
    random: (name) => seededRandom(hash(`${options.seed}:${name}`)),
  }
}

/** The record id with this counter (below 62^5). `family` is the digit before the counter: stories have 0. */
function recordId(object: SalesforceObject, counter: number, family = '0'): string {
  let digits = ''
  for (let rest = counter; digits.length < 5; rest = Math.floor(rest / 62)) digits = (BASE_62[rest % 62] ?? '') + digits
  // Fifteen letters and digits always have an 18-character form.
  return toId18(`${KEY_PREFIX[object]}5g0000${family}${digits}`) as string
}

/**
 * Ids by counter, quickly, of a family that stories do not use: the head is the same throughout, so that only the last
 * check character has to be worked out.
 */
export function fastIds(object: SalesforceObject): (counter: number) => string {
  const head = recordId(object, 0, 'G')
  const first = head.slice(0, 10)
  const check = head.slice(15, 17)
  return (counter) => {
    let tail = ''
    let bits = 0
    for (let rest = counter, place = 4; place >= 0; rest = Math.floor(rest / 62), place--) {
      const digit = rest % 62
      tail = BASE_62.charAt(digit) + tail
      if (digit >= 10 && digit < 36) bits |= 1 << place
    }
    return first + tail + check + CHECK.charAt(bits)
  }
}

/** FNV-1a over UTF-16 units, 32 bits, then mixed once more so that near names lie far apart. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  value = Math.imul(value ^ (value >>> 16), 0x7feb352d)
  return (value ^ (value >>> 15)) >>> 0
}

/** Forty hexadecimal digits that follow from the text: for ids and keys that only need to look the part. */
export const hexOf = (text: string, length = 40): string =>
  Array.from({ length: Math.ceil(length / 8) }, (_, part) => hash(`${text}#${part}`).toString(16).padStart(8, '0'))
    .join('')
    .slice(0, length)
