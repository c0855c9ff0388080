import { Button } from '@mantine/core'

import { obstacleToVoid, remainingOf, type CreditGrant } from '#shared/domain/credit-grant'

import { Name } from '../../ui/Name.tsx'
import { formatMoneyShort, formatNumber } from '../../ui/numbers.ts'
import { StrangeLink } from '../../ui/StrangeLink.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { grantStates, grantTypes, sayInvoice, sayPayment } from '../../words/credits.ts'
import styles from './Credits.module.css'

/** Nothing of it can be used any more, whatever was left. */
const isOver = ({ status }: CreditGrant): boolean => status === 'VOIDED' || status === 'EXPIRED'

/** Every grant of a customer, with what is left of it. */
export function GrantsTable(props: {
  readonly grants: readonly CreditGrant[]
  readonly nameOf: (currencyId: string) => string
  readonly day: (moment: string) => string
  readonly canWrite: boolean
  readonly onVoid: (grant: CreditGrant) => void
}) {
  const { grants, day } = props
  if (grants.length === 0) return <p className={styles.soft}>Nothing was granted yet.</p>
  return (
    <div className={styles.wide}>
      <table className={styles.table}>
        <caption className={styles.heard}>Credit grants, the newest first</caption>
        <thead>
          <tr>
            <th scope="col">Grant</th>
            <th scope="col">State</th>
            <th scope="col" className={styles.number}>
              Granted
            </th>
            <th scope="col" className={styles.number}>
              Consumed
            </th>
            <th scope="col" className={styles.number}>
              Remaining
            </th>
            <th scope="col">Effective</th>
            <th scope="col">Expires</th>
            <th scope="col" className={styles.number}>
              Priority
            </th>
            <th scope="col">Payment</th>
            <th scope="col">
              <span className={styles.heard}>What can be done</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {grants.map((grant) => (
            <tr key={grant.id}>
              <td>
                <Name>{grant.name}</Name>
                <small className={styles.under}>
                  {grantTypes[grant.type]} · {props.nameOf(grant.currencyId)}
                  {grant.resourceId === null ? '' : ` · ${grant.resourceId}`}
                  {grant.comment === null || grant.comment === '' ? '' : ` · ${grant.comment}`}
                </small>
              </td>
              <td>
                <Tag tone={grantStates[grant.status].tone}>{grantStates[grant.status].word}</Tag>
              </td>
              <td className={styles.number}>{formatNumber(grant.granted)}</td>
              <td className={styles.number}>{formatNumber(grant.consumed)}</td>
              <td className={styles.number}>{isOver(grant) ? '–' : formatNumber(remainingOf(grant))}</td>
              <td>{day(grant.effectiveAt)}</td>
              <td>{grant.expireAt === null ? 'never' : day(grant.expireAt)}</td>
              <td className={styles.number}>{grant.priority ?? ''}</td>
              <td>
                <Payment grant={grant} day={day} />
              </td>
              <td>
                {obstacleToVoid(grant) === null ? (
                  <Button
                    variant="subtle"
                    size="compact-xs"
                    disabled={!props.canWrite}
                    aria-label={`Void ${grant.name}`}
                    onClick={() => props.onVoid(grant)}
                  >
                    Void…
                  </Button>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What a paid grant costs, how its payment stands, and its invoice with the day on which it is due. */
function Payment({ grant, day }: { readonly grant: CreditGrant; readonly day: (moment: string) => string }) {
  const { cost, payment, invoice } = grant
  const state = sayPayment(payment)
  const url = invoice?.paymentUrl ?? invoice?.pdfUrl ?? null
  const word = sayInvoice(invoice, day)
  return (
    <>
      {cost === null ? null : formatMoneyShort(cost)}
      {state === null || grant.type !== 'PAID' ? null : <small className={styles.under}>{state}</small>}
      {word === null ? null : (
        <small className={styles.under}>{url === null ? word : <StrangeLink href={url}>{word}</StrangeLink>}</small>
      )}
    </>
  )
}
