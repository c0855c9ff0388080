import type { ChangeRow } from '#shared/domain/change-set'

import { formatNumber } from '../../ui/numbers.ts'
import { changeMarks, sayValue } from '../../words/held-values.ts'
import { sources } from '../../words/states.ts'
import styles from './Story.module.css'

/** The whole story in three columns: what was sold, what Stigg will hold, what it holds today and what counts in effect. */
export function Story(props: {
  readonly rows: readonly ChangeRow[]
  readonly productNames: ReadonlyMap<string, string>
  readonly busy: boolean
}) {
  const { busy } = props
  const groups = [...Map.groupBy(props.rows, ({ productId }) => productId)]
  return (
    <table className={styles.story} aria-busy={busy} data-busy={busy}>
      <thead>
        <tr>
          <th scope="col" colSpan={2}>
            What was sold
          </th>
          <th scope="col" colSpan={3}>
            What Stigg will hold
          </th>
          <th scope="col">Today</th>
          <th scope="col">In effect</th>
        </tr>
      </thead>
      {groups.map(([productId, rows]) => (
        <tbody key={productId ?? 'none'}>
          {groups.length < 2 ? null : (
            <tr className={styles.group}>
              <th scope="rowgroup" colSpan={7}>
                {productId === null ? 'Left alone' : (props.productNames.get(productId) ?? productId)}
              </th>
            </tr>
          )}
          {rows.map((row) => (
            <StoryRow key={row.key} row={row} />
          ))}
        </tbody>
      ))}
    </table>
  )
}

/** Why a row is here that nobody sold. */
const unsold = ({ kind, change }: ChangeRow): string =>
  kind === 'plan' || kind === 'addon' || change === 'removed' ? 'not in this deal' : 'comes with the plan'

function StoryRow({ row }: { readonly row: ChangeRow }) {
  const mark = changeMarks[row.change]
  const changed = mark.sign !== ''
  return (
    <tr data-change={row.change} data-kind={row.kind}>
      <td className={styles.name} title={row.sold?.name}>
        {row.sold === null ? <span className={styles.soft}>{unsold(row)}</span> : row.sold.name}
      </td>
      <td className={styles.quantity} data-number>
        {row.sold === null ? null : <Quantity sold={row.sold} />}
      </td>
      <td className={styles.mark} title={changed ? mark.word : undefined}>
        <span aria-hidden>{mark.sign}</span>
        <span className={styles.heard}>{mark.word}</span>
      </td>
      <td className={styles.entity}>
        {row.entity === null ? (
          <span className={styles.soft}>not mapped, left alone</span>
        ) : (
          <span title={row.entity.id}>
            <code>{row.entity.id}</code>
          </span>
        )}
      </td>
      <td className={styles.will} data-changed={changed}>
        {row.will === null ? (row.change === 'removed' ? 'nothing' : null) : sayValue(row.will)}
      </td>
      <td className={styles.today}>
        {row.today === null ? <span className={styles.soft}>–</span> : sayValue(row.today)}
      </td>
      <td className={styles.today}>
        {row.effective === null ? (
          <span className={styles.soft}>–</span>
        ) : (
          <>
            {sayValue(row.effective.value)} <span className={styles.soft}>· {sources[row.effective.source]}</span>
          </>
        )}
      </td>
    </tr>
  )
}

/** A quantity, as "100 + 50 = 150" where several lines or an amendment make it up. */
function Quantity({ sold }: { readonly sold: NonNullable<ChangeRow['sold']> }) {
  if (sold.sum.length < 2) return formatNumber(sold.quantity)
  const parts = sold.sum.map((part, index) =>
    index === 0
      ? formatNumber(part)
      : part.startsWith('-')
        ? ` − ${formatNumber(part.slice(1))}`
        : ` + ${formatNumber(part)}`,
  )
  return `${parts.join('')} = ${formatNumber(sold.quantity)}`
}
