import { Checkbox, NumberInput, Select, TextInput } from '@mantine/core'

import type { SubscriptionDraft } from '#shared/domain/draft'

import { dayOf, formatFullDay } from '../../../ui/dates.ts'
import { formatMoney } from '../../../ui/numbers.ts'
import { OutLink } from '../../../ui/OutLink.tsx'
import {
  anchors,
  collections,
  notOffered,
  optionsOf,
  prorations,
  startKinds,
  trialEnds,
} from '../../../words/states.ts'
import { DateDetail } from '../DateDetail.tsx'
import { DetailRow } from '../DetailRow.tsx'
import details from '../Details.module.css'
import { TrialDetail } from '../TrialDetail.tsx'
import { AmountField } from './AmountField.tsx'
import { nowOf, rowOf, type EditorContext } from './editor-context.ts'
import styles from './Editor.module.css'
import { Group } from './Group.tsx'

interface Props {
  readonly context: EditorContext
}
const input = { classNames: { input: details.input ?? '' }, size: 'xs' as const }
const Why = ({ children }: { readonly children: string }) => <p className={styles.why}>{children}</p>

/** When it starts and ends. */
export function DatesGroup({ context }: Props) {
  const { subscription, edited, edit, offered, timeZone, today } = context
  const date = { timeZone, today }
  const kind = nowOf(context, 'startKind')
  const start = edited.startDate === undefined ? subscription.startDate : edited.startDate
  const end = nowOf(context, 'cancellationDate')
  const says = (moment: string): string => formatFullDay(dayOf(moment, timeZone))
  const starts = subscription.startDate === null ? 'starts at once' : `starts ${says(subscription.startDate)}`
  const isEdited = 'startKind' in edited || 'startDate' in edited || 'cancellationDate' in edited
  return (
    <Group
      title="Dates"
      summary={`${starts} · ${end === null ? 'has no end' : `ends ${says(end)}`}`}
      edited={isEdited}
      startsOpen
    >
      {offered.startDate === null ? (
        <DetailRow
          label="Starts"
          detail="startDate"
          origin={'startKind' in edited || 'startDate' in edited ? 'edited' : subscription.origins['startDate']}
          onRevert={
            'startKind' in edited || 'startDate' in edited
              ? () => {
                  context.revert('startKind')
                  context.revert('startDate')
                }
              : undefined
          }
        >
          <span className={styles.stack}>
            <Select
              {...input}
              aria-label="Starts"
              data={optionsOf(startKinds).filter(
                ({ value }) => value !== 'period-end' || offered['period-end'] === null,
              )}
              value={kind}
              allowDeselect={false}
              onChange={(startKind) => startKind !== null && edit({ startKind })}
            />
            {kind === 'date' ? (
              <DateDetail
                {...date}
                label="Start date"
                none="Choose a day"
                value={start}
                onChange={(startDate) => edit({ startKind: 'date', startDate })}
              />
            ) : null}
            {offered['period-end'] === null ? null : (
              <small className={styles.unit}>{notOffered[offered['period-end']]}</small>
            )}
          </span>
        </DetailRow>
      ) : (
        <Why>{notOffered[offered.startDate]}</Why>
      )}
      <DetailRow label="Ends" {...rowOf(context, 'cancellationDate')}>
        <DateDetail
          {...date}
          label="Ends"
          none="Not by itself"
          value={end}
          onChange={(cancellationDate) => edit({ cancellationDate })}
        />
      </DetailRow>
    </Group>
  )
}

/** Whether it starts as a trial, until when, and what happens then. */
export function TrialGroup({ context }: Props) {
  const { edited, edit, offered, timeZone, today } = context
  const trial = nowOf(context, 'trial')
  const summary = trial === null ? 'as the plan says' : trial.isTrial ? 'free trial' : 'no trial'
  const then = trial?.isTrial && trial.endBehavior ? ` · then ${trialEnds[trial.endBehavior].toLowerCase()}` : ''
  return (
    <Group title="Free trial" summary={summary + then} edited={'trial' in edited} startsOpen={trial?.isTrial === true}>
      {offered.trial === null ? (
        <DetailRow label="Trial" {...rowOf(context, 'trial')}>
          <TrialDetail timeZone={timeZone} today={today} value={trial} onChange={(value) => edit({ trial: value })} />
        </DetailRow>
      ) : (
        <Why>{notOffered[offered.trial]}</Why>
      )}
    </Group>
  )
}

