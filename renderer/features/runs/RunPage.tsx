import type { ReactNode } from 'react'
import { Link } from 'wouter'

import type { ProvisioningReport } from '#shared/contract/provisioning'
import type { ShownRecord } from '#shared/domain/record-links'
import type { Run } from '#shared/domain/run'

import { CopyableId } from '../../ui/CopyableId.tsx'
import { Name } from '../../ui/Name.tsx'
import { formatDuration } from '../../ui/numbers.ts'
import page from '../../ui/page.module.css'
import { Tag } from '../../ui/Tag.tsx'
import { useEscape } from '../../ui/use-escape.ts'
import { When } from '../../ui/When.tsx'
import prose from '../../ui/prose.module.css'
import { RecordHead } from '../../ui/RecordHead.tsx'
import { recordNames } from '../../words/records.ts'
import { runKinds, runStates } from '../../words/states.ts'
import { RecordMenu } from '../records/index.ts'
import { Agreed } from './Agreed.tsx'
import styles from './Runs.module.css'
import { LeftBehind } from './LeftBehind.tsx'
import { StepList } from './StepList.tsx'
import { Verified } from './Verified.tsx'

/** One run: who started it, when, for which deal, its steps with requests and answers, and what was read back. */
export function RunPage(props: {
  readonly report: ProvisioningReport
  readonly timeZone: string
  readonly acts: ReactNode
  /** Go on from one of the steps; left out where the run has ended. */
  readonly onRetry?: ((index: number) => void) | undefined
  readonly onClose: () => void
}) {
  const { run } = props.report
  useEscape(props.onClose)
  const words = runStates[run.state]
  return (
    <section className={page.page} aria-label={`Run for ${run.accountName}`}>
      <RecordHead
        back={{ to: 'the runs', byKey: true, onBack: props.onClose }}
        name={<Name>{run.opportunityName}</Name>}
        title={run.opportunityName}
        beside={
          <Tag tone={words.tone} title={words.meaning} soft>
            {words.word}
          </Tag>
        }
        acts={props.acts}
      >
        {run.opportunityId === '' ? null : (
          <Link href={`/inbox/${run.opportunityId}`} className={prose.link}>
            Open the deal
          </Link>
        )}
        {run.kind === 'grant-credits' || run.kind === 'void-grant' ? (
          <Link href={`/credits/${encodeURIComponent(run.customerId)}`} className={prose.link}>
            Open the customer’s credits
          </Link>
        ) : null}
        {run.kind === 'workflow' ? <WorkflowLink run={run} /> : null}
        {run.bulkId === null ? null : (
          <Link href={`/bulk/${run.bulkId}`} className={prose.link}>
            Part of a bulk run
          </Link>
        )}
        {run.kind === 'provision' ? null : <span>{runKinds[run.kind]}</span>}
        {run.accountName === run.opportunityName ? null : <Name>{run.accountName}</Name>}
        <span>
          {run.startedBy}, <When moment={run.startedAt} timeZone={props.timeZone} />
        </span>
        {run.finishedAt === null ? null : (
          <span>took {formatDuration(Date.parse(run.finishedAt) - Date.parse(run.startedAt))}</span>
        )}
        <CopyableId id={run.id} short label="run ID" />
        {recordsOf(run).map((record) => (
          <RecordMenu key={`${record.kind}:${record.id}`} record={record} label={recordNames[record.kind]} />
        ))}
      </RecordHead>
      <div className={page.scroll}>
        <div className={styles.measure}>
          {run.abandonReason === null ? null : (
            <p className={styles.p}>
              Given up: <q>{run.abandonReason}</q>
            </p>
          )}
          <h2 className={prose.heading}>Steps</h2>
          <LeftBehind steps={run.steps} state={run.state} />
          <StepList
            records={run.steps}
            timeZone={props.timeZone}
            ended={run.state !== 'running'}
            {...(props.onRetry ? { onRetry: props.onRetry } : {})}
          />
          <h2 className={prose.heading}>Read back</h2>
          <Verified verification={run.verification} timeZone={props.timeZone} />
          <h2 className={prose.heading}>What was agreed to</h2>
          <Agreed run={run} timeZone={props.timeZone} />
        </div>
      </div>
    </section>
  )
}

/** Back to the form that it was fired from, filled in with customer and subscription. */
function WorkflowLink({ run }: { readonly run: Run }) {
  const step = run.steps[0]?.step
  if (step?.kind !== 'trigger-workflow') return null
  const query = new URLSearchParams({
    customer: run.customerId,
    ...(step.subscriptionId === null ? {} : { subscription: step.subscriptionId }),
  })
  return (
    <Link href={`/workflows/${encodeURIComponent(step.workflowId)}?${query}`} className={prose.link}>
      Open the workflow
    </Link>
  )
}

/** The records that a run is about: its deal, its customer, and the subscriptions that it made or changed. */
function recordsOf({ opportunityId, opportunityName, accountName, customerId, steps }: Run): ShownRecord[] {
  const known = {
    opportunityId: opportunityId === '' ? null : opportunityId,
    customerId: customerId === '' ? null : customerId,
  }
  const made = steps.flatMap(({ step, answer }) =>
    step.kind === 'provision-subscription' && answer && answer.recordId !== '' ? [answer.recordId] : [],
  )
  return [
    ...(known.opportunityId === null
      ? []
      : [{ ...known, kind: 'opportunity' as const, id: known.opportunityId, name: opportunityName }]),
    ...(known.customerId === null
      ? []
      : [{ ...known, kind: 'customer' as const, id: known.customerId, name: accountName }]),
    ...[...new Set(made)].map((id) => ({ ...known, kind: 'subscription' as const, id, name: id })),
  ]
}
