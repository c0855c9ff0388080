import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'

import type { Mend } from '#shared/domain/link-mend'
import type { LinkRow } from '#shared/domain/link-states'

import { Name } from '../../ui/Name.tsx'
import { useEscape } from '../../ui/use-escape.ts'
import { linkStates, sayLink } from '../../words/links.ts'
import { RecordLinks } from '../records/index.ts'
import styles from './Links.module.css'
import { MendChoice } from './MendChoice.tsx'

/** Both records of a pair, with their IDs, the way to each, and what can be done about them. */
export function PairDetail(props: {
  readonly row: LinkRow
  readonly readOnly: boolean
  readonly onMend: (mend: Mend) => void
  readonly onClose: () => void
}) {
  const { row } = props
  useEscape(props.onClose)
  return (
    <aside className={styles.detail} aria-label="The pair">
      <div className={styles.head}>
        <h2>{linkStates[row.state].word}</h2>
        <ActionIcon variant="subtle" color="gray" aria-label="Close" onClick={props.onClose}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </div>
      <p>{sayLink(row)}</p>
      <MendChoice key={row.key} row={row} readOnly={props.readOnly} onMend={props.onMend} />
      {row.accounts.map(({ id, name, website, customerId }) => (
        <section key={id} aria-label={`Account ${name}`}>
          <h3>
            <Name>{name}</Name>
          </h3>
          <span className={styles.kind}>Account in Salesforce</span>
          <RecordLinks record={{ kind: 'account', id, name, customerId }} />
          {website === null ? null : <p>{website}</p>}
          <p>{customerId === null ? 'No Stigg Customer ID' : `Stigg Customer ID ${customerId}`}</p>
        </section>
      ))}
      {row.customers.map(({ id, name, email, accountId }) => (
        <section key={id} aria-label={`Customer ${name ?? id}`}>
          <h3>
            <Name>{name ?? id}</Name>
          </h3>
          <span className={styles.kind}>Customer in Stigg</span>
          <RecordLinks record={{ kind: 'customer', id, name: name ?? id, accountId }} />
          {email === null ? null : <p>{email}</p>}
          <p>{accountId === null ? 'No Salesforce account' : `Salesforce account ${accountId}`}</p>
        </section>
      ))}
    </aside>
  )
}
