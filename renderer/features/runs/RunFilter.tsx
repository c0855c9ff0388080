import { Button, NativeSelect, TextInput } from '@mantine/core'

import { RunKind, type RunSummary } from '#shared/domain/run'

import { runKinds } from '../../words/states.ts'
import styles from './Runs.module.css'

/** Finding runs by words, by who started them and by what they do; the list as it stands goes out as CSV. */
export function RunFilter({
  runs,
  text,
  person,
  kind,
  onChange,
  onSave,
}: {
  readonly runs: readonly RunSummary[]
  readonly text: string
  readonly person: string | null
  readonly kind: string | null
  readonly onChange: (changes: Readonly<Record<string, string | null>>) => void
  readonly onSave: () => void
}) {
  const people = [...new Set(runs.map(({ startedBy }) => startedBy))].toSorted()
  return (
    <div className={styles.filter}>
      <TextInput
        size="xs"
        aria-label="Find runs"
        placeholder="Deal, account, ID"
        value={text}
        onChange={(event) => onChange({ find: event.currentTarget.value })}
      />
      <NativeSelect
        size="xs"
        aria-label="Started by"
        value={person ?? ''}
        onChange={(event) => onChange({ by: event.currentTarget.value })}
        data={[{ value: '', label: 'By anybody' }, ...people]}
      />
      <NativeSelect
        size="xs"
        aria-label="What the run does"
        value={kind ?? ''}
        onChange={(event) => onChange({ kind: event.currentTarget.value })}
        data={[
          { value: '', label: 'Of any kind' },
          ...RunKind.options.map((value) => ({ value, label: runKinds[value] })),
        ]}
      />
      <Button variant="default" size="xs" onClick={onSave}>
        Export CSV
      </Button>
    </div>
  )
}
