import { Radio } from '@mantine/core'

import type { Ramp } from '#shared/domain/ramp'

import { formatFullDay } from '../../ui/dates.ts'
import { formatNumber } from '../../ui/numbers.ts'
import styles from './Ramps.module.css'

/** What was sold over consecutive periods: each with its quantity, one to be chosen. They are never added up. */
export function Ramps(props: {
  readonly ramps: readonly Ramp[]
  /** @param index of the segment in time */
  readonly onChoose: (rampId: string, index: number) => void
  readonly onRevert: (rampId: string) => void
}) {
  return props.ramps.map((ramp) => (
    <Radio.Group
      key={ramp.id}
      className={styles.ramp ?? ''}
      label={`Period of ${ramp.name}`}
      value={ramp.chosen === null ? null : String(ramp.chosen)}
      onChange={(value) => props.onChoose(ramp.id, Number(value))}
    >
      <div className={styles.segments}>
        {ramp.segments.map((segment, index) => (
          <Radio
            key={segment.lineId}
            size="xs"
            value={String(index)}
            label={`${formatNumber(segment.quantity)} · ${periodOf(segment)}`}
          />
        ))}
        {ramp.chosen === null ? null : (
          <button type="button" className={styles.back} onClick={() => props.onRevert(ramp.id)}>
            Choose none
          </button>
        )}
      </div>
    </Radio.Group>
  ))
}

const periodOf = ({ startDate, endDate }: Ramp['segments'][number]): string => {
  if (startDate === null) return endDate === null ? 'no dates' : `until ${formatFullDay(endDate)}`
  return endDate === null
    ? `from ${formatFullDay(startDate)}`
    : `${formatFullDay(startDate)} to ${formatFullDay(endDate)}`
}
