import type { CustomerEntitlements } from '#shared/contract/customers'
import { subtract } from '#shared/domain/decimal'
import type { EntitlementRow, EntitlementSource } from '#shared/domain/entitlement-sources'

import { dayOf, formatFullDay } from '../../ui/dates.ts'
import { formatNumber } from '../../ui/numbers.ts'
import { When } from '../../ui/When.tsx'
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
  const table = (caption: string, rows: readonly EntitlementRow[]) => (
    <Table caption={caption} rows={rows} names={part.names} timeZone={timeZone} />
  )
  return (
    <>
      {resources.length === 0 ? null : <h3 className={styles.pool}>The customer as a whole</h3>}
      {whole.rows.length > 0 ? table('Effective entitlements', whole.rows) : <Nothing because={whole.deniedBecause} />}
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
            {rows.length > shared.length ? table(`Entitlements of ${resourceId}`, rows.filter(isOwn)) : null}
            {shared.length === 0 ? null : (
              <details className={styles.rest}>
                <summary>
                  {plural(shared.length, 'entitlement')} of the whole customer, as this resource uses them
                </summary>
                {table(`Entitlements of the whole customer, used by ${resourceId}`, shared)}
              </details>
            )}
          </div>
        )
      })}
    </>
  )
}

const Nothing = ({ because }: { readonly because: string | null }) => (
  <p className={styles.soft}>
    {because === null ? 'Nothing may be used: nothing gives an entitlement.' : sayDenied(because)}
  </p>
)

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
              <Reset row={row} timeZone={props.timeZone} />
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

/** How often usage begins anew, and when it does next. */
function Reset({ row, timeZone }: { readonly row: EntitlementRow; readonly timeZone: string }) {
  const { resetPeriod, resetsAt } = row
  const period = resetPeriod === null ? null : (resets[resetPeriod] ?? resetPeriod)
  if (resetsAt === null) return period ?? '–'
  return (
    <>
      {period === null ? null : `${period}, `}
      <span className={styles.soft}>
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
