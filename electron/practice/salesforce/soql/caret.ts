/**
 * An error text that points at a place in the query: the row, a caret under the column, the place in words, and the
 * sentence. Rows and columns count from 1.
 * Source: SOQL and SOSL Reference, error messages as the REST API gives them.
 */
export function pointAt(soql: string, needle: string, sentence: string): string {
  const offset = Math.max(0, placeOf(soql, needle))
  const before = soql.slice(0, offset)
  const row = before.split('\n').length
  const start = before.lastIndexOf('\n') + 1
  const end = soql.indexOf('\n', offset)
  const line = soql.slice(start, end < 0 ? undefined : end)
  const column = offset - start
  return `\n${line}\n${' '.repeat(column)}^\nERROR at Row:${row}:Column:${column + 1}\n${sentence}`
}

/** Where a name stands as a word of its own, else where it stands at all. */
function placeOf(soql: string, needle: string): number {
  const word = new RegExp(`(?<![\\w.])${escapePattern(needle)}(?![\\w])`, 'i').exec(soql)
  return word?.index ?? soql.toLowerCase().indexOf(needle.toLowerCase())
}

/** Text as a regular expression that matches it and nothing else. */
export const escapePattern = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
