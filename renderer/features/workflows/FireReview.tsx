import type { WorkflowPreview } from '#shared/contract/workflows'
import type { WorkspaceStatus } from '#shared/contract/workspace'

import { dayOf, formatFullDay, formatMoment } from '../../ui/dates.ts'
import prose from '../../ui/prose.module.css'
import { Sentences } from '../../ui/Sentences.tsx'
import { sayConsequences } from '../../words/consequences.ts'
import { expectations, sayWorkflow } from '../../words/workflows.ts'
import sheet from '../provisioning/Sheet.module.css'
import { useWriteGuards } from '../provisioning/use-write-guards.ts'
import { WriteFooter, WriteGuards } from '../provisioning/WriteGuards.tsx'
import { Wire } from '../runs/index.ts'
import styles from './Workflows.module.css'

/** What a person agrees to: what Stigg is asked for, what cannot be taken back, the exact request, and one button. */
export function FireReview(props: {
  readonly preview: WorkflowPreview
  readonly planName: string | null
  readonly status: WorkspaceStatus | undefined
  readonly timeZone: string
  readonly onFire: (typed: string) => void
  readonly onCancel: () => void
}) {
  const { preview, status } = props
  const { workflow, call, asksFor, step } = preview
  const guards = useWriteGuards({ status, retype: asksFor ?? '', asksToType: asksFor !== null })
  const brings = sayConsequences(preview.consequences, {
    say: (moment) => formatMoment(moment, props.timeZone),
    customer: preview.customerName,
    account: preview.customerName,
  })
  const isFinal = brings.some(({ final }) => final)
  const said = sayWorkflow(preview, props.planName, (moment) => formatFullDay(dayOf(moment, props.timeZone)))
  const payload = step.kind === 'trigger-workflow' ? step.payload : {}
  return (
    <div className={sheet.parts}>
      <div className={sheet.scroll}>
        {call.isTest ? <p className={sheet.again}>A test run: nothing is to change.</p> : null}
        <h3>What happens</h3>
        <p>{said.asks}</p>
        <Sentences of={brings.filter(({ final }) => !final).map(({ sentence }) => sentence)} />
        <p className={prose.soft}>
          What it does besides is decided by the workflow in Stigg. It is sent once, and never again by itself.
        </p>
        {said.final === null && !isFinal ? null : (
          <section className={sheet.final}>
            <h3>What cannot be undone</h3>
            <Sentences of={brings.filter(({ final }) => final).map(({ sentence }) => sentence)} />
            {isFinal ? null : <p>{said.final}</p>}
          </section>
        )}
        {brings.length === 0 ? null : (
          <p className={prose.soft}>
            Days and times are those of {props.timeZone}, the time zone of the Salesforce org.
          </p>
        )}
        <h3>What is looked for afterwards</h3>
        <p>
          {call.isTest
            ? 'That the subscription is as it was.'
            : workflow.expects.kind === 'nothing'
              ? 'Nothing: the workflow’s answer is all there is to see.'
              : `${expectations[workflow.expects.kind]}. The subscription is read until that is so, for half a minute.`}
        </p>
        <h3>The payload</h3>
        <pre className={styles.pre}>{JSON.stringify(payload, null, 2)}</pre>
        <h3>What is sent</h3>
        <Wire requests={preview.requests} />
        <WriteGuards guards={guards} />
      </div>
      <WriteFooter
        guards={guards}
        label={call.isTest ? `Test “${workflow.name}”` : `Fire “${workflow.name}”`}
        takesAway={workflow.isDestructive && !call.isTest}
        leave="Back"
        onWrite={props.onFire}
        onCancel={props.onCancel}
      />
    </div>
  )
}
