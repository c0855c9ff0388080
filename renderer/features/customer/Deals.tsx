import { Link } from 'wouter'

import type { DealRow } from '#shared/contract/opportunities'
import type { Day } from '#shared/domain/opportunity'

import { formatMoneyShort } from '../../ui/numbers.ts'
import { Tag } from '../../ui/Tag.tsx'
import { WhenDay } from '../../ui/When.tsx'
import prose from '../../ui/prose.module.css'
import table from '../../ui/Table.module.css'
import { Table } from '../../ui/Table.tsx'
import { plural } from '../../words/facts.ts'
import { dealStates } from '../../words/states.ts'

/** Won deals and those in a trial stage, with where each of them stands. */
export function Deals({ deals, today }: { readonly deals: readonly DealRow[]; readonly today: Day }) {
  if (deals.length === 0) return <p className={prose.soft}>No won deal of the account is known here.</p>
  return (
    <Table
      caption="Deals, the last closed first"
      columns={['Deal', 'State', 'Sold', 'Closed', { title: 'Amount', isNumber: true }]}
    >
      {deals.map(({ id, name, state, soldPlan, soldOther, closeDate, amount, currency }) => (
        <tr key={id}>
          <td className={table.wraps}>
            <Link className={prose.link} href={`/inbox/${id}`} dir="auto">
              {name}
            </Link>
          </td>
          <td>
            <Tag tone={dealStates[state].tone} title={dealStates[state].meaning}>
              {dealStates[state].word}
            </Tag>
          </td>
          <td className={table.wraps}>
            {soldPlan ?? '–'}
            {soldOther === 0 ? null : <span className={prose.soft}> + {plural(soldOther, 'line')}</span>}
          </td>
          <td>
            <WhenDay day={closeDate} today={today} />
          </td>
          <td className={table.number}>{amount === null ? '–' : formatMoneyShort({ amount, currency })}</td>
        </tr>
      ))}
    </Table>
  )
}
