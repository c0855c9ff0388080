import { NumberInput, Select, TextInput } from '@mantine/core'

import type { Draft, SubscriptionDraft } from '#shared/domain/draft'
import type { DraftEdits, SubscriptionEdits } from '#shared/domain/draft-edits'
import type { Contact, Day } from '#shared/domain/opportunity'

import { billingPeriods, cadences, collections } from '../../words/states.ts'
import { DateDetail } from './DateDetail.tsx'
import { DetailRow } from './DetailRow.tsx'
import styles from './Details.module.css'
import { EmailDetail } from './EmailDetail.tsx'
import { TrialDetail } from './TrialDetail.tsx'

export interface DetailsProps {
  readonly draft: Draft
  readonly edits: DraftEdits
  readonly contacts: readonly Contact[]
  readonly timeZone: string
  readonly today: Day
  readonly onEmail: (email: string | null) => void
  readonly onRevertEmail: () => void
  readonly onEdit: (productId: string, change: SubscriptionEdits) => void
  readonly onRevert: (productId: string, field: keyof SubscriptionEdits) => void
}

const optionsOf = <T extends string>(words: Record<T, string>) =>
  (Object.keys(words) as T[]).map((value) => ({ value, label: words[value] }))

/** What goes with the subscription beside what was sold: edited in place, each value with where it came from. */
export function Details(props: DetailsProps) {
  const { draft, edits } = props
  const email = edits.billingEmail === undefined ? draft.customer.email : edits.billingEmail
  return (
    <div className={styles.details} data-several={draft.subscriptions.length > 1}>
      <section className={styles.group}>
        <h3>Customer</h3>
        <DetailRow label="Customer" origin={chosenBy[draft.customer.chosenBy]}>
          <span className={styles.fixed}>
            <bdi>{draft.customer.name}</bdi> <code>{draft.customer.id}</code>
            {draft.customer.exists ? null : <em> · new in Stigg</em>}
          </span>
        </DetailRow>
        <DetailRow
          label="Billing e-mail"
          detail="billingEmail"
          origin={edits.billingEmail === undefined ? emailOrigins[draft.customer.emailOrigin] : 'edited by you'}
          onRevert={edits.billingEmail === undefined ? undefined : props.onRevertEmail}
        >
          <EmailDetail value={email} contacts={props.contacts} onChange={props.onEmail} />
        </DetailRow>
      </section>
      {draft.subscriptions.map((subscription) => (
        <SubscriptionDetails key={subscription.productId} subscription={subscription} all={props} />
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
const emailOrigins: Record<Draft['customer']['emailOrigin'], string> = {
  edited: 'edited by you',
  stigg: 'as Stigg holds it',
  contact: 'a contact of the account',
  none: 'not set',
}

function SubscriptionDetails({
  subscription,
  all,
}: {
  readonly subscription: SubscriptionDraft
  readonly all: DetailsProps
}) {
  const { productId } = subscription
  const edited = all.edits.subscriptions[productId] ?? {}
  /** The value as it will be: edited here a moment ago, else as the draft has it. */
  const now = {
    billingPeriod: edited.billingPeriod ?? subscription.billingPeriod,
    startDate: edited.startDate === undefined ? subscription.startDate : edited.startDate,
    cancellationDate: edited.cancellationDate === undefined ? subscription.cancellationDate : edited.cancellationDate,
    trial: edited.trial === undefined ? subscription.trial : edited.trial,
    paymentCollection:
      edited.paymentCollection === undefined ? subscription.paymentCollection : edited.paymentCollection,
    daysUntilDue: edited.daysUntilDue === undefined ? subscription.daysUntilDue : edited.daysUntilDue,
    resourceId: edited.resourceId === undefined ? subscription.resourceId : edited.resourceId,
  }
  const credit = subscription.entitlements.find((entitlement) => entitlement.type === 'CREDIT')
  const cadence = edited.creditCadence ?? (credit?.type === 'CREDIT' ? credit.cadence : null)
  const edit = (change: SubscriptionEdits): void => all.onEdit(productId, change)
  const row = (field: keyof SubscriptionEdits) => ({
    detail: field,
    origin: field in edited ? 'edited' : subscription.origins[field],
    onRevert: field in edited ? () => all.onRevert(productId, field) : undefined,
  })
  const date = { timeZone: all.timeZone, today: all.today }
  const input = {
    classNames: { input: styles.input ?? '' },
    comboboxProps: { width: 280, position: 'bottom-start' as const, withinPortal: false },
  }
  return (
    <section className={styles.group}>
      <h3>{subscription.planName}</h3>
      {subscription.pricingType === 'PAID' ? (
        <DetailRow label="Billing period" {...row('billingPeriod')}>
          <Select
            {...input}
            aria-label="Billing period"
            placeholder="Choose"
            data={optionsOf(billingPeriods)}
            value={now.billingPeriod}
            allowDeselect={false}
            onChange={(value) => value !== null && edit({ billingPeriod: value })}
          />
        </DetailRow>
      ) : null}
      {credit === undefined ? null : (
        <DetailRow label="Credits granted" {...row('creditCadence')}>
          <Select
            {...input}
            aria-label="Credits granted"
            placeholder="Choose"
            data={optionsOf(cadences)}
            value={cadence}
            allowDeselect={false}
            onChange={(value) => value !== null && edit({ creditCadence: value })}
          />
        </DetailRow>
      )}
      <DetailRow label="Starts" {...row('startDate')}>
        <DateDetail
          {...date}
          label="Starts"
          none="At once"
          value={now.startDate}
          onChange={(startDate) => edit({ startDate })}
        />
      </DetailRow>
      <DetailRow label="Ends" {...row('cancellationDate')}>
        <DateDetail
          {...date}
          label="Ends"
          none="Not by itself"
          value={now.cancellationDate}
          onChange={(cancellationDate) => edit({ cancellationDate })}
        />
      </DetailRow>
      <DetailRow label="Trial" {...row('trial')}>
        <TrialDetail {...date} value={now.trial} onChange={(trial) => edit({ trial })} />
      </DetailRow>
      {subscription.pricingType === 'FREE' ? null : (
        <DetailRow label="Payment" {...row('paymentCollection')}>
          <Select
            {...input}
            aria-label="Payment"
            placeholder="Left to the plan"
            data={optionsOf(collections)}
            value={now.paymentCollection}
            clearable
            clearButtonProps={{ 'aria-label': 'Clear: payment' }}
            onChange={(value) => edit({ paymentCollection: value })}
          />
        </DetailRow>
      )}
      {now.paymentCollection === 'INVOICE' ? (
        <DetailRow label="Days until due" {...row('daysUntilDue')}>
          <NumberInput
            classNames={{ input: styles.input ?? '' }}
            aria-label="Days until due"
            placeholder="As Stigg has it"
            min={1}
            max={365}
            allowDecimal={false}
            hideControls
            value={now.daysUntilDue ?? ''}
            onChange={(value) => edit({ daysUntilDue: typeof value === 'number' && value >= 1 ? value : null })}
          />
        </DetailRow>
      ) : null}
      <DetailRow label="Resource ID" {...row('resourceId')}>
        <TextInput
          classNames={{ input: styles.input ?? '' }}
          aria-label="Resource ID"
          placeholder="None"
          maxLength={255}
          value={now.resourceId ?? ''}
          onChange={(event) =>
            edit({ resourceId: event.currentTarget.value.trim() === '' ? null : event.currentTarget.value })
          }
        />
      </DetailRow>
    </section>
  )
}
