import type { FindingCode } from '#shared/domain/finding'

import { here, inSalesforce, inStigg, readAgain, seen, type HelpPage } from './parts.ts'

/** Checks against what the Stigg environment sells. */
export const catalogueHelp = {
  'plan.not-found': {
    topic: 'catalogue',
    means: 'The Stigg ID of a product that is typed Plan is no plan of this environment.',
    why: 'There is nothing to subscribe the customer to.',
    steps: [
      inStigg('Look for the plan. IDs are compared letter by letter, capitals included.'),
      inStigg('If it was made in another environment, copy it to this one.'),
      inSalesforce('Correct Stigg ID on the product.'),
      readAgain,
    ],
    seen: seen.list,
    related: ['plan.not-published', 'plan.archived', 'mapping.entity-disagrees'],
  },
  'plan.not-published': {
    topic: 'catalogue',
    means: 'The plan is still a draft in Stigg.',
    why: 'Stigg provisions published plans alone.',
    steps: [inStigg('Publish the plan once it is complete.'), readAgain],
    seen: seen.list,
    related: ['plan.not-found', 'plan.archived'],
  },
  'plan.archived': {
    topic: 'catalogue',
    means: 'The plan was archived in Stigg. Customers who have it keep it; nobody gets it anew.',
    why: 'Stigg refuses a new subscription to it.',
    steps: [
      inStigg('Find the plan that took its place.'),
      inSalesforce('Put that plan’s ID into Stigg ID on the product.'),
      readAgain,
    ],
    seen: seen.list,
    related: ['plan.not-found', 'product.inactive'],
  },
  'addon.not-found': {
    topic: 'catalogue',
    means: 'The Stigg ID of a product that is typed Add-on is no add-on of this environment.',
    why: 'It cannot be given to the customer, who paid for it.',
    steps: [inStigg('Look for the add-on, or make it.'), inSalesforce('Correct Stigg ID on the product.'), readAgain],
    seen: seen.list,
    related: ['addon.incompatible', 'mapping.entity-disagrees'],
  },
  'addon.incompatible': {
    topic: 'catalogue',
    means: 'The add-on is not among those that the plan allows, or it is not published.',
    why: 'Stigg refuses the whole subscription, not the add-on alone.',
    steps: [
      inStigg('Allow the add-on on the plan, and publish both.'),
      inSalesforce('Or take its product off the opportunity.'),
      readAgain,
    ],
    seen: seen.list,
    related: ['addon.dependency', 'addon.too-many'],
  },
  'addon.dependency': {
    topic: 'catalogue',
    means: 'The add-on works only together with another one, which is not on the deal.',
    why: 'Stigg refuses the subscription without it.',
    steps: [
      inSalesforce('Add the product of the add-on that is missing.'),
      here('Or add it to the deal’s add-ons here, if it comes free of charge.'),
      readAgain,
    ],
    seen: seen.list,
    related: ['addon.incompatible'],
  },
  'addon.too-many': {
    topic: 'catalogue',
    means: 'More of the add-on were sold than Stigg allows on one subscription.',
    why: 'Stigg refuses the subscription.',
    steps: [
      inSalesforce('Correct the quantity on the line.'),
      inStigg('Or raise the add-on’s greatest quantity.'),
      readAgain,
    ],
    seen: seen.list,
    related: ['addon.incompatible', 'quantity.not-whole'],
  },
  'feature.not-found': {
    topic: 'catalogue',
    means: 'The Stigg ID of an entitlement is no feature in use: it does not exist, or is archived.',
    why: 'The customer would miss what was sold.',
    steps: [
      inStigg('Look for the feature. An archived one can be restored.'),
      inSalesforce('Correct Stigg ID on the product.'),
      readAgain,
    ],
    seen: seen.list,
    related: ['feature.enum', 'currency.not-found'],
  },
  'feature.enum': {
    topic: 'catalogue',
    means: 'The feature holds named values, such as a support level, instead of a number.',
    why: 'Stigg’s API takes no such value for one subscription, so the companion cannot set it.',
    steps: [
      inStigg('Put the value on a plan or an add-on and sell that, or set it on the subscription afterwards.'),
      inSalesforce('Empty Stigg Type and Stigg ID on the product, so that its line is left alone.'),
      readAgain,
    ],
    seen: seen.list,
    related: ['feature.takes-no-limit', 'feature.not-found'],
  },
  'feature.takes-no-limit': {
    topic: 'catalogue',
    means: 'The feature is either on or off, and the line has a quantity other than 1.',
    why: 'It is switched on, and the quantity has no effect.',
    steps: [here('Nothing has to be done.')],
    seen: seen.deal,
    related: ['feature.enum', 'quantity.not-whole'],
  },
  'currency.not-found': {
    topic: 'catalogue',
    means: 'The Stigg ID of a credit entitlement is no credit currency of this environment.',
    why: 'The credits cannot be granted.',
    steps: [inStigg('Look for the currency, or make it.'), inSalesforce('Correct Stigg ID on the product.'), readAgain],
    seen: seen.list,
    related: ['currency.archived', 'credit.cadence-missing'],
  },
  'currency.archived': {
    topic: 'catalogue',
    means: 'The credit currency was archived in Stigg.',
    why: 'Stigg grants no credits of an archived currency.',
    steps: [inSalesforce('Put the ID of a currency that is in use into Stigg ID on the product.'), readAgain],
    seen: seen.list,
    related: ['currency.not-found'],
  },
} as const satisfies Partial<Record<FindingCode, HelpPage>>
