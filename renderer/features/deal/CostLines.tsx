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
  // Stigg's own preview knows of a trial; what is added up here is what is billed once it has ended.
  const afterTrial =
    cost.first?.by === 'companion' && consequences.some((one) => one.kind === 'starts' && one.trialEndsAt !== null)
  const note =
    cost.note === 'preview-unavailable' && isNewCustomer
      ? 'Stigg works out a cost only for a customer that it holds already, and this one is new.'
      : notes[cost.note]
  return (
    <div className={styles.cost}>
      {cost.first === null ? null : (
        <p>
          {afterTrial ? 'First invoice after the trial' : 'First invoice'}{' '}
          <strong>{formatMoney(cost.first.total)}</strong> <By who={cost.first.by} />
          {cost.recurring === null ? null : (
            <>
              , then <strong>{formatMoney(cost.recurring.total)}</strong> {per[cost.recurring.per]}{' '}
              <By who={cost.recurring.by} />
            </>
          )}
        </p>
      )}
      {note === null ? null : <p className={styles.soft}>{note}</p>}
      {cost.first === null || cost.first.lines.length < 2 ? null : (
        <details>
          <summary>{cost.first.lines.length} amounts</summary>
          <table className={styles.lines}>
            <tbody>
              {cost.first.lines.map((line) => (
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
