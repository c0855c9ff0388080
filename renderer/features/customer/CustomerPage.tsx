import { Button } from '@mantine/core'
import { Link, useSearchParams } from 'wouter'

import type { LinkRow } from '#shared/domain/link-states'

import { creditsPath, workflowsPath } from '../../data/paths.ts'
import { failureOf } from '../../data/failure-of.ts'
import { useOrgTime, useStatus } from '../../data/use-status.ts'
import { CopyableId } from '../../ui/CopyableId.tsx'
import { formatTime } from '../../ui/dates.ts'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { useRowKeys } from '../../ui/use-row-keys.ts'
import prose from '../../ui/prose.module.css'
import page from '../../ui/page.module.css'
import { sayFailure } from '../../words/failures.ts'
import { linkStates, sayLink } from '../../words/links.ts'
import { RecordLinks } from '../records/index.ts'
import { CreditSummary } from './CreditSummary.tsx'
import styles from './Customer.module.css'
import { CustomerRuns } from './CustomerRuns.tsx'
import { Deals } from './Deals.tsx'
import { Entitlements } from './Entitlements.tsx'
import { Head } from './Head.tsx'
import { Pair } from './Pair.tsx'
import { Part } from './Part.tsx'
import { Subscriptions } from './Subscriptions.tsx'
import { useCustomer, useKnown } from './use-customer.ts'

/** Everything about one Stigg customer and the account that it belongs to. Each part is read by itself. */
export function CustomerPage({ customerId }: { readonly customerId: string }) {
  const time = useOrgTime()
  const place = useRowKeys<HTMLDivElement>()
  const status = useStatus()
  const [search] = useSearchParams()
  const { head, pair, subscriptions, entitlements, credits } = useCustomer(customerId)
  const [account] = pair.data?.row?.accounts ?? []
  const customer = head.data?.customer ?? null
  const { deals, runs } = useKnown({
    customerId,
    accountId: customer?.salesforceAccountId ?? account?.id ?? null,
  })
  const failure = head.error ? failureOf(head.error) : null
  const isMissing = failure?.code === 'stigg.not-found'
  const parts = isMissing ? [head, pair] : [head, pair, subscriptions, entitlements, credits]
  const canWrite = status !== undefined && status.profile.access !== 'read-only'
  const name = customer?.name ?? account?.name ?? customerId
  return (
    <section className={page.page} aria-label={`Customer ${name}`}>
      <Head
        name={name}
        beside={
          <>
            {customer?.archived ? (
              <Tag tone="quiet" title="Stigg keeps it, and sells it nothing." soft>
                Archived
              </Tag>
            ) : null}
            {pair.data?.row ? <LinkTag row={pair.data.row} /> : null}
          </>
        }
        acts={
          isMissing ? null : (
            <>
              <Button component={Link} href={workflowsPath({ customer: customerId })} variant="default">
                Run a workflow…
              </Button>
              {canWrite ? (
                <Button component={Link} href={`${creditsPath(customerId)}?grant`}>
                  Grant credits…
                </Button>
              ) : null}
            </>
          )
        }
        readAt={head.data === undefined ? null : formatTime(head.data.readAt, time.timeZone, time.now)}
        refreshing={parts.some(({ isFetching }) => isFetching)}
        onRefresh={() => {
          for (const part of [...parts, deals, runs]) void part.refetch()
        }}
      >
        <RecordLinks
          record={{ kind: 'customer', id: customerId, name, accountId: customer?.salesforceAccountId ?? null }}
        />
        {customer === null || head.data === undefined ? null : (
          <>
            {customer.email === null ? 'no billing e-mail' : <span className={styles.email}>{customer.email}</span>}
            <span>{customer.hasPaymentMethod ? 'payment method on file' : 'no payment method on file'}</span>
            {customer.billingId === null ? null : <CopyableId id={customer.billingId} label="billing ID" />}
          </>
        )}
      </Head>
      <div ref={place} className={page.scroll}>
        {failure === null ? null : isMissing ? (
          <Missing customerId={customerId} />
        ) : (
          <FailurePanel {...sayFailure(failure)} action={{ label: 'Read again', onClick: () => void head.refetch() }} />
        )}
        <div className={styles.columns}>
          <div className={styles.main}>
            {isMissing ? null : (
              <>
                <Part title="Subscriptions" query={subscriptions} rows={4}>
                  {(part) => <Subscriptions part={part} time={time} currentId={search.get('subscription')} />}
                </Part>
                <Part title="Entitlements in effect" query={entitlements} rows={6}>
                  {(part) => <Entitlements part={part} timeZone={time.timeZone} />}
                </Part>
              </>
            )}
            <Part title="Deals" query={deals} rows={2}>
              {(rows) => <Deals deals={rows} today={time.today} />}
            </Part>
          </div>
          <div className={styles.side}>
            <Part title="Link between the services" query={pair}>
              {(data) => <Pair pair={data} currentId={customerId} />}
            </Part>
            {isMissing ? null : (
              <Part
                title="Credits"
                query={credits}
                rows={2}
                beside={
                  <Link className={prose.link} href={creditsPath(customerId)}>
                    Grants, ledger and consumption
                  </Link>
                }
              >
                {(overview) => <CreditSummary overview={overview} timeZone={time.timeZone} />}
              </Part>
            )}
            <Part title="Runs" query={runs} rows={2}>
              {(list) => <CustomerRuns runs={list} timeZone={time.timeZone} />}
            </Part>
          </div>
        </div>
      </div>
    </section>
  )
}

/** The state of the pair, which the part about it says more of. */
function LinkTag({ row }: { readonly row: LinkRow }) {
  const { word, tone } = linkStates[row.state]
  return (
    <Tag tone={tone} title={sayLink(row)} soft>
      {word}
    </Tag>
  )
}

function Missing({ customerId }: { readonly customerId: string }) {
  return (
    <output className={styles.note}>
      <strong>
        Stigg has no customer <code>{customerId}</code>.
      </strong>{' '}
      What names it is shown below. Where an account does, correct its Stigg Customer ID in Salesforce, or provision a
      deal of it: that makes the customer.
    </output>
  )
}
