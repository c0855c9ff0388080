import { TextInput } from '@mantine/core'

/** An exact decimal, kept as it is typed but for what groups its digits; null = empty. What is no number is told as an error. */
export function AmountInput(props: {
  readonly label?: string
  /** What the field is called where its label is not enough, or not shown. */
  readonly 'aria-label': string
  readonly placeholder?: string
  readonly value: string | null
  readonly error: string | null
  readonly onChange: (value: string | null) => void
}) {
  const { value, onChange, ...field } = props
  return (
    <TextInput
      {...field}
      size="xs"
      inputMode="decimal"
      value={value ?? ''}
      onChange={({ currentTarget }) => {
        const text = currentTarget.value.replaceAll(/[\s,_]/g, '')
        onChange(text === '' ? null : text)
      }}
    />
  )
}
