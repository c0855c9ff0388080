import { Checkbox, NumberInput, Select } from '@mantine/core'

import type { Template } from '#shared/domain/template'

import { anchors, billingPeriods, cadences, collections, optionsOf, prorations, trialEnds } from '../../words/states.ts'
import { AmountInput } from './AmountInput.tsx'
import styles from './Rules.module.css'

type Values = Template['values']

/** What it says; an empty field leaves the default in force. */
export function TemplateTerms({
  values,
  name,
  wrongAt,
  onChange,
}: {
  readonly values: Values
  readonly wrongAt: (field: string) => string | null
  readonly name: string
  readonly onChange: (values: Values) => void
}) {
  const put = <F extends keyof Values>(field: F, value: Values[F] | null | undefined): void => {
    const { [field]: _before, ...others } = values
    onChange(value === null || value === undefined ? others : { ...others, [field]: value })
  }
  const whole = (value: unknown): number | null => (typeof value === 'number' ? value : null)
  const choice = { size: 'xs' as const, clearable: true }
  return (
    <div className={styles.row}>
      <span>Says</span>
      <Select
        {...choice}
        aria-label={`Billing period of ${name}`}
        placeholder="Billing period"
        data={optionsOf(billingPeriods)}
        value={values.billingPeriod ?? null}
        onChange={(value) => put('billingPeriod', value)}
      />
      <Select
        {...choice}
        aria-label={`Credits granted of ${name}`}
        placeholder="Credits granted"
        data={optionsOf(cadences)}
        value={values.creditCadence ?? null}
        onChange={(value) => put('creditCadence', value)}
      />
      <Select
        {...choice}
        aria-label={`Payment of ${name}`}
        placeholder="Payment"
        data={optionsOf(collections)}
        value={values.paymentCollection ?? null}
        onChange={(value) => put('paymentCollection', value)}
      />
      <NumberInput
        size="xs"
        hideControls
        aria-label={`Days until due of ${name}`}
        placeholder="Days until due"
        min={1}
        max={365}
        clampBehavior="none"
        error={wrongAt('daysUntilDue')}
        value={values.daysUntilDue ?? ''}
        onChange={(value) => put('daysUntilDue', whole(value))}
      />
      <NumberInput
        size="xs"
        hideControls
        aria-label={`Months of the term of ${name}`}
        placeholder="Term in months"
        min={1}
        max={120}
        clampBehavior="none"
        error={wrongAt('termMonths')}
        value={values.termMonths ?? ''}
        onChange={(value) => put('termMonths', whole(value))}
      />
      <NumberInput
        size="xs"
        hideControls
        aria-label={`Days of a trial of ${name}`}
        placeholder="Trial in days"
        min={1}
        max={730}
        clampBehavior="none"
        error={wrongAt('trial.days')}
        value={values.trial?.days ?? ''}
        onChange={(value) => {
          const days = whole(value)
          put('trial', days === null ? undefined : { days, endBehavior: values.trial?.endBehavior ?? null })
        }}
      />
      <Select
        {...choice}
        aria-label={`End of a trial of ${name}`}
        placeholder="Then"
        disabled={!values.trial}
        data={optionsOf(trialEnds)}
        value={values.trial?.endBehavior ?? null}
        onChange={(endBehavior) => values.trial && put('trial', { ...values.trial, endBehavior })}
      />
      <Checkbox
        size="xs"
        className={styles.tick ?? ''}
        label="No trial"
        aria-label={`No trial with ${name}`}
        checked={values.trial === null}
        onChange={({ currentTarget: { checked } }) => {
          const { trial: _before, ...others } = values
          onChange(checked ? { ...others, trial: null } : others)
        }}
      />
      <AmountInput
        aria-label={`Minimum spend of ${name}`}
        placeholder="Minimum spend"
        error={wrongAt('minimumSpend')}
        value={values.minimumSpend ?? null}
        onChange={(value) => put('minimumSpend', value)}
      />
      <AmountInput
        aria-label={`Maximum spend of ${name}`}
        placeholder="Maximum spend"
        error={wrongAt('maximumSpend.limit')}
        value={values.maximumSpend?.limit ?? null}
        onChange={(limit) =>
          put(
            'maximumSpend',
            limit === null ? null : { limit, hasSoftLimit: values.maximumSpend?.hasSoftLimit ?? false },
          )
        }
      />
      <Checkbox
        size="xs"
        className={styles.tick ?? ''}
        label="Soft maximum"
        aria-label={`Soft maximum of ${name}`}
        disabled={!values.maximumSpend}
        checked={values.maximumSpend?.hasSoftLimit ?? false}
        onChange={({ currentTarget: { checked } }) =>
          values.maximumSpend && put('maximumSpend', { ...values.maximumSpend, hasSoftLimit: checked })
        }
      />
      <Select
        {...choice}
        aria-label={`Billing cycle of ${name}`}
        placeholder="Billing cycle"
        data={optionsOf(anchors)}
        value={values.billingCycleAnchor ?? null}
        onChange={(value) => put('billingCycleAnchor', value)}
      />
      <Select
        {...choice}
        aria-label={`Proration of ${name}`}
        placeholder="Proration"
        data={optionsOf(prorations)}
        value={values.proration ?? null}
        onChange={(value) => put('proration', value)}
      />
    </div>
  )
}
