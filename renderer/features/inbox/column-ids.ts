/** The inbox's columns in their natural order. State and deal are always shown. */
export const columnIds = ['state', 'name', 'accountName', 'plan', 'ownerName', 'stage', 'closeDate', 'amount'] as const
export type ColumnId = (typeof columnIds)[number]

export const fixedColumns: readonly ColumnId[] = ['state', 'name']
export const defaultColumns: readonly ColumnId[] = columnIds.filter((id) => id !== 'stage')
/** What is left beside an open deal. */
export const narrowColumns: readonly ColumnId[] = ['state', 'name', 'amount']
