import '@mantine/dates/styles.layer.css'

import { DateInput } from '@mantine/dates'

import type { Day, Moment } from '#shared/domain/opportunity'

import { dayOf, fromToday, startOfDay } from '../../ui/dates.ts'
import styles from './Details.module.css'

/** A day of the org's calendar, held as the moment at which it begins there; null has a word of its own. */
export function DateDetail(props: {
  readonly label: string
  readonly none: string
  readonly value: Moment | null
  readonly timeZone: string
  readonly today: Day
  readonly onChange: (value: Moment | null) => void
}) {
  const day = props.value === null ? null : dayOf(props.value, props.timeZone)
  return (
    <span className={styles.date}>
      <DateInput
        classNames={{ input: styles.input ?? '' }}
        aria-label={props.label}
        size="xs"
        placeholder={props.none}
        valueFormat="D MMM YYYY"
        clearable
        clearButtonProps={{ 'aria-label': `Clear: ${props.label}` }}
        popoverProps={{ withinPortal: true }}
        value={day}
        onChange={(next) => props.onChange(next === null ? null : startOfDay(next, props.timeZone))}
      />
      {day === null ? null : (
        <span className={styles.beside} title={`${props.value ?? ''} (${props.timeZone})`}>
          {fromToday(day, props.today)}
        </span>
      )}
    </span>
  )
}