/** The least and the most that on-demand charges may come to. */
export function SpendGroup({ context }: Props) {
  const { edited, edit, offered, currency } = context
  const minimum = nowOf(context, 'minimumSpend')
  const maximum = nowOf(context, 'maximumSpend')
  const code = (minimum?.currency ?? currency).toUpperCase()
  const summary =
    offered.spend !== null
      ? 'only on paid plans'
      : [
          minimum ? `at least ${formatMoney(minimum)}` : 'no minimum',
          maximum ? `at most ${formatMoney({ amount: maximum.limit, currency })}` : 'no maximum',
        ].join(' · ')
  return (
    <Group title="Spend" summary={summary} edited={'minimumSpend' in edited || 'maximumSpend' in edited}>
      {offered.spend === null ? (
        <>
          <DetailRow label="Minimum spend" {...rowOf(context, 'minimumSpend')}>
            <span className={styles.entry}>
              <AmountField
                label="Minimum spend"
                placeholder="None"
                value={minimum?.amount ?? null}
                onChange={(amount) => edit({ minimumSpend: { amount, currency } })}
                onClear={() => edit({ minimumSpend: null })}
              />
              <span className={styles.unit}>{code} each billing period</span>
            </span>
          </DetailRow>
          <DetailRow label="Maximum spend" {...rowOf(context, 'maximumSpend')}>
            <span className={styles.stack}>
              <span className={styles.entry}>
                <AmountField
                  label="Maximum spend"
                  placeholder="None"
                  value={maximum?.limit ?? null}
                  onChange={(limit) => edit({ maximumSpend: { limit, hasSoftLimit: maximum?.hasSoftLimit ?? false } })}
                  onClear={() => edit({ maximumSpend: null })}
                />
                <span className={styles.unit}>{code}</span>
              </span>
              {maximum === null ? null : (
                <Checkbox
                  size="xs"
                  label="Stop usage when it is reached"
                  checked={!maximum.hasSoftLimit}
                  onChange={({ currentTarget: { checked } }) =>
                    edit({ maximumSpend: { limit: maximum.limit, hasSoftLimit: !checked } })
                  }
                />
              )}
            </span>
          </DetailRow>
        </>
      ) : (
        <Why>{notOffered[offered.spend]}</Why>
      )}
    </Group>
  )
}

const sayDiscount = (discount: SubscriptionDraft['discount'], context: EditorContext): string => {
  if (discount === null) return 'none'
  if (discount.kind === 'coupon') {
    return context.catalog.coupons.find(({ id }) => id === discount.couponId)?.name ?? discount.couponId
  }
  const off =
    discount.percentOff === null ? discount.amountOff && formatMoney(discount.amountOff) : `${discount.percentOff} %`
  return `${off ?? 'nothing'} off for this subscription alone`
}

/** A coupon of the catalogue, or a discount made for this subscription alone. */
export function DiscountGroup({ context }: Props) {
  const { edited, edit, offered, catalog, currency } = context
  const discount = nowOf(context, 'discount')
  const own = discount?.kind === 'own' ? discount : null
  const coupons = catalog.coupons.filter(({ archived }) => !archived)
  const choose = (value: string | null): void => {
    if (value === null || value === 'none') return edit({ discount: null })
    if (value !== 'own') return edit({ discount: { kind: 'coupon', couponId: value.slice('coupon:'.length) } })
    edit({
      discount: { kind: 'own', name: 'Negotiated discount', percentOff: '10', amountOff: null, durationInMonths: null },
    })
  }
  return (
    <Group
      title="Discount"
      summary={offered.discount === null ? sayDiscount(discount, context) : 'only on paid plans'}
      edited={'discount' in edited}
    >
      {offered.discount === null ? (
        <DetailRow label="Discount" {...rowOf(context, 'discount')}>
          <span className={styles.stack}>
            <Select
              {...input}
              aria-label="Discount"
              data={[
                { value: 'none', label: 'None' },
                { value: 'own', label: 'For this subscription alone' },
                ...coupons.map(({ id, name, percentOff, amountsOff }) => ({
                  value: `coupon:${id}`,
                  label: `${name} · ${percentOff === null ? amountsOff.map(formatMoney).join(', ') : `${percentOff} %`} off`,
                })),
              ]}
              value={discount === null ? 'none' : discount.kind === 'own' ? 'own' : `coupon:${discount.couponId}`}
              allowDeselect={false}
              onChange={choose}
            />
            {own === null ? null : (
              <>
                <TextInput
                  {...input}
                  aria-label="Name of the discount"
                  value={own.name}
                  maxLength={255}
                  onChange={({ currentTarget: { value } }) =>
                    value !== '' && edit({ discount: { ...own, name: value } })
                  }
                />
                <span className={styles.entry}>
                  <AmountField
                    label="Percent off"
                    placeholder="Percent"
                    most="100"
                    value={own.percentOff}
                    onChange={(percentOff) => edit({ discount: { ...own, percentOff, amountOff: null } })}
                  />
                  <span className={styles.unit}>% or</span>
                  <AmountField
                    label="Amount off"
                    placeholder="Amount"
                    value={own.amountOff?.amount ?? null}
                    onChange={(amount) =>
                      edit({ discount: { ...own, percentOff: null, amountOff: { amount, currency } } })
                    }
                  />
                  <span className={styles.unit}>{currency.toUpperCase()}</span>
                </span>
                <NumberInput
                  {...input}
                  aria-label="Months of the discount"
                  placeholder="For as long as it runs"
                  suffix=" months"
                  min={1}
                  max={120}
                  allowDecimal={false}
                  hideControls
                  value={own.durationInMonths ?? ''}
                  onChange={(value) =>
                    edit({
                      discount: { ...own, durationInMonths: typeof value === 'number' && value >= 1 ? value : null },
                    })
                  }
                />
              </>
            )}
          </span>
        </DetailRow>
      ) : (
        <Why>{notOffered[offered.discount]}</Why>
      )}
    </Group>
  )
}

