import { useQuery } from '@tanstack/react-query'
import { Link, Redirect } from 'wouter'

import type { CustomerPair } from '#shared/contract/customers'
import { objectOf, toId18 } from '#shared/domain/salesforce-id'

import { useQueries } from '../../data/companion.tsx'
import { customerPath } from '../../data/paths.ts'
import { useOrgTime } from '../../data/use-status.ts'
import { formatTime } from '../../ui/dates.ts'
import { useRowKeys } from '../../ui/use-row-keys.ts'
import prose from '../../ui/prose.module.css'
import page from '../../ui/page.module.css'
import { RecordLinks } from '../records/index.ts'
import styles from './Customer.module.css'
import { CustomerRuns } from './CustomerRuns.tsx'
import { Deals } from './Deals.tsx'
import { Head } from './Head.tsx'
import { Pair } from './Pair.tsx'
import { Part } from './Part.tsx'
import { useKnown } from './use-customer.ts'

/** An account: the page of its customer where it has one, else what there is of it, and what to do. */
export function AccountPage({ accountId }: { readonly accountId: string }) {
  const id = toId18(accountId)
  if (id === null || objectOf(id) !== 'Account') {
    return (
      <div className={page.scroll}>
        <output className={styles.note}>
          <code>{accountId}</code> is not the ID of an account.
        </output>
      </div>
    )
  }
  return <Account key={id} accountId={id} />
}

function Account({ accountId }: { readonly accountId: string }) {
  const time = useOrgTime()
  const place = useRowKeys<HTMLDivElement>()
  const queries = useQueries()
  const pair = useQuery(queries.customers.pair.queryOptions({ input: { accountId }, retry: false }))
  const { deals, runs } = useKnown({ customerId: null, accountId })
  const row = pair.data?.row ?? null
  const [only, ...others] = row?.customers ?? []
  if (only && others.length === 0) return <Redirect to={customerPath(only.id)} replace />
  const account = row?.accounts.find(({ id }) => id === accountId)
  const name = account?.name ?? deals.data?.[0]?.accountName ?? accountId
  return (
    <section className={page.page} aria-label={`Account ${name}`}>
      <Head
        name={name}
        readAt={pair.data === undefined ? null : formatTime(pair.data.readAt, time.timeZone, time.now)}
        refreshing={pair.isFetching}
        onRefresh={() => {
          for (const part of [pair, deals, runs]) void part.refetch()
        }}
      >
        <RecordLinks record={{ kind: 'account', id: accountId, name }} />
      </Head>
      <div ref={place} className={page.scroll}>
        {pair.data === undefined ? null : <WhatToDo pair={pair.data} hasDeals={(deals.data ?? []).length > 0} />}
        <div className={styles.columns}>
          <div className={styles.main}>
            <Part title="Deals" query={deals} rows={2}>
              {(rows) => <Deals deals={rows} today={time.today} />}
            </Part>
            <Part title="Runs" query={runs} rows={2}>
              {(list) => <CustomerRuns runs={list} timeZone={time.timeZone} />}
            </Part>
          </div>
          <div className={styles.side}>
            <Part title="Link between the services" query={pair}>
              {(data) => <Pair pair={data} currentId={accountId} />}
            </Part>
          </div>
        </div>
      </div>
    </section>
  )
}

/** Why there is no page of one customer to show, and the way to one. */
function WhatToDo({ pair: { row }, hasDeals }: { readonly pair: CustomerPair; readonly hasDeals: boolean }) {
  const links = (
    <Link className={prose.link} href="/links">
      Links page
    </Link>
  )
  if (row === null) {
    return (
      <output className={styles.note}>
        <strong>Salesforce shows no such account.</strong> It was deleted or merged, or you may not see it.
      </output>
    )
  }
  if (row.customers.length > 1) {
    return (
      <output className={styles.note}>
        <strong>Several customers in Stigg belong to this account.</strong> Open one of them below, or mend the pair on
        the {links}.
      </output>
    )
  }
  const [broken] = row.missing
  return (
    <output className={styles.note}>
      <strong>This account has no customer in Stigg.</strong>{' '}
      {broken === undefined ? null : (
        <>
          Its Stigg Customer ID <code>{broken}</code> leads nowhere: correct it in Salesforce, or on the {links}.{' '}
        </>
      )}
      {hasDeals
        ? 'A customer is made when one of the deals below is provisioned.'
        : 'A customer is made when its first won deal is provisioned; none is known here yet.'}{' '}
      {broken === undefined ? <>If Stigg knows it under another ID, link the two on the {links}.</> : null}
    </output>
  )
}
