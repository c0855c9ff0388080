import type { BulkTotals } from '#shared/domain/bulk-totals'
import type { Money } from '#shared/domain/money'

import { formatMoneyShort, formatNumber } from '../../ui/numbers.ts'
import { plural } from '../../words/facts.ts'
import styles from './Bulk.module.css'

const per = { MONTH: ' / month', YEAR: ' / year' } as const

const moneyOf = (amounts: readonly Money[]): readonly string[] =>
  amounts.map((money) => `${formatMoneyShort(money)} ${money.currency.toUpperCase()}`)

function Total({
  name,
  values,
  note,
}: {
  readonly name: string
  readonly values: readonly string[]
  readonly note?: string | null
}) {
  return (
    <div className={styles.total}>
      <dt>{name}</dt>
      {(values.length === 0 ? ['–'] : values).map((value) => (
        <dd key={value}>{value}</dd>
      ))}
      {note ? <dd className={styles.note}>{note}</dd> : null}
    </div>
  )
}

/** What the deals that go come to; amounts by currency, never added up across them. */
export function Totals({ totals, of }: { readonly totals: BulkTotals; readonly of: number }) {
  const { credits, invoicesUnknown } = totals
  return (
    <dl className={styles.totals} aria-label="Totals">
      <Total name="Deals that go" values={[`${formatNumber(totals.deals)} of ${formatNumber(of)}`]} />
      <Total name="Subscriptions" values={[formatNumber(totals.subscriptions)]} />
      <Total name="New customers" values={[formatNumber(totals.newCustomers)]} />
      <Total name="Sold" values={moneyOf(totals.amounts)} />
      <Total
        name="First invoices"
        values={moneyOf(totals.firstInvoices)}
        note={invoicesUnknown > 0 ? `${plural(invoicesUnknown, 'deal')} more, not known yet` : null}
      />
      <Total
        name="Credits"
        values={credits.map(
          ({ name, amount, cadence }) => `${formatNumber(amount)} ${name}${cadence === null ? '' : per[cadence]}`,
        )}
      />
    </dl>
  )
}
