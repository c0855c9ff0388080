import { Link } from 'wouter'

import type { CustomerPair } from '#shared/contract/customers'
import type { LinkAccount, LinkCustomer } from '#shared/domain/link-states'
import { toId18 } from '#shared/domain/salesforce-id'

import { accountPath, customerPath } from '../../data/paths.ts'
import { Name } from '../../ui/Name.tsx'
import { Tag } from '../../ui/Tag.tsx'
import prose from '../../ui/prose.module.css'
import { RecordLinks } from '../records/index.ts'
import { linkStates, sayLink } from '../../words/links.ts'
import styles from './Customer.module.css'

/** Whether the records of a pair are whole, and each of them with what it says of the other. */
export function Pair({ pair, currentId }: { readonly pair: CustomerPair; readonly currentId: string }) {
  const { row, archived } = pair
  if (row === null) return <p className={prose.soft}>Nothing in Salesforce or Stigg names it.</p>
  const words = linkStates[row.state]
  // The page of an account with one customer is that customer's.
  const isHere = (accountId: string): boolean => isSame(accountId, currentId) || row.customers.length === 1
  return (
    <>
      <p className={styles.line}>
        <Tag tone={words.tone} title={words.meaning} soft>
          {words.word}
        </Tag>
        <span>{sayLink(row)}</span>
        {row.state === 'linked' ? null : (
          <Link className={prose.link} href="/links">
            See all links
          </Link>
        )}
      </p>
      {pair.isWhole ? null : (
        <p className={prose.soft}>
          The Stigg key may not ask which customers name an account, so that there may be more of them.
        </p>
      )}
      <ul className={styles.records}>
        {row.accounts.map((account) => (
          <li key={account.id} data-current={isSame(account.id, currentId)}>
            <AccountRecord account={account} isHere={isHere(account.id)} />
          </li>
        ))}
        {row.customers.map((customer) => (
          <li key={customer.id} data-current={customer.id === currentId}>
            <CustomerRecord
              customer={customer}
              isArchived={archived.includes(customer.id)}
              isHere={customer.id === currentId}
            />
          </li>
        ))}
      </ul>
    </>
  )
}

const isSame = (a: string, b: string): boolean => (toId18(a) ?? a) === (toId18(b) ?? b)

function AccountRecord(props: { readonly account: LinkAccount; readonly isHere: boolean }) {
  const { account } = props
  return (
    <>
      <small>Account in Salesforce</small>
      <strong>
        {props.isHere ? (
          <Name>{account.name}</Name>
        ) : (
          <Link className={prose.link} href={accountPath(account.id)}>
            <Name>{account.name}</Name>
          </Link>
        )}
      </strong>
      <span>
        {account.customerId === null ? (
          'No Stigg Customer ID'
        ) : (
          <>
            Stigg Customer ID <code>{account.customerId}</code>
          </>
        )}
      </span>
      <span className={styles.ways}>
        <RecordLinks record={{ kind: 'account', id: account.id, name: account.name, customerId: account.customerId }} />
      </span>
    </>
  )
}

function CustomerRecord(props: {
  readonly customer: LinkCustomer
  readonly isArchived: boolean
  readonly isHere: boolean
}) {
  const { customer } = props
  const name = customer.name ?? customer.id
  return (
    <>
      <small>Customer in Stigg{props.isArchived ? ', archived' : ''}</small>
      <strong>
        {props.isHere ? (
          <Name>{name}</Name>
        ) : (
          <Link className={prose.link} href={customerPath(customer.id)}>
            <Name>{name}</Name>
          </Link>
        )}
      </strong>
      <span>
        {customer.accountId === null ? (
          'No Salesforce account'
        ) : (
          <>
            Salesforce account <code>{customer.accountId}</code>
          </>
        )}
      </span>
      <span className={styles.ways}>
        <RecordLinks record={{ kind: 'customer', id: customer.id, name, accountId: customer.accountId }} />
      </span>
    </>
  )
}
