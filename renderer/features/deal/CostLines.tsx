import type { Consequence } from '#shared/domain/change-set'
import type { Cost } from '#shared/domain/cost'

import { formatMoney, formatNumber } from '../../ui/numbers.ts'
import styles from './CostLines.module.css'

const by = { stigg: 'Stigg', companion: 'computed here' } as const
const byMeaning = {
  stigg: 'What Stigg’s own preview says.',
  companion: 'Added up from the deal’s own prices, which Stigg’s preview does not know.',
} as const
const per = { MONTHLY: 'monthly', ANNUALLY: 'yearly' } as const
const notes: Record<Cost['note'], string | null> = {
  none: null,
  'not-billed-by-stigg': 'Nothing is billed through Stigg.',
  'preview-unavailable': 'Stigg could not be asked for the cost just now.',
  'needs-billing-period': 'The cost is known once the billing period is.',
  'negotiated-prices': 'Prices of this deal differ from the list’s; totals with them are computed here.',
}

/** What is billed first and then, each amount with who computed it. */
export function CostLines({
  cost,
  consequences,
  isNewCustomer,
}: {
  readonly cost: Cost
  /** Stigg's preview asks for a customer that it holds. */
  readonly isNewCustomer: boolean
  readonly consequences: readonly Consequence[]
}) {
  const isTrial = consequences.some((one) => one.kind === 'starts' && one.trialEndsAt !== null)
  const onlyLater = isTrial && cost.first !== null && Number(cost.first.total.amount) === 0 ? cost.recurring : null
  const amounts = (onlyLater ?? cost.first)?.lines ?? []
  const note =
    cost.note === 'preview-unavailable' && isNewCustomer
      ? 'Stigg works out a cost only for a customer that it holds already, and this one is new.'
      : notes[cost.note]
  return (
    <div className={styles.cost}>
      {onlyLater === null ? null : (
        <p>
          Nothing while the trial lasts, then <strong>{formatMoney(onlyLater.total)}</strong> {per[onlyLater.per]}{' '}
          <By who={onlyLater.by} />
        </p>
      )}
      {cost.first === null || onlyLater !== null ? null : (
        <p>
          First invoice <strong>{formatMoney(cost.first.total)}</strong> <By who={cost.first.by} />
          {cost.recurring === null ? null : (
            <>
              , then <strong>{formatMoney(cost.recurring.total)}</strong> {per[cost.recurring.per]}{' '}
              <By who={cost.recurring.by} />
            </>
          )}
        </p>
      )}
      {note === null ? null : <p className={styles.soft}>{note}</p>}
      {amounts.length < 2 ? null : (
        <details>
          <summary>{amounts.length} amounts</summary>
          <table className={styles.lines}>
            <tbody>
              {amounts.map((line) => (
                <tr key={`${line.productId} ${line.label} ${line.total.amount}`}>
                  <td>{line.label}</td>
                  <td className={styles.end}>
                    {line.quantity === null ? null : formatNumber(line.quantity)}
                    {line.unitPrice === null ? null : ` × ${formatMoney(line.unitPrice)}`}
                  </td>
                  <td className={styles.end}>{formatMoney(line.total)}</td>
                  <td>
                    <By who={line.by} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </div>
  )
}

function By({ who }: { readonly who: 'stigg' | 'companion' }) {
  return (
    <span className={styles.by} title={byMeaning[who]}>
      {by[who]}
    </span>
  )
}
