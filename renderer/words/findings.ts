import type { Finding, FindingCode } from '#shared/domain/finding'

import { formatMoney, formatNumber } from '../ui/numbers.ts'
import { fact, plural, type Facts } from './facts.ts'

/** Details of the draft that a finding can be mended by. */
export type EditableDetail =
  'billingPeriod' | 'creditCadence' | 'billingEmail' | 'resourceId' | 'trial' | 'paymentCollection'

/** What mends a finding: a record to open, a detail to fill in here, the deal read again, a run to look at. */
type FindingAction =
  | { readonly kind: 'record' }
  | { readonly kind: 'detail'; readonly detail: EditableDetail; readonly label: string }
  | { readonly kind: 'read-again'; readonly label: string }
  | { readonly kind: 'run'; readonly label: string }
  | { readonly kind: 'none' }

/** What a sentence is made from: the finding's facts, the name of its record, and how a moment is written as a day. */
interface Said {
  readonly facts: Facts
  readonly name: string
  readonly day: (moment: string) => string
}

export interface FindingWords {
  readonly title: string
  /** One sentence: what was found, on what. */
  readonly sentence: (said: Said) => string
  /** One sentence: what to do. */
  readonly remedy: string
  readonly action: FindingAction
}

const record: FindingAction = { kind: 'record' }
const nothing: FindingAction = { kind: 'none' }
const detail = (detail: EditableDetail, label: string): FindingAction => ({ kind: 'detail', detail, label })

/** The product that a line was sold as, and what its mapping says. */
const product = ({ facts, name }: Said): string => fact(facts, 'product', name || 'A line')
const entity = ({ facts, name }: Said): string => fact(facts, ['name', 'id'], name || 'It')
const id = ({ facts }: Said): string => fact(facts, 'id', 'an ID')
const plan = ({ facts, name }: Said): string => fact(facts, 'plan', name || 'the plan')
const count = (text: string | undefined): string =>
  text === undefined || !/^-?\d+(\.\d+)?$/.test(text) ? 'a quantity' : formatNumber(text)
const kinds: Facts = {
  plan: 'a plan',
  addon: 'an add-on',
  feature: 'a feature',
  entitlement: 'an entitlement',
  credit: 'a credit currency',
  currency: 'a credit currency',
}
const aKind = (text: string | undefined): string => kinds[text ?? ''] ?? text ?? 'something else'
/** Where a sentence says when something ends: on a day, or at once. */
const when = ({ facts, day }: Said): string => (facts['at'] ? `on ${day(facts['at'])}` : 'at once')
const early = ({ facts }: Said): string => {
  const days = Number(facts['daysEarly'] ?? 0)
  return days > 0 ? `, ${plural(days, 'day')} early` : ''
}

const owed = (facts: Facts): string =>
  facts['amount'] && facts['currency']
    ? ` of ${formatMoney({ amount: facts['amount'], currency: facts['currency'] })}`
    : ''

