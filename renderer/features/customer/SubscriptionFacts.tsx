import type { ReactNode } from 'react'

import type { CustomerSubscriptions } from '#shared/contract/customers'
import type { Subscription } from '#shared/domain/customer'

import type { OrgTime } from '../../data/use-status.ts'
import { CopyableId } from '../../ui/CopyableId.tsx'
import { dayOf, formatFullDay, formatMoment } from '../../ui/dates.ts'
import { formatMoney, formatMoneyShort, formatNumber } from '../../ui/numbers.ts'
import { StrangeLink } from '../../ui/StrangeLink.tsx'
import { When } from '../../ui/When.tsx'
import prose from '../../ui/prose.module.css'
import { sayUpdate } from '../../words/acts.ts'
import { afterTrial, collectionsShort, invoiceStates, perPeriod } from '../../words/customer.ts'
import styles from './Customer.module.css'
import { Checkout } from './Checkout.tsx'
import { Facts } from './Facts.tsx'

interface Shown {
  readonly subscription: Subscription
  readonly updates: Subscription['scheduledUpdates']
  readonly checkout: CustomerSubscriptions['checkouts'][number] | null
  readonly nameOf: (id: string) => string
  readonly time: OrgTime
}

/** When it runs, what it is made of, what is billed, and what waits to happen to it. */
export function SubscriptionFacts(props: Shown) {
  const { subscription, nameOf, time } = props
  const { timeZone, today } = time
  const { status, trialEndDate, trialEndBehavior, currentPeriodStart, currentPeriodEnd } = subscription
  const end = subscription.cancellationDate ?? (status === 'IN_TRIAL' ? null : subscription.effectiveEndDate)
  const day = (moment: string): string => formatFullDay(dayOf(moment, timeZone))
  const then = afterTrial[trialEndBehavior ?? '']
  return (
    <Facts
      facts={[
        ['Started', <When key="start" moment={subscription.startDate} timeZone={timeZone} />],
        [
          'Current period',
          currentPeriodStart === null || currentPeriodEnd === null
            ? null
            : `${day(currentPeriodStart)} – ${day(currentPeriodEnd)}`,
        ],
        [
          status === 'IN_TRIAL' ? 'Trial ends' : 'Trial ended',
          trialEndDate === null ? null : (
            <>
              <When moment={trialEndDate} timeZone={timeZone} today={today} />
              {then === undefined || status !== 'IN_TRIAL' ? null : <span className={prose.soft}>, then {then}</span>}
            </>
          ),
        ],
        ['Ends', end === null ? 'not set' : <When key="end" moment={end} timeZone={timeZone} today={today} />],
        ['Add-ons', addonsOf(subscription, nameOf)],
        ['Quantities', chargesOf(subscription, nameOf)],
        ['Price', priceOf(subscription, nameOf)],
        ['Billing', billingOf(subscription)],
        ['Discounts', subscription.coupons.map(({ name }) => name).join(', ')],
        ['Minimum spend', subscription.minimumSpend && formatMoneyShort(subscription.minimumSpend)],
        ['Budget', subscription.maximumSpend && formatNumber(subscription.maximumSpend.limit)],
        ['Latest invoice', invoiceOf(subscription)],
        ['Payment', props.checkout && <Checkout key="checkout" checkout={props.checkout} />],
        ['Scheduled', props.updates.length === 0 ? null : <Updates key="updates" {...props} />, true],
        ['Subscription ID', <CopyableId key="id" id={subscription.id} label="subscription ID" />],
      ]}
    />
  )
}

function Updates({ subscription, updates, nameOf, time }: Shown) {
  return (
    <ul className={styles.updates}>
      {updates.map((update) => (
        <li key={`${update.type} ${update.at}`}>
          {sayUpdate(update, nameOf(subscription.planId), (moment) => formatMoment(moment, time.timeZone))}
        </li>
      ))}
    </ul>
  )
}

const addonsOf = ({ addons }: Subscription, nameOf: (id: string) => string): string =>
  addons.map(({ id, quantity }) => `${nameOf(id)}${quantity === '1' ? '' : ` × ${formatNumber(quantity)}`}`).join(', ')

const chargesOf = ({ charges }: Subscription, nameOf: (id: string) => string): string =>
  (charges ?? []).map(({ featureId, quantity }) => `${nameOf(featureId)} ${formatNumber(quantity)}`).join(', ')

/** What was agreed for the plan, for each unit, and for add-ons; empty where Stigg holds no price of it. */
const priceOf = ({ prices, billingPeriod }: Subscription, nameOf: (id: string) => string): string =>
  prices
    .flatMap(({ addonId, featureId, price }) => {
      if (price === null) return []
      const per = billingPeriod === null ? '' : ` ${perPeriod[billingPeriod]}`
      const amount = `${formatMoney(price)}${featureId === null ? '' : ' each'}${per}`
      const of = featureId ?? addonId
      return [of === null ? amount : `${nameOf(of)} ${amount}`]
    })
    .join(', ')

function billingOf({ billingPeriod, paymentCollectionMethod, pricingType, payingCustomerId }: Subscription): string {
  const period = billingPeriod === null ? [] : [billingPeriod === 'MONTHLY' ? 'monthly' : 'yearly']
  const collection = paymentCollectionMethod === null ? [] : [collectionsShort[paymentCollectionMethod]]
  const payer = payingCustomerId === null ? [] : [`paid by ${payingCustomerId}`]
  return pricingType === 'PAID' || payer.length > 0 ? [...period, ...collection, ...payer].join(', ') : 'not by Stigg'
}

function invoiceOf({ latestInvoice }: Subscription): ReactNode {
  if (latestInvoice === null) return null
  const { id, status, amountDue, pdfUrl } = latestInvoice
  const due = status === 'OPEN' && amountDue !== null ? `, ${formatMoney(amountDue)} due` : ''
  return (
    <span className={styles.ways}>
      <span data-open={status === 'OPEN'} className={styles.invoice}>
        {invoiceStates[status]}
        {due}
      </span>
      {pdfUrl === null ? <code>{id}</code> : <StrangeLink href={pdfUrl}>Invoice</StrangeLink>}
    </span>
  )
}
