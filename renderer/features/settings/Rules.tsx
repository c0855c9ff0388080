import { Button, FileButton, NumberInput, Select, Switch, TagsInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'

import { useCompanion, useWindow } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { sayFailure } from '../../words/failures.ts'
import { actWays } from '../../words/acts.ts'
import { lineSources, pricePeriods } from '../../words/rules.ts'
import { billingPeriods, cadences, collections, optionsOf, runKinds, trialEnds } from '../../words/states.ts'
import { Checks } from './Checks.tsx'
import { CreditRules } from './CreditRules.tsx'
import { ImportChanges } from './ImportChanges.tsx'
import { ReturnData } from './ReturnData.tsx'
import styles from './Rules.module.css'
import { Templates } from './Templates.tsx'
import type { EditedRules } from './use-rules.ts'
import { WatchRules } from './WatchRules.tsx'
import { Workflows } from './Workflows.tsx'

/** Defaults, templates, return data and weights of checks: edited here, put in force together, carried as one file. */
export function Rules({ edited: { rules, inForce, choices, wrongAt, set } }: { readonly edited: EditedRules }) {
  const companion = useCompanion()
  const brought = useWindow((state) => state.broughtRules)
  const bringRules = useWindow((state) => state.bringRules)
  const carry = useMutation({
    mutationFn: () => companion.settings.exportFile(),
    onSuccess: ({ fileName, text }) => saveFile({ fileName, text, mediaType: 'application/json' }),
  })
  const bring = useMutation({
    mutationFn: async (file: File) => companion.settings.readFile({ text: await file.text() }),
    onSuccess: bringRules,
  })
  const error = bring.error ?? carry.error
  return (
    <>
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
      <Templates
        templates={rules.templates}
        choices={choices}
        wrongAt={wrongAt}
        onChange={(templates) => set({ templates })}
      />
      <ReturnData
        value={rules.returnData}
        fields={choices?.textFields ?? null}
        wrongAt={wrongAt}
        onChange={(returnData) => set({ returnData })}
      />
      <section aria-label="Cancelling" id="settings-acts" className={styles.templates}>
        <h3>Cancelling and moving an end</h3>
        <p className={styles.told}>
          The way that is taken first. The other one stays in the menu of each subscription. A workflow is the first of
          the catalogue below that is for it; where there is none, the API is taken.
        </p>
        <div className={styles.fields}>
          {(['cancel', 'reschedule'] as const).map((kind) => (
            <Field key={kind} label={runKinds[kind]}>
              <Select
                size="xs"
                aria-label={runKinds[kind]}
                data={optionsOf(actWays)}
                allowDeselect={false}
                value={rules.actsBy[kind]}
                onChange={(way) =>
                  (way === 'api' || way === 'workflow') && set({ actsBy: { ...rules.actsBy, [kind]: way } })
                }
              />
            </Field>
          ))}
        </div>
      </section>
      <Workflows workflows={rules.workflows} wrongAt={wrongAt} onChange={(workflows) => set({ workflows })} />
      <section aria-label="Drift" id="settings-drift" className={styles.templates}>
        <h3>Drift</h3>
        <p className={styles.told}>
          What was sold can be compared with what is live by the clock, for as long as the companion is open. It takes
          one request for each linked customer.
        </p>
        <div className={styles.fields}>
          <Field label="Check for drift">
            <NumberInput
              size="xs"
              aria-label="Hours between two checks for drift"
              prefix="every "
              suffix=" hours"
              min={1}
              max={168}
              allowDecimal={false}
              clampBehavior="none"
              error={wrongAt('driftEvery')}
              placeholder="Only when asked"
              value={rules.driftEvery ?? ''}
              onChange={(value) => set({ driftEvery: typeof value === 'number' ? value : null })}
            />
          </Field>
        </div>
      </section>
      <WatchRules rules={rules} wrongAt={wrongAt} set={set} />
      <Checks raised={rules.raised} inForce={inForce.raised} onChange={(raised) => set({ raised })} />
      <CreditRules rules={rules} wrongAt={wrongAt} set={set} />
      <section aria-label="Export and import" id="settings-file" className={styles.templates}>
        <h3>Export and import</h3>
        <p className={styles.told}>All rules and the call-out as one file. It holds no secret.</p>
        <div className={styles.head}>
          <Button variant="default" size="xs" loading={carry.isPending} onClick={() => carry.mutate()}>
            Export as a file
          </Button>
          <FileButton accept="application/json,.json" onChange={(file) => file && bring.mutate(file)}>
            {(file) => (
              <Button {...file} variant="default" size="xs" loading={bring.isPending}>
                Import from a file…
              </Button>
            )}
          </FileButton>
        </div>
        {brought === null ? null : <ImportChanges brought={brought} inForce={inForce} />}
        {error === null ? null : (
          <FailurePanel {...sayFailure(failureOf(error))} details={JSON.stringify(failureOf(error), null, 2)} />
        )}
      </section>
    </>
  )
}

const Field = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div className={styles.field}>
    <span>{label}</span>
    {children}
  </div>
)

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
