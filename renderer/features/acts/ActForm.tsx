import '@mantine/dates/styles.layer.css'

import { Checkbox, Radio } from '@mantine/core'
import { DateInput } from '@mantine/dates'

import { assertNever } from '#shared/assert-never'
import { cancellationTimesOf, type Act, type CancelAct } from '#shared/domain/act'
import type { Subscription } from '#shared/domain/customer'
import type { Moment } from '#shared/domain/opportunity'

import { dayOf, endOfDay } from '../../ui/dates.ts'
import { cancellationTimes } from '../../words/acts.ts'
import styles from './Acts.module.css'

interface ActFormProps {
  readonly act: Act
  readonly subscription: Subscription
  readonly timeZone: string
  readonly onChange: (act: Act) => void
}

/** What a person decides of an act before it is looked at; nothing where nothing is to decide. */
export function ActForm(props: ActFormProps) {
  const { act, timeZone, onChange } = props
  switch (act.kind) {
    case 'revoke-schedule':
      return null
    case 'extend-trial':
      return (
        <LastDay
          label="Last day of the trial"
          value={act.endDate || null}
          timeZone={timeZone}
          onChange={(endDate) => onChange({ ...act, endDate: endDate ?? '' })}
        />
      )
    case 'reschedule':
      return (
        <LastDay
          label="Last day of the subscription"
          description="Without a day it goes on until somebody cancels it."
          value={act.cancellationDate}
          timeZone={timeZone}
          onChange={(cancellationDate) => onChange({ ...act, cancellationDate })}
        />
      )
    case 'cancel':
      return <CancelForm {...props} act={act} />
    default:
      return assertNever(act)
  }
}

function CancelForm({ act, subscription, timeZone, onChange }: ActFormProps & { readonly act: CancelAct }) {
  const times = cancellationTimesOf(subscription)
  return (
    <div className={styles.form}>
      <Radio.Group
        label="When it ends"
        value={act.time}
        onChange={(value) => {
          const time = times.find((each) => each === value)
          if (time) onChange({ ...act, time, endDate: null })
        }}
      >
        <div className={styles.choices}>
          {times.map((time) => (
            <Radio key={time} value={time} label={cancellationTimes[time]} size="sm" />
          ))}
        </div>
      </Radio.Group>
      {act.time === 'SPECIFIC_DATE' ? (
        <LastDay
          label="Last day of the subscription"
          value={act.endDate}
          timeZone={timeZone}
          onChange={(endDate) => onChange({ ...act, endDate })}
        />
      ) : null}
      <Checkbox
        size="sm"
        label="Take everything away at the end, and let the customer fall back to no other plan"
        checked={act.revokes}
        onChange={({ currentTarget: { checked } }) => onChange({ ...act, revokes: checked })}
      />
      <Checkbox
        size="sm"
        label="Take back, in proportion, credits that were granted for the rest of the period"
        checked={act.prorates}
        onChange={({ currentTarget: { checked } }) => onChange({ ...act, prorates: checked })}
      />
    </div>
  )
}

/** A day of the org's calendar, held as its last moment there. */
function LastDay(props: {
  readonly label: string
  readonly description?: string
  readonly value: Moment | null
  readonly timeZone: string
  readonly onChange: (value: Moment | null) => void
}) {
  const { value, timeZone } = props
  return (
    <DateInput
      label={props.label}
      description={props.description}
      maw={240}
      valueFormat="D MMM YYYY"
      placeholder="Choose a day"
      clearable
      clearButtonProps={{ 'aria-label': `Clear: ${props.label}` }}
      popoverProps={{ withinPortal: true }}
      value={value === null ? null : dayOf(value, timeZone)}
      onChange={(day) => props.onChange(day === null ? null : endOfDay(day, timeZone))}
    />
  )
}
