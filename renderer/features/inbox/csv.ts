import type { DealRow } from '#shared/contract/opportunities'

import { dealStates } from '../../words/states.ts'

const isNumber = (text: string): boolean => /^-?\d+(\.\d+)?$/.test(text)

/** What spreadsheets begin a formula with, in the wide forms of East Asian keyboards too. */
const formula = String.raw`[=+\-@|%\uff1d\uff0b\uff0d\uff20]`
/** Blanks, control characters and marks that nobody sees: a spreadsheet may drop them. */
const unseen = String.raw`[\s\p{Cc}\p{Cf}"']*`
const beginsFormula = new RegExp(`^${unseen}${formula}`, 'u')
/** Where another separator than ours is in use, what follows one of these begins a cell. */
const afterSeparator = new RegExp(`([;\\t\\r\\n]${unseen})(?=${formula})`, 'gu')

/**
 * One cell of a CSV file. Text that a spreadsheet would run as a formula gets an apostrophe in front, and so does what one
 * that splits at semicolons or tabs would take for a cell; plain numbers stay numbers. Source: OWASP, "CSV Injection"; RFC 4180.
 */
export function csvCell(text: string): string {
  const split = text.replaceAll(afterSeparator, "$1'")
  const safe = (beginsFormula.test(text) || /^[\t\r]/.test(text)) && !isNumber(text) ? `'${split}` : split
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}

const fields: readonly (readonly [title: string, value: (row: DealRow) => string | null])[] = [
  ['State', (row) => dealStates[row.state].word],
  ['Deal', (row) => row.name],
  ['Account', (row) => row.accountName],
  ['Plan sold', (row) => row.soldPlan],
  ['Other lines', (row) => String(row.soldOther)],
  ['Owner', (row) => row.ownerName],
  ['Stage', (row) => row.stageName],
  ['Closed', (row) => row.closeDate],
  ['Amount', (row) => row.amount],
  ['Currency', (row) => row.currency.toUpperCase()],
  ['Blocked by', (row) => row.reason.finding],
  ['Opportunity ID', (row) => row.id],
  ['Account ID', (row) => row.accountId],
  ['Stigg customer ID', (row) => row.customerId],
  ['Stigg subscription ID', (row) => row.subscriptionId],
]

/** Deals as CSV text: a head, then one line per deal, CRLF between them. */
export const csvOf = (rows: readonly DealRow[]): string =>
  [fields.map(([title]) => title), ...rows.map((row) => fields.map(([, value]) => csvCell(value(row) ?? '')))]
    .map((cells) => cells.join(','))
    .join('\r\n')
