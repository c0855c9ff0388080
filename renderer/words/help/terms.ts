import type { FindingCode } from '#shared/domain/finding'

import { here, inSalesforce, inStigg, readAgain, seen, type HelpPage } from './parts.ts'

/** Checks of dates and trials, and of what happens to the subscriptions that run. */
export const termsHelp = {
  'dates.backdated': {
    topic: 'terms',
    means: 'The subscription starts on a day that is over.',
    why: 'That is allowed. Stigg bills the time that has passed with the next billing period.',
    steps: [here('Nothing has to be done. Choose another start in the deal if it is not meant.')],
    seen: seen.edited,
    related: ['dates.end-before-start', 'dates.no-current-period'],
  },
  'dates.no-current-period': {
    topic: 'terms',
    means: 'It is to start at the end of the current billing period, and no subscription with such a period runs.',
    why: 'There is no moment at which it would start.',
    steps: [here('Choose in the deal to start at once, or on a day.')],
    seen: seen.edited,
    related: ['dates.backdated', 'subscription.replaces'],
  },
  'dates.end-before-start': {
    topic: 'terms',
    means: 'The subscription would be cancelled before, or at the moment when, it starts.',
    why: 'The customer would get nothing, and Stigg refuses it.',
    steps: [
      here('Choose a later end or an earlier start in the deal.'),
      inSalesforce('If the dates come from the quote, correct them there.'),
    ],
    seen: seen.edited,
    related: ['dates.backdated', 'trial.end-in-past'],
  },
  'subscription.replaces': {
    topic: 'terms',
    means: 'The customer has a subscription of this product. Stigg cancels it when the new one starts.',
    why: 'The cancellation cannot be taken back. What the old one had and the deal does not mention is gone.',
    steps: [
      here('Compare the columns for today and for what Stigg will hold.'),
      here('Where it is offered, consider changing the subscription in place.'),
      here('Tick the warning if replacing is what was sold.'),
    ],
    seen: seen.live,
    related: ['subscription.schedule-lost', 'subscription.paid-to-custom', 'billing.open-invoice'],
  },
  'subscription.schedule-lost': {
    topic: 'terms',
    means: 'Changes are scheduled on the subscription that is replaced.',
    why: 'They go with it: what was promised for a later day will not happen.',
    steps: [
      inStigg('Note what is scheduled, and for when.'),
      here('Tick the warning and provision.'),
      inStigg('Schedule on the new subscription what still holds.'),
    ],
    seen: seen.live,
    related: ['subscription.replaces'],
  },
  'subscription.paid-to-custom': {
    topic: 'terms',
    means: 'A paid subscription is replaced by one of a custom plan, which Stigg does not bill.',
    why: 'The subscription in the billing provider goes on and charges the customer, beside what was agreed.',
    steps: [
      inStigg('Open the customer in the billing provider, and cancel the subscription there.'),
      here('Tick the warning once that is settled.'),
    ],
    seen: seen.live,
    related: ['subscription.replaces', 'billing.open-invoice'],
  },
  'subscription.resource-required': {
    topic: 'terms',
    means:
      'The product allows several subscriptions for each customer, one for each resource, and no resource is named.',
    why: 'Stigg cannot tell which of them is meant.',
    steps: [
      here('Set the resource ID in the deal, as your application knows it: a workspace, a site, a project.'),
      inStigg('Look at the customer’s other subscriptions, to see how resources are named.'),
    ],
    seen: seen.list,
    related: ['subscription.cannot-amend'],
  },
  'subscription.cannot-amend': {
    topic: 'terms',
    means:
      'You chose to change the running subscription in place, and Stigg cannot bring about what was sold that way.',
    why: 'A change in place keeps the plan, the resource, the way of paying, and takes effect at once.',
    steps: [
      here('Choose to replace the subscription instead.'),
      here('Or take back the change that stands in the way: the finding names it.'),
    ],
    seen: seen.edited,
    related: ['subscription.replaces', 'mapping.delta-lines'],
  },
  'trial.end-in-past': {
    topic: 'terms',
    means: 'The trial would end on a day that is over.',
    why: 'It would end before it begins, and at once become paid or be cancelled.',
    steps: [here('Choose a later end of the trial in the deal, or turn the trial off.')],
    seen: seen.edited,
    related: ['trial.had-before', 'dates.end-before-start'],
  },
  'trial.replaces': {
    topic: 'terms',
    means: 'The customer has a subscription of the product, and the trial would take its place.',
    why: 'What the customer pays for is cancelled in favour of a trial.',
    steps: [
      inSalesforce('Ask the owner of the deal what was promised.'),
      here('Turn the trial off in the deal, if it is an ordinary sale.'),
      here('Tick the warning only if the trial is meant.'),
    ],
    seen: seen.live,
    related: ['subscription.replaces', 'trial.had-before'],
  },
  'trial.had-before': {
    topic: 'terms',
    means: 'This customer has had a trial of the product before.',
    why: 'Most companies give one trial for each product.',
    steps: [
      inStigg('See in the customer’s subscriptions when the earlier trial was.'),
      here('Tick the warning if a second one was promised, or turn the trial off.'),
      readAgain,
    ],
    seen: seen.live,
    related: ['trial.replaces', 'trial.end-in-past'],
  },
} as const satisfies Partial<Record<FindingCode, HelpPage>>
