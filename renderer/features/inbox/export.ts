import type { Companion } from '#shared/contract/index'
import type { DealRow } from '#shared/contract/opportunities'

import type { DealsAsked } from './query-of.ts'

const step = 500

/** Every deal that the list holds under its filter, read page by page. */
export async function allDeals(
  companion: Pick<Companion, 'opportunities'>,
  asked: DealsAsked,
): Promise<readonly DealRow[]> {
  const rows: DealRow[] = []
  for (;;) {
    const page = await companion.opportunities.list({ ...asked, offset: rows.length, limit: step })
    rows.push(...page.rows)
    if (page.rows.length < step || rows.length >= page.total) return rows
  }
}

/** The deals from one place of the list to another, both included, read page by page. */
export async function dealsBetween(
  companion: Pick<Companion, 'opportunities'>,
  asked: DealsAsked,
  first: number,
  last: number,
): Promise<readonly DealRow[]> {
  const rows: DealRow[] = []
  for (let offset = first; offset <= last; offset += step) {
    const page = await companion.opportunities.list({ ...asked, offset, limit: Math.min(step, last - offset + 1) })
    rows.push(...page.rows)
  }
  return rows
}

/** Hand text to the person as a file. The mark in front tells Excel that it is UTF-8. */
export function saveText(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
