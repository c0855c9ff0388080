import type { FindingCode } from '#shared/domain/finding'

import { fact, plural } from '../facts.ts'
import {
  count,
  detail,
  early,
  id,
  nothing,
  owed,
  plan,
  record,
  scheduled,
  when,
  type FindingWords,
  type Said,
} from './parts.ts'

/** Why an update cannot bring about what was sold. */
const obstacles: Readonly<Record<string, (said: Said) => string>> = {
  'no-subscription': (said) => `No single subscription of ${fact(said.facts, 'product', 'the product')} is running.`,
  'other-plan': (said) =>
    `The running subscription is on ${plan(said)}, and the deal sold ${fact(said.facts, 'newPlan', 'another plan')}: Stigg cannot change a plan in place.`,
  'other-resource': () => 'The running subscription is for another resource.',
  'payment-collection': () => 'Stigg cannot change how a running subscription is paid.',
  trial: () => 'A trial cannot be turned into a subscription, nor the reverse, by changing it.',
  'later-start': () => 'A change in place takes effect at once, and the deal starts later.',
  'paying-customer': () => 'Stigg cannot change who pays for a running subscription.',
}

/** Findings about how it is billed, and what runs already. */
export const termsFindings = {
  'billing.period-missing': {
    title: 'No billing period',
    sentence: (said) =>
      said.facts['period']
        ? `${plan(said)} is not sold ${said.facts['period'].toLowerCase()}.`
        : `${plan(said)} is sold by the month and by the year, and nothing says which.`,
    remedy: 'Choose the billing period.',
    action: detail('billingPeriod', 'Choose the period'),
  },
  'billing.email-missing': {
    title: 'No billing e-mail',
    sentence: ({ facts }) =>
      `${fact(facts, 'plans', 'The plan')} is paid by invoice, and there is no address to send it to.`,
    remedy: 'Choose a contact, or type an address.',
    action: detail('billingEmail', 'Set the e-mail'),
  },
  'billing.open-invoice': {
    title: 'An invoice is unpaid',
    sentence: (said) =>
      `The running ${plan(said)} subscription has an open invoice${owed(said.facts)}, and Stigg refuses to replace it until that is settled.`,
    remedy: 'Have it paid or voided, then read the deal again.',
    action: record,
  },
  'billing.email-not-a-contact': {
    title: 'The billing e-mail is no contact’s',
    sentence: ({ facts }) =>
      `${fact(facts, 'email', 'The address')} is not among the contacts of ${fact(facts, 'account', 'the account')} in Salesforce.`,
    remedy: 'Choose a contact’s address, or add the contact in Salesforce.',
    action: detail('billingEmail', 'Change the e-mail'),
  },
  'billing.not-integrated': {
    title: 'Stigg cannot collect',
    sentence: (said) => `${plan(said)} is to be paid through Stigg, and the environment has no billing integration.`,
    remedy: 'Connect a billing provider in Stigg, or choose that Stigg does not collect.',
    action: detail('paymentCollection', 'Change the payment'),
  },
  'billing.no-payment-method': {
    title: 'No payment method on file',
    sentence: (said) =>
      `${plan(said)} is to be charged, and the customer has no payment method in Stigg: nothing is active before there is one.`,
    remedy: 'Have one added in the billing provider, or send an invoice.',
    action: detail('paymentCollection', 'Change the payment'),
  },
  'billing.currency-mismatch': {
    title: 'No price in the deal’s currency',
    sentence: (said) =>
      `The deal is in ${fact(said.facts, 'currency', 'another currency').toUpperCase()}, and ${plan(said)} has prices in ${fact(said.facts, 'offered', 'others').toUpperCase()} only.`,
    remedy: 'Add the currency to the plan in Stigg, or correct the deal’s currency.',
    action: record,
  },
  'dates.backdated': {
    title: 'Starts in the past',
    sentence: ({ facts, day }) =>
      `It starts on ${facts['start'] ? day(facts['start']) : 'a day that is over'}; Stigg bills a past start with the next billing period.`,
    remedy: 'Choose another start if that is not meant.',
    action: detail('startDate', 'Change the start'),
  },
  'dates.no-current-period': {
    title: 'No billing period to wait for',
    sentence: (said) =>
      `${plan(said)} is to start at the end of the current billing period, and no subscription with one is running.`,
    remedy: 'Start it at once, or on a day.',
    action: detail('startDate', 'Change the start'),
  },
  'dates.end-before-start': {
    title: 'It would end before it starts',
    sentence: ({ facts, day }) =>
      `The end on ${facts['end'] ? day(facts['end']) : 'that day'} is not after the start${facts['start'] ? ` on ${day(facts['start'])}` : ''}.`,
    remedy: 'Choose a later end.',
    action: detail('cancellationDate', 'Change the end'),
  },
  'spend.minimum-above-maximum': {
    title: 'The minimum is above the maximum',
    sentence: ({ facts }) =>
      `The minimum spend of ${facts['minimum'] ?? ''} is more than the maximum of ${facts['maximum'] ?? ''}.`,
    remedy: 'Lower the minimum or raise the maximum.',
    action: detail('minimumSpend', 'Change the spend'),
  },
  'spend.other-currency': {
    title: 'The minimum is in another currency',
    sentence: ({ facts }) =>
      `The minimum spend is in ${fact(facts, 'given', 'another currency').toUpperCase()}, and ${fact(facts, 'plan', 'the plan')} is billed in ${fact(facts, 'currency', 'the deal’s').toUpperCase()}.`,
    remedy: 'Give the minimum in the deal’s currency.',
    action: detail('minimumSpend', 'Change the spend'),
  },
  'discount.out-of-range': {
    title: 'The discount takes nothing off',
    sentence: ({ facts }) => `${facts['off'] ?? '0'} off is not possible: more than nothing, and at most 100 percent.`,
    remedy: 'Correct the discount.',
    action: detail('discount', 'Change the discount'),
  },
  'discount.other-currency': {
    title: 'The discount is in another currency',
    sentence: ({ facts }) =>
      `The amount off is in ${fact(facts, 'given', 'another currency').toUpperCase()}, and ${fact(facts, 'plan', 'the plan')} is billed in ${fact(facts, 'currency', 'the deal’s').toUpperCase()}.`,
    remedy: 'Give the amount in the deal’s currency, or a percentage.',
    action: detail('discount', 'Change the discount'),
  },
  'coupon.not-found': {
    title: 'The coupon is not in Stigg',
    sentence: ({ facts }) => `Stigg’s catalogue has no coupon ${fact(facts, 'id', '')}.`,
    remedy: 'Choose another discount.',
    action: detail('discount', 'Change the discount'),
  },
  'coupon.archived': {
    title: 'The coupon is archived',
    sentence: ({ facts }) => `${fact(facts, 'coupon', 'The coupon')} was archived in Stigg and cannot be applied.`,
    remedy: 'Choose another discount.',
    action: detail('discount', 'Change the discount'),
  },
  'coupon.other-currency': {
    title: 'The coupon is in another currency',
    sentence: ({ facts }) =>
      `${fact(facts, 'coupon', 'The coupon')} takes nothing off in ${fact(facts, 'currency', 'the deal’s currency').toUpperCase()}.`,
    remedy: 'Choose another discount.',
    action: detail('discount', 'Change the discount'),
  },
  'credit.cadence-missing': {
    title: 'No credit cadence',
    sentence: (said) =>
      `Nothing says whether the ${count(said.facts['amount'])} ${said.name || id(said)} are granted every month or every year.`,
    remedy: 'Choose how often they are granted.',
    action: detail('creditCadence', 'Choose the cadence'),
  },
  'subscription.replaces': {
    title: 'Replaces a running subscription',
    sentence: (said) => `The running ${plan(said)} subscription is cancelled ${when(said)}${early(said)}.`,
    remedy: 'Go on only if that is what was sold.',
    action: record,
  },
  'subscription.schedule-lost': {
    title: 'Scheduled changes are lost',
    sentence: (said) =>
      `${plural(Number(said.facts['count'] ?? 1), 'scheduled change')} of the ${plan(said)} subscription will not happen${scheduled(said)}.`,
    remedy: 'Note what was scheduled, so that you can schedule it again.',
    action: record,
  },
  'subscription.paid-to-custom': {
    title: 'Outside billing goes on',
    sentence: (said) =>
      `The paid ${plan(said)} subscription becomes a custom one; what the billing system charges for it goes on.`,
    remedy: 'Cancel it in the billing system.',
    action: record,
  },
  'subscription.resource-required': {
    title: 'No resource ID',
    sentence: (said) =>
      `A customer may hold several subscriptions of ${fact(said.facts, 'product', 'this product')}, so Stigg must be told which resource this one is for.`,
    remedy: 'Give the resource’s ID.',
    action: detail('resourceId', 'Set the resource ID'),
  },
  'subscription.cannot-amend': {
    title: 'Cannot be changed in place',
    sentence: (said) =>
      obstacles[said.facts['obstacle'] ?? '']?.(said) ?? 'The running subscription cannot be changed in place.',
    remedy: 'Replace the subscription instead.',
    action: nothing,
  },
  'trial.end-in-past': {
    title: 'The trial ends in the past',
    sentence: ({ facts, day }) => `It would end on ${facts['end'] ? day(facts['end']) : 'a day that is over'}.`,
    remedy: 'Choose a later day.',
    action: detail('trial', 'Change the trial'),
  },
  'trial.replaces': {
    title: 'A trial replaces a running subscription',
    sentence: (said) =>
      `The trial of ${fact(said.facts, 'newPlan', 'the plan')} cancels the running ${plan(said)} subscription ${when(said)}${early(said)}.`,
    remedy: 'Go on only if that is what was promised.',
    action: detail('trial', 'Change the trial'),
  },
  'trial.had-before': {
    title: 'A second trial',
    sentence: (said) => `This customer has had a trial of ${fact(said.facts, 'product', 'this product')} before.`,
    remedy: 'Go on only if a second one was promised.',
    action: detail('trial', 'Change the trial'),
  },
} as const satisfies Partial<Record<FindingCode, FindingWords>>
