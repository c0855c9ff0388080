import { TextInput, type TextInputProps } from '@mantine/core'
import { useState } from 'react'

import { dayOf, endOfDay, startOfDay } from '#shared/domain/calendar'
import type { Moment } from '#shared/domain/opportunity'

/** A day as it is being typed has a year of few digits, which is not that of a century ago. */
const isWhole = (day: string): boolean => /^[1-9]\d{3}-/.test(day)

/**
 * A day of the org's calendar, held as its first or last moment there; null = none, or none that is whole yet.
 * What is being typed stays as it is typed.
 */
export function DayInput(
  props: Omit<TextInputProps, 'value' | 'onChange' | 'type'> & {
    readonly day: Moment | null
    readonly edge: 'start' | 'end'
    readonly timeZone: string
    readonly onDay: (day: Moment | null) => void
  },
) {
  const { day, edge, timeZone, onDay, ...input } = props
  const [typed, setTyped] = useState<{ readonly text: string; readonly gave: Moment | null } | null>(null)
  const known = day === null ? '' : dayOf(day, timeZone)
  return (
    <TextInput
      {...input}
      type="date"
      // What somebody else put here meanwhile, a preset for one, is shown instead of what was typed before.
      value={typed !== null && typed.gave === day ? typed.text : known}
      onChange={({ currentTarget: { value: text } }) => {
        const gave = isWhole(text) ? (edge === 'start' ? startOfDay(text, timeZone) : endOfDay(text, timeZone)) : null
        setTyped({ text, gave })
        onDay(gave)
      }}
    />
  )
}
