import type { GrantFindingCode } from '#shared/domain/grant-rules'

import { here, inStigg, type HelpPage } from './parts.ts'

const atField = 'In the form where credits are granted, at its field, and in the review.'
const inReview = 'In the review of a grant, which asks Stigg about the customer a moment before.'
const change = here('Press Change it in the review, and correct the field.')

type GrantHelp = { readonly [Code in GrantFindingCode as `grant.${Code}`]: HelpPage }

/** What speaks against a grant of credits. */
export const grantHelp: GrantHelp = {
  'grant.amount-not-positive': {
    topic: 'credits',
    means: 'The amount of the grant is empty, zero or below zero.',
    why: 'Stigg grants credits; it cannot take them away by a grant. To take some away, void a grant.',
    steps: [here('Type how many credits the customer gets.')],
    seen: atField,
    related: ['grant.amount-not-exact', 'credits.blocked'],
  },
  'grant.amount-not-exact': {
    topic: 'credits',
    means: 'The amount has more digits than Stigg keeps.',
    why: 'Stigg would round it, and the customer would get another amount than the one agreed to.',
    steps: [here('Use a shorter number, or grant it in two parts.')],
    seen: atField,
    related: ['grant.amount-not-positive'],
  },
  'grant.name-missing': {
    topic: 'credits',
    means: 'The grant has no display name.',
    why: 'The name tells one grant from the next, here, in Stigg and on the customer’s invoices.',
    steps: [here('Give it a name that says what it is for.')],
    seen: atField,
    related: ['credits.blocked'],
  },
  'grant.currency-not-found': {
    topic: 'credits',
    means: 'The grant names no currency, or one that is not in Stigg’s catalogue.',
    why: 'Credits are always of one currency, and Stigg would refuse the grant.',
    steps: [
      here('Choose a currency of the list.'),
      here('If it came from a top-up, correct the top-up in the settings.'),
      inStigg('If the currency is new, make it there, and read the customer’s credits again.'),
    ],
    seen: atField,
    related: ['grant.currency-archived', 'currency.not-found'],
  },
  'grant.currency-archived': {
    topic: 'credits',
    means: 'The currency is archived in Stigg.',
    why: 'Nothing new is granted in an archived currency.',
    steps: [here('Choose another currency.'), inStigg('Or unarchive this one, if it is still sold.')],
    seen: atField,
    related: ['grant.currency-not-found', 'currency.archived'],
  },
  'grant.resource-not-found': {
    topic: 'credits',
    means: 'The grant is for a resource that none of the customer’s subscriptions has.',
    why: 'Credits of a resource can be used by that resource alone, so nobody could use these.',
    steps: [
      here('Choose a resource of the list, or leave it empty: then the credits belong to the customer as a whole.'),
      inStigg('If the resource’s subscription is yet to come, provision that first.'),
    ],
    seen: inReview,
    related: ['subscription.resource-required'],
  },
  'grant.priority-not-whole': {
    topic: 'credits',
    means: 'The priority is not a whole number from zero.',
    why: 'Stigg uses up grants in the order of their priority, the lowest number first.',
    steps: [here('Type a whole number, or leave the priority empty.')],
    seen: atField,
    related: ['credits.blocked'],
  },
  'grant.expiry-before-effect': {
    topic: 'credits',
    means: 'The expiration date comes before the date from which the credits can be used.',
    why: 'The customer could use them on no day, and Stigg refuses such a grant.',
    steps: [here('Choose a later expiration date, or an earlier effective date.')],
    seen: atField,
    related: ['grant.expiry-in-past'],
  },
  'grant.expiry-in-past': {
    topic: 'credits',
    means: 'The expiration date has gone by.',
    why: 'The credits would expire as soon as they are granted.',
    steps: [here('Choose a later day, or leave the date empty: then they never expire.')],
    seen: atField,
    related: ['grant.expiry-before-effect'],
  },
  'grant.promotional-with-cost': {
    topic: 'credits',
    means: 'The grant is promotional, and yet it has a cost or a payment.',
    why: 'Stigg collects nothing for promotional credits, so the cost would be lost.',
    steps: [here('Take the cost away, or make the grant a paid one.')],
    seen: atField,
    related: ['grant.cost-missing'],
  },
  'grant.cost-missing': {
    topic: 'credits',
    means: 'The grant is paid, and does not say what it costs.',
    why: 'Stigg could collect nothing, and reports would count the credits as free.',
    steps: [here('Type the cost of the whole grant and its currency, or make the grant promotional.')],
    seen: atField,
    related: ['grant.collection-missing', 'grant.promotional-with-cost'],
  },
  'grant.collection-missing': {
    topic: 'credits',
    means: 'The grant is paid, and does not say how the payment is collected.',
    why: 'Stigg would choose by itself whether to charge the customer.',
    steps: [here('Choose a charge, an invoice, or that Stigg collects nothing.')],
    seen: atField,
    related: ['grant.cost-missing', 'grant.billing-not-integrated'],
  },
  'grant.customer-archived': {
    topic: 'credits',
    means: 'The customer is archived in Stigg.',
    why: 'An archived customer can use nothing, and Stigg refuses to grant it credits.',
    steps: [
      inStigg('Unarchive the customer, if it is still one.'),
      here('Look whether the account has another customer.'),
    ],
    seen: inReview,
    related: ['customer.archived'],
  },
  'grant.billing-not-integrated': {
    topic: 'credits',
    means: 'The grant is to be charged or invoiced, and the Stigg environment has no billing integration.',
    why: 'There is nobody who would collect the payment.',
    steps: [
      here('Choose that Stigg does not collect it, and send the invoice yourself.'),
      inStigg('Or connect a billing integration.'),
    ],
    seen: inReview,
    related: ['billing.not-integrated', 'grant.collection-missing'],
  },
  'grant.payment-method-missing': {
    topic: 'credits',
    means: 'The grant is to be charged, and the customer has no payment method on file.',
    why: 'The charge would fail, and the credits would never become usable.',
    steps: [here('Send an invoice instead.'), inStigg('Or have the customer add a payment method.')],
    seen: inReview,
    related: ['billing.no-payment-method', 'grant.billing-email-missing'],
  },
  'grant.billing-email-missing': {
    topic: 'credits',
    means: 'The grant is to be invoiced, and the customer has no billing e-mail.',
    why: 'Stigg refuses an invoice that it can send to nobody.',
    steps: [inStigg('Give the customer a billing e-mail.'), here('Then review the grant again.')],
    seen: inReview,
    related: ['billing.email-missing', 'grant.payment-method-missing'],
  },
  'grant.repeated': {
    topic: 'credits',
    means: 'The customer got the same amount of the same currency a short while ago, from here or in Stigg.',
    why: 'It is often a colleague who was quicker, and one grant is enough.',
    steps: [
      here('Look at the newest grants of the customer.'),
      here('Tick the warning if the customer is to have them once more.'),
      here('How many hours count as a short while is said in the settings, under the guard-rails of credits.'),
    ],
    seen: inReview,
    related: ['grant.another', 'credits.unconfirmed'],
  },
  'grant.another': {
    topic: 'credits',
    means: 'The same credits were granted from here before, to the same customer and for the same reason.',
    why: 'It will be a further grant beside the earlier one, not a repetition of it.',
    steps: [
      here('Look at the earlier grant, in the list of grants.'),
      here('Tick the warning if both are meant.'),
      here('Void the earlier one if it was a mistake.'),
    ],
    seen: inReview,
    related: ['grant.repeated', 'credits.stale'],
  },
  'grant.recurring-already': {
    topic: 'credits',
    means: 'A subscription of the customer brings as many credits of this currency by itself.',
    why: 'Where a deal’s credit line was provisioned with its subscription, a grant for the line gives them twice.',
    steps: [
      here('Look at the recurring grants of the customer.'),
      here('Tick the warning if these credits come on top.'),
    ],
    seen: inReview,
    related: ['grant.another'],
  },
  'grant.over-grant-cap': {
    topic: 'credits',
    means: 'The amount is above what the profile allows for one grant.',
    why: 'The limit catches slips of the pen, such as a zero too many.',
    steps: [
      change,
      here('If the amount is right, type the customer’s ID to confirm it.'),
      here('The limit is set in the settings, under the guard-rails of credits.'),
    ],
    seen: inReview,
    related: ['grant.over-day-cap', 'credits.unconfirmed'],
  },
  'grant.over-day-cap': {
    topic: 'credits',
    means: 'With this grant you would have granted more of the currency within 24 hours than the profile allows.',
    why: 'The limit bounds what one person can give away in a day. What was granted from other machines is not counted.',
    steps: [
      here('If the grant is right, type the customer’s ID to confirm it.'),
      here('Or let a colleague grant it, or wait.'),
      here('The limit is set in the settings, under the guard-rails of credits.'),
    ],
    seen: inReview,
    related: ['grant.over-grant-cap', 'credits.unconfirmed'],
  },
  'grant.awaits-payment': {
    topic: 'credits',
    means: 'The grant is invoiced, and its credits can be used only once the invoice is paid.',
    why: 'The balance does not change before. This differs from subscriptions, which begin before their invoice is paid.',
    steps: [
      here('Send the customer the link to the invoice, which stands beside the grant.'),
      here('If the credits are needed at once, grant some as promotional ones.'),
    ],
    seen: inReview,
    related: ['grant.collection-missing'],
  },
}
