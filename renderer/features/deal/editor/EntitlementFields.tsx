import { Checkbox, Select } from '@mantine/core'

import type { Feature } from '#shared/domain/catalog'
import type { EntitlementDraft } from '#shared/domain/draft'
import type { EntitlementEdit } from '#shared/domain/draft-edits'

import { cadences, optionsOf, resetPeriods } from '../../../words/states.ts'
import details from '../Details.module.css'
import { AmountField } from './AmountField.tsx'
import styles from './Editor.module.css'

/** What a subscription gives of one feature or currency. A boolean feature is on, and has no quantity. */
export function EntitlementFields(props: {
  readonly held: EntitlementDraft
  readonly edit: EntitlementEdit | null
  readonly feature: Feature | null
  readonly name: string
  readonly onChange: (value: EntitlementEdit) => void
}) {
  const { held, feature, name, onChange } = props
  if (held.type === 'CREDIT') {
    const now =
      props.edit?.type === 'CREDIT'
        ? props.edit
        : { type: 'CREDIT' as const, amount: held.amount, cadence: held.cadence }
    return (
      <span className={styles.entry}>
        <AmountField
          label={`Credits of ${name}`}
          value={now.amount}
          onChange={(amount) => onChange({ ...now, amount })}
        />
        <Select
          classNames={{ input: details.input ?? '' }}
          size="xs"
          w={130}
          aria-label={`How often ${name} are granted`}
          placeholder="Choose"
          data={optionsOf(cadences)}
          value={now.cadence}
          allowDeselect={false}
          onChange={(cadence) => onChange({ ...now, cadence })}
        />
      </span>
    )
  }
  if (feature?.type === 'BOOLEAN') return <span className={details.fixed}>on</span>
  const { usageLimit, hasUnlimitedUsage, hasSoftLimit, resetPeriod } = held
  const now =
    props.edit?.type === 'FEATURE'
      ? props.edit
      : { type: 'FEATURE' as const, usageLimit, hasUnlimitedUsage, hasSoftLimit, resetPeriod }
  return (
    <span className={styles.stack}>
      <span className={styles.entry}>
        <AmountField
          label={`Limit of ${name}`}
          placeholder={now.hasUnlimitedUsage ? 'Unlimited' : ''}
          value={now.hasUnlimitedUsage ? null : now.usageLimit}
          onChange={(limit) => onChange({ ...now, usageLimit: limit, hasUnlimitedUsage: false })}
        />
        {feature?.units ? <span className={styles.unit}>{feature.units}</span> : null}
      </span>
      <span className={styles.entry}>
        <Checkbox
          size="xs"
          label="Unlimited"
          aria-label={`${name}: unlimited`}
          checked={now.hasUnlimitedUsage}
          onChange={({ currentTarget: { checked } }) =>
            onChange({ ...now, hasUnlimitedUsage: checked, usageLimit: checked ? null : (held.usageLimit ?? '1') })
          }
        />
        {now.hasUnlimitedUsage ? null : (
          <Checkbox
            size="xs"
            label="Soft limit"
            aria-label={`${name}: soft limit`}
            checked={now.hasSoftLimit}
            onChange={({ currentTarget: { checked } }) => onChange({ ...now, hasSoftLimit: checked })}
          />
        )}
        {feature?.meterType === 'INCREMENTAL' ? (
          <Select
            classNames={{ input: details.input ?? '' }}
            size="xs"
            w={140}
            aria-label={`${name}: counted anew`}
            placeholder="Reset as planned"
            clearable
            clearButtonProps={{ 'aria-label': `Clear: ${name}: counted anew` }}
            data={optionsOf(resetPeriods)}
            value={now.resetPeriod}
            onChange={(resetPeriod) => onChange({ ...now, resetPeriod })}
          />
        ) : null}
      </span>
    </span>
  )
}
