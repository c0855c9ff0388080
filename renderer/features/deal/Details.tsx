import { TextInput } from '@mantine/core'

import type { Draft } from '#shared/domain/draft'
import type { CustomerEdits } from '#shared/domain/draft-edits'
import type { Contact } from '#shared/domain/opportunity'
import type { TrialRule } from '#shared/domain/trial-rules'

import { DetailRow } from './DetailRow.tsx'
import styles from './Details.module.css'
import { Group } from './editor/Group.tsx'
import { MetadataRows } from './editor/MetadataRows.tsx'
import { SubscriptionEditor, type SubscriptionEditorProps } from './editor/SubscriptionEditor.tsx'
import { EmailDetail } from './EmailDetail.tsx'

export interface DetailsProps extends Omit<SubscriptionEditorProps, 'subscription' | 'catalog' | 'trialRules'> {
  readonly draft: Draft
  /** Null until it was read. */
  readonly catalog: SubscriptionEditorProps['catalog'] | null
  readonly contacts: readonly Contact[]
  /** Stigg's rules about trials that bite, by product. */
  readonly trialRules: Readonly<Record<string, readonly TrialRule[]>>
  readonly onEmail: (email: string | null) => void
  readonly onRevertEmail: () => void
  readonly onCustomer: (change: CustomerEdits) => void
  readonly onRevertCustomer: (field: keyof CustomerEdits) => void
}

const input = { classNames: { input: styles.input ?? '' }, size: 'xs' as const }

/** What goes with the subscription beside what was sold: edited in place, each value with where it came from. */
export function Details(props: DetailsProps) {
  const { draft, edits, catalog } = props
  const { customer } = draft
  const said = edits.customer ?? {}
  const email = edits.billingEmail === undefined ? customer.email : edits.billingEmail
  const metadata = said.metadata ?? customer.metadata
  const revertOf = (field: keyof CustomerEdits) => (field in said ? () => props.onRevertCustomer(field) : undefined)
  return (
    <div className={styles.details}>
      <section className={styles.group} aria-label="Customer">
        <h3>Customer</h3>
        <DetailRow
          label="Name"
          detail="customer.name"
          origin={nameOrigins[customer.nameOrigin]}
          onRevert={revertOf('name')}
        >
          <TextInput
            {...input}
            aria-label="Name of the customer"
            maxLength={255}
            value={said.name ?? customer.name}
            onChange={({ currentTarget: { value } }) => value !== '' && props.onCustomer({ name: value })}
          />
        </DetailRow>
        <DetailRow
          label="Customer ID"
          detail="customer.id"
          origin={chosenBy[customer.chosenBy]}
          onRevert={revertOf('id')}
        >
          <TextInput
            {...input}
            aria-label="Customer ID"
            maxLength={255}
            spellCheck={false}
            description={customer.exists ? undefined : 'New in Stigg'}
            inputWrapperOrder={['input', 'description']}
            value={said.id ?? customer.id}
            onChange={({ currentTarget: { value } }) => value.trim() !== '' && props.onCustomer({ id: value.trim() })}
          />
        </DetailRow>
        <DetailRow
          label="Billing e-mail"
          detail="billingEmail"
          origin={edits.billingEmail === undefined ? emailOrigins[customer.emailOrigin] : 'edited by you'}
          onRevert={edits.billingEmail === undefined ? undefined : props.onRevertEmail}
        >
          <EmailDetail value={email} contacts={props.contacts} onChange={props.onEmail} />
        </DetailRow>
        <Group
          title="Customer metadata"
          summary={Object.keys(metadata).join(', ') || 'none of your own'}
          edited={'metadata' in said}
        >
          <MetadataRows
            of="the customer"
            value={metadata}
            onRevert={revertOf('metadata')}
            onChange={(value) =>
              Object.keys(value).length === 0
                ? props.onRevertCustomer('metadata')
                : props.onCustomer({ metadata: value })
            }
          />
        </Group>
      </section>
      {catalog === null
        ? null
        : draft.subscriptions.map((subscription) => (
            <SubscriptionEditor
              key={subscription.productId}
              {...props}
              catalog={catalog}
              subscription={subscription}
              trialRules={props.trialRules[subscription.productId] ?? []}
            />
          ))}
    </div>
  )
}

const chosenBy: Record<Draft['customer']['chosenBy'], string> = {
  'account-field': 'set on the account',
  'linked-customer': 'linked in Stigg',
  'call-out': 'said by your application',
  'account-id': 'the account’s ID',
  edited: 'edited by you',
}
const nameOrigins: Record<Draft['customer']['nameOrigin'], string> = {
  edited: 'edited by you',
  stigg: 'as Stigg holds it',
  deal: 'the account’s name',
}
const emailOrigins: Record<Draft['customer']['emailOrigin'], string> = {
  edited: 'edited by you',
  stigg: 'as Stigg holds it',
  contact: 'a contact of the account',
  none: 'not set',
}
