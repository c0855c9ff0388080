/** The inbox's columns in their natural order. State and deal are always shown. */
export const columnIds = ['state', 'name', 'accountName', 'plan', 'ownerName', 'stage', 'closeDate', 'amount'] as const
export type ColumnId = (typeof columnIds)[number]

export const fixedColumns: readonly ColumnId[] = ['state', 'name']
export const defaultColumns: readonly ColumnId[] = columnIds.filter((id) => id !== 'stage')
const narrowColumns: readonly ColumnId[] = ['state', 'name', 'amount']
const wideColumns: ReadonlySet<ColumnId> = new Set(['ownerName', 'stage'])

/** What is shown of the chosen columns: all, without those of least use, or what is left beside an open deal. */
export const columnsInRoom = (chosen: readonly ColumnId[], room: 'wide' | 'medium' | 'narrow'): readonly ColumnId[] =>
  room === 'wide' ? chosen : room === 'medium' ? chosen.filter((id) => !wideColumns.has(id)) : narrowColumns
