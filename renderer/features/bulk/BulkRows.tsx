import { useState } from 'react'

import { Grid, type Column } from '../../ui/Grid.tsx'
import { RowTabs } from '../../ui/RowTabs.tsx'
import styles from './Bulk.module.css'

const nothing = (): void => undefined

/** The deals of a bulk run, before it or after, under the tabs of what becomes of them. */
export function BulkRows<Row, Tab extends string>(props: {
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  readonly tabsLabel: string
  /** The tabs beside All; a row stands under one of them. */
  readonly tabs: readonly { readonly id: Tab; readonly word: string }[]
  readonly tabOf: (row: Row) => Tab
  readonly onOpen: (row: Row) => void
  readonly onBack: () => void
}) {
  const { rows, tabOf } = props
  const [tab, setTab] = useState<Tab | 'all'>('all')
  const [cursor, setCursor] = useState(0)
  const under = (id: Tab | 'all'): readonly Row[] => (id === 'all' ? rows : rows.filter((row) => tabOf(row) === id))
  const shown = under(tab)
  return (
    <>
      <div className={styles.tabsLine}>
        <RowTabs<Tab | 'all'>
          label={props.tabsLabel}
          current={tab}
          onTab={(id) => {
            setTab(id)
            setCursor(0)
          }}
          tabs={[{ id: 'all' as const, word: 'All' }, ...props.tabs].map(({ id, word }) => ({
            id,
            word,
            count: under(id).length,
          }))}
        />
      </div>
      <Grid
        label={props.label}
        columns={props.columns}
        rowCount={shown.length}
        rowAt={(index) => shown[index]}
        keyOf={props.keyOf}
        cursor={Math.min(cursor, Math.max(0, shown.length - 1))}
        sort={{ by: '', descending: false }}
        onCursor={setCursor}
        onOpen={(index) => {
          const row = shown[index]
          if (row) props.onOpen(row)
        }}
        onPeek={nothing}
        onEscape={props.onBack}
        onSort={nothing}
        onVisible={nothing}
      />
    </>
  )
}
