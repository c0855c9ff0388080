import { toId18 } from '#shared/domain/salesforce-id'

declare const brand: unique symbol

/** A piece of SOQL that this file has built; any other text is a value and is quoted. */
export interface Soql {
  readonly [brand]: 'soql'
  readonly text: string
}

type Scalar = string | number | boolean | null | Date
export type SoqlValue = Scalar | Soql | readonly string[]

const piece = (text: string): Soql => Object.freeze({ text }) as Soql
const isPiece = (value: object): value is Soql => 'text' in value

/**
 * SOQL with every value quoted or checked. A text becomes a string literal, a list of texts a parenthesised list of
 * literals, a Date a datetime literal; null, numbers and booleans stand bare. Only pieces made here are taken as SOQL.
 * Throws RangeError for what SOQL cannot say: an empty list, a control character, a number that is not finite.
 * Source: SOQL and SOSL Reference, "Quoted String Escape Sequences", "Date Formats and Date Literals".
 */
export function soql(strings: TemplateStringsArray, ...values: readonly SoqlValue[]): Soql {
  return piece(strings.reduce((text, next, index) => text + literal(values[index - 1] ?? null) + next))
}

function literal(value: SoqlValue): string {
  if (typeof value === 'string') return quoted(value)
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return numeric(value)
  if (value instanceof Date) return dateTime(value)
  if (Array.isArray(value)) return `(${nonEmpty(value).map(quoted).join(',')})`
  if (isPiece(value)) return value.text
  throw new TypeError('not a SOQL value')
}

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
}

/** At most 4,000 characters. Source: SOQL and SOSL Queries, limit on strings in WHERE. */
function quoted(text: string): string {
  if (text.length > 4000) throw new RangeError('a text in a condition holds at most 4,000 characters')
  if (!text.isWellFormed()) throw new RangeError('not well-formed Unicode')
  const escaped = text.replaceAll(
    /[\\'\n\r\t\b\f\u0080-\u009F\u2028\u2029]/g,
    (char) => escapes[char] ?? byNumber(char),
  )
  if (Array.from(escaped).some(isControl)) throw new RangeError('control characters cannot stand in SOQL')
  return `'${escaped}'`
}

/** For what ends a line to some and not to others. */
const byNumber = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
const isControl = (char: string): boolean => char < ' ' || char === '\u007F'

function numeric(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError('not a finite number')
  return value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 })
}

function nonEmpty<T>(list: readonly T[]): readonly T[] {
  if (list.length === 0) throw new RangeError('an empty list would match nothing, or everything')
  return list
}

const dateTime = (moment: Date): string => moment.toISOString().replace(/\.000Z$/, 'Z')

/** The name of an object, a field or a path of fields ("Account.Name"), as describe gives it. Throws RangeError for anything else. */
export function identifier(name: string): Soql {
  if (!/^[A-Za-z]\w*(\.[A-Za-z]\w*){0,5}$/.test(name)) throw new RangeError('not an API name')
  return piece(name)
}

/**
 * A pattern for LIKE that a text stands in as it is written: its own `%`, `_` and backslashes are no wildcards.
 * @param where the text stands anywhere, or at the end
 * Source: SOQL and SOSL Reference, "Quoted String Escape Sequences".
 */
export function like(text: string, where: 'anywhere' | 'at the end'): Soql {
  const escaped = quoted(text)
    .slice(1, -1)
    .replaceAll(/[%_]/g, String.raw`\$&`)
  return piece(`'%${escaped}${where === 'anywhere' ? '%' : ''}'`)
}

/** A list of fields for SELECT, each once. */
export const fields = (names: readonly string[]): Soql =>
  piece(
    nonEmpty([...new Set(names)])
      .map((name) => identifier(name).text)
      .join(', '),
  )

/** A record ID as a literal, in its 18-character form. Throws RangeError where the text is no record ID. */
export function id(text: string): Soql {
  const id18 = toId18(text)
  if (!id18) throw new RangeError('not a Salesforce record ID')
  return piece(`'${id18}'`)
}

/** Record IDs as a list of literals. */
export const ids = (texts: readonly string[]): Soql =>
  piece(`(${nonEmpty(texts.map((text) => id(text).text)).join(',')})`)

/** A moment as a datetime literal in UTC. Throws RangeError where the text is no moment. */
export function moment(text: string): Soql {
  const date = new Date(text)
  if (Number.isNaN(date.getTime())) throw new RangeError('not a moment')
  return piece(dateTime(date))
}

/** Conditions that all hold. */
export const all = (conditions: readonly Soql[]): Soql =>
  piece(
    nonEmpty(conditions)
      .map(({ text }) => `(${text})`)
      .join(' AND '),
  )
