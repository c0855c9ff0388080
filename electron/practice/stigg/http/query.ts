import { instantOf } from './instant.ts'
import { badInput } from './stigg-error.ts'
import type { PageRequest } from './paging.ts'

/** A test that a row's ISO date passes. */
export type DateTest = (iso: string) => boolean

const pagingNames = ['limit', 'after', 'before']
const rangeOperators = ['gt', 'gte', 'lt', 'lte'] as const
const parseLimit = (text: string): number => (/^\d{1,6}$/.test(text) ? Number(text) : Number.NaN)

/**
 * The query of one call, read strictly: a parameter that the call does not document is refused, and so is a bad value.
 * Fails: `BadUserInput`.
 * Source: Stigg REST API, list endpoints (comma lists, bracketed ranges, `limit` 1-100 default 20).
 */
export class Query {
  readonly #search: URLSearchParams

  constructor(search: URLSearchParams, allowed: readonly string[]) {
    this.#search = search
    for (const name of new Set(search.keys())) {
      if (!allowed.includes(name.replace(/\[\w*\]$/, ''))) throw badInput(`Unknown query parameter "${name}"`)
    }
  }

  /** The query of a list call: its own filters and the three of paging. */
  static ofList(search: URLSearchParams, filters: readonly string[]): Query {
    return new Query(search, [...filters, ...pagingNames])
  }

  /** For a call that takes no query at all. */
  static refuseAny(search: URLSearchParams): void {
    for (const name of search.keys()) throw badInput(`Unknown query parameter "${name}"`)
  }

  text(name: string): string | null {
    const all = this.#search.getAll(name)
    if (all.length > 1) throw badInput(`${name} must be given once`)
    const [value] = all
    return value === undefined || value === '' ? null : value
  }

  required(name: string): string {
    const value = this.text(name)
    if (value === null) throw badInput(`${name} is required`)
    return value
  }

  number(name: string): number | null {
    const text = this.text(name)
    if (text === null) return null
    const value = Number(text)
    if (!Number.isFinite(value)) throw badInput(`${name} must be a number`)
    return value
  }

  /** One symbol out of a closed set, or null when the parameter is absent. */
  oneOf<Symbol extends string>(name: string, symbols: readonly Symbol[]): Symbol | null {
    const value = this.text(name)
    if (value === null) return null
    const symbol = symbols.find((candidate) => candidate === value)
    if (symbol === undefined) throw badInput(`${name} must be one of ${symbols.join(', ')}`)
    return symbol
  }

  /** Comma list, repeated parameter or `name[]`; null when absent. With `symbols`, every item must be one of them. */
  list(name: string, symbols?: readonly string[]): readonly string[] | null {
    const given = [...this.#search.getAll(name), ...this.#search.getAll(`${name}[]`)]
    const items = given.flatMap((text) => text.split(',')).filter((item) => item !== '')
    const stranger = items.find((item) => symbols !== undefined && !symbols.includes(item))
    if (stranger !== undefined) throw badInput(`${name} must be among ${symbols?.join(', ')}: "${stranger}"`)
    return items.length === 0 ? null : items
  }

  date(name: string): string | null {
    const text = this.text(name)
    return text === null ? null : isoOf(name, text)
  }

  /** Bracketed range over dates: `createdAt[gte]=…`; passes everything when absent. */
  range(name: string): DateTest {
    const tests: DateTest[] = []
    for (const parameter of this.#search.keys()) {
      const operator = parameter.startsWith(`${name}[`) ? parameter.slice(name.length + 1, -1) : null
      if (operator === null && parameter !== name) continue
      const known = rangeOperators.find((candidate) => candidate === operator)
      if (known === undefined) throw badInput(`${parameter}: use ${name}[gt], [gte], [lt] or [lte]`)
      const bound = isoOf(parameter, this.#search.get(parameter) ?? '')
      tests.push((iso) =>
        known === 'gt' ? iso > bound : known === 'gte' ? iso >= bound : known === 'lt' ? iso < bound : iso <= bound,
      )
    }
    return (iso) => tests.every((test) => test(iso))
  }

  page(): PageRequest {
    const text = this.text('limit')
    const limit = text === null ? 20 : parseLimit(text)
    if (!(limit >= 1 && limit <= 100)) throw badInput('limit must be a whole number from 1 to 100')
    return { limit, after: this.text('after'), before: this.text('before') }
  }
}

function isoOf(name: string, text: string): string {
  const instant = instantOf(text)
  if (instant === null) throw badInput(`${name} must be an ISO 8601 date`)
  return instant
}
