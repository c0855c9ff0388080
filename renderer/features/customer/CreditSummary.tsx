import { Link } from 'wouter'

import type { CreditOverview } from '#shared/contract/credits'
import { expiringWithin, isOfPool, remainingOf } from '#shared/domain/credit-grant'

import { creditsPath } from '../../data/paths.ts'
import { dayOf, formatFullDay } from '../../ui/dates.ts'
import { formatNumber } from '../../ui/numbers.ts'
import prose from '../../ui/prose.module.css'
import table from '../../ui/Table.module.css'
import { Table } from '../../ui/Table.tsx'

const soonDays = 90

/** One line per currency and resource: what there is, who says so, and what expires first. */
export function CreditSummary({
  overview,
  timeZone,
}: {
  readonly overview: CreditOverview
  readonly timeZone: string
}) {
  const { balances, names, customer } = overview
  if (balances.length === 0) {
    return (
      <p className={prose.soft}>
        The customer has no credits yet.{' '}
        <Link className={prose.link} href={`${creditsPath(customer.id)}?grant`}>
          Grant credits…
        </Link>
      </p>
    )
  }
  const expiring = expiringWithin(overview.grants, soonDays, overview.readAt)
  return (
    <Table
      caption="Balance of each currency and resource"
      columns={['Currency', 'Resource', { title: 'Balance', isNumber: true }, 'Expires first']}
    >
      {balances.map((balance) => {
        const first = expiring.find((grant) => isOfPool(grant, balance))
        return (
          <tr key={`${balance.currencyId} ${balance.resourceId ?? ''}`}>
            <th scope="row">{names[balance.currencyId] ?? balance.currencyId}</th>
            <td>{balance.resourceId ?? '–'}</td>
            <td className={table.number}>
              {formatNumber(balance.balance)}
              <small className={prose.under}>
                {balance.source === 'stigg' ? 'as Stigg says' : 'added up from the grants'}
              </small>
            </td>
            <td>
              {first?.expireAt
                ? `${formatNumber(remainingOf(first))} on ${formatFullDay(dayOf(first.expireAt, timeZone))}`
                : `nothing within ${soonDays} days`}
            </td>
          </tr>
        )
      })}
    </Table>
  )
}
