import type { FindingCode } from '#shared/domain/finding'

import { fact } from '../facts.ts'
import { aKind, count, entity, id, nothing, plan, product, record, type FindingWords } from './parts.ts'

/** Findings about a line: its product, mapping, quantity and price. */
export const mappingFindings = {
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
      `${product(said)} has the Stigg Type “${fact(said.facts, 'type', '')}”. Known are Plan, Add-on, Entitlement and Credit entitlement.`,
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
      said.facts['missing'] === 'plan'
        ? 'This amendment changes a subscription, but no running subscription of the customer could be told to be the one.'
        : said.facts['subscriptionId']
          ? `What the running ${plan(said)} subscription holds of ${entity(said)} is not shown by Stigg, so it could not be carried over.`
          : `The lines of ${entity(said)} add to or take from an earlier quantity, and that quantity is not known.`,
    remedy: 'Correct the quote’s lines, or amend the subscription in Stigg.',
    action: record,
  },
  'mapping.ramp': {
    title: 'A ramp over several periods',
    sentence: (said) =>
      `${entity(said)} is sold in segments, one after another (${fact(said.facts, 'segments', 'several')}). They cannot be summed, and only one can be provisioned.`,
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
  'price.period-unknown': {
    title: 'The price’s period is not known',
    sentence: (said) =>
      `${plan(said)} was sold at prices of its own, and whether they are per month or per year is not known. They are not sent: what runs keeps the prices it has, and everything else is billed at list price.`,
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
} as const satisfies Partial<Record<FindingCode, FindingWords>>
