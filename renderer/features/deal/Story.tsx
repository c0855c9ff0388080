import { Fragment } from 'react'

import type { ChangeRow } from '#shared/domain/change-set'

import { formatNumber } from '../../ui/numbers.ts'
import { comesWithPlan } from '../../words/changes.ts'
import { changeMarks, explainValue, sayValue } from '../../words/held-values.ts'
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
          <th scope="col" colSpan={3} className={styles.second}>
            What Stigg will hold
          </th>
          <th scope="col" className={styles.third}>
            Today
          </th>
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
          <ProductRows rows={rows} />
        </tbody>
      ))}
    </table>
  )
}

/** What was sold first; below it, under a word that says so, what is here without having been sold. */
function ProductRows({ rows }: { readonly rows: readonly ChangeRow[] }) {
  const along = rows.filter(comesWithPlan)
  const unsold = rows.filter((row) => row.sold === null && !comesWithPlan(row))
  const parts: readonly (readonly [word: string, rows: readonly ChangeRow[]])[] = [
    ['', rows.filter(({ sold }) => sold !== null)],
    ['Not in this deal', unsold],
    ['Comes with the plan', along],
  ]
  return parts.map(([word, held]) => (
    <Fragment key={word}>
      {word === '' || held.length === 0 ? null : (
        <tr className={styles.unsold}>
          <th scope="rowgroup" colSpan={7}>
            {word}
          </th>
        </tr>
      )}
      {held.map((row) => (
        <StoryRow key={row.key} row={row} />
      ))}
    </Fragment>
  ))
}

function StoryRow({ row }: { readonly row: ChangeRow }) {
  const mark = changeMarks[row.change]
  const changed = mark.sign !== ''
  const { will } = row
  return (
    <tr data-change={row.change} data-kind={row.kind} data-sold={row.sold !== null}>
      <td className={styles.name} title={row.sold?.name}>
        <bdi>{row.sold?.name ?? row.entity?.name}</bdi>
      </td>
      <td className={styles.quantity} data-number>
        {row.sold === null ? null : <Quantity sold={row.sold} />}
      </td>
      <td className={styles.mark} title={changed ? mark.word : undefined}>
        <span aria-hidden>{mark.sign}</span>
        <span className={styles.heard}>{mark.word}</span>
      </td>
      {row.entity === null ? (
        <td className={styles.left} colSpan={2}>
          not mapped, left alone
        </td>
      ) : (
        <>
          <td className={styles.entity}>
            <code title={row.entity.name}>{row.entity.id}</code>
          </td>
          <td className={styles.will} data-changed={changed} title={will === null ? undefined : explainValue(will)}>
            {will === null ? (row.change === 'removed' ? 'nothing' : null) : sayValue(will)}
          </td>
        </>
      )}
      <td className={styles.today}>
        {row.today === null ? <span className={styles.soft}>–</span> : sayValue(row.today)}
      </td>
      <td className={styles.effect}>
        <Effect row={row} />
      </td>
    </tr>
  )
}

/** What counts once everything of the customer is looked at: the source alone where it gives what is sold here. */
function Effect({ row: { effective, will } }: { readonly row: ChangeRow }) {
  if (effective === null) return <span className={styles.soft}>–</span>
  const said = sayValue(effective.value)
  if (will !== null && sayValue(will) === said)
    return (
      <span className={styles.soft} title={`${said}, ${sources[effective.source]}`}>
        {sources[effective.source]}
      </span>
    )
  return (
    <>
      <strong>{said}</strong> <span className={styles.soft}>{sources[effective.source]}</span>
    </>
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
