import { likeTest as patternTest } from '../../like.ts'
import { refuse } from '../errors.ts'

const ESCAPES: Readonly<Record<string, string>> = {
  "'": "'",
  '"': '"',
  '\\': '\\',
  n: '\n',
  N: '\n',
  r: '\r',
  R: '\r',
  t: '\t',
  T: '\t',
  b: '\b',
  B: '\b',
  f: '\f',
  F: '\f',
}

const LITERAL_LIMIT = 4000

/**
 * The text that a quoted literal stands for. `keepWildcards` leaves `\_` and `\%` as they are, for LIKE.
 * Fails: `MALFORMED_QUERY` on an escape that the language does not have, and on more than 4,000 characters.
 * Source: SOQL and SOSL Reference, "Quoted String Escape Sequences" and "SOQL Limits".
 */
export function unquote(literal: string, keepWildcards = false): string {
  const inner = literal.slice(1, -1)
  if (inner.length > LITERAL_LIMIT)
    throw refuse('MALFORMED_QUERY', `A string in a filter cannot be longer than ${LITERAL_LIMIT} characters`)
  return inner.replace(/\\(u[0-9a-fA-F]{4}|[\s\S]|$)/g, (sequence, what: string) => {
    if (what.length === 5) return String.fromCharCode(Number.parseInt(what.slice(1), 16))
    if (what === '_' || what === '%') {
      if (keepWildcards) return sequence
      return what
    }
    const plain = ESCAPES[what]
    if (plain === undefined)
      throw refuse(
        'MALFORMED_QUERY',
        `Invalid string literal ${literal}. Illegal character sequence '${sequence}' in string literal.`,
      )
    // A pattern's own backslash must stay one that stands for itself.
    return keepWildcards && plain === '\\' ? '\\\\' : plain
  })
}

/** A LIKE pattern, as `unquote` leaves it, as a test of a whole text without regard to case. */
export const likeTest = (pattern: string): ((text: string) => boolean) =>
  patternTest(pattern, { ignoresCase: true, escapes: true })
