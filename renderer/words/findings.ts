import type { Finding, FindingCode } from '#shared/domain/finding'

import { fact, type Facts } from './facts.ts'

/** Details of the draft that a finding can be mended by. */
export type EditableDetail =
  'billingPeriod' | 'creditCadence' | 'billingEmail' | 'resourceId' | 'trial' | 'paymentCollection'

/** What mends a finding: a record to open, a detail to fill in here, the deal read again, a run to look at. */
export type FindingAction =
  | { readonly kind: 'record'; readonly label: string }
  | { readonly kind: 'detail'; readonly detail: EditableDetail; readonly label: string }
  | { readonly kind: 'read-again'; readonly label: string }
  | { readonly kind: 'run'; readonly label: string }
  | { readonly kind: 'none' }

export interface FindingWords {
  readonly title: string
  /** One sentence: what was found, on what. */
  readonly sentence: (facts: Facts, name: string) => string
  /** One sentence: what to do. */
  readonly remedy: string
  readonly action: FindingAction
}

const inSalesforce = (what: string): FindingAction => ({ kind: 'record', label: `Open the ${what} in Salesforce` })
const inStigg = (what: string): FindingAction => ({ kind: 'record', label: `Open the ${what} in Stigg` })
const detail = (detail: EditableDetail, label: string): FindingAction => ({ kind: 'detail', detail, label })
const nothing: FindingAction = { kind: 'none' }

const id = (facts: Facts): string => fact(facts, ['stiggId', 'entityId', 'id'], 'the ID')
const plan = (facts: Facts, name: string): string => fact(facts, ['planName', 'plan', 'planId'], name || 'The plan')
const line = (facts: Facts, name: string): string =>
  fact(facts, ['productName', 'product', 'line', 'name'], name || 'A line')
const quantity = (facts: Facts): string => fact(facts, 'quantity', 'this quantity')

