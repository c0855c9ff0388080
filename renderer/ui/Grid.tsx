import { useVirtualizer } from '@tanstack/react-virtual'
import { IconArrowNarrowDown, IconArrowNarrowUp } from '@tabler/icons-react'
import { memo, useEffect, useId, useRef, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react'

import styles from './Grid.module.css'

export interface Column<Row> {
  readonly id: string
  readonly title: string
  /** A track of CSS grid: "96px", "minmax(160px, 2fr)". */
  readonly track: string
  readonly end?: boolean
  readonly sortable: boolean
  readonly render: (row: Row) => ReactNode
}

export interface GridProps<Row> {
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rowCount: number
  /** Undefined while a row is on its way. */
  readonly rowAt: (index: number) => Row | undefined
  readonly keyOf: (row: Row) => string
  readonly cursor: number
  /** The row that is open beside the list. */
  readonly openKey?: string | null
  readonly sort: { readonly by: string; readonly descending: boolean }
  readonly initialScrollTop?: number
  /** Rows may be chosen, one by one or in stretches; left out where they may not. */
  readonly choice?: GridChoice<Row>
  readonly onCursor: (index: number) => void
  readonly onOpen: (index: number) => void
  readonly onPeek: (index: number) => void
  readonly onEscape: () => void
  readonly onSort: (columnId: string) => void
  readonly onVisible: (first: number, last: number) => void
  readonly onScrolled?: (scrollTop: number) => void
}

export interface GridChoice<Row> {
  readonly isChosen: (row: Row) => boolean
  readonly nameOf: (row: Row) => string
  /** How many of all rows are chosen. */
  readonly extent: 'none' | 'some' | 'all'
  readonly onToggle: (index: number) => void
  /** Everything between the row that was toggled last and this one. */
  readonly onStretch: (index: number) => void
  readonly onAll: () => void
  readonly onNone: () => void
}

const choiceTrack = '16px'

/** Source: W3C, ARIA in HTML: a table may take the role of a grid, whose rows the keyboard moves through. */
const asGrid = { role: 'grid', tabIndex: 0 } as const
const rowHeight = 30
const headHeight = 30

/** A dense list of any length: virtual rows of 30 px, one tab stop, moved through by keys as a grid is. */
export function Grid<Row>(props: GridProps<Row>) {
  const { columns, rowCount, rowAt, cursor, onCursor, onOpen, onVisible, choice } = props
  const scroller = useRef<HTMLDivElement>(null)
  const table = useRef<HTMLTableElement>(null)
  const id = useId()
  const tracks = [...(choice ? [choiceTrack] : []), ...columns.map(({ track }) => track)].join(' ')

  // The scroll container is known only to the virtualizer; rows are positioned, never laid out by the flow.
  const virtual = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 14,
    scrollPaddingStart: headHeight,
    initialOffset: props.initialScrollTop ?? 0,
  })
  const items = virtual.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  useEffect(() => onVisible(first, last), [first, last, onVisible])

  const move = (index: number): void => {
    const next = Math.max(0, Math.min(rowCount - 1, index))
    onCursor(next)
    virtual.scrollToIndex(next, { align: 'auto' })
  }
  const stretch = (by: number): void => {
    const next = Math.max(0, Math.min(rowCount - 1, cursor + by))
    choice?.onStretch(next)
    move(next)
  }
  /** What a key does to the choice of rows. */
  const chooses = (event: KeyboardEvent): (() => void) | undefined => {
    if (!choice || rowCount === 0) return undefined
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a') return choice.onAll
    if (event.ctrlKey || event.metaKey || event.altKey) return undefined
    if (event.key.toLowerCase() === 'x') return () => choice.onToggle(cursor)
    if (event.key === 'Escape' && choice.extent !== 'none') return choice.onNone
    if (!event.shiftKey) return undefined
    return { ArrowDown: () => stretch(1), ArrowUp: () => stretch(-1) }[event.key]
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return
    const choose = chooses(event)
    if (choose) {
      event.preventDefault()
      // A key that is for the rows is for nobody above them.
      event.stopPropagation()
      return choose()
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 300) / rowHeight) - 2)
    const act: (() => void) | undefined = {
      ArrowDown: () => move(cursor + 1),
      j: () => move(cursor + 1),
      ArrowUp: () => move(cursor - 1),
      k: () => move(cursor - 1),
      PageDown: () => move(cursor + page),
      PageUp: () => move(cursor - page),
      Home: () => move(0),
      End: () => move(rowCount - 1),
      Enter: () => onOpen(cursor),
      ' ': () => props.onPeek(cursor),
      Escape: props.onEscape,
    }[event.key]
    if (!act || rowCount === 0) return
    event.preventDefault()
    act()
  }
  const onClick = (event: MouseEvent<HTMLElement>): void => {
    const row = event.target instanceof Element ? event.target.closest('[data-index]') : null
    const index = Number(row?.getAttribute('data-index') ?? -1)
    if (index < 0 || rowAt(index) === undefined) return
    onCursor(index)
    if (choice && event.shiftKey) choice.onStretch(index)
    else if (choice && event.target instanceof Element && event.target.closest('[data-choice]')) choice.onToggle(index)
    else onOpen(index)
    table.current?.focus({ preventScroll: true })
  }

  const active = {
    'aria-activedescendant': rowCount > 0 ? `${id}-${cursor}` : undefined,
    onKeyDown,
    onClick,
  }
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      onScroll={(event) => props.onScrolled?.(event.currentTarget.scrollTop)}
    >
      <table
        ref={table}
        className={styles.grid}
        {...asGrid}
        {...active}
        aria-label={props.label}
        aria-rowcount={rowCount + 1}
        aria-colcount={columns.length + (choice ? 1 : 0)}
        aria-multiselectable={choice ? true : undefined}
      >
        <thead className={styles.head}>
          <tr aria-rowindex={1} className={styles.row} style={{ gridTemplateColumns: tracks }}>
            {choice ? <ChoiceHead choice={choice} /> : null}
            {columns.map((column) => (
              <HeadCell key={column.id} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
          </tr>
        </thead>
        <tbody className={styles.body} style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const row = rowAt(index)
            return (
              <GridRow
                key={index}
                id={`${id}-${index}`}
                index={index}
                start={start}
                row={row}
                columns={columns}
                tracks={tracks}
                current={index === cursor}
                open={row !== undefined && props.openKey === props.keyOf(row)}
                chosen={choice ? row !== undefined && choice.isChosen(row) : null}
                name={choice && row !== undefined ? choice.nameOf(row) : ''}
              />
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

/** One box for all rows. It is not a tab stop: the keyboard has Ctrl+A and Esc. */
function ChoiceHead<Row>({ choice }: { readonly choice: GridChoice<Row> }) {
  return (
    <th scope="col" className={styles.choice}>
      <input
        type="checkbox"
        tabIndex={-1}
        aria-label={choice.extent === 'none' ? 'Select all' : 'Clear the selection'}
        checked={choice.extent === 'all'}
        ref={(box) => {
          if (box) box.indeterminate = choice.extent === 'some'
        }}
        onChange={() => (choice.extent === 'none' ? choice.onAll() : choice.onNone())}
      />
    </th>
  )
}

function HeadCell<Row>({
  column,
  sort,
  onSort,
}: {
  readonly column: Column<Row>
  readonly sort: GridProps<Row>['sort']
  readonly onSort: (id: string) => void
}) {
  const sorted = sort.by === column.id
  const Arrow = sort.descending ? IconArrowNarrowDown : IconArrowNarrowUp
  return (
    <th
      scope="col"
      className={styles.headCell}
      data-end={column.end}
      aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : undefined}
    >
      {column.sortable ? (
        <button type="button" tabIndex={-1} data-sorted={sorted} onClick={() => onSort(column.id)}>
          {column.title}
          {sorted ? <Arrow size={13} aria-hidden /> : null}
        </button>
      ) : (
        column.title
      )}
    </th>
  )
}

interface GridRowProps<Row> {
  readonly id: string
  readonly index: number
  readonly start: number
  readonly row: Row | undefined
  readonly columns: readonly Column<Row>[]
  readonly tracks: string
  readonly current: boolean
  readonly open: boolean
  /** Null where rows are not chosen; the current row counts as selected then. */
  readonly chosen: boolean | null
  readonly name: string
}

function GridRowOf<Row>(props: GridRowProps<Row>) {
  const { id, index, start, row, columns, tracks, current, open, chosen, name } = props
  return (
    <tr
      id={id}
      aria-rowindex={index + 2}
      aria-selected={chosen ?? current}
      data-index={index}
      className={styles.row}
      data-current={current}
      data-open={open}
      data-chosen={chosen === true}
      style={{ gridTemplateColumns: tracks, transform: `translateY(${start}px)` }}
    >
      {chosen === null ? null : (
        <td className={styles.choice} data-choice>
          <input type="checkbox" tabIndex={-1} aria-label={`Select ${name}`} checked={chosen} readOnly />
        </td>
      )}
      {columns.map((column) => (
        <td key={column.id} className={styles.cell} data-end={column.end}>
          {row === undefined ? <span className={styles.ghost} /> : column.render(row)}
        </td>
      ))}
    </tr>
  )
}
// memo() forgets the type parameter; the cast gives it back.
const GridRow = memo(GridRowOf) as typeof GridRowOf
