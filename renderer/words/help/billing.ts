import type { FindingCode } from '#shared/domain/finding'

import { here, inSalesforce, inStigg, readAgain, seen, type HelpPage } from './parts.ts'

/** Checks of how it is billed: periods, collection, prices, spend and discounts. */
export const billingHelp = {
  'billing.period-missing': {
    topic: 'billing',
    means:
      'The paid plan has several billing periods, or not the one that was asked for, and nothing says which it is.',
    why: 'Stigg must know whether to bill by the month or by the year.',
    steps: [
      here('Choose the billing period in the deal.'),
      here('To settle it for all deals, set Billing period in the settings, or make a template.'),
      inStigg('If the period that was sold has no price, add one to the plan.'),
    ],
    seen: seen.list,
    related: ['credit.cadence-missing', 'price.period-unknown', 'billing.currency-mismatch'],
  },
  'billing.email-missing': {
    topic: 'billing',
    means: 'The deal is paid by invoice, and the customer has no billing e-mail.',
    why: 'The invoice would reach nobody.',
    steps: [
      here('Choose a contact of the account in the deal, or type an address.'),
      inSalesforce('Or add the contact who receives invoices to the account.'),
    ],
    seen: seen.live,
    related: ['billing.email-not-a-contact'],
  },
  'billing.email-not-a-contact': {
    topic: 'billing',
    means: 'Invoices go to an address that none of the account’s contacts has.',
    why: 'It may be a slip of the pen, or somebody who has left.',
    steps: [
      here('Choose a contact’s address in the deal.'),
      inSalesforce('Or add the person as a contact of the account.'),
      here('Tick the warning if the address is right, as with a shared mailbox.'),
    ],
    seen: seen.live,
    related: ['billing.email-missing', 'customer.possible-duplicate'],
  },
  'billing.open-invoice': {
    topic: 'billing',
    means: 'The subscription that would be replaced has an invoice that is not paid.',
    why: 'Stigg refuses to replace a subscription until its latest invoice is settled.',
    steps: [
      inStigg('Open the subscription, and from there the invoice in the billing provider.'),
      inStigg('Have the invoice paid, or voided if it is wrong.'),
      readAgain,
      here('Or change the subscription in place, where that is offered: Stigg takes that.'),
    ],
    seen: seen.live,
    related: ['subscription.replaces', 'billing.no-payment-method'],
  },
  'billing.not-integrated': {
    topic: 'billing',
    means: 'The plan is to be charged or invoiced by Stigg, and the environment is connected to no billing provider.',
    why: 'Stigg cannot collect, so it refuses the subscription.',
    steps: [
      inStigg('Connect a billing provider under Integrations.'),
      here('Or set Payment in the deal to not being collected by Stigg.'),
    ],
    seen: seen.live,
    related: ['billing.no-payment-method', 'link.no-integration'],
  },
  'billing.no-payment-method': {
    topic: 'billing',
    means: 'The plan is to be charged, and the customer has no payment method on file.',
    why: 'Stigg makes the subscription, and nothing of it is active before the payment. The run waits meanwhile.',
    steps: [
      inStigg('Have the customer add a payment method in the billing provider.'),
      here('Or choose Invoice for the payment in the deal.'),
      here('Or tick the warning, and send the customer the checkout page that the run shows.'),
    ],
    seen: seen.live,
    related: ['billing.not-integrated', 'billing.email-missing'],
  },
  'billing.currency-mismatch': {
    topic: 'billing',
    means: 'The deal is in a currency in which the plan has no price for its billing period.',
    why: 'The customer would be billed in another currency than the one that was signed.',
    steps: [
      inStigg('Add prices in the deal’s currency to the plan.'),
      inSalesforce('Or correct the currency of the opportunity, if it is wrong.'),
      readAgain,
    ],
    seen: seen.list,
    related: ['billing.period-missing', 'coupon.other-currency'],
  },
  'price.period-unknown': {
    topic: 'billing',
    means: 'A product was sold at a price of its own, and nothing says whether that is per month or per year.',
    why: 'A yearly price billed every month would be twelve times too much. So it is not sent, and the list price applies.',
    steps: [
      here('Set Deal prices are in the settings.'),
      here('Or set the price in the deal, under Prices.'),
      here('Tick the warning if the list price is right.'),
    ],
    seen: seen.deal,
    related: ['price.credit-not-supported', 'billing.period-missing'],
  },
  'price.credit-not-supported': {
    topic: 'billing',
    means: 'Credits were sold at a price of their own.',
    why: 'Stigg takes no price for credits when a subscription is made: the credits are granted, and the price is left out.',
    steps: [
      inStigg('Set the price on the subscription afterwards, or bill the credits outside.'),
      here('Tick the warning to go on.'),
    ],
    seen: seen.deal,
    related: ['price.period-unknown', 'credit.cadence-missing'],
  },
  'credit.cadence-missing': {
    topic: 'billing',
    means: 'Credits were sold, and nothing says whether the amount is for each month or for each year.',
    why: 'The customer would get twelve times too much, or a twelfth of what was sold.',
    steps: [
      here('Choose how often they are granted in the deal.'),
      here('To settle it for all deals, set Credits granted in the settings, or make a template.'),
    ],
    seen: seen.list,
    related: ['billing.period-missing', 'price.credit-not-supported'],
  },
  'spend.minimum-above-maximum': {
    topic: 'billing',
    means: 'The minimum spend is greater than the maximum spend.',
    why: 'The customer would owe more than they are allowed to use.',
    steps: [here('Lower the minimum or raise the maximum in the deal, under Spend.')],
    seen: seen.edited,
    related: ['spend.other-currency', 'discount.out-of-range'],
  },
  'spend.other-currency': {
    topic: 'billing',
    means: 'The minimum spend is in another currency than the one in which the plan is billed.',
    why: 'Stigg bills a subscription in one currency. A minimum in another one cannot be compared with what is used, nor with the maximum.',
    steps: [here('Give the minimum spend in the deal’s currency, under Spend.')],
    seen: seen.edited,
    related: ['spend.minimum-above-maximum', 'billing.currency-mismatch'],
  },
  'discount.out-of-range': {
    topic: 'billing',
    means: 'The discount takes off nothing, less than nothing, or more than 100 percent.',
    why: 'Stigg refuses such a discount.',
    steps: [here('Correct the discount in the deal.')],
    seen: seen.edited,
    related: ['discount.other-currency', 'coupon.not-found'],
  },
  'discount.other-currency': {
    topic: 'billing',
    means: 'An amount off was given in another currency than the deal’s.',
    why: 'An amount in another currency takes nothing off what is billed, so the customer would pay the full price.',
    steps: [here('Give the amount in the deal’s currency, or give a percentage.')],
    seen: seen.edited,
    related: ['coupon.other-currency', 'discount.out-of-range'],
  },
  'coupon.not-found': {
    topic: 'billing',
    means: 'The coupon that was chosen is not in Stigg’s catalogue.',
    why: 'Stigg refuses a subscription with an unknown coupon.',
    steps: [
      here('Choose another discount in the deal.'),
      inStigg('Or make the coupon, with the same ID.'),
      here('If it comes from a template, correct the template in the settings.'),
    ],
    seen: seen.edited,
    related: ['coupon.archived', 'coupon.other-currency'],
  },
  'coupon.archived': {
    topic: 'billing',
    means: 'The coupon that was chosen is archived in Stigg.',
    why: 'It can no longer be applied to anything new.',
    steps: [
      here('Choose another discount in the deal.'),
      here('If it comes from a template, correct the template in the settings.'),
    ],
    seen: seen.edited,
    related: ['coupon.not-found'],
  },
  'coupon.other-currency': {
    topic: 'billing',
    means: 'The coupon takes off an amount, and it has none for the deal’s currency.',
    why: 'The customer would pay the full price.',
    steps: [
      here('Choose another discount in the deal, or make one for this subscription alone.'),
      inStigg('Or make a coupon in the deal’s currency.'),
    ],
    seen: seen.edited,
    related: ['discount.other-currency', 'billing.currency-mismatch'],
  },
} as const satisfies Partial<Record<FindingCode, HelpPage>>
