import { Select } from '@mantine/core'

import type { TrialDraft } from '#shared/domain/draft'
import type { Day } from '#shared/domain/opportunity'

import { trialEnds } from '../../words/states.ts'
import { DateDetail } from './DateDetail.tsx'
import styles from './Details.module.css'

const choices = [
  { value: 'plan', label: 'As the plan says' },
  { value: 'no', label: 'No trial' },
  { value: 'yes', label: 'Free trial' },
]

/** Whether it starts as a trial, until when, and what happens then. */
export function TrialDetail(props: {
  readonly value: TrialDraft | null
  readonly timeZone: string
  readonly today: Day
  readonly onChange: (value: TrialDraft | null) => void
}) {
  const { value } = props
  const chosen = value === null ? 'plan' : value.isTrial ? 'yes' : 'no'
  const choose = (choice: string | null): void => {
    if (choice === 'plan') props.onChange(null)
    if (choice === 'no') props.onChange({ isTrial: false, endDate: null, endBehavior: null })
    if (choice === 'yes')
      props.onChange({ isTrial: true, endDate: value?.endDate ?? null, endBehavior: value?.endBehavior ?? null })
  }
  return (
    <span className={styles.trial}>
      <Select
        classNames={{ input: styles.input ?? '' }}
        aria-label="Trial"
        data={choices}
        value={chosen}
        allowDeselect={false}
        onChange={choose}
      />
      {value?.isTrial === true ? (
        <>
          <DateDetail
            label="Trial ends"
            none="Ends as the plan says"
            value={value.endDate}
            timeZone={props.timeZone}
            today={props.today}
            onChange={(endDate) => props.onChange({ ...value, endDate })}
          />
          <Select
            classNames={{ input: styles.input ?? '' }}
            aria-label="When the trial ends"
            placeholder="Then, as the plan says"
            clearable
            clearButtonProps={{ 'aria-label': 'Clear: when the trial ends' }}
            data={Object.entries(trialEnds).map(([value, label]) => ({ value, label: `Then ${label.toLowerCase()}` }))}
            value={value.endBehavior}
            onChange={(next) => props.onChange({ ...value, endBehavior: next as TrialDraft['endBehavior'] })}
          />
        </>
      ) : null}
    </span>
  )
}
