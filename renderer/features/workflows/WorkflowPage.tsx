import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from 'wouter'

import { useQueries } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { useOrgTime } from '../../data/use-status.ts'
import { CopyableId } from '../../ui/CopyableId.tsx'
import { Name } from '../../ui/Name.tsx'
import { formatTime } from '../../ui/dates.ts'
import { Delayed } from '../../ui/Delayed.tsx'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { OutLink } from '../../ui/OutLink.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { ReadAgain, RecordHead } from '../../ui/RecordHead.tsx'
import prose from '../../ui/prose.module.css'
import page from '../../ui/page.module.css'
import { sayFailure } from '../../words/failures.ts'
import { purposes } from '../../words/workflows.ts'
import { Known } from './Catalogue.tsx'
import { workflowPath as pathOf } from '../../data/paths.ts'
import type { KnownCatalogue } from './use-catalogue.ts'
import { WorkflowForm } from './WorkflowForm.tsx'

/** One workflow for one customer: what it is, and the form that its payload is made of. */
export function WorkflowPage(props: {
  readonly workflowId: string
  readonly customerId: string
  readonly subscriptionId: string | null
  readonly opportunityId: string | null
  readonly catalogue: KnownCatalogue
}) {
  const { workflowId, customerId, opportunityId, catalogue } = props
  const queries = useQueries()
  const [, navigate] = useLocation()
  const time = useOrgTime()
  const situation = useQuery(
    queries.workflows.situation.queryOptions({ input: { customerId, opportunityId }, retry: false }),
  )
  const entry = catalogue.entries?.find(({ workflow }) => workflow.id === workflowId)
  const back = (): void => navigate('/workflows')
  if (catalogue.entries !== null && entry === undefined) {
    const failure = { code: 'workflow.not-found' as const, message: '', facts: { name: workflowId } }
    return (
      <div className={page.scroll}>
        <FailurePanel {...sayFailure(failure)} action={{ label: 'Back to the workflows', onClick: back }} />
      </div>
    )
  }
  if (situation.error) {
    const failure = failureOf(situation.error)
    return (
      <div className={page.scroll}>
        <FailurePanel
          {...sayFailure(failure)}
          action={{ label: 'Read again', onClick: () => void situation.refetch() }}
          other={{ label: 'Another customer', onClick: () => navigate(pathOf(workflowId, {})) }}
        />
      </div>
    )
  }
  if (entry === undefined || situation.data === undefined) {
    return (
      <Delayed>
        <output className={page.scroll} aria-busy="true" aria-label="Reading the customer">
          Reading…
        </output>
      </Delayed>
    )
  }
  const { workflow, isKnown } = entry
  const { customer, links, readAt } = situation.data
  return (
    <section className={page.page} aria-label={`${workflow.name} for ${customer.name ?? customer.id}`}>
      <RecordHead
        back={{ to: 'the workflows', onBack: back }}
        name={
          <>
            {workflow.name} for <Name>{customer.name ?? customer.id}</Name>
          </>
        }
        beside={
          workflow.isDestructive ? (
            <Tag tone="attention" soft title="It ends or takes away something.">
              Cannot be undone
            </Tag>
          ) : null
        }
      >
        <span>{purposes[workflow.purpose]}</span>
        <CopyableId id={workflow.triggerId} label="trigger ID" />
        <Known isKnown={isKnown} isAsking={catalogue.isAsking} />
        <CopyableId id={customer.id} label="Stigg customer ID" />
        <Link href={pathOf(workflow.id, { opportunity: opportunityId })} className={prose.link}>
          Another customer
        </Link>
        {links.accountUrl === null ? null : <OutLink href={links.accountUrl}>Salesforce</OutLink>}
        {links.customerUrl === null ? null : <OutLink href={links.customerUrl}>Stigg</OutLink>}
        <ReadAgain
          label="Read again"
          at={formatTime(readAt, time.timeZone, time.now)}
          moment={readAt}
          refreshing={situation.isFetching}
          onRead={() => void situation.refetch()}
        />
      </RecordHead>
      <div className={page.scroll}>
        <p className={prose.soft}>{workflow.description}</p>
        <WorkflowForm
          workflow={workflow}
          situation={situation.data}
          subscriptionId={props.subscriptionId}
          timeZone={time.timeZone}
          onRead={() => void situation.refetch()}
        />
      </div>
    </section>
  )
}
