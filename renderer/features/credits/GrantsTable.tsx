import { Button } from '@mantine/core'

import { obstacleToVoid, remainingOf, type CreditGrant } from '#shared/domain/credit-grant'

import { Name } from '../../ui/Name.tsx'
import { formatMoneyShort, formatNumber } from '../../ui/numbers.ts'
import { StrangeLink } from '../../ui/StrangeLink.tsx'
import { Tag } from '../../ui/Tag.tsx'
import prose from '../../ui/prose.module.css'
import table from '../../ui/Table.module.css'
import { Table } from '../../ui/Table.tsx'
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
  if (grants.length === 0) return <p className={prose.soft}>Nothing was granted yet.</p>
  return (
    <div className={styles.wide}>
      <Table
        caption="Credit grants, the newest first"
        columns={[
          'Grant',
          'State',
          { title: 'Granted', isNumber: true },
          { title: 'Consumed', isNumber: true },
          { title: 'Remaining', isNumber: true },
          'Effective',
          'Expires',
          { title: 'Priority', isNumber: true },
          'Payment',
          { title: 'What can be done', isHeard: true },
        ]}
      >
        {grants.map((grant) => (
          <tr key={grant.id}>
            <td className={styles.grant}>
              <Name>{grant.name}</Name>
              <small className={prose.under}>
                {grantTypes[grant.type]} · {props.nameOf(grant.currencyId)}
                {grant.resourceId === null ? '' : ` · ${grant.resourceId}`}
                {grant.comment === null || grant.comment === '' ? '' : ` · ${grant.comment}`}
              </small>
            </td>
            <td>
              <Tag tone={grantStates[grant.status].tone}>{grantStates[grant.status].word}</Tag>
            </td>
            <td className={table.number}>{formatNumber(grant.granted)}</td>
            <td className={table.number}>{formatNumber(grant.consumed)}</td>
            <td className={table.number}>{isOver(grant) ? '–' : formatNumber(remainingOf(grant))}</td>
            <td>{day(grant.effectiveAt)}</td>
            <td>{grant.expireAt === null ? 'never' : day(grant.expireAt)}</td>
            <td className={table.number}>{grant.priority ?? ''}</td>
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
      </Table>
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
      {state === null || grant.type !== 'PAID' ? null : <small className={prose.under}>{state}</small>}
      {word === null ? null : (
        <small className={prose.under}>{url === null ? word : <StrangeLink href={url}>{word}</StrangeLink>}</small>
      )}
    </>
  )
}