export const findingWords: Record<FindingCode, FindingWords> = {
  'opportunity.not-won': {
    title: 'The deal is not won',
    sentence: ({ facts }) =>
      `Its stage is ${fact(facts, 'stage', 'not a won one')}, and the profile starts no trial at that stage.`,
    remedy: 'Close it as won in Salesforce, or leave it.',
    action: record,
  },
  'opportunity.no-account': {
    title: 'The deal has no account',
    sentence: () => 'Without an account there is no customer to provision.',
    remedy: 'Set the account on the opportunity.',
    action: record,
  },
  'opportunity.no-lines': {
    title: 'Nothing was sold',
    sentence: () => 'The opportunity has no products, so there is nothing to provision.',
    remedy: 'Add the products that were sold.',
    action: record,
  },
  'opportunity.already-provisioned': {
    title: 'It was provisioned before',
    sentence: ({ facts }) =>
      facts['subscriptionId']
        ? `Subscription ${facts['subscriptionId']} was made for this deal. Going on makes another one.`
        : 'A run of this companion provisioned this deal. Going on makes another subscription.',
    remedy: 'Go on only if the deal has to be provisioned once more.',
    action: { kind: 'run', label: 'Show earlier runs' },
  },
  'opportunity.stale': {
    title: 'The deal has changed',
    sentence: ({ facts }) => `Since it was read, this changed: ${fact(facts, 'changed', 'what it was built from')}.`,
    remedy: 'Read the deal again.',
    action: { kind: 'read-again', label: 'Read again' },
  },
  'product.inactive': {
    title: 'The product is inactive',
    sentence: (said) => `${product(said)} can no longer be added to a deal in Salesforce.`,
    remedy: 'Check that it is still what was sold.',
    action: record,
  },
  'product.no-standard-price': {
    title: 'No standard price',
    sentence: (said) =>
      `${product(said)} has no active ${fact(said.facts, 'currency', '').toUpperCase()} entry in the standard price book.`,
    remedy: 'Add one, so that it can be sold again.',
    action: record,
  },
  'pricebook.mismatch': {
    title: 'Two price books',
    sentence: (said) =>
      `The quote prices ${product(said)} from another price book than ${fact(said.facts, 'pricebook', 'the opportunity’s')}.`,
    remedy: 'Check the price before you go on.',
    action: record,
  },
  'mapping.no-plan': {
    title: 'No plan was sold',
    sentence: () => 'No line of this deal maps to a Stigg plan.',
    remedy: 'Add the plan’s product, or set Stigg Type and Stigg ID on the product that stands for it.',
    action: record,
  },
  'mapping.several-plans': {
    title: 'Several plans of one product',
    sentence: ({ facts }) =>
      `${fact(facts, 'plans', 'Several plans')} were sold together, and a customer holds one plan of ${fact(facts, 'product', 'a product')}.`,
    remedy: 'Leave one of them on the opportunity.',
    action: record,
  },
  'mapping.type-unknown': {
    title: 'Stigg Type is not known',
    sentence: (said) =>
      `${product(said)} has the type “${fact(said.facts, 'type', '')}”, which is none of Plan, Add-on, Entitlement and Credit entitlement.`,
    remedy: 'Choose one of the four.',
    action: record,
  },
  'mapping.type-without-id': {
    title: 'Stigg ID is missing',
    sentence: (said) => `${product(said)} has the Stigg Type ${fact(said.facts, 'type', '')} but no Stigg ID.`,
    remedy: 'Fill in the Stigg ID.',
    action: record,
  },
  'mapping.id-without-type': {
    title: 'Stigg Type is missing',
    sentence: (said) => `${product(said)} has the Stigg ID ${id(said)} but no Stigg Type.`,
    remedy: 'Choose the Stigg Type.',
    action: record,
  },
  'mapping.entity-disagrees': {
    title: 'Type and ID disagree',
    sentence: (said) =>
      `${product(said)} is typed ${fact(said.facts, 'type', 'as one thing')}, but ${id(said)} is ${aKind(said.facts['found'])} in Stigg. It would sell the wrong thing.`,
    remedy: 'Correct the type or the ID.',
    action: record,
  },
  'mapping.prefix-disagrees': {
    title: 'The ID’s prefix misleads',
    sentence: (said) =>
      `${product(said)} maps to ${id(said)}: the prefix suggests ${aKind(said.facts['prefix'])}, and it is ${aKind(said.facts['found'])}.`,
    remedy: 'Check that it is what was meant.',
    action: record,
  },
  'mapping.duplicate': {
    title: 'Several lines, one thing',
    sentence: (said) =>
      `${fact(said.facts, 'lines', 'Several')} lines map to ${entity(said)} and are summed: ${fact(said.facts, 'sum', '')} = ${count(said.facts['quantity'])}.`,
    remedy: 'Check that the sum is what was sold.',
    action: record,
  },
  'mapping.delta-lines': {
    title: 'Lines are differences',
    sentence: (said) =>
      `The lines of ${entity(said)} change an earlier quantity, and what they add up to could not be worked out.`,
    remedy: 'Correct the quote’s lines, or amend the subscription in Stigg.',
    action: record,
  },
  'mapping.ramp': {
    title: 'A ramp over several periods',
    sentence: (said) =>
      `${entity(said)} is sold in segments, one after another, which are never summed (${fact(said.facts, 'segments', '')}).`,
    remedy: 'Leave one segment on the opportunity.',
    action: record,
  },
  'quantity.not-positive': {
    title: 'The quantity is not positive',
    sentence: (said) => `${product(said)} has the quantity ${count(said.facts['quantity'])}.`,
    remedy: 'Correct the quantity on the line.',
    action: record,
  },
  'quantity.not-whole': {
    title: 'The quantity is not whole',
    sentence: (said) =>
      `${product(said)} has the quantity ${count(said.facts['quantity'])}, and Stigg takes whole numbers here.`,
    remedy: 'Correct the quantity on the line.',
    action: record,
  },
  'plan.not-found': {
    title: 'Stigg does not know the plan',
    sentence: (said) => `${product(said)} maps to ${id(said)}, which is no plan of this environment.`,
    remedy: 'Correct the Stigg ID, or make the plan in Stigg.',
    action: record,
  },
  'plan.not-published': {
    title: 'The plan is not published',
    sentence: (said) => `${entity(said)} is a draft in Stigg and cannot be provisioned yet.`,
    remedy: 'Publish it in Stigg.',
    action: record,
  },
  'plan.archived': {
    title: 'The plan is archived',
    sentence: (said) => `${entity(said)} was archived in Stigg.`,
    remedy: 'Map the product to a plan that is sold today.',
    action: record,
  },
  'addon.not-found': {
    title: 'Stigg does not know the add-on',
    sentence: (said) => `${product(said)} maps to ${id(said)}, which is no add-on of this environment.`,
    remedy: 'Correct the Stigg ID, or make the add-on in Stigg.',
    action: record,
  },
  'addon.incompatible': {
    title: 'The add-on does not fit',
    sentence: (said) => `${entity(said)} cannot be added to ${plan(said)}.`,
    remedy: 'Allow it on the plan in Stigg, or take it off the deal.',
    action: record,
  },
  'addon.dependency': {
    title: 'The add-on needs another one',
    sentence: (said) => `${entity(said)} needs ${fact(said.facts, 'needs', 'another add-on')}, which was not sold.`,
    remedy: 'Add it to the opportunity.',
    action: record,
  },
  'addon.too-many': {
    title: 'More add-ons than allowed',
    sentence: (said) =>
      `${entity(said)} was sold ${count(said.facts['quantity'])} times, and Stigg allows ${fact(said.facts, 'max', 'fewer')}.`,
    remedy: 'Correct the quantity, or raise the limit in Stigg.',
    action: record,
  },
  'feature.not-found': {
    title: 'Stigg does not know the feature',
    sentence: (said) =>
      said.facts['name']
        ? `${product(said)} maps to ${entity(said)}, which is not in use (${fact(said.facts, 'status', '').toLowerCase()}).`
        : `${product(said)} maps to ${id(said)}, which is no feature of this environment.`,
    remedy: 'Correct the Stigg ID, or make the feature in Stigg.',
    action: record,
  },
  'feature.enum': {
    title: 'This feature cannot be set here',
    sentence: (said) => `${entity(said)} takes named values, which Stigg’s API does not accept for one subscription.`,
    remedy: 'Set it in Stigg, and take its type off the product.',
    action: record,
  },
  'feature.takes-no-limit': {
    title: 'On or off, without a quantity',
    sentence: (said) =>
      `${entity(said)} is switched on; the quantity ${count(said.facts['quantity'])} has no meaning for it.`,
    remedy: 'Nothing to do.',
    action: nothing,
  },
  'currency.not-found': {
    title: 'Stigg does not know the credit currency',
    sentence: (said) => `${product(said)} maps to ${id(said)}, which is no credit currency of this environment.`,
    remedy: 'Correct the Stigg ID, or make the currency in Stigg.',
    action: record,
  },
  'currency.archived': {
    title: 'The credit currency is archived',
    sentence: (said) => `${entity(said)} was archived in Stigg.`,
    remedy: 'Map the product to a currency that is in use.',
    action: record,
  },
  'customer.archived': {
    title: 'The customer is archived',
    sentence: (said) => `${entity(said)} was archived in Stigg; nothing can be provisioned to it.`,
    remedy: 'Restore it in Stigg, or set another Stigg Customer ID on the account.',
    action: record,
  },
  'customer.possible-duplicate': {
    title: 'Perhaps the same customer',
    sentence: ({ facts, name }) =>
      `Stigg already has ${fact(facts, 'otherName', name || 'a customer')} with the e-mail ${fact(facts, 'email', 'of this one')}.`,
    remedy: 'If it is the same company, set its ID on the account first.',
    action: record,
  },
  'billing.period-missing': {
    title: 'No billing period',
    sentence: (said) =>
      said.facts['period']
        ? `${plan(said)} is not sold ${said.facts['period'].toLowerCase()}.`
        : `${plan(said)} is sold by the month and by the year, and nothing says which.`,
    remedy: 'Choose the billing period.',
    action: detail('billingPeriod', 'Choose the period'),
  },
  'credit.cadence-missing': {
    title: 'No credit cadence',
    sentence: (said) =>
      `Nothing says whether the ${count(said.facts['amount'])} of ${id(said)} are granted every month or every year.`,
    remedy: 'Choose how often they are granted.',
    action: detail('creditCadence', 'Choose the cadence'),
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
  'price.period-unknown': {
    title: 'The price’s period is not known',
    sentence: (said) =>
      `${plan(said)} was sold at prices of its own, but for a month or a year is not said, so list prices are used.`,
    remedy: 'Set what deal prices are for in the profile’s rules.',
    action: nothing,
  },
  'price.credit-not-supported': {
    title: 'A price for credits cannot be sent',
    sentence: (said) =>
      `${entity(said)} was sold at a price of its own, which Stigg does not take when a subscription is made.`,
    remedy: 'Bill it outside, or set it in Stigg afterwards.',
    action: nothing,
  },
  'subscription.replaces': {
    title: 'Replaces a running subscription',
    sentence: (said) => `The active ${plan(said)} subscription is cancelled ${when(said)}${early(said)}.`,
    remedy: 'Agree to it only if that was sold.',
    action: record,
  },
  'subscription.schedule-lost': {
    title: 'Scheduled changes are lost',
    sentence: (said) =>
      `${plural(Number(said.facts['count'] ?? 1), 'scheduled change')} of the ${plan(said)} subscription will not happen: ${fact(said.facts, 'types', '')}.`,
    remedy: 'Note them before you go on.',
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
  'trial.end-in-past': {
    title: 'The trial ends in the past',
    sentence: ({ facts, day }) => `It would end on ${facts['end'] ? day(facts['end']) : 'a day that is over'}.`,
    remedy: 'Choose a later day.',
    action: detail('trial', 'Change the trial'),
  },
  'trial.replaces': {
    title: 'A trial replaces a running subscription',
    sentence: (said) =>
      `The trial of ${fact(said.facts, 'newPlan', 'the plan')} cancels the active ${plan(said)} subscription ${when(said)}${early(said)}.`,
    remedy: 'Agree to it only if that was meant.',
    action: detail('trial', 'Change the trial'),
  },
  'trial.had-before': {
    title: 'A trial was had before',
    sentence: (said) => `This customer had a trial of ${fact(said.facts, 'product', 'this product')} already.`,
    remedy: 'Agree to it if a second one was promised.',
    action: detail('trial', 'Change the trial'),
  },
  'link.conflict': {
    title: 'Two links disagree',
    sentence: ({ facts }) =>
      facts['side'] === 'customer'
        ? `The Stigg customer ${fact(facts, 'name', '')} is linked to another account (${fact(facts, 'otherAccountId', '')}) than ${fact(facts, 'account', 'this one')}.`
        : `${fact(facts, 'account', 'The account')} is also linked to another Stigg customer, ${fact(facts, 'otherName', '')} (${fact(facts, 'otherId', '')}).`,
    remedy: 'Correct Stigg Customer ID on the account, or the link of the customer.',
    action: record,
  },
  'link.no-integration': {
    title: 'The link is kept in metadata',
    sentence: () => 'This Stigg environment has no Salesforce integration.',
    remedy: 'Nothing to do.',
    action: nothing,
  },
}

/** A finding, said. @param day how a moment is written as a day of the org's calendar */
export function sayFinding(
  finding: Finding,
  day: (moment: string) => string,
): { readonly title: string; readonly sentence: string; readonly remedy: string } {
  const { title, sentence, remedy } = findingWords[finding.code]
  return { title, sentence: sentence({ facts: finding.facts, name: finding.record?.name ?? '', day }), remedy }
}
