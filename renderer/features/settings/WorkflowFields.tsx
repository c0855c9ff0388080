import { ActionIcon, Button, Checkbox, Select, TagsInput, TextInput, Tooltip } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'

import type { WorkflowField } from '#shared/domain/workflow'

import { optionsOf } from '../../words/states.ts'
import { fieldTypes } from '../../words/workflows.ts'
import styles from './Rules.module.css'

/** The fields that a workflow asks for, in the order of its form. */
export function WorkflowFields(props: {
  readonly fields: readonly WorkflowField[]
  readonly workflowName: string
  readonly wrongAt: (field: string) => string | null
  readonly onChange: (fields: WorkflowField[]) => void
}) {
  const { fields, wrongAt } = props
  const put = (index: number, change: Partial<WorkflowField>): void =>
    props.onChange(fields.map((one, at) => (at === index ? { ...one, ...change } : one)))
  const newKey = (): string => {
    const taken = new Set(fields.map(({ key }) => key))
    const number = [...Array(fields.length + 1).keys()].find((n) => !taken.has(`field${n + 1}`)) ?? 0
    return `field${number + 1}`
  }
  // A row is its place in the list: its key is what is being edited.
  const rowKeys = fields.map((_, index) => `row-${index}`)
  return (
    <div className={styles.wide}>
      <span className={styles.told}>Fields that are asked for</span>
      {fields.map((field, index) => (
        <div key={rowKeys[index]} className={styles.fieldRow}>
          <TextInput
            size="xs"
            aria-label={`Key of field ${index + 1} of ${props.workflowName}`}
            placeholder="key"
            error={wrongAt(`fields.${index}.key`)}
            value={field.key}
            onChange={({ currentTarget: { value } }) => put(index, { key: value })}
          />
          <TextInput
            size="xs"
            aria-label={`Label of ${field.key}`}
            placeholder="Label"
            error={wrongAt(`fields.${index}.label`)}
            value={field.label}
            onChange={({ currentTarget: { value } }) => put(index, { label: value })}
          />
          <Select
            size="xs"
            aria-label={`Type of ${field.key}`}
            data={optionsOf(fieldTypes)}
            allowDeselect={false}
            value={field.type}
            onChange={(type) => type !== null && put(index, { type })}
          />
          <Checkbox
            size="xs"
            label="Required"
            aria-label={`${field.key} is required`}
            checked={field.required}
            onChange={({ currentTarget: { checked } }) => put(index, { required: checked })}
          />
          <Tooltip label="Remove">
            <ActionIcon
              variant="subtle"
              color="red"
              aria-label={`Remove the field ${field.key}`}
              onClick={() => props.onChange(fields.toSpliced(index, 1))}
            >
              <IconTrash size={15} aria-hidden />
            </ActionIcon>
          </Tooltip>
          {field.type === 'choice' ? (
            <TagsInput
              size="xs"
              className={styles.wide ?? ''}
              aria-label={`Choices of ${field.key}`}
              placeholder="A value"
              error={wrongAt(`fields.${index}.choices`)}
              value={field.choices}
              onChange={(choices) => put(index, { choices })}
            />
          ) : null}
        </div>
      ))}
      <Button
        variant="default"
        size="compact-xs"
        onClick={() =>
          props.onChange([...fields, { key: newKey(), label: 'New field', type: 'text', required: false, choices: [] }])
        }
      >
        Add a field
      </Button>
    </div>
  )
}
