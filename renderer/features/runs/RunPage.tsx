import { ActionIcon, Tooltip } from '@mantine/core'
import { IconChevronLeft } from '@tabler/icons-react'
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
import { useFocusOnMount } from '../../ui/use-focus-on-mount.ts'
import { When } from '../../ui/When.tsx'
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
  const heading = useFocusOnMount<HTMLHeadingElement>()
  useEscape(props.onClose)
  const words = runStates[run.state]
  return (
    <section className={page.page} aria-label={`Run for ${run.accountName}`}>
      <header className={styles.head}>
        <div className={styles.headLine}>
          <Tooltip label="Back to the runs (Esc)">
            <ActionIcon aria-label="Back to the runs" onClick={props.onClose}>
              <IconChevronLeft size={18} aria-hidden />
            </ActionIcon>
          </Tooltip>
          <h1 ref={heading} tabIndex={-1} className={styles.name} title={run.opportunityName}>
            <Name>{run.opportunityName}</Name>
          </h1>
          <Tag tone={words.tone} title={words.meaning} soft>
            {words.word}
          </Tag>
          <span className={styles.acts}>{props.acts}</span>
        </div>
        <div className={styles.facts}>
          {run.opportunityId === '' ? null : (
            <Link href={`/inbox/${run.opportunityId}`} className={styles.link}>
              Open the deal
            </Link>
          )}
          {run.kind === 'grant-credits' || run.kind === 'void-grant' ? (
            <Link href={`/credits/${encodeURIComponent(run.customerId)}`} className={styles.link}>
              Open the customer’s credits
            </Link>
          ) : null}
          {run.kind === 'workflow' ? <WorkflowLink run={run} /> : null}
          {run.bulkId === null ? null : (
            <Link href={`/bulk/${run.bulkId}`} className={styles.link}>
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
          <CopyableId id={run.id} label="run ID" />
          {recordsOf(run).map((record) => (
            <RecordMenu key={`${record.kind}:${record.id}`} record={record} label={recordNames[record.kind]} />
          ))}
        </div>
      </header>
      <div className={styles.scroll}>
        {run.abandonReason === null ? null : (
          <p className={styles.p}>
            Given up: <q>{run.abandonReason}</q>
          </p>
        )}
        <h2 className={styles.h2}>Steps</h2>
        <LeftBehind steps={run.steps} state={run.state} />
        <StepList
          records={run.steps}
          timeZone={props.timeZone}
          ended={run.state !== 'running'}
          {...(props.onRetry ? { onRetry: props.onRetry } : {})}
        />
        <h2 className={styles.h2}>Read back</h2>
        <Verified verification={run.verification} timeZone={props.timeZone} />
        <h2 className={styles.h2}>What was agreed to</h2>
        <Agreed run={run} timeZone={props.timeZone} />
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
    <Link href={`/workflows/${encodeURIComponent(step.workflowId)}?${query}`} className={styles.link}>
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
