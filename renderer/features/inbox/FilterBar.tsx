import { ActionIcon, Button, Checkbox, Menu, ScrollArea, TextInput, Tooltip } from '@mantine/core'
import { IconChevronDown, IconColumns3, IconDownload, IconSearch, IconX } from '@tabler/icons-react'
import { useRef, type KeyboardEvent, type ReactNode } from 'react'
import { useHotkeys } from 'react-hotkeys-hook'

import { Keys } from '../../ui/Keys.tsx'
import { closedRanges, type ClosedRange } from './closed-range.ts'
import { columnIds, fixedColumns, type ColumnId } from './column-ids.ts'
import { columnTitles } from './columns.tsx'
import styles from './Inbox.module.css'
import { isNarrowed } from './query-of.ts'
import type { InboxFilter } from './slice.ts'

const closedWords: Record<ClosedRange, string> = {
  any: 'any time',
  'last-7': 'last 7 days',
  'last-30': 'last 30 days',
  'last-90': 'last 90 days',
  'this-quarter': 'this quarter',
  'this-year': 'this year',
}

const toggled = <T,>(values: readonly T[], value: T): readonly T[] =>
  values.includes(value) ? values.filter((held) => held !== value) : [...values, value]

/** What the list is narrowed to: search, filters that are seen and can be taken away, columns, and the export. */
export function FilterBar(props: {
  readonly filter: InboxFilter
  readonly stages: readonly string[]
  readonly owners: readonly string[]
  readonly columns: readonly ColumnId[]
  readonly exporting: boolean
  /** What stands at the end instead of the list's own tools, where a deal is open beside it. */
  readonly beside: ReactNode
  readonly onNarrow: (change: Partial<InboxFilter>) => void
  readonly onClear: () => void
  readonly onSearchKey: (event: KeyboardEvent<HTMLInputElement>) => void
  readonly onColumns: (columns: readonly ColumnId[]) => void
  readonly onExport: () => void
}) {
  const { filter, onNarrow } = props
  const search = useRef<HTMLInputElement>(null)
  // By the character, not by the key's place: where it lies differs from keyboard to keyboard.
  useHotkeys('/', () => search.current?.focus(), { useKey: true, ignoreModifiers: true, preventDefault: true })
  return (
    <search className={styles.filters}>
      <TextInput
        ref={search}
        className={styles.search}
        aria-label="Search deals"
        placeholder={props.beside === null ? 'Name, account, owner, ID or URL' : 'Name, account, ID'}
        value={filter.search}
        leftSection={<IconSearch size={14} aria-hidden />}
        rightSection={
          filter.search === '' ? (
            <Keys keys={['/']} />
          ) : (
            <ActionIcon size={20} aria-label="Clear the search" onClick={() => onNarrow({ search: '' })}>
              <IconX size={13} aria-hidden />
            </ActionIcon>
          )
        }
        onChange={(event) => onNarrow({ search: event.currentTarget.value })}
        onKeyDown={props.onSearchKey}
      />
      <ManyFilter
        word="Stage"
        values={props.stages}
        chosen={filter.stages}
        onToggle={(value) => onNarrow({ stages: toggled(filter.stages, value) })}
        onClear={() => onNarrow({ stages: [] })}
      />
      <ManyFilter
        word="Owner"
        values={props.owners}
        chosen={filter.owners}
        onToggle={(value) => onNarrow({ owners: toggled(filter.owners, value) })}
        onClear={() => onNarrow({ owners: [] })}
      />
      <Menu position="bottom-start">
        <Menu.Target>
          <FilterButton word="Closed" value={filter.closed === 'any' ? null : closedWords[filter.closed]} />
        </Menu.Target>
        <Menu.Dropdown>
          {closedRanges.map((range) => (
            <Menu.Item key={range} aria-current={filter.closed === range} onClick={() => onNarrow({ closed: range })}>
              {closedWords[range]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {isNarrowed(filter) ? (
        <Button variant="subtle" color="gray" size="compact-sm" onClick={props.onClear}>
          Clear filters
        </Button>
      ) : null}
      {props.beside === null ? <Tools {...props} /> : <span className={styles.tools}>{props.beside}</span>}
    </search>
  )
}

/** Which columns are shown, and all rows as a file. */
function Tools(props: {
  readonly columns: readonly ColumnId[]
  readonly exporting: boolean
  readonly onColumns: (columns: readonly ColumnId[]) => void
  readonly onExport: () => void
}) {
  return (
    <span className={styles.tools}>
      <Menu position="bottom-end" closeOnItemClick={false}>
        <Menu.Target>
          <Tooltip label="Choose columns">
            <ActionIcon aria-label="Choose columns">
              <IconColumns3 size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          {columnIds.map((id) => (
            <Menu.Item
              key={id}
              disabled={fixedColumns.includes(id)}
              leftSection={<Checkbox.Indicator size="xs" checked={props.columns.includes(id)} />}
              onClick={() => {
                const next = toggled(props.columns, id)
                props.onColumns(columnIds.filter((column) => next.includes(column)))
              }}
            >
              {columnTitles[id]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Tooltip label="Export these deals as CSV">
        <ActionIcon aria-label="Export these deals as CSV" loading={props.exporting} onClick={props.onExport}>
          <IconDownload size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </span>
  )
}

function ManyFilter(props: {
  readonly word: string
  readonly values: readonly string[]
  readonly chosen: readonly string[]
  readonly onToggle: (value: string) => void
  readonly onClear: () => void
}) {
  const [first] = props.chosen
  const value = first === undefined ? null : props.chosen.length === 1 ? first : `${props.chosen.length} chosen`
  return (
    <Menu position="bottom-start" closeOnItemClick={false}>
      <Menu.Target>
        <FilterButton word={props.word} value={value} />
      </Menu.Target>
      <Menu.Dropdown>
        <ScrollArea.Autosize mah={320}>
          {props.values.map((item) => (
            <Menu.Item
              key={item}
              leftSection={<Checkbox.Indicator size="xs" checked={props.chosen.includes(item)} />}
              onClick={() => props.onToggle(item)}
            >
              {item}
            </Menu.Item>
          ))}
          {props.values.length === 0 ? <Menu.Item disabled>None known yet</Menu.Item> : null}
        </ScrollArea.Autosize>
        {value === null ? null : (
          <>
            <Menu.Divider />
            <Menu.Item closeMenuOnClick onClick={props.onClear}>
              Any {props.word.toLowerCase()}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

function FilterButton({
  word,
  value,
  className,
  ...button
}: {
  readonly word: string
  readonly value: string | null
  readonly className?: string
}) {
  return (
    <button type="button" data-on={value !== null} {...button} className={`${styles.filter} ${className ?? ''}`}>
      {word}
      {value === null ? null : <strong>{value}</strong>}
      <IconChevronDown size={13} aria-hidden />
    </button>
  )
}
