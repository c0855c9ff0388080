import { TextInput } from '@mantine/core'
import { useState } from 'react'

import { compare, isWhole, type Decimal } from '#shared/domain/decimal'

import details from '../Details.module.css'

/** What is wrong with a number that was typed; null where it can be used. */
function problemOf(text: string, rule: { readonly whole?: boolean; readonly most?: Decimal }): string | null {
  const number = text.replaceAll(/[\s,_]/g, '')
  if (!/^\d+(\.\d+)?$/.test(number)) return 'Not a number'
  if (rule.whole && !isWhole(number)) return 'Only whole numbers'
  return rule.most !== undefined && compare(number, rule.most) > 0 ? `At most ${rule.most}` : null
}

/** A number of any size, exact. What is not one yet stays here with what is wrong about it, and is not sent on. */
export function AmountField(props: {
  readonly label: string
  readonly value: Decimal | null
  readonly placeholder?: string
  readonly whole?: boolean
  readonly most?: Decimal
  /** null where the field may be emptied; left out where it may not. */
  readonly onClear?: () => void
  readonly onChange: (value: Decimal) => void
}) {
  const [typed, setTyped] = useState<string | null>(null)
  const problem = typed === null || typed.trim() === '' ? null : problemOf(typed, props)
  const settle = (text: string): void => {
    setTyped(text)
    if (text.trim() === '') props.onClear?.()
    else if (problemOf(text, props) === null) props.onChange(text.replaceAll(/[\s,_]/g, ''))
  }
  return (
    <TextInput
      classNames={{ input: details.input ?? '' }}
      aria-label={props.label}
      inputMode="decimal"
      spellCheck={false}
      placeholder={props.placeholder ?? ''}
      value={typed ?? props.value ?? ''}
      error={problem}
      onChange={(event) => settle(event.currentTarget.value)}
      onBlur={() => problem === null && setTyped(null)}
    />
  )
}
