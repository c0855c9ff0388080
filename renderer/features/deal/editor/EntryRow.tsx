import { ActionIcon, Tooltip } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import { DetailRow } from '../DetailRow.tsx'
import type { ListField } from '../slice.ts'
import type { EditorContext } from './editor-context.ts'
import styles from './Editor.module.css'

/** One entry of a list: what it is, its value, where it came from, one click back, and one that takes it out. */
export function EntryRow(props: {
  readonly context: EditorContext
  readonly field: ListField
  readonly id: string
  readonly label: string
  readonly children: ReactNode
}) {
  const { context, field, id, label } = props
  const isEdited = context.edited[field]?.[id] !== undefined
  return (
    <DetailRow
      label={label}
      detail={`${field}.${id}`}
      origin={isEdited ? 'edited' : context.subscription.origins[`${field}.${id}`]}
      onRevert={isEdited ? () => context.revertEntry(field, id) : undefined}
    >
      <span className={styles.entry}>
        {props.children}
        <Tooltip label="Take out">
          <ActionIcon
            size={20}
            variant="subtle"
            color="gray"
            aria-label={`Take out ${label}`}
            onClick={() => context.takeOut(field, id)}
          >
            <IconX size={13} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </span>
    </DetailRow>
  )
}

/** Entries that a person took out, each with one click back. */
export function TakenOut(props: {
  readonly context: EditorContext
  readonly field: ListField
  readonly nameOf: (id: string) => string
}) {
  const { context, field } = props
  const gone = Object.entries(context.edited[field] ?? {}).filter(([, value]: [string, unknown]) => value === null)
  return gone.map(([id]) => (
    <DetailRow
      key={id}
      label={props.nameOf(id)}
      detail={`${field}.${id}`}
      origin="edited"
      onRevert={() => context.revertEntry(field, id)}
    >
      <s>taken out</s>
    </DetailRow>
  ))
}
