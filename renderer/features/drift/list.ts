import type { DriftKind, DriftNote, DriftReport, DriftRow } from '#shared/domain/drift'

import { customerPath } from '../../data/paths.ts'
import { driftKinds, sayDriftNote, sayDriftValue } from '../../words/drift.ts'

/** A line of the list: a difference, or what could not be compared. */
export type DriftItem =
  | { readonly row: DriftRow; readonly note: null; readonly isFirst: boolean; readonly count: number }
  | { readonly row: null; readonly note: DriftNote; readonly isFirst: boolean; readonly count: number }

export type DriftTab = 'all' | DriftKind | 'notes'

export interface DriftOrder {
  readonly by: string
  readonly descending: boolean
}

export const aboutOf = (item: DriftItem): DriftRow | DriftNote => item.row ?? item.note
export const keyOf = (item: DriftItem): string => aboutOf(item).key

const urgency: Readonly<Record<DriftKind, number>> = { missing: 0, expired: 1, 'other-plan': 2, less: 3, more: 4 }

const values: Readonly<Record<string, (about: DriftRow | DriftNote) => string>> = {
  kind: (about) => ('kind' in about ? String(urgency[about.kind]) : '9'),
  what: (about) => ('what' in about ? about.what.name.toLowerCase() : ''),
  deal: ({ deal }) => deal?.name.toLowerCase() ?? '',
}

const textOf = (about: DriftRow | DriftNote): string =>
  [
    about.accountName,
    about.customerId,
    about.accountId,
    about.deal?.name,
    about.deal?.id,
    ...('what' in about ? [about.what.name, about.what.id, driftKinds[about.kind].word] : [sayDriftNote(about)]),
  ]
    .join(' ')
    .toLowerCase()

/**
 * The lines of one tab that hold every word that was typed, in the order asked for. In the order of customers those of one
 * stand together, the most urgent first.
 */
export function itemsOf(
  report: Pick<DriftReport, 'rows' | 'notes'> | null,
  wanted: { readonly tab: DriftTab; readonly text: string; readonly soldOnly: boolean; readonly order: DriftOrder },
): readonly DriftItem[] {
  const { tab, order } = wanted
  const all: readonly (DriftRow | DriftNote)[] =
    tab === 'notes'
      ? (report?.notes ?? [])
      : (report?.rows ?? []).filter(
          (row) => (tab === 'all' || row.kind === tab) && (!wanted.soldOnly || row.deal === null || row.isProvisioned),
        )
  const words = wanted.text.toLowerCase().split(/\s+/).filter(Boolean)
  const found = all.filter((about) => words.every((word) => textOf(about).includes(word)))
  const sign = order.descending ? -1 : 1
  const valueOf = values[order.by]
  const sorted = found.toSorted(
    (a, b) =>
      (valueOf
        ? sign * compare(valueOf(a), valueOf(b))
        : sign * compare(a.accountName.toLowerCase(), b.accountName.toLowerCase())) ||
      compare(a.customerId, b.customerId) ||
      compare(values['kind']?.(a) ?? '', values['kind']?.(b) ?? ''),
  )
  const counts = new Map<string, number>()
  for (const { customerId } of sorted) counts.set(customerId, (counts.get(customerId) ?? 0) + 1)
  return sorted.map((about, index) => {
    const isFirst = sorted[index - 1]?.customerId !== about.customerId
    const grouped = { isFirst, count: counts.get(about.customerId) ?? 1 }
    return 'what' in about ? { row: about, note: null, ...grouped } : { row: null, note: about, ...grouped }
  })
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Where a line leads: the deal whose draft would mend it, else the customer. */
export const pathOf = (item: DriftItem): string => {
  const { deal, customerId } = aboutOf(item)
  return deal ? `/inbox/${encodeURIComponent(deal.id)}` : customerPath(customerId)
}

/** The values of a row as text, for the list and for a file. */
export const soldAndLive = (row: DriftRow): { readonly sold: string; readonly live: string } => ({
  sold: sayDriftValue(row.sold, row),
  live: sayDriftValue(row.live, row),
})
