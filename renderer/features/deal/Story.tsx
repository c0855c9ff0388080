import { useState } from 'react'

import type { ChangeRow } from '#shared/domain/change-set'

import { Name } from '../../ui/Name.tsx'
import { formatNumber } from '../../ui/numbers.ts'
import prose from '../../ui/prose.module.css'
import { comesWithPlan } from '../../words/changes.ts'
import { changeMarks, explainValue, sayHeld } from '../../words/held-values.ts'
import { sources } from '../../words/states.ts'
import styles from './Story.module.css'

/** The whole story in three columns: what was sold, what Stigg will hold, what it holds today and what counts in effect. */
export function Story(props: {
  readonly rows: readonly ChangeRow[]
  readonly productNames: ReadonlyMap<string, string>
  readonly busy: boolean
}) {
  const { busy } = props
  const mapped = props.rows.filter(({ entity }) => entity !== null)
  const products = [...Map.groupBy(mapped, ({ productId }) => productId ?? '')]
  const leftAlone = props.rows.filter(({ entity }) => entity === null)
  return (
    <table className={styles.story} aria-busy={busy}>
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
      {products.map(([productId, rows]) => (
        <tbody key={productId}>
          {products.length < 2 ? null : (
            <tr className={styles.group}>
              <th scope="rowgroup" colSpan={7}>
                {props.productNames.get(productId) ?? (productId || 'Of no plan in this deal')}
              </th>
            </tr>
          )}
          <ProductRows rows={rows} />
        </tbody>
      ))}
      {leftAlone.length === 0 ? null : <LeftAlone rows={leftAlone} />}
    </table>
  )
}

/** What was sold first; below it, under a word that says so, what is here without having been sold. */
function ProductRows({ rows }: { readonly rows: readonly ChangeRow[] }) {
  const along = rows.filter(comesWithPlan)
  const unsold = rows.filter((row) => row.sold === null && !comesWithPlan(row))
  return (
    <>
      {rows.map((row) => (row.sold === null ? null : <StoryRow key={row.key} row={row} />))}
      <Unsold word="Not in this deal" rows={unsold} />
      <Unsold word="Comes with the plan" rows={along} />
    </>
  )
}

function Unsold({ word, rows }: { readonly word: string; readonly rows: readonly ChangeRow[] }) {
  if (rows.length === 0) return null
  return (
    <>
      <Word>{word}</Word>
      {rows.map((row) => (
        <StoryRow key={row.key} row={row} />
      ))}
    </>
  )
}

const fewLines = 6

/** Lines that map to nothing: a few are shown, very many on demand. */
function LeftAlone({ rows }: { readonly rows: readonly ChangeRow[] }) {
  const [all, setAll] = useState(rows.length <= fewLines)
  return (
    <tbody>
      <Word>Not mapped, left alone</Word>
      {(all ? rows : rows.slice(0, fewLines - 2)).map((row) => (
        <StoryRow key={row.key} row={row} />
      ))}
      {all ? null : (
        <tr>
          <td colSpan={7}>
            <button type="button" className={styles.more} onClick={() => setAll(true)}>
              Show {rows.length - fewLines + 2} more lines
            </button>
          </td>
        </tr>
      )}
    </tbody>
  )
}

function Word({ children }: { readonly children: string }) {
  return (
    <tr className={styles.unsold}>
      <th scope="rowgroup" colSpan={7}>
        {children}
      </th>
    </tr>
  )
}

/** Nothing is held; a line that is left alone does not even ask. */
const none = (row: ChangeRow) => (row.entity === null ? null : <span className={styles.soft}>–</span>)

function StoryRow({ row }: { readonly row: ChangeRow }) {
  const mark = changeMarks[row.change]
  const changed = mark.sign !== ''
  const { will } = row
  return (
    <tr data-change={row.change} data-kind={row.kind} data-sold={row.sold !== null}>
      <td className={styles.name} title={row.sold?.name}>
        <Name>{row.sold?.name ?? row.entity?.name}</Name>
      </td>
      <td className={styles.quantity} data-number>
        {row.sold === null ? null : <Quantity sold={row.sold} />}
      </td>
      <td className={styles.mark} title={changed ? mark.word : undefined}>
        <span aria-hidden>{mark.sign}</span>
        <span className={prose.heard}>{mark.word}</span>
      </td>
      {row.entity === null ? (
        <td className={styles.left} colSpan={2}>
          {null}
        </td>
      ) : (
        <>
          <td className={styles.entity}>
            <code title={row.entity.name}>{row.entity.id}</code>
          </td>
          <td className={styles.will} data-changed={changed} title={will === null ? undefined : explainValue(will)}>
            {will === null ? (row.change === 'removed' ? 'nothing' : null) : sayHeld(will, row.kind)}
          </td>
        </>
      )}
      <td className={styles.today}>{row.today === null ? none(row) : sayHeld(row.today, row.kind)}</td>
      <td className={styles.effect}>{row.effective === null ? none(row) : <Effect row={row} />}</td>
    </tr>
  )
}

/** What counts once everything of the customer is looked at: the source alone where it gives what is sold here. */
function Effect({ row: { effective, will, kind } }: { readonly row: ChangeRow }) {
  if (effective === null) return null
  const said = sayHeld(effective.value, kind)
  if (will !== null && sayHeld(will, kind) === said)
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
