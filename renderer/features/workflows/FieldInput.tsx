import { Select, Textarea, TextInput } from '@mantine/core'

import type { WorkflowField } from '#shared/domain/workflow'

import { DayInput } from '../../ui/DayInput.tsx'
import prose from '../../ui/prose.module.css'
import { sayChoice } from '../../words/workflows.ts'
import styles from './Workflows.module.css'

/** What the fields that choose a record choose from. */
export interface Offered {
  readonly subscriptions: readonly { readonly value: string; readonly label: string }[]
  readonly plans: readonly { readonly value: string; readonly label: string }[]
  readonly addons: readonly { readonly value: string; readonly label: string }[]
}

const offeredTo = (field: WorkflowField, { subscriptions, plans, addons }: Offered) =>
  ({
    choice: field.choices.map((value) => ({ value, label: sayChoice(value) })),
    subscription: [...subscriptions],
    plan: [...plans],
    addon: [...addons],
  })[field.type as 'choice' | 'subscription' | 'plan' | 'addon'] ?? null

/** One field of a workflow's form, by its type. Its value is text: a moment, a number's digits, JSON. */
export function FieldInput(props: {
  readonly field: WorkflowField
  readonly value: string
  readonly error: string | null
  readonly offered: Offered
  readonly timeZone: string
  readonly onChange: (value: string) => void
}) {
  const { field, value, onChange, timeZone } = props
  const common = { label: field.label, required: field.required, error: props.error }
  const choices = offeredTo(field, props.offered)
  if (choices !== null) {
    return (
      <Select
        {...common}
        data={choices}
        value={value === '' ? null : value}
        clearable={!field.required}
        searchable={choices.length > 8}
        clearButtonProps={{ 'aria-label': `Clear: ${field.label}` }}
        placeholder={field.required ? 'Choose one' : 'Left to the workflow'}
        onChange={(chosen) => onChange(chosen ?? '')}
      />
    )
  }
  if (field.type === 'date') {
    return (
      <DayInput
        {...common}
        edge="start"
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        description={`From the beginning of that day in ${timeZone}.`}
        day={value === '' ? null : value}
        timeZone={timeZone}
        onDay={(day) => onChange(day ?? '')}
      />
    )
  }
  if (field.type === 'json') {
    return (
      <Textarea
        {...common}
        className={styles.whole ?? ''}
        classNames={{ input: prose.code ?? '' }}
        rows={4}
        spellCheck={false}
        placeholder="JSON"
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    )
  }
  if (field.type === 'number') {
    return (
      <TextInput
        {...common}
        inputMode="decimal"
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    )
  }
  return (
    <Textarea
      {...common}
      className={styles.whole ?? ''}
      rows={2}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}
