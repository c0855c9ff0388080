import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconCoins } from '@tabler/icons-react'
import { useState } from 'react'
import { useLocation, useSearchParams } from 'wouter'

import type { CreditOverview } from '#shared/contract/credits'
import type { CreditBalance, CreditGrant } from '#shared/domain/credit-grant'

import { useQueries } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { useOrgTime, useStatus } from '../../data/use-status.ts'
import { Name } from '../../ui/Name.tsx'
import { dayOf, formatFullDay, formatTime } from '../../ui/dates.ts'
import { Delayed } from '../../ui/Delayed.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { formatNumber } from '../../ui/numbers.ts'
import page from '../../ui/page.module.css'
import { ReadAgain, RecordHead } from '../../ui/RecordHead.tsx'
import tabs from '../../ui/tabs.module.css'
import prose from '../../ui/prose.module.css'
import { sayFailure } from '../../words/failures.ts'
import { Consumption } from './Consumption.tsx'
import { RecordLinks } from '../records/index.ts'
import styles from './Credits.module.css'
import { CreditSheet } from './CreditSheet.tsx'
import { Expiring } from './Expiring.tsx'
import { GrantsTable } from './GrantsTable.tsx'
import { Ledger } from './Ledger.tsx'
import { Recharges } from './Recharges.tsx'

const keyOf = ({ currencyId, resourceId }: CreditBalance): string => `${currencyId}\n${resourceId ?? ''}`

/** Everything about one customer's credits: what there is, what expires, where it came from, and where it went. */
export function CustomerCredits({ customerId }: { readonly customerId: string }) {
  const queries = useQueries()
  const [, navigate] = useLocation()
  const overview = useQuery(queries.credits.overview.queryOptions({ input: { customerId }, retry: false }))
  const back = (): void => navigate('/credits')
  if (overview.error) {
    const failure = failureOf(overview.error)
    return (
      <div className={page.scroll}>
        <FailurePanel
          {...sayFailure(failure)}
          action={{ label: 'Read again', onClick: () => void overview.refetch() }}
          other={{ label: 'Back to the customers', onClick: back }}
        />
      </div>
    )
  }
  if (overview.data === undefined) {
    return (
      <Delayed>
        <output className={styles.reading} aria-busy="true" aria-label="Reading the customer’s credits">
          {[...Array(9).keys()].map((line) => (
            <span key={line} />
          ))}
        </output>
      </Delayed>
    )
  }
  return (
    <Shown
      overview={overview.data}
      refreshing={overview.isFetching}
      onRefresh={() => void overview.refetch()}
      onBack={back}
    />
  )
}

function Shown(props: {
  readonly overview: CreditOverview
  readonly refreshing: boolean
  readonly onRefresh: () => void
  readonly onBack: () => void
}) {
  const { overview } = props
  const { customer, balances, grants, names } = overview
  const status = useStatus()
  const time = useOrgTime()
  const [search, setSearch] = useSearchParams()
  const opportunityId = search.get('opportunity')
  const [voiding, setVoiding] = useState<CreditGrant | null>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  const pool = balances.find((balance) => keyOf(balance) === chosen) ?? balances[0]
  const canWrite = status !== undefined && status.profile.access !== 'read-only'
  const day = (moment: string): string => formatFullDay(dayOf(moment, time.timeZone))
  const nameOf = (currencyId: string): string => names[currencyId] ?? currencyId
  const fillIn = (): void =>
    setSearch((now) => {
      now.set('grant', '')
      return now
    })
  const close = (): void => {
    setVoiding(null)
    setSearch((now) => {
      now.delete('grant')
      return now
    })
    props.onRefresh()
  }
  return (
    <section className={page.page} aria-label={`Credits of ${customer.name ?? customer.id}`}>
      <RecordHead
        back={{ to: 'the customers', onBack: props.onBack }}
        name={<Name>{customer.name ?? customer.id}</Name>}
        title={customer.name ?? customer.id}
        acts={
          <Button disabled={!canWrite} title={canWrite ? undefined : 'This profile is read-only.'} onClick={fillIn}>
            Grant credits…
          </Button>
        }
      >
        <RecordLinks
          record={{
            kind: 'customer',
            id: customer.id,
            name: customer.name ?? customer.id,
            accountId: customer.salesforceAccountId,
          }}
        />
        <ReadAgain
          label="Read again"
          at={formatTime(overview.readAt, time.timeZone, time.now)}
          moment={overview.readAt}
          refreshing={props.refreshing}
          onRead={props.onRefresh}
        />
      </RecordHead>
      <div className={`${page.scroll} ${styles.body}`}>
        {balances.length === 0 && grants.length === 0 ? (
          <EmptyState icon={<IconCoins size={26} stroke={1.5} aria-hidden />} title="The customer has no credits yet">
            They come with a plan or an add-on that has credits, or are granted here.
          </EmptyState>
        ) : (
          <>
            <h2 className={prose.heading}>Balance</h2>
            <Balances balances={balances} nameOf={nameOf} />
            <Recharges
              customerId={customer.id}
              currencyIds={[...new Set(balances.map(({ currencyId }) => currencyId))]}
              nameOf={nameOf}
            />
            <Expiring grants={grants} readAt={overview.readAt} nameOf={nameOf} day={day} />
            <h2 className={prose.heading}>Grants</h2>
            <GrantsTable grants={grants} nameOf={nameOf} day={day} canWrite={canWrite} onVoid={setVoiding} />
          </>
        )}
        {pool === undefined ? null : (
          <>
            {balances.length < 2 ? null : (
              <fieldset className={`${tabs.tabs} ${styles.pools}`}>
                <legend>Consumption and ledger of</legend>
                {balances.map((balance) => (
                  <button
                    key={keyOf(balance)}
                    type="button"
                    className={tabs.tab}
                    aria-pressed={balance === pool}
                    onClick={() => setChosen(keyOf(balance))}
                  >
                    {nameOf(balance.currencyId)}
                    {balance.resourceId === null ? '' : ` · ${balance.resourceId}`}
                  </button>
                ))}
              </fieldset>
            )}
            <Consumption customerId={customer.id} pool={pool} unit={nameOf(pool.currencyId)} />
            <Ledger customerId={customer.id} pool={pool} grants={grants} timeZone={time.timeZone} />
          </>
        )}
      </div>
      {voiding !== null ? (
        <CreditSheet voids={voiding.id} overview={overview} opportunityId={null} onClose={close} />
      ) : search.has('grant') ? (
        <CreditSheet voids={null} overview={overview} opportunityId={opportunityId} onClose={close} />
      ) : null}
    </section>
  )
}

/** What there is of each currency and resource, and where the number comes from. */
function Balances(props: {
  readonly balances: readonly CreditBalance[]
  readonly nameOf: (currencyId: string) => string
}) {
  return (
    <ul className={styles.balances}>
      {props.balances.map((balance) => (
        <li key={keyOf(balance)}>
          <span className={prose.soft}>
            {props.nameOf(balance.currencyId)}
            {balance.resourceId === null ? '' : ` · ${balance.resourceId}`}
          </span>
          <strong data-negative={balance.balance.startsWith('-')}>{formatNumber(balance.balance)}</strong>
          <small className={prose.under}>
            {balance.source === 'stigg' ? 'as Stigg says' : 'added up from the grants in force'}
          </small>
        </li>
      ))}
    </ul>
  )
}
