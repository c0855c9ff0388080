import { Link } from 'wouter'

import type { DealRow } from '#shared/contract/opportunities'
import type { Day } from '#shared/domain/opportunity'

import { formatMoneyShort } from '../../ui/numbers.ts'
import { Tag } from '../../ui/Tag.tsx'
import { WhenDay } from '../../ui/When.tsx'
import { plural } from '../../words/facts.ts'
import { dealStates } from '../../words/states.ts'
import styles from './Customer.module.css'

/** Won deals and those in a trial stage, with where each of them stands. */
export function Deals({ deals, today }: { readonly deals: readonly DealRow[]; readonly today: Day }) {
  if (deals.length === 0) return <p className={styles.soft}>No won deal of the account is known here.</p>
  return (
    <table className={styles.table}>
      <caption className={styles.heard}>Deals, the last closed first</caption>
      <thead>
        <tr>
          <th scope="col">Deal</th>
          <th scope="col">State</th>
          <th scope="col">Sold</th>
          <th scope="col">Closed</th>
          <th scope="col" className={styles.number}>
            Amount
          </th>
        </tr>
      </thead>
      <tbody>
        {deals.map(({ id, name, state, soldPlan, soldOther, closeDate, amount, currency }) => (
          <tr key={id}>
            <td className={styles.wraps}>
              <Link className={styles.link} href={`/inbox/${id}`} dir="auto">
                {name}
              </Link>
            </td>
            <td>
              <Tag tone={dealStates[state].tone} title={dealStates[state].meaning}>
                {dealStates[state].word}
              </Tag>
            </td>
            <td className={styles.wraps}>
              {soldPlan ?? '–'}
              {soldOther === 0 ? null : <span className={styles.soft}> + {plural(soldOther, 'line')}</span>}
            </td>
            <td>
              <WhenDay day={closeDate} today={today} />
            </td>
            <td className={styles.number}>{amount === null ? '–' : formatMoneyShort({ amount, currency })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
