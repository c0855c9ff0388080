/** The inbox's columns in their natural order. State and deal are always shown. */
export const columnIds = ['state', 'name', 'accountName', 'plan', 'ownerName', 'stage', 'closeDate', 'amount'] as const
export type ColumnId = (typeof columnIds)[number]

export const fixedColumns: readonly ColumnId[] = ['state', 'name']
export const defaultColumns: readonly ColumnId[] = columnIds.filter((id) => id !== 'stage')
const columnsBeside: Record<'roomy' | 'narrow', readonly ColumnId[]> = {
  roomy: ['state', 'name', 'accountName'],
  narrow: ['state', 'name', 'amount'],
}
const wideColumns: ReadonlySet<ColumnId> = new Set(['ownerName', 'stage'])

/** How much of the window the list has: all of it, less than a desk's screen, or what an open deal leaves. */
export type Room = 'wide' | 'medium' | 'narrow' | 'roomy beside' | 'narrow beside'

/** What is shown of the chosen columns: all, without those of least use, or what is left beside an open deal. */
export const columnsInRoom = (chosen: readonly ColumnId[], room: Room): readonly ColumnId[] => {
  if (room === 'wide') return chosen
  if (room === 'medium') return chosen.filter((id) => !wideColumns.has(id))
  return columnsBeside[room === 'roomy beside' ? 'roomy' : 'narrow']
}
