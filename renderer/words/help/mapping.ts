import type { FindingCode } from '#shared/domain/finding'

import { here, inSalesforce, inStigg, readAgain, seen, type HelpPage } from './parts.ts'

/** Checks of lines: the product, what it maps to, and how much of it was sold. */
export const mappingHelp = {
  'mapping.no-plan': {
    topic: 'mapping',
    means: 'No product of the deal has the Stigg Type Plan.',
    why: 'A subscription is a subscription to a plan. Add-ons and entitlements have nothing to belong to without one.',
    steps: [
      inSalesforce('Add the plan’s product to the opportunity.'),
      inSalesforce('Or set Stigg Type to Plan, and Stigg ID to the plan’s ID, on the product that stands for it.'),
      readAgain,
    ],
    seen: seen.list,
    related: ['mapping.type-without-id', 'mapping.delta-lines'],
  },
  'mapping.several-plans': {
    topic: 'mapping',
    means: 'Two or more lines map to different plans of one Stigg product.',
    why: 'A customer holds one plan of a product, so the companion would have to guess which was sold.',
    steps: [inSalesforce('Leave one of the plans on the opportunity, and remove the others.'), readAgain],
    seen: seen.list,
    related: ['mapping.duplicate', 'mapping.ramp'],
  },
  'mapping.type-unknown': {
    topic: 'mapping',
    means: 'Stigg Type has a value that is not one of the four: Plan, Add-on, Entitlement, Credit entitlement.',
    why: 'What the line stands for cannot be told.',
    steps: [
      inSalesforce('Choose one of the four values on the product, or on the line if it is set there.'),
      inSalesforce('Have the picklist restricted to the four, so that it cannot come again.'),
      readAgain,
    ],
    seen: seen.list,
    related: ['mapping.type-without-id', 'mapping.entity-disagrees'],
  },
  'mapping.type-without-id': {
    topic: 'mapping',
    means: 'The product has a Stigg Type, and its Stigg ID is empty.',
    why: 'It is meant to be provisioned, and nothing says as what.',
    steps: [
      inStigg('Copy the ID of the plan, add-on, feature or credit currency.'),
      inSalesforce('Put it into Stigg ID on the product.'),
      readAgain,
    ],
    seen: seen.list,
    related: ['mapping.id-without-type', 'mapping.type-unknown'],
  },
  'mapping.id-without-type': {
    topic: 'mapping',
    means: 'The product has a Stigg ID, and its Stigg Type is empty.',
    why: 'It is meant to be provisioned, and an ID alone does not say what it is of.',
    steps: [
      inSalesforce('Choose the Stigg Type on the product.'),
      inSalesforce('If the product is not to be provisioned, empty its Stigg ID: lines without both are left alone.'),
      readAgain,
    ],
    seen: seen.list,
    related: ['mapping.type-without-id'],
  },
  'mapping.entity-disagrees': {
    topic: 'mapping',
    means: 'Stigg Type says one thing, and Stigg’s catalogue knows the ID as another.',
    why: 'It would sell the wrong thing: an add-on where a plan was meant, or the reverse.',
    steps: [
      inStigg('Look up the ID and see what it is.'),
      inSalesforce('Correct Stigg Type or Stigg ID on the product, whichever is wrong.'),
      readAgain,
    ],
    seen: seen.list,
    related: ['mapping.prefix-disagrees', 'mapping.type-unknown'],
  },
  'mapping.prefix-disagrees': {
    topic: 'mapping',
    means: 'The ID begins like another kind of thing, such as addon- on a feature. The type and the catalogue agree.',
    why: 'It is mostly harmless. It can also be an ID that was copied from the wrong place.',
    steps: [
      inStigg('Check that the ID is the one that was meant.'),
      here('Tick the warning if it is: prefixes are a habit, not a rule.'),
    ],
    seen: seen.deal,
    related: ['mapping.entity-disagrees'],
  },
  'mapping.duplicate': {
    topic: 'mapping',
    means: 'Several lines of the same period map to one thing, and their quantities are added up.',
    why: 'It is right where something was sold in portions, and wrong where a line was entered twice.',
    steps: [
      here('Look at the sum that the warning shows.'),
      inSalesforce('Remove the line that is too many, if there is one.'),
      here('Tick the warning if the sum is what was sold.'),
    ],
    seen: seen.deal,
    related: ['mapping.ramp', 'mapping.several-plans'],
  },
  'mapping.delta-lines': {
    topic: 'mapping',
    means:
      'The deal amends something: its lines are differences, such as 50 more seats. What they build on could not be told.',
    why: 'Sending the difference as if it were the whole would take away what the customer has.',
    steps: [
      inStigg('Look at what the customer holds today.'),
      inSalesforce('On a CPQ amendment, check that the quote’s lines have their prior quantity.'),
      here('Or set the quantity that is to hold afterwards in the deal.'),
      inStigg('Or amend the subscription there.'),
    ],
    seen: seen.list,
    related: ['mapping.ramp', 'subscription.cannot-amend', 'mapping.no-plan'],
  },
  'mapping.ramp': {
    topic: 'mapping',
    means: 'One product is sold in segments, one period after the other, each with its own quantity or price.',
    why: 'The segments cannot be added up: the customer holds one of them at a time.',
    steps: [
      here('See the segments in the open deal.'),
      inSalesforce('Leave the segment that begins now on the opportunity.'),
      inStigg('Schedule the later ones there, when their time comes.'),
      readAgain,
    ],
    seen: seen.list,
    related: ['mapping.duplicate', 'mapping.delta-lines'],
  },
  'quantity.not-positive': {
    topic: 'mapping',
    means: 'A line has the quantity zero, or less.',
    why: 'Stigg takes no such quantity, and in a sum it hides what was sold.',
    steps: [inSalesforce('Correct the quantity on the line, or remove the line.'), readAgain],
    seen: seen.list,
    related: ['quantity.not-whole', 'mapping.delta-lines'],
  },
  'quantity.not-whole': {
    topic: 'mapping',
    means: 'A plan, an add-on or a counted feature was sold in a fraction, such as 2.5.',
    why: 'Stigg counts these in whole numbers. Only credits may have decimals.',
    steps: [inSalesforce('Correct the quantity on the line.'), readAgain],
    seen: seen.list,
    related: ['quantity.not-positive', 'feature.takes-no-limit'],
  },
  'product.inactive': {
    topic: 'mapping',
    means: 'The product is no longer active in Salesforce.',
    why: 'It may have been replaced by another one since the deal was made. Nothing stops this deal.',
    steps: [
      inSalesforce('Ask the owner of the deal whether it is still what was sold.'),
      here('Tick the warning if it is.'),
    ],
    seen: seen.deal,
    related: ['product.no-standard-price', 'plan.archived'],
  },
  'product.no-standard-price': {
    topic: 'mapping',
    means: 'The standard price book has no active entry of the product in the deal’s currency.',
    why: 'The next deal cannot have the product. This deal is not affected.',
    steps: [
      inSalesforce('Add or activate the entry in the standard price book.'),
      here('Tick the warning to go on with this deal.'),
    ],
    seen: seen.deal,
    related: ['product.inactive', 'pricebook.mismatch'],
  },
  'pricebook.mismatch': {
    topic: 'mapping',
    means: 'The quote’s line was priced from another price book than the opportunity has.',
    why: 'The price on the deal may not be the one that was agreed.',
    steps: [
      inSalesforce('Compare the price of the line with the signed quote.'),
      here('Tick the warning if it is right.'),
    ],
    seen: seen.deal,
    related: ['product.no-standard-price', 'price.period-unknown'],
  },
} as const satisfies Partial<Record<FindingCode, HelpPage>>
