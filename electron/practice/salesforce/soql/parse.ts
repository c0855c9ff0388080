import { parseQuery, type Query } from '@jetstreamapp/soql-parser-js'
import { refuse, type SalesforceError } from '../errors.ts'
import { escapePattern } from './caret.ts'

const STATEMENT_LIMIT = 100_000

/** Parse a statement. What the grammar refuses is `MALFORMED_QUERY`, naming the token that was not expected. */
export function parseSoql(soql: string): Query {
  if (soql.length > STATEMENT_LIMIT)
    throw refuse('MALFORMED_QUERY', `SOQL statements cannot be longer than ${STATEMENT_LIMIT} characters`)
  if (soql.trim() === '') throw refuse('MALFORMED_QUERY', "unexpected token: '<EOF>'")
  try {
    // Without options: with any, the library builds its parser anew for each statement, which takes fifty times as long.
    return parseQuery(soql)
  } catch (error) {
    throw malformed(soql, error instanceof Error ? error.message : String(error))
  }
}

function malformed(soql: string, reason: string): SalesforceError {
  const lexed = /unexpected character: ->(.)<- at offset: (\d+)/s.exec(reason)
  if (lexed) {
    const [, character = '', offset = '0'] = lexed
    if (character === "'")
      return refuse('MALFORMED_QUERY', `line 1:${offset} mismatched character '<EOF>' expecting '''`)
    return refuse('MALFORMED_QUERY', `line 1:${offset} no viable alternative at character '${character}'`)
  }
  const found =
    /but found --> '([^']*)'/.exec(reason)?.[1] ??
    /but found: '([^']*)'/.exec(reason)?.[1] ??
    /expecting EOF but found: (\S+)/.exec(reason)?.[1] ??
    ''
  return refuse('MALFORMED_QUERY', `unexpected token: '${culprit(soql, reason, found) || '<EOF>'}'`)
}

/** `SELECT Id FORM Account`: to the grammar FORM is an alias, to the reader it is the mistake. */
function culprit(soql: string, reason: string, found: string): string {
  if (!reason.includes('--> FROM <--') || found === '') return found
  const before = new RegExp(`([A-Za-z_]\\w*)\\s+${escapePattern(found)}\\b`).exec(soql)?.[1]
  return before !== undefined && before.toUpperCase() !== 'SELECT' ? before : found
}
