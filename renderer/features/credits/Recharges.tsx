import { useQuery } from '@tanstack/react-query'

import { useQueries } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import prose from '../../ui/prose.module.css'
import { sayRecharge } from '../../words/credits.ts'
import { sayFailure } from '../../words/failures.ts'
import styles from './Credits.module.css'

/** Whether credits are bought anew by themselves, currency by currency; "none" is said too. */
export function Recharges(props: {
  readonly customerId: string
  readonly currencyIds: readonly string[]
  readonly nameOf: (currencyId: string) => string
}) {
  return (
    <section aria-label="Auto-recharge">
      <h2 className={prose.heading}>Auto-recharge</h2>
      <dl className={styles.recharges}>
        {props.currencyIds.map((currencyId) => (
          <Recharge
            key={currencyId}
            customerId={props.customerId}
            currencyId={currencyId}
            name={props.nameOf(currencyId)}
          />
        ))}
      </dl>
    </section>
  )
}

function Recharge({
  customerId,
  currencyId,
  name,
}: {
  readonly customerId: string
  readonly currencyId: string
  readonly name: string
}) {
  const queries = useQueries()
  const read = useQuery(queries.credits.autoRecharge.queryOptions({ input: { customerId, currencyId }, retry: false }))
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {read.error !== null ? (
          <>
            Not known: {sayFailure(failureOf(read.error)).title}.{' '}
            <button type="button" className={styles.again} onClick={() => void read.refetch()}>
              Read again
            </button>
          </>
        ) : read.data === undefined ? (
          'Reading…'
        ) : (
          sayRecharge(read.data)
        )}
      </dd>
    </div>
  )
}
