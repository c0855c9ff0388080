import type { CustomerEntitlements } from '#shared/contract/customers'
import { subtract } from '#shared/domain/decimal'
import type { EntitlementRow, EntitlementSource } from '#shared/domain/entitlement-sources'

import { dayOf, formatFullDay } from '../../ui/dates.ts'
import { formatNumber } from '../../ui/numbers.ts'
import { When } from '../../ui/When.tsx'
import prose from '../../ui/prose.module.css'
import table from '../../ui/Table.module.css'
import { Table } from '../../ui/Table.tsx'
import { resets, sayDenied, saySource } from '../../words/customer.ts'
import { plural } from '../../words/facts.ts'
import { explainValue, sayValue } from '../../words/held-values.ts'
import styles from './Customer.module.css'

/**
 * What the customer may use in effect, how much of it is used, and what gives it; for each resource what it has of its
 * own, and behind that what it shares with the whole customer.
 */
export function Entitlements({ part, timeZone }: { readonly part: CustomerEntitlements; readonly timeZone: string }) {
  const [whole, ...resources] = part.pools
  if (whole === undefined) return null
  const rowsUnder = (caption: string, rows: readonly EntitlementRow[]) => (
    <Rows caption={caption} rows={rows} names={part.names} timeZone={timeZone} />
  )
  return (
    <>
      {resources.length === 0 ? null : <h3 className={styles.pool}>The customer as a whole</h3>}
      {whole.rows.length > 0 ? (
        rowsUnder('Effective entitlements', whole.rows)
      ) : (
        <Nothing because={whole.deniedBecause} />
      )}
      {resources.map(({ resourceId, deniedBecause, rows }) => {
        const isOwn = ({ sources }: EntitlementRow): boolean =>
          sources.some(({ subscriptionId }) => part.resources[subscriptionId ?? ''] === resourceId)
        const shared = rows.filter((row) => !isOwn(row))
        return (
          <div key={resourceId}>
            <h3 className={styles.pool}>
              Resource <code>{resourceId}</code>
            </h3>
            {rows.length === 0 ? <Nothing because={deniedBecause} /> : null}
            {rows.length > shared.length ? rowsUnder(`Entitlements of ${resourceId}`, rows.filter(isOwn)) : null}
            {shared.length === 0 ? null : (
              <details className={styles.rest}>
                <summary>
                  {plural(shared.length, 'entitlement')} of the whole customer, as this resource uses them
                </summary>
                {rowsUnder(`Entitlements of the whole customer, used by ${resourceId}`, shared)}
              </details>
            )}
          </div>
        )
      })}
    </>
  )
}

const Nothing = ({ because }: { readonly because: string | null }) => (
  <p className={prose.soft}>
    {because === null ? 'Nothing may be used: nothing gives an entitlement.' : sayDenied(because)}
  </p>
)

function Rows(props: {
  readonly caption: string
  readonly rows: readonly EntitlementRow[]
  readonly names: Readonly<Record<string, string>>
  readonly timeZone: string
}) {
  const nameOf = (id: string): string => props.names[id] ?? id
  return (
    <Table
      caption={props.caption}
      columns={[
        'Entitlement',
        { title: 'May use', isNumber: true },
        { title: 'Used', isNumber: true },
        { title: 'Left', isNumber: true },
        'Reset',
        'From',
      ]}
    >
      {props.rows.map((row) => (
        <tr key={`${row.kind} ${row.id}`}>
          <th scope="row" title={row.id}>
            {nameOf(row.id)}
          </th>
          <td className={table.number} title={explainValue(row.value)}>
            {sayValue(row.value)}
          </td>
          <td className={table.number}>{row.used === null ? '–' : formatNumber(row.used)}</td>
          <td className={table.number}>{leftOf(row)}</td>
          <td>
            <Reset row={row} timeZone={props.timeZone} />
          </td>
          <td className={table.wraps}>
            <Sources row={row} nameOf={nameOf} timeZone={props.timeZone} />
          </td>
        </tr>
      ))}
    </Table>
  )
}

/** How often usage begins anew, and when it does next. */
function Reset({ row, timeZone }: { readonly row: EntitlementRow; readonly timeZone: string }) {
  const { resetPeriod, resetsAt } = row
  const period = resetPeriod === null ? null : (resets[resetPeriod] ?? resetPeriod)
  if (resetsAt === null) return period ?? '–'
  return (
    <>
      {period === null ? null : `${period}, `}
      <span className={prose.soft}>
        {period === null ? 'on ' : 'next '}
        <When moment={resetsAt} timeZone={timeZone} />
      </span>
    </>
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
  if (first === undefined) return <span className={prose.soft}>Stigg does not say</span>
  return (
    <>
      {say(first)}
      {others.map((source) => (
        <span key={`${source.kind} ${source.subscriptionId}`} className={prose.under}>
          {row.kind === 'credit' ? 'and' : 'also'} {sayShare(source)}
          {say(source)}
        </span>
      ))}
    </>
  )
}
