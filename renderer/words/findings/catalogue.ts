import type { FindingCode } from '#shared/domain/finding'

import { fact } from '../facts.ts'
import { count, entity, id, nothing, plan, product, record, type FindingWords } from './parts.ts'

/** Findings about what Stigg’s catalogue holds. */
export const catalogueFindings = {
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
} as const satisfies Partial<Record<FindingCode, FindingWords>>
