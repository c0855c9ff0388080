import { Button } from '@mantine/core'
import { IconRoute } from '@tabler/icons-react'
import { Link, useLocation, useSearchParams } from 'wouter'

import { useWindow } from '../../data/companion.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { Name } from '../../ui/Name.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { useFocusOnMount } from '../../ui/use-focus-on-mount.ts'
import prose from '../../ui/prose.module.css'
import page from '../../ui/page.module.css'
import { Table } from '../../ui/Table.tsx'
import { plural } from '../../words/facts.ts'
import { sayFailure } from '../../words/failures.ts'
import { purposes } from '../../words/workflows.ts'
import { workflowPath as pathOf } from '../../data/paths.ts'
import type { KnownCatalogue } from './use-catalogue.ts'
import styles from './Workflows.module.css'

/** Every workflow of the profile, what it is for, and whether the environment has it. */
export function Catalogue({ catalogue }: { readonly catalogue: KnownCatalogue }) {
  const [, navigate] = useLocation()
  // Whom a workflow is chosen for, where that is known already.
  const [search] = useSearchParams()
  const about = {
    customer: search.get('customer') ?? '',
    subscription: search.get('subscription'),
    opportunity: search.get('opportunity'),
  }
  const heading = useFocusOnMount<HTMLHeadingElement>()
  const { entries, failure } = catalogue
  return (
    <section className={page.page} aria-label="Workflows">
      <header className={page.top}>
        <h1 ref={heading} tabIndex={-1} className={page.title}>
          Workflows
        </h1>
        <span className={prose.soft}>
          {entries === null ? '' : plural(entries.length, 'workflow')}
          {about.customer === '' ? null : (
            <>
              {' '}
              for <code>{about.customer}</code>
            </>
          )}
        </span>
        <span className={page.end}>
          <Link href="/settings#settings-workflows" className={prose.link}>
            Edit the catalogue
          </Link>
        </span>
      </header>
      <div className={page.scroll}>
        <UnderWay />
        {failure === null ? null : (
          <FailurePanel {...sayFailure(failure)} action={{ label: 'Ask again', onClick: catalogue.askAgain }} />
        )}
        {entries === null ? null : entries.length === 0 ? (
          <EmptyState
            icon={<IconRoute size={26} stroke={1.5} aria-hidden />}
            title="The catalogue is empty"
            action={
              <Button variant="default" onClick={() => navigate('/settings')}>
                Add a workflow in Settings
              </Button>
            }
          >
            A workflow of Stigg that begins with an API trigger can be fired from here.
          </EmptyState>
        ) : (
          <Table look="lines" columns={['Workflow', 'What it is for', 'Trigger ID', 'In this environment']}>
            {entries.map(({ workflow, isKnown }) => (
              <tr key={workflow.id}>
                <td>
                  <Link href={pathOf(workflow.id, about)} className={prose.link}>
                    {workflow.name}
                  </Link>
                  <small className={prose.under}>{workflow.description}</small>
                </td>
                <td>{purposes[workflow.purpose]}</td>
                <td>
                  <code>{workflow.triggerId}</code>
                </td>
                <td>
                  <Known isKnown={isKnown} isAsking={catalogue.isAsking} />
                </td>
              </tr>
            ))}
          </Table>
        )}
      </div>
    </section>
  )
}

/** Whether the environment has the trigger; a key may not be allowed to ask. */
export function Known({ isKnown, isAsking }: { readonly isKnown: boolean | null; readonly isAsking: boolean }) {
  if (isKnown === null) return <span className={prose.soft}>{isAsking ? 'asking…' : 'not known'}</span>
  return isKnown ? <Tag tone="live">There</Tag> : <Tag tone="blocked">Not there</Tag>
}

/** What was fired from this window and has not been answered yet. */
function UnderWay() {
  const firings = useWindow((state) => state.firings)
  const waiting = Object.values(firings).filter(({ at }) => at === 'waiting')
  if (waiting.length === 0) return null
  return (
    <ul className={styles.underWay} aria-label="Under way">
      {waiting.map(({ runId, workflowId, workflowName, customerId, customerName }) => (
        <li key={runId}>
          <Tag tone="in-flight">Under way</Tag>
          <Link href={pathOf(workflowId, { customer: customerId })} className={prose.link}>
            {workflowName} for <Name>{customerName}</Name>
          </Link>
        </li>
      ))}
    </ul>
  )
}
