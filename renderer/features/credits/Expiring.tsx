import { expiringWithin, remainingOf, type CreditGrant } from '#shared/domain/credit-grant'
import { add } from '#shared/domain/decimal'

import { Name } from '../../ui/Name.tsx'
import { formatNumber } from '../../ui/numbers.ts'
import prose from '../../ui/prose.module.css'
import styles from './Credits.module.css'

/** What expires within 30 days, and within 90: in all, and grant by grant. */
export function Expiring(props: {
  readonly grants: readonly CreditGrant[]
  readonly readAt: string
  readonly nameOf: (currencyId: string) => string
  readonly day: (moment: string) => string
}) {
  const { grants, nameOf, day } = props
  const sooner = expiringWithin(grants, 30, props.readAt)
  const soon = expiringWithin(grants, 90, props.readAt)
  const spans = [
    { days: 30, all: sooner, own: sooner },
    { days: 90, all: soon, own: soon.filter((grant) => !sooner.includes(grant)) },
  ]
  const sumOf = (all: readonly CreditGrant[]): string =>
    [...Map.groupBy(all, ({ currencyId }) => currencyId)]
      .map(([id, of]) => `${formatNumber(of.map(remainingOf).reduce(add, '0'))} ${nameOf(id)}`)
      .join(', ')
  return (
    <section aria-label="Expiring soon">
      <h2 className={prose.heading}>Expiring soon</h2>
      {soon.length === 0 ? (
        <p className={prose.soft}>Nothing expires within 90 days.</p>
      ) : (
        <dl className={styles.recharges}>
          {spans.map(({ days, all, own }) => (
            <div key={days}>
              <dt>Within {days} days</dt>
              <dd>
                {all.length === 0 ? 'Nothing.' : <strong data-sooner={days === 30}>{sumOf(all)}</strong>}
                {all.length > 0 && own.length === 0 ? ', the same' : null}
                {own.length === 0 ? null : (
                  <ul className={styles.soon}>
                    {own.map((grant) => (
                      <li key={grant.id}>
                        {formatNumber(remainingOf(grant))} {nameOf(grant.currencyId)} of <Name>{grant.name}</Name>,
                        after {day(grant.expireAt ?? '')}
                      </li>
                    ))}
                  </ul>
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}
