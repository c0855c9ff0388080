import type { LinkRow, LinkState } from '#shared/domain/link-states'

import { sayLink } from '../../words/links.ts'

export interface LinkOrder {
  readonly by: string
  readonly descending: boolean
}

export const accountNames = ({ accounts }: LinkRow): string => accounts.map(({ name }) => name).join(', ')
export const customerNames = ({ customers }: LinkRow): string => customers.map(({ id, name }) => name ?? id).join(', ')

const values: Readonly<Record<string, (row: LinkRow) => string>> = {
  account: (row) => accountNames(row).toLowerCase(),
  customer: (row) => customerNames(row).toLowerCase(),
  why: sayLink,
}

const texts = new WeakMap<LinkRow, string>()

/** Everything that a row is found by; made once for each row, as long as it is held. */
function textOf(row: LinkRow): string {
  const known = texts.get(row)
  if (known !== undefined) return known
  const text = [
    ...row.accounts.flatMap(({ id, name, website, customerId }) => [id, name, website, customerId]),
    ...row.customers.flatMap(({ id, name, email }) => [id, name, email]),
  ]
    .join(' ')
    .toLowerCase()
  texts.set(row, text)
  return text
}

/** The rows of one state (null = all) that hold every word that was typed, in the order asked for. */
export function arranged(
  rows: readonly LinkRow[],
  wanted: { readonly state: LinkState | null; readonly text: string; readonly order: LinkOrder },
): readonly LinkRow[] {
  const words = wanted.text.toLowerCase().split(/\s+/).filter(Boolean)
  const found = rows.filter(
    (row) => (wanted.state === null || row.state === wanted.state) && words.every((word) => textOf(row).includes(word)),
  )
  const valueOf = values[wanted.order.by]
  // Without a value of its own the order is that of the reading: what needs attention first.
  if (!valueOf) return wanted.order.descending ? found.toReversed() : found
  const sign = wanted.order.descending ? -1 : 1
  const keyed = found.map((row) => ({ row, value: valueOf(row) }))
  keyed.sort((a, b) => sign * (a.value < b.value ? -1 : a.value > b.value ? 1 : 0))
  return keyed.map(({ row }) => row)
}
