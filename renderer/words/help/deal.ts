import type { FindingCode } from '#shared/domain/finding'

import { here, inSalesforce, inStigg, readAgain, seen, type HelpPage } from './parts.ts'

/** Checks of the deal as a whole, its customer, and the links between the two systems. */
export const dealHelp = {
  'opportunity.not-won': {
    topic: 'deal',
    means:
      'The opportunity is not Closed Won, and its stage is none of those for which the profile’s rules start trials.',
    why: 'Nothing has been sold yet. Provisioning now would give away what may never be bought.',
    steps: [
      inSalesforce('Move the opportunity to Closed Won once it is signed.'),
      here('If this stage is meant to start trials, add it to Trials at stages in the settings.'),
      readAgain,
    ],
    seen: seen.list,
    related: ['trial.end-in-past', 'opportunity.stale'],
  },
  'opportunity.no-account': {
    topic: 'deal',
    means: 'The Account Name of the opportunity is empty.',
    why: 'The account becomes the customer in Stigg. Without it there is nobody to provision.',
    steps: [inSalesforce('Set Account Name on the opportunity and save.'), readAgain],
    seen: seen.list,
    related: ['opportunity.no-lines', 'link.conflict'],
  },
  'opportunity.no-lines': {
    topic: 'deal',
    means: 'The opportunity has no products.',
    why: 'What is provisioned is read from the products. An empty deal gives the customer nothing.',
    steps: [
      inSalesforce('Add what was sold under Products.'),
      inSalesforce('With Salesforce CPQ, check that the primary quote is synced to the opportunity.'),
      here('If the lines live on the quote alone, choose the quote for Lines come from in the settings.'),
      readAgain,
    ],
    seen: seen.list,
    related: ['mapping.no-plan', 'opportunity.no-account'],
  },
  'opportunity.already-provisioned': {
    topic: 'deal',
    means:
      'A run of this companion, here or on a colleague’s machine, has provisioned this deal. It is known from the journal, or from the marker that such a run leaves in the subscription’s metadata.',
    why: 'Going on makes another subscription for one sale, and replaces the first where the product allows only one.',
    steps: [
      here('Open the earlier run and see what it did.'),
      inStigg('Look at the subscription that was made.'),
      here('Tick the warning only if the deal has to be provisioned once more.'),
    ],
    seen: seen.live,
    related: ['subscription.replaces', 'flow.may-provision', 'run.overtaken'],
  },
  'opportunity.stale': {
    topic: 'deal',
    means:
      'The deal, its account or its customer differs from what was read. As a check it says so before the review; as a failure it stops a run whose preview no longer holds.',
    why: 'You approved one thing, and something else would be written.',
    steps: [readAgain, here('Look at what is different, then review once more.')],
    seen: 'In the open deal, in the review, and where an approved run was about to begin.',
    related: ['opportunity.already-provisioned', 'run.busy'],
  },
  'flow.may-provision': {
    topic: 'deal',
    means:
      'The org has an active flow that calls Stigg’s own actions, or a subscription of what was sold came into force since the deal was closed that no copy of this companion made.',
    why: 'Two things would provision one deal, and the second may replace what the first made.',
    steps: [
      inStigg('Look at the customer’s subscriptions: is what was sold there already?'),
      inSalesforce('In Setup, under Flows, look at when the flow named acts.'),
      inSalesforce('Leave the deal to the flow, or have an administrator deactivate it.'),
      here('Tick the warning only if the flow does not act on this deal.'),
    ],
    seen: seen.live,
    related: ['opportunity.already-provisioned', 'run.overtaken'],
  },
  'link.conflict': {
    topic: 'customer',
    means:
      'An account and a Stigg customer must be each other’s only partner. Here the account has a second customer, or the customer belongs to another account.',
    why: 'The subscription could go to another company.',
    steps: [
      inStigg('Open both customers and find out which one belongs to this account.'),
      inSalesforce('Correct Stigg Customer ID on the account.'),
      inStigg('Or correct the Salesforce ID that the customer is linked to.'),
      readAgain,
    ],
    seen: seen.live,
    related: ['customer.possible-duplicate', 'link.no-integration'],
  },
  'link.no-integration': {
    topic: 'customer',
    means: 'The Stigg environment has no Salesforce integration.',
    why: 'Nothing is lost: the account’s ID is kept in the customer’s metadata. Stigg’s own screens show no link to Salesforce.',
    steps: [
      here('Nothing has to be done.'),
      inStigg('To have Stigg show the link too, add the Salesforce integration under Integrations.'),
    ],
    seen: seen.live,
    related: ['link.conflict', 'billing.not-integrated'],
  },
  'link.field-too-short': {
    topic: 'customer',
    means:
      'A value that a run writes back, such as the customer’s ID or the subscription’s ID, has more characters than its Salesforce field holds.',
    why: 'Salesforce refuses such a value, and a cut ID would point to nothing. So it is left out: the deal is provisioned, and the field stays as it is.',
    steps: [
      inSalesforce('In Setup, under Object Manager, raise the length of the field that is named.'),
      here('For return data, choose another field or another value in the settings.'),
      readAgain,
      here('Or tick the warning to provision without that field.'),
    ],
    seen: seen.live,
    related: ['link.field-read-only', 'salesforce.refused'],
  },
  'link.field-read-only': {
    topic: 'customer',
    means: 'A field that a run writes to exists, and the user who is signed in may not change it.',
    why: 'The deal is provisioned, and the field stays as it is. Reports, flows and colleagues that rely on it see nothing.',
    steps: [
      inSalesforce('Have an administrator give you Edit access to the field that is named, by permission set.'),
      inSalesforce('If it is a formula field, have a text field made for it instead.'),
      readAgain,
      here('Or tick the warning to provision without that field.'),
    ],
    seen: seen.live,
    related: ['link.field-too-short', 'salesforce.not-visible'],
  },
  'customer.archived': {
    topic: 'customer',
    means: 'The Stigg customer of this account is archived.',
    why: 'Stigg takes no subscription for an archived customer.',
    steps: [
      inStigg('Restore the customer, if it is the right one.'),
      inSalesforce('Or set the ID of the right one in Stigg Customer ID on the account.'),
      readAgain,
    ],
    seen: seen.live,
    related: ['customer.possible-duplicate', 'link.conflict'],
  },
  'customer.possible-duplicate': {
    topic: 'customer',
    means: 'Stigg has another customer with the same e-mail.',
    why: 'One company would exist twice, with its subscriptions and its usage split between the two.',
    steps: [
      inStigg('Open the customer that is named and compare.'),
      inSalesforce('If it is the same company, set its ID in Stigg Customer ID on the account.'),
      readAgain,
      here('If it is another company, tick the warning.'),
    ],
    seen: seen.live,
    related: ['link.conflict', 'customer.archived'],
  },
} as const satisfies Partial<Record<FindingCode, HelpPage>>