/** How it is paid, and what is not paid yet. */
export function PaymentGroup({ context }: Props) {
  const { edited, edit, offered, running } = context
  const collection = nowOf(context, 'paymentCollection')
  const due = nowOf(context, 'daysUntilDue')
  const open = running.flatMap(({ latestInvoice }) => (latestInvoice?.status === 'OPEN' ? [latestInvoice] : []))
  const summary = [
    collection === null ? 'left to the plan' : collections[collection].toLowerCase(),
    ...(collection === 'INVOICE' && due !== null ? [`due in ${due} days`] : []),
    ...(open.length > 0 ? [`${open.length} unpaid`] : []),
  ].join(' · ')
  return (
    <Group
      title="Payment"
      summary={summary}
      edited={'paymentCollection' in edited || 'daysUntilDue' in edited}
      startsOpen={context.subscription.pricingType === 'PAID'}
    >
      {offered.paymentCollection === null ? (
        <DetailRow label="Payment" {...rowOf(context, 'paymentCollection')}>
          <Select
            {...input}
            aria-label="Payment"
            placeholder="Left to the plan"
            data={optionsOf(collections)}
            value={collection}
            clearable
            clearButtonProps={{ 'aria-label': 'Clear: payment' }}
            onChange={(value) => edit({ paymentCollection: value })}
          />
        </DetailRow>
      ) : (
        <Why>{notOffered[offered.paymentCollection]}</Why>
      )}
      {offered.daysUntilDue === null || collection === 'INVOICE' ? (
        <DetailRow label="Days until due" {...rowOf(context, 'daysUntilDue')}>
          <NumberInput
            {...input}
            aria-label="Days until due"
            placeholder="As Stigg has it"
            min={1}
            max={365}
            allowDecimal={false}
            hideControls
            value={due ?? ''}
            onChange={(value) => edit({ daysUntilDue: typeof value === 'number' && value >= 1 ? value : null })}
          />
        </DetailRow>
      ) : null}
      {open.length === 0 ? null : (
        <ul className={styles.invoices} aria-label="Open invoices">
          {open.map(({ id, amountDue, pdfUrl }) => (
            <li key={id}>
              <span>Open invoice{amountDue === null ? '' : ` of ${formatMoney(amountDue)}`}</span>
              {pdfUrl === null ? <code>{id}</code> : <OutLink href={pdfUrl}>Open the invoice</OutLink>}
            </li>
          ))}
        </ul>
      )}
    </Group>
  )
}

/** Where the billing cycle is anchored, what is prorated, and who pays. */
export function BillingGroup({ context }: Props) {
  const { edited, edit, offered } = context
  const anchor = nowOf(context, 'billingCycleAnchor')
  const proration = nowOf(context, 'proration')
  const payer = nowOf(context, 'payingCustomerId')
  const summary =
    offered.billing !== null
      ? 'only on paid plans'
      : [
          anchor === 'NOW' ? 'cycle starts now' : 'cycle unchanged',
          proration === null ? 'proration as Stigg has it' : prorations[proration].toLowerCase(),
          ...(payer === null ? [] : [`paid by ${payer}`]),
        ].join(' · ')
  return (
    <Group
      title="Billing"
      summary={summary}
      edited={['billingCycleAnchor', 'proration', 'payingCustomerId'].some((field) => field in edited)}
    >
      {offered.billing === null ? (
        <>
          <DetailRow label="Billing cycle" {...rowOf(context, 'billingCycleAnchor')}>
            <Select
              {...input}
              aria-label="Billing cycle"
              placeholder={anchors.UNCHANGED}
              clearable
              clearButtonProps={{ 'aria-label': 'Clear: billing cycle' }}
              data={optionsOf(anchors)}
              value={anchor}
              onChange={(value) => edit({ billingCycleAnchor: value })}
            />
          </DetailRow>
          <DetailRow label="Proration" {...rowOf(context, 'proration')}>
            <Select
              {...input}
              aria-label="Proration"
              placeholder="As Stigg has it"
              clearable
              clearButtonProps={{ 'aria-label': 'Clear: proration' }}
              data={optionsOf(prorations)}
              value={proration}
              onChange={(value) => edit({ proration: value })}
            />
          </DetailRow>
        </>
      ) : (
        <Why>{notOffered[offered.billing]}</Why>
      )}
      {offered.payingCustomerId === null ? (
        <DetailRow label="Paid by" {...rowOf(context, 'payingCustomerId')}>
          <TextInput
            {...input}
            aria-label="Paid by"
            placeholder="The customer itself"
            maxLength={255}
            spellCheck={false}
            value={payer ?? ''}
            onChange={({ currentTarget: { value } }) =>
              edit({ payingCustomerId: value.trim() === '' ? null : value.trim() })
            }
          />
        </DetailRow>
      ) : null}
    </Group>
  )
}
