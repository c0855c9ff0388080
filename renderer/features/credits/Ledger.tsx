import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'

import type { CreditBalance, CreditGrant } from '#shared/domain/credit-grant'

import { useQueries } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { Name } from '../../ui/Name.tsx'
import { formatNumber } from '../../ui/numbers.ts'
import { When } from '../../ui/When.tsx'
import prose from '../../ui/prose.module.css'
import table from '../../ui/Table.module.css'
import { Table } from '../../ui/Table.tsx'
import { ledgerEvents } from '../../words/credits.ts'
import { sayFailure } from '../../words/failures.ts'

/** What happened to one pool of credits, page by page, in the order in which Stigg lists it. */
export function Ledger(props: {
  readonly customerId: string
  readonly pool: CreditBalance
  readonly grants: readonly CreditGrant[]
  readonly timeZone: string
}) {
  const queries = useQueries()
  const { currencyId, resourceId } = props.pool
  const ledger = useInfiniteQuery(
    queries.credits.ledger.infiniteOptions({
      input: (cursor: string | null) => ({ customerId: props.customerId, currencyId, resourceId, cursor }),
      initialPageParam: null,
      getNextPageParam: ({ next }) => next,
      retry: false,
    }),
  )
  const failure = ledger.error ? failureOf(ledger.error) : null
  const entries = ledger.data?.pages.flatMap((page) => page.entries) ?? []
  return (
    <section aria-label="Ledger">
      <h2 className={prose.heading}>Ledger</h2>
      {failure === null ? null : (
        <FailurePanel {...sayFailure(failure)} action={{ label: 'Read again', onClick: () => void ledger.refetch() }} />
      )}
      {ledger.isPending ? (
        <p className={prose.soft}>Reading…</p>
      ) : entries.length === 0 ? (
        <p className={prose.soft}>Nothing happened yet.</p>
      ) : (
        <Table columns={['When', 'What', { title: 'Credits', isNumber: true }, 'Grant', 'Feature']}>
          {entries.map(({ id, at, type, amount, grantId, featureId }) => (
            <tr key={id}>
              <td>
                <When moment={at} timeZone={props.timeZone} />
              </td>
              <td>{ledgerEvents[type].word}</td>
              <td className={table.number}>
                {ledgerEvents[type].sign}
                {formatNumber(amount.replace('-', ''))}
              </td>
              <td>
                <Name>{props.grants.find((grant) => grant.id === grantId)?.name ?? grantId}</Name>
              </td>
              <td>{featureId ?? ''}</td>
            </tr>
          ))}
        </Table>
      )}
      {ledger.hasNextPage ? (
        <Button
          mt="xs"
          variant="default"
          loading={ledger.isFetchingNextPage}
          onClick={() => void ledger.fetchNextPage()}
        >
          Show more entries
        </Button>
      ) : null}
    </section>
  )
}
