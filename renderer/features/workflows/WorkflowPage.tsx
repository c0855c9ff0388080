import { ActionIcon, Tooltip } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconChevronLeft, IconRefresh } from '@tabler/icons-react'
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
import { useFocusOnMount } from '../../ui/use-focus-on-mount.ts'
import { sayFailure } from '../../words/failures.ts'
import { purposes } from '../../words/workflows.ts'
import { Known } from './Catalogue.tsx'
import { workflowPath as pathOf } from '../../data/paths.ts'
import type { KnownCatalogue } from './use-catalogue.ts'
import { WorkflowForm } from './WorkflowForm.tsx'
import styles from './Workflows.module.css'

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
      <div className={styles.scroll}>
        <FailurePanel
          {...sayFailure(failure)}
          details={JSON.stringify(failure, null, 2)}
          action={{ label: 'Back to the workflows', onClick: back }}
        />
      </div>
    )
  }
  if (situation.error) {
    const failure = failureOf(situation.error)
    return (
      <div className={styles.scroll}>
        <FailurePanel
          {...sayFailure(failure)}
          details={JSON.stringify(failure, null, 2)}
          action={{ label: 'Read again', onClick: () => void situation.refetch() }}
          other={{ label: 'Another customer', onClick: () => navigate(pathOf(workflowId, {})) }}
        />
      </div>
    )
  }
  if (entry === undefined || situation.data === undefined) {
    return (
      <Delayed>
        <output className={styles.scroll} aria-busy="true" aria-label="Reading the customer">
          Reading…
        </output>
      </Delayed>
    )
  }
  const { workflow, isKnown } = entry
  const { customer, links, readAt } = situation.data
  return (
    <section className={styles.page} aria-label={`${workflow.name} for ${customer.name ?? customer.id}`}>
      <header className={styles.head}>
        <div className={styles.headLine}>
          <Tooltip label="Back to the workflows">
            <ActionIcon aria-label="Back to the workflows" onClick={back}>
              <IconChevronLeft size={18} aria-hidden />
            </ActionIcon>
          </Tooltip>
          <Heading>
            {workflow.name} for <Name>{customer.name ?? customer.id}</Name>
          </Heading>
          {workflow.isDestructive ? (
            <Tag tone="attention" soft title="It ends or takes away something.">
              Cannot be undone
            </Tag>
          ) : null}
        </div>
        <div className={styles.facts}>
          <span>{purposes[workflow.purpose]}</span>
          <CopyableId id={workflow.triggerId} label="trigger ID" />
          <Known isKnown={isKnown} isAsking={catalogue.isAsking} />
          <CopyableId id={customer.id} label="Stigg customer ID" />
          <Link href={pathOf(workflow.id, { opportunity: opportunityId })} className={styles.link}>
            Another customer
          </Link>
          {links.accountUrl === null ? null : <OutLink href={links.accountUrl}>Salesforce</OutLink>}
          {links.customerUrl === null ? null : <OutLink href={links.customerUrl}>Stigg</OutLink>}
          <span>{situation.isFetching ? 'refreshing…' : `read at ${formatTime(readAt, time.timeZone, time.now)}`}</span>
          <ActionIcon
            size={22}
            aria-label="Read again"
            disabled={situation.isFetching}
            onClick={() => void situation.refetch()}
          >
            <IconRefresh size={14} aria-hidden />
          </ActionIcon>
        </div>
      </header>
      <div className={styles.scroll}>
        <p className={styles.soft}>{workflow.description}</p>
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

function Heading({ children }: { readonly children: React.ReactNode }) {
  const heading = useFocusOnMount<HTMLHeadingElement>()
  return (
    <h1 ref={heading} tabIndex={-1} className={styles.name}>
      {children}
    </h1>
  )
}
