import type { CustomerEntitlements } from '#shared/contract/customers'
import { subtract } from '#shared/domain/decimal'
import type { EntitlementRow, EntitlementSource } from '#shared/domain/entitlement-sources'

import { dayOf, formatFullDay } from '../../ui/dates.ts'
import { formatNumber } from '../../ui/numbers.ts'
import { When } from '../../ui/When.tsx'
import { resets, sayDenied, saySource } from '../../words/customer.ts'
import { explainValue, sayValue } from '../../words/held-values.ts'
import styles from './Customer.module.css'

/** What the customer may use in effect, how much of it is used, and what gives it; resource by resource. */
export function Entitlements({ part, timeZone }: { readonly part: CustomerEntitlements; readonly timeZone: string }) {
  const shown = part.pools.filter(({ rows }, index) => index === 0 || rows.length > 0)
  return shown.map(({ resourceId, deniedBecause, rows }) => (
    <div key={resourceId ?? ''}>
      {shown.length < 2 ? null : (
        <h3 className={styles.pool}>{resourceId === null ? 'The customer as a whole' : <>Resource {resourceId}</>}</h3>
      )}
      {rows.length > 0 ? (
        <Table
          caption={resourceId === null ? 'Effective entitlements' : `Effective entitlements of ${resourceId}`}
          rows={rows}
          names={part.names}
          timeZone={timeZone}
        />
      ) : (
        <p className={styles.soft}>
          {deniedBecause === null ? 'Nothing may be used: nothing gives an entitlement.' : sayDenied(deniedBecause)}
        </p>
      )}
    </div>
  ))
}

function Table(props: {
  readonly caption: string
  readonly rows: readonly EntitlementRow[]
  readonly names: Readonly<Record<string, string>>
  readonly timeZone: string
}) {
  const nameOf = (id: string): string => props.names[id] ?? id
  return (
    <table className={styles.table}>
      <caption className={styles.heard}>{props.caption}</caption>
      <thead>
        <tr>
          <th scope="col">Entitlement</th>
          <th scope="col" className={styles.number}>
            May use
          </th>
          <th scope="col" className={styles.number}>
            Used
          </th>
          <th scope="col" className={styles.number}>
            Left
          </th>
          <th scope="col">Reset</th>
          <th scope="col">From</th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <tr key={`${row.kind} ${row.id}`}>
            <th scope="row" title={row.id}>
              {nameOf(row.id)}
            </th>
            <td className={styles.number} title={explainValue(row.value)}>
              {sayValue(row.value)}
            </td>
            <td className={styles.number}>{row.used === null ? '–' : formatNumber(row.used)}</td>
            <td className={styles.number}>{leftOf(row)}</td>
            <td>
              {row.resetPeriod === null ? '–' : (resets[row.resetPeriod] ?? row.resetPeriod)}
              {row.resetsAt === null ? null : (
                <span className={styles.soft}>
                  , next <When moment={row.resetsAt} timeZone={props.timeZone} />
                </span>
              )}
            </td>
            <td className={styles.from}>
              <Sources row={row} nameOf={nameOf} timeZone={props.timeZone} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What is left of a number; nothing to say where there is no limit or nothing is counted. */
function leftOf({ value, used }: EntitlementRow): string {
  if (value.kind === 'unlimited') return 'Unlimited'
  return value.kind === 'number' && used !== null ? formatNumber(subtract(value.value, used)) : '–'
}

/** How much it gives, before what it is; nothing where it gives nothing. */
const sayShare = ({ kind, value }: EntitlementSource): string => (kind === 'open' ? '' : `${sayValue(value)}: `)

function Sources(props: {
  readonly row: EntitlementRow
  readonly nameOf: (id: string) => string
  readonly timeZone: string
}) {
  const { row, nameOf, timeZone } = props
  const say = (source: EntitlementSource): string =>
    `${saySource(source, nameOf)}${source.endsAt === null ? '' : `, until ${formatFullDay(dayOf(source.endsAt, timeZone))}`}`
  const [first, ...others] = row.sources
  if (first === undefined) return <span className={styles.soft}>Stigg does not say</span>
  return (
    <>
      {say(first)}
      {others.map((source) => (
        <span key={`${source.kind} ${source.subscriptionId}`} className={styles.also}>
          {row.kind === 'credit' ? 'and' : 'also'} {sayShare(source)}
          {say(source)}
        </span>
      ))}
    </>
  )
}
