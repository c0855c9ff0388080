import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core'
import { IconArrowBackUp, IconX } from '@tabler/icons-react'
import { useState } from 'react'

import details from '../Details.module.css'
import styles from './Editor.module.css'

type Metadata = Readonly<Record<string, string>>
const input = { classNames: { input: details.input ?? '' }, size: 'xs' as const }

/** Keys and values of the person's own, beside those by which this app knows its work. */
export function MetadataRows(props: {
  readonly of: string
  readonly value: Metadata
  readonly onChange: (value: Record<string, string>) => void
  /** Back to the value before, where it was edited. */
  readonly onRevert: (() => void) | undefined
}) {
  const { value, onChange } = props
  const [key, setKey] = useState('')
  const name = key.trim()
  const problem = name.startsWith('companion') ? 'Kept for this app' : name in value ? 'There already' : null
  const add = (): void => {
    if (name === '' || problem !== null) return
    onChange({ ...value, [name]: '' })
    setKey('')
  }
  return (
    <div className={styles.stack}>
      {Object.entries(value).map(([one, text]) => (
        <span key={one} className={styles.entry}>
          <TextInput
            {...input}
            leftSection={<code>{one}</code>}
            leftSectionWidth={140}
            aria-label={`Metadata ${one} of ${props.of}`}
            maxLength={500}
            value={text}
            onChange={(event) => onChange({ ...value, [one]: event.currentTarget.value })}
          />
          <Tooltip label="Take out">
            <ActionIcon
              size={20}
              variant="subtle"
              color="gray"
              aria-label={`Take out metadata ${one} of ${props.of}`}
              onClick={() => onChange(Object.fromEntries(Object.entries(value).filter(([other]) => other !== one)))}
            >
              <IconX size={13} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </span>
      ))}
      <form
        className={styles.entry}
        onSubmit={(event) => {
          event.preventDefault()
          add()
        }}
      >
        <TextInput
          {...input}
          aria-label={`New metadata key of ${props.of}`}
          placeholder="New key"
          maxLength={255}
          spellCheck={false}
          error={problem}
          value={key}
          onChange={(event) => setKey(event.currentTarget.value)}
        />
        <Button type="submit" size="compact-xs" variant="subtle" disabled={name === '' || problem !== null}>
          Add
        </Button>
        {props.onRevert === undefined ? null : (
          <Tooltip label="Back to the value before">
            <ActionIcon size={20} aria-label={`Undo the edit of metadata of ${props.of}`} onClick={props.onRevert}>
              <IconArrowBackUp size={14} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </form>
    </div>
  )
}
