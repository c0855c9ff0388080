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