export const findingWords: Record<FindingCode, FindingWords> = {
  'opportunity.not-won': {
    title: 'The deal is not won',
    sentence: (f) =>
      `Its stage is ${fact(f, ['stage', 'stageName'], 'not a won one')}, and the profile provisions no trials at that stage.`,
    remedy: 'Close it as won in Salesforce, or leave it.',
    action: inSalesforce('opportunity'),
  },
  'opportunity.no-account': {
    title: 'The deal has no account',
    sentence: () => 'Without an account there is no customer to provision.',
    remedy: 'Set the account on the opportunity.',
    action: inSalesforce('opportunity'),
  },
  'opportunity.no-lines': {
    title: 'Nothing was sold',
    sentence: () => 'The opportunity has no products, so there is nothing to provision.',
    remedy: 'Add the products that were sold.',
    action: inSalesforce('opportunity'),
  },
  'opportunity.already-provisioned': {
    title: 'It was provisioned before',
    sentence: (f) =>
      `Subscription ${fact(f, ['subscriptionId', 'subscription'], 'in Stigg')} was made for this deal. Going on makes another generation of it.`,
    remedy: 'Tick this only if the deal has to be provisioned once more.',
    action: { kind: 'run', label: 'Show earlier runs' },
  },
  'opportunity.stale': {
    title: 'The deal has changed',
    sentence: () => 'Salesforce or Stigg holds something else than when this was read.',
    remedy: 'Read the deal again.',
    action: { kind: 'read-again', label: 'Read again' },
  },
  'product.inactive': {
    title: 'The product is inactive',
    sentence: (f, name) => `${line(f, name)} can no longer be added to a deal in Salesforce.`,
    remedy: 'Check that it is still what was sold.',
    action: inSalesforce('product'),
  },
  'product.no-standard-price': {
    title: 'No standard price',
    sentence: (f, name) => `${line(f, name)} has no active entry in the standard price book.`,
    remedy: 'Add one in Salesforce, so that it can be sold again.',
    action: inSalesforce('product'),
  },
  'pricebook.mismatch': {
    title: 'Two price books',
    sentence: (f, name) => `The quote prices ${line(f, name)} from another price book than the opportunity’s.`,
    remedy: 'Check the price before you go on.',
    action: inSalesforce('opportunity'),
  },
  'mapping.no-plan': {
    title: 'No plan was sold',
    sentence: (f) => `No line of this deal maps to a Stigg plan${f['product'] ? ` of ${f['product']}` : ''}.`,
    remedy: 'Add the plan’s product, or set Stigg Type and Stigg ID on the product that stands for it.',
    action: inSalesforce('opportunity'),
  },
  'mapping.several-plans': {
    title: 'Several plans of one product',
    sentence: (f) =>
      `${fact(f, ['plans', 'planIds', 'planNames'], 'More than one plan')} of ${fact(f, ['product', 'productName', 'productId'], 'one product')} were sold together; a customer holds one of them.`,
    remedy: 'Leave one plan on the opportunity.',
    action: inSalesforce('opportunity'),
  },
  'mapping.type-unknown': {
    title: 'Stigg Type is not known',
    sentence: (f, name) =>
      `${line(f, name)} has the type “${fact(f, ['type', 'stiggType'], '')}”, which is none of Plan, Add-on, Entitlement and Credit entitlement.`,
    remedy: 'Choose one of the four on the product.',
    action: inSalesforce('product'),
  },
  'mapping.type-without-id': {
    title: 'Stigg ID is missing',
    sentence: (f, name) => `${line(f, name)} has a Stigg Type but no Stigg ID.`,
    remedy: 'Fill in the Stigg ID on the product.',
    action: inSalesforce('product'),
  },
  'mapping.id-without-type': {
    title: 'Stigg Type is missing',
    sentence: (f, name) => `${line(f, name)} has the Stigg ID ${id(f)} but no Stigg Type.`,
    remedy: 'Choose the Stigg Type on the product.',
    action: inSalesforce('product'),
  },
  'mapping.entity-disagrees': {
    title: 'Type and ID disagree',
    sentence: (f, name) =>
      `${line(f, name)} is typed ${fact(f, ['type', 'stiggType'], 'as one thing')}, but ${id(f)} is ${fact(f, ['actual', 'entity', 'kind', 'found'], 'something else')} in Stigg. It would sell the wrong thing.`,
    remedy: 'Correct the type or the ID on the product.',
    action: inSalesforce('product'),
  },
  'mapping.prefix-disagrees': {
    title: 'The ID’s prefix misleads',
    sentence: (f, name) =>
      `${line(f, name)} maps to ${id(f)}, whose prefix suggests something else than Stigg’s catalogue says.`,
    remedy: 'Check that it is what was meant.',
    action: inSalesforce('product'),
  },
  'mapping.duplicate': {
    title: 'Two lines, one thing',
    sentence: (f) =>
      `Several lines map to ${id(f)}; their quantities are summed${f['sum'] || f['quantity'] ? ` to ${fact(f, ['total', 'quantity', 'sum'], '')}` : ''}.`,
    remedy: 'Check that the sum is what was sold.',
    action: inSalesforce('opportunity'),
  },
  'mapping.delta-lines': {
    title: 'Lines are differences',
    sentence: (f, name) =>
      `${line(f, name)} changes an earlier quantity, and what it adds up to could not be worked out.`,
    remedy: 'Correct the quote’s lines, or amend the subscription in Stigg.',
    action: inSalesforce('opportunity'),
  },
  'mapping.ramp': {
    title: 'A ramp over several periods',
    sentence: (f, name) => `${line(f, name)} is sold in segments, one after another; they are never summed.`,
    remedy: 'Leave one segment on the opportunity.',
    action: inSalesforce('opportunity'),
  },
  'quantity.not-positive': {
    title: 'The quantity is not positive',
    sentence: (f, name) => `${line(f, name)} has the quantity ${quantity(f)}.`,
    remedy: 'Correct the quantity on the line.',
    action: inSalesforce('opportunity'),
  },
  'quantity.not-whole': {
    title: 'The quantity is not whole',
    sentence: (f, name) => `${line(f, name)} has the quantity ${quantity(f)}; Stigg takes whole numbers here.`,
    remedy: 'Correct the quantity on the line.',
    action: inSalesforce('opportunity'),
  },
  'plan.not-found': {
    title: 'Stigg does not know the plan',
    sentence: (f, name) => `${line(f, name)} maps to ${id(f)}, which is in no plan of this environment.`,
    remedy: 'Correct the Stigg ID, or make the plan in Stigg.',
    action: inSalesforce('product'),
  },
  'plan.not-published': {
    title: 'The plan is not published',
    sentence: (f, name) => `${plan(f, name)} is a draft in Stigg; it cannot be provisioned yet.`,
    remedy: 'Publish it in Stigg.',
    action: inStigg('plan'),
  },
  'plan.archived': {
    title: 'The plan is archived',
    sentence: (f, name) => `${plan(f, name)} was archived in Stigg.`,
    remedy: 'Map the product to a plan that is sold today.',
    action: inStigg('plan'),
  },
  'addon.not-found': {
    title: 'Stigg does not know the add-on',
    sentence: (f, name) => `${line(f, name)} maps to ${id(f)}, which is no add-on of this environment.`,
    remedy: 'Correct the Stigg ID, or make the add-on in Stigg.',
    action: inSalesforce('product'),
  },
  'addon.incompatible': {
    title: 'The add-on does not fit the plan',
    sentence: (f, name) =>
      `${fact(f, ['addonName', 'addon', 'addonId'], name || 'The add-on')} cannot be added to ${fact(f, ['planName', 'plan', 'planId'], 'the plan that was sold')}.`,
    remedy: 'Allow it on the plan in Stigg, or take it off the deal.',
    action: inStigg('add-on'),
  },
  'addon.dependency': {
    title: 'The add-on needs another one',
    sentence: (f, name) =>
      `${fact(f, ['addonName', 'addon', 'addonId'], name || 'The add-on')} needs ${fact(f, ['needs', 'dependency', 'dependencies', 'missing'], 'another add-on')}, which was not sold.`,
    remedy: 'Add it to the opportunity.',
    action: inSalesforce('opportunity'),
  },
  'addon.too-many': {
    title: 'More add-ons than allowed',
    sentence: (f, name) =>
      `${fact(f, ['addonName', 'addon', 'addonId'], name || 'The add-on')} was sold ${quantity(f)} times; Stigg allows ${fact(f, ['max', 'maxQuantity', 'limit'], 'fewer')}.`,
    remedy: 'Correct the quantity, or raise the limit in Stigg.',
    action: inStigg('add-on'),
  },
  'feature.not-found': {
    title: 'Stigg does not know the feature',
    sentence: (f, name) => `${line(f, name)} maps to ${id(f)}, which is no feature of this environment.`,
    remedy: 'Correct the Stigg ID, or make the feature in Stigg.',
    action: inSalesforce('product'),
  },
  'feature.enum': {
    title: 'This feature cannot be set here',
    sentence: (f, name) =>
      `${fact(f, ['featureName', 'feature', 'featureId'], name || 'The feature')} takes named values, which Stigg’s API does not accept for one subscription.`,
    remedy: 'Set it in Stigg, and take its type off the product.',
    action: inStigg('feature'),
  },
  'feature.takes-no-limit': {
    title: 'On or off, without a quantity',
    sentence: (f, name) =>
      `${fact(f, ['featureName', 'feature', 'featureId'], name || 'The feature')} is switched on; the quantity ${fact(f, 'quantity', '')} has no meaning for it.`,
    remedy: 'Nothing to do.',
    action: nothing,
  },
  'currency.not-found': {
    title: 'Stigg does not know the credit currency',
    sentence: (f, name) => `${line(f, name)} maps to ${id(f)}, which is no credit currency of this environment.`,
    remedy: 'Correct the Stigg ID, or make the currency in Stigg.',
    action: inSalesforce('product'),
  },
  'currency.archived': {
    title: 'The credit currency is archived',
    sentence: (f, name) =>
      `${fact(f, ['currencyName', 'currency', 'currencyId'], name || 'The credit currency')} was archived in Stigg.`,
    remedy: 'Map the product to a currency that is in use.',
    action: inStigg('credit currency'),
  },
  'customer.archived': {
    title: 'The customer is archived',
    sentence: (f, name) =>
      `${fact(f, ['customerName', 'customer', 'customerId'], name || 'The Stigg customer')} was archived; nothing can be provisioned to it.`,
    remedy: 'Restore it in Stigg, or set another Stigg Customer ID on the account.',
    action: inStigg('customer'),
  },
  'customer.possible-duplicate': {
    title: 'Perhaps the same customer',
    sentence: (f, name) =>
      `${fact(f, ['customerName', 'otherName', 'customer', 'customerId'], name || 'Another Stigg customer')} has the same ${fact(f, ['same', 'by'], 'e-mail or domain')}.`,
    remedy: 'If it is the same company, set its ID on the account first.',
    action: inStigg('customer'),
  },
  'billing.period-missing': {
    title: 'No billing period',
    sentence: (f, name) => `${plan(f, name)} is sold by the month and by the year, and nothing says which.`,
    remedy: 'Choose the billing period.',
    action: detail('billingPeriod', 'Choose the period'),
  },
  'credit.cadence-missing': {
    title: 'No credit cadence',
    sentence: (f, name) =>
      `Nothing says whether ${fact(f, ['currencyName', 'currency', 'currencyId'], name || 'the credits')} are granted every month or every year.`,
    remedy: 'Choose how often they are granted.',
    action: detail('creditCadence', 'Choose the cadence'),
  },
  'billing.email-missing': {
    title: 'No billing e-mail',
    sentence: () => 'Invoices are asked for, and there is no address to send them to.',
    remedy: 'Choose a contact, or type an address.',
    action: detail('billingEmail', 'Set the billing e-mail'),
  },
  'billing.open-invoice': {
    title: 'An invoice is unpaid',
    sentence: (f) =>
      `The running subscription has an open invoice${f['amount'] || f['amountDue'] ? ` of ${fact(f, ['amount', 'amountDue'], '')}` : ''}; Stigg refuses to replace it until then.`,
    remedy: 'Have it paid or voided, then read the deal again.',
    action: inStigg('subscription'),
  },
  'price.period-unknown': {
    title: 'The price’s period is not known',
    sentence: (f, name) =>
      `${line(f, name)} was sold at another price than the list’s, but for a month or a year is not said. The list price will be used.`,
    remedy: 'Set what the deal’s prices are for in the settings, or change the price in Stigg afterwards.',
    action: nothing,
  },
  'price.credit-not-supported': {
    title: 'A price for credits cannot be sent',
    sentence: (f, name) =>
      `${line(f, name)} has a price of its own; Stigg takes none for credits when a subscription is made.`,
    remedy: 'Bill it outside, or set it in Stigg afterwards.',
    action: nothing,
  },
  'subscription.replaces': {
    title: 'A running subscription is replaced',
    sentence: (f, name) =>
      `The active ${fact(f, ['planName', 'plan', 'planId'], name || 'subscription')} subscription will be cancelled and replaced${f['daysEarly'] ? `, ${f['daysEarly']} days early` : ''}.`,
    remedy: 'Tick this if that was agreed.',
    action: inStigg('subscription'),
  },
  'subscription.schedule-lost': {
    title: 'Scheduled changes are lost',
    sentence: (f, name) =>
      `${fact(f, ['count', 'updates'], 'The')} scheduled changes of ${fact(f, ['planName', 'subscriptionId'], name || 'the running subscription')} will not happen.`,
    remedy: 'Note them before you go on.',
    action: inStigg('subscription'),
  },
  'subscription.paid-to-custom': {
    title: 'Outside billing goes on',
    sentence: () => 'A paid subscription is replaced by a custom one; the subscription in the billing system goes on.',
    remedy: 'Cancel it in the billing system.',
    action: inStigg('subscription'),
  },
  'subscription.resource-required': {
    title: 'No resource ID',
    sentence: (f, name) =>
      `${fact(f, ['productName', 'product', 'productId'], name || 'The product')} allows several subscriptions; Stigg must be told which resource this one is for.`,
    remedy: 'Give the resource’s ID.',
    action: detail('resourceId', 'Set the resource ID'),
  },
  'trial.end-in-past': {
    title: 'The trial ends in the past',
    sentence: (f) => `The trial would end on ${fact(f, ['endDate', 'trialEndDate', 'endsAt'], 'a day that is over')}.`,
    remedy: 'Choose a later day.',
    action: detail('trial', 'Change the trial'),
  },
  'trial.replaces': {
    title: 'A trial replaces a running subscription',
    sentence: (f, name) =>
      `${plan(f, name)} starts as a trial, and the running subscription of the same product ends now.`,
    remedy: 'Tick this if that was agreed.',
    action: detail('trial', 'Change the trial'),
  },
  'trial.had-before': {
    title: 'A trial was had before',
    sentence: (f, name) =>
      `This customer had a trial of ${fact(f, ['productName', 'product', 'planName', 'productId'], name || 'this product')} already.`,
    remedy: 'Tick this if a second one was agreed.',
    action: detail('trial', 'Change the trial'),
  },
  'link.conflict': {
    title: 'Two links disagree',
    sentence: (f) =>
      `The account and the Stigg customer ${fact(f, ['customerName', 'customerId', 'customer'], '')} point to different partners.`.replace(
        '  ',
        ' ',
      ),
    remedy: 'Correct Stigg Customer ID on the account, or the link of the customer.',
    action: inSalesforce('account'),
  },
  'link.no-integration': {
    title: 'The link is kept in metadata',
    sentence: () => 'This Stigg environment has no Salesforce integration.',
    remedy: 'Nothing to do.',
    action: nothing,
  },
}

/** A finding, said. */
export const sayFinding = (
  finding: Finding,
): { readonly title: string; readonly sentence: string; readonly remedy: string } => {
  const words = findingWords[finding.code]
  return {
    title: words.title,
    sentence: words.sentence(finding.facts, finding.record?.name ?? ''),
    remedy: words.remedy,
  }
}
