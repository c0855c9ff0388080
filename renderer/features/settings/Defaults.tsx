import { NumberInput, Select, Switch, TagsInput } from '@mantine/core'
import { memo } from 'react'

import type { ProvisioningRules } from '#shared/domain/profile'

import { lineSources, pricePeriods } from '../../words/rules.ts'
import { billingPeriods, cadences, collections, optionsOf, trialEnds } from '../../words/states.ts'
import { Field } from './Field.tsx'
import styles from './Rules.module.css'
import type { EditedRules } from './use-rules.ts'

const shown = [
  'billingPeriod',
  'creditCadence',
  'daysUntilDue',
  'lineSource',
  'logTask',
  'paymentCollection',
  'pricePeriod',
  'renewalTypes',
  'trialDays',
  'trialEndBehavior',
  'trialStages',
] as const

interface DefaultsProps extends Pick<EditedRules, 'wrongAt' | 'set'> {
  readonly rules: Pick<ProvisioningRules, (typeof shown)[number]>
}

const isSame = (before: DefaultsProps, after: DefaultsProps): boolean =>
  before.wrongAt === after.wrongAt &&
  before.set === after.set &&
  shown.every((name) => before.rules[name] === after.rules[name])

/** The terms of a draft where a deal says none. */
export const Defaults = memo(function Defaults({ rules, wrongAt, set }: DefaultsProps) {
  return (
    <div id="settings-defaults" className={styles.fields}>
      <Field label="Billing period">
        <Choice
          label="Billing period"
          none="Asked for each deal"
          words={billingPeriods}
          value={rules.billingPeriod}
          onChange={(billingPeriod) => set({ billingPeriod })}
        />
      </Field>
      <Field label="Credits granted">
        <Choice
          label="Credits granted"
          none="Asked for each deal"
          words={cadences}
          value={rules.creditCadence}
          onChange={(creditCadence) => set({ creditCadence })}
        />
      </Field>
      <Field label="Payment of paid plans">
        <Choice
          label="Payment of paid plans"
          none="Left to the plan"
          words={collections}
          value={rules.paymentCollection}
          onChange={(paymentCollection) => set({ paymentCollection })}
        />
      </Field>
      <Field label="Invoices are due after">
        <NumberInput
          size="xs"
          aria-label="Days until invoices are due"
          suffix=" days"
          min={1}
          max={365}
          clampBehavior="none"
          error={wrongAt('daysUntilDue')}
          placeholder="As Stigg has it"
          value={rules.daysUntilDue ?? ''}
          onChange={(value) => set({ daysUntilDue: typeof value === 'number' ? value : null })}
        />
      </Field>
      <Field label="Deal prices are">
        <Choice
          label="Deal prices are"
          none="Not known: list prices are used"
          words={pricePeriods}
          value={rules.pricePeriod}
          onChange={(pricePeriod) => set({ pricePeriod })}
        />
      </Field>
      <Field label="Lines come from">
        <Select
          size="xs"
          aria-label="Lines come from"
          data={optionsOf(lineSources)}
          value={rules.lineSource}
          allowDeselect={false}
          onChange={(lineSource) => lineSource !== null && set({ lineSource })}
        />
      </Field>
      <Field label="Trials at stages">
        <TagsInput
          size="xs"
          aria-label="Trials at stages"
          placeholder="Stage"
          value={rules.trialStages}
          onChange={(trialStages) => set({ trialStages })}
        />
      </Field>
      <Field label="Trials last">
        <NumberInput
          size="xs"
          aria-label="Days of a trial"
          suffix=" days"
          min={1}
          max={730}
          clampBehavior="none"
          error={wrongAt('trialDays')}
          value={rules.trialDays}
          onChange={(value) => typeof value === 'number' && set({ trialDays: value })}
        />
      </Field>
      <Field label="Then a trial">
        <Choice
          label="Then a trial"
          none="As the plan says"
          words={trialEnds}
          value={rules.trialEndBehavior}
          onChange={(trialEndBehavior) => set({ trialEndBehavior })}
        />
      </Field>
      <Field label="Renewals have the type">
        <TagsInput
          size="xs"
          aria-label="Renewals have the type"
          placeholder="Opportunity type"
          value={rules.renewalTypes}
          onChange={(renewalTypes) => set({ renewalTypes })}
        />
      </Field>
      <Field label="Log a task">
        <Switch
          size="xs"
          label="A completed task on the opportunity, once per run"
          checked={rules.logTask}
          onChange={({ currentTarget: { checked } }) => set({ logTask: checked })}
        />
      </Field>
    </div>
  )
}, isSame)

function Choice<T extends string>(props: {
  readonly label: string
  readonly none: string
  readonly words: Record<T, string>
  readonly value: T | null
  readonly onChange: (value: T | null) => void
}) {
  return (
    <Select
      size="xs"
      aria-label={props.label}
      placeholder={props.none}
      clearable
      clearButtonProps={{ 'aria-label': `Clear: ${props.label}` }}
      data={optionsOf(props.words)}
      value={props.value}
      onChange={props.onChange}
    />
  )
}
