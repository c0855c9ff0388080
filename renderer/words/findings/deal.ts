import type { FindingCode } from '#shared/domain/finding'

import { fact } from '../facts.ts'
import { count, entity, nothing, record, type FindingWords } from './parts.ts'

/** Findings about the deal as a whole, its customer, and the link between them. */
export const dealFindings = {
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
    sentence: ({ facts, day }) =>
      facts['elsewhere'] && facts['subscriptionId']
        ? `Another copy of this app provisioned this deal${facts['runId'] ? ` (run ${facts['runId']})` : ''}: subscription ${facts['subscriptionId']}, from ${facts['at'] ? day(facts['at']) : 'an earlier day'}. Going on makes another one.`
        : facts['subscriptionId']
          ? `Subscription ${facts['subscriptionId']} was made for this deal. Going on makes another one.`
          : 'A run of this companion provisioned this deal. Going on makes another subscription.',
    remedy: 'Go on only if the deal has to be provisioned once more.',
    action: { kind: 'run', label: 'Show earlier runs' },
  },
  'flow.may-provision': {
    title: 'A flow of the org provisions too',
    sentence: ({ facts, day }) =>
      facts['subscriptionId']
        ? `The org’s own flow seems to have provisioned this deal${facts['at'] ? ` on ${day(facts['at'])}` : ''}: subscription ${facts['subscriptionId']} is in force, and no copy of this app made it.`
        : `An active flow of Stigg’s in Salesforce${facts['flows'] ? ` (${facts['flows']})` : ''} would provision this deal too.`,
    remedy: 'Go on only if the flow does not act on this deal; else leave it to the flow, or have the flow turned off.',
    action: record,
  },
  'opportunity.stale': {
    title: 'The deal has changed',
    sentence: ({ facts }) => `Since it was read, this changed: ${fact(facts, 'changed', 'what it was built from')}.`,
    remedy: 'Read the deal again.',
    action: { kind: 'read-again', label: 'Read again' },
  },
  'link.conflict': {
    title: 'Two links disagree',
    sentence: ({ facts }) =>
      facts['side'] === 'customer'
        ? `The Stigg customer ${fact(facts, 'name', 'of this account')} belongs to another Salesforce account (${fact(facts, 'otherAccountId', 'its ID is not known')}), not to ${fact(facts, 'account', 'this one')}.`
        : `${fact(facts, 'account', 'The account')} is linked to another Stigg customer as well: ${fact(facts, ['otherName', 'otherId'], 'its name is not known')}.`,
    remedy: 'Correct Stigg Customer ID on the account, or the link of the customer.',
    action: record,
  },
  'link.no-integration': {
    title: 'The link is kept in metadata',
    sentence: () => 'This Stigg environment has no Salesforce integration.',
    remedy: 'Nothing to do.',
    action: nothing,
  },
  'link.field-too-short': {
    title: 'A field is too short',
    sentence: ({ facts, name }) =>
      `${fact(facts, ['label', 'field'], 'A field')} of ${name || 'the record'} holds ${count(facts['length'])} characters, and “${fact(facts, 'value', 'the value')}” has more: it is not written.`,
    remedy: 'Have the field made longer in Salesforce, or go on without it.',
    action: record,
  },
  'link.field-read-only': {
    title: 'A field cannot be written',
    sentence: ({ facts, name }) =>
      `You may not change ${fact(facts, ['label', 'field'], 'a field')} of ${name || 'the record'}, so “${fact(facts, 'value', 'the value')}” is not written to it.`,
    remedy: 'Ask a Salesforce administrator for access to the field, or go on without it.',
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
} as const satisfies Partial<Record<FindingCode, FindingWords>>
