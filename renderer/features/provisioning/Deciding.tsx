import type { ProvisioningPreview } from '#shared/contract/provisioning'
import type { WorkspaceStatus } from '#shared/contract/workspace'

import { dayOf, formatFullDay, formatMoment } from '../../ui/dates.ts'
import { Sentences } from '../../ui/Sentences.tsx'
import { sayConsequences, unsaidBy } from '../../words/consequences.ts'
import { sayStep } from '../../words/steps.ts'
import { ChangeSentences, CostLines, Findings, type FindingActs } from '../deal/index.ts'
import { Wire } from '../runs/index.ts'
import { actOf } from './say-sheet.ts'
import styles from './Sheet.module.css'
import { useWriteGuards } from './use-write-guards.ts'
import { WriteFooter, WriteGuards } from './WriteGuards.tsx'

/** What a person agrees to: the changes as sentences, what cannot be undone, the exact writes, and one button. */
export function Deciding(props: {
  readonly preview: ProvisioningPreview
  readonly again: boolean
  readonly acknowledged: readonly string[]
  readonly status: WorkspaceStatus | undefined
  readonly timeZone: string
  readonly onTick: (key: string, ticked: boolean) => void
  readonly onApply: (typed: string) => void
  readonly onCancel: () => void
}) {
  const { preview, status, acknowledged } = props
  // The sheet is left to mend anything, so findings have no remedies in it.
  const here: FindingActs = {
    day: (moment) => formatFullDay(dayOf(moment, props.timeZone)),
    urlOf: () => null,
    onDetail: null,
    onReadAgain: null,
    onRuns: null,
  }
  const warnings = preview.findings.filter(({ severity }) => severity === 'warning')
  const errors = preview.findings.filter(({ severity }) => severity === 'error')
  const accountName = preview.deal.account?.name ?? preview.deal.opportunity.name
  const consequences = sayConsequences(preview.changeSet.consequences, {
    say: (moment) => formatMoment(moment, props.timeZone),
    customer: preview.draft?.customer.name ?? accountName,
    account: accountName,
  })
  const happens = consequences.filter(({ final }) => !final)
  // What a warning says too is said once: by the warning, which has to be ticked.
  const final = unsaidBy(consequences, warnings).filter(({ final }) => final)
  const finalCodes = new Set(consequences.flatMap(({ saidBy }) => saidBy))
  const finalWarnings = warnings.filter(({ code }) => finalCodes.has(code))
  const otherWarnings = warnings.filter(({ code }) => !finalCodes.has(code))
  const ticks = { held: acknowledged, onTick: props.onTick }

  const guards = useWriteGuards({
    status,
    errors: errors.length,
    unticked: warnings.filter(({ key }) => !acknowledged.includes(key)).length,
    retype: accountName,
    missing: preview.steps.length === 0 ? 'There is nothing to write.' : null,
  })

  return (
    <div className={styles.parts}>
      <div className={styles.scroll}>
        {props.again ? (
          <output className={styles.again}>
            The deal changed since the preview that you agreed to, so nothing was written. Here is the new preview.
          </output>
        ) : null}
        <Findings findings={errors} acts={here} />
        <h3>What changes</h3>
        <ChangeSentences rows={preview.changeSet.rows} />
        {happens.length === 0 ? null : (
          <>
            <h3>What happens</h3>
            <Sentences of={happens.map(({ sentence }) => sentence)} />
          </>
        )}
        {final.length + finalWarnings.length === 0 ? null : (
          <section className={styles.final}>
            <h3>What cannot be undone</h3>
            <Findings findings={finalWarnings} acts={here} ticks={ticks} bare />
            <Sentences of={final.map(({ sentence }) => sentence)} />
          </section>
        )}
        <h3>Cost</h3>
        <CostLines
          cost={preview.cost}
          consequences={preview.changeSet.consequences}
          isNewCustomer={preview.draft?.customer.exists === false}
        />
        {otherWarnings.length === 0 ? null : (
          <>
            <h3>Warnings to agree to</h3>
            <Findings findings={otherWarnings} acts={here} ticks={ticks} />
          </>
        )}
        <h3>What is written, in this order</h3>
        <ol className={styles.writes}>
          {preview.steps.map(({ step, requests }) => (
            <li key={step.id}>
              {sayStep(step)}
              {step.kind === 'call-out' && preview.callOut !== null ? (
                <span className={styles.said}>Answered already: it is not called again.</span>
              ) : null}
              <Wire requests={requests} />
            </li>
          ))}
        </ol>
        <WriteGuards guards={guards} />
      </div>
      <WriteFooter guards={guards} label={actOf(preview)} onWrite={props.onApply} onCancel={props.onCancel} />
    </div>
  )
}
