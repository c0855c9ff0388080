import { TextInput } from '@mantine/core'
import { useState } from 'react'

import { Decimal } from '#shared/domain/decimal'

import { formatNumber } from '../../ui/numbers.ts'

/**
 * An exact decimal, kept as it is typed but for what groups its digits; null = empty. What is no number is told as an
 * error. Its digits are grouped while nobody types.
 */
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
  const [typing, setTyping] = useState(false)
  const isGrouped = value !== null && !typing && Decimal.safeParse(value).success
  return (
    <TextInput
      {...field}
      size="xs"
      inputMode="decimal"
      value={isGrouped ? formatNumber(value) : (value ?? '')}
      onFocus={() => setTyping(true)}
      onBlur={() => setTyping(false)}
      onChange={({ currentTarget }) => {
        const text = currentTarget.value.replaceAll(/[\s,_]/g, '')
        onChange(text === '' ? null : text)
      }}
    />
  )
}
