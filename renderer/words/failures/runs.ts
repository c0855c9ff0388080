import type { FailureCode } from '#shared/failure'

import { fact } from '../facts.ts'
import { nothing, type FailureWords } from './parts.ts'

/** What goes wrong with deals, runs and credits. */
export const runFailures = {
  'opportunity.not-found': {
    title: 'There is no such deal',
    happened: (f) =>
      `${fact(f, ['opportunityId', 'id'], 'The opportunity')} is not in this org, or you may not see it.`,
    changed: nothing,
    todo: 'Check the ID and the org.',
  },
  'opportunity.stale': {
    title: 'The deal changed',
    happened: () => 'Salesforce or Stigg holds something else than when the preview was made.',
    changed: nothing,
    todo: 'Look at the new preview.',
  },
  'draft.blocked': {
    title: 'The deal cannot be provisioned yet',
    happened: (f) => `Errors stand in the way${f['codes'] ? `: ${f['codes']}` : ''}.`,
    changed: nothing,
    todo: 'Mend them, then review again.',
  },
  'draft.unacknowledged': {
    title: 'A warning was not ticked',
    happened: () => 'There is a warning that you have not agreed to.',
    changed: nothing,
    todo: 'Review again and tick it, if you agree.',
  },
  'act.not-possible': {
    title: 'That cannot be done to this subscription',
    happened: (f) =>
      ({
        gone: 'The subscription is not there any more.',
        'nothing-scheduled': 'Nothing is scheduled on it any more.',
        'no-trial': 'It is not a trial any more.',
        'end-in-past': 'It would end in the past.',
        over: 'It is over already.',
        'trial-at-once-only': 'It is a trial: Stigg cancels trials at once, and moves their end as the end of a trial.',
        'no-billing-period': 'It has no billing period that could end: choose a day.',
        'end-as-it-is': 'It ends on that day already.',
      })[f['obstacle'] ?? ''] ?? 'It is not as it has to be.',
    changed: nothing,
    todo: 'Look at the subscription as it is now.',
  },
  'act.stale': {
    title: 'The subscription changed meanwhile',
    happened: (f) => `A subscription of ${fact(f, ['name'], 'the customer')} is not what it was when you agreed.`,
    changed: nothing,
    todo: 'Review again, and go on only if it is still wanted.',
  },
  'credits.stale': {
    title: 'The customer’s credits changed meanwhile',
    happened: (f) =>
      `The grants of ${fact(f, ['name'], 'the customer')} are not what they were when you agreed. The same may have been granted already.`,
    changed: nothing,
    todo: 'Review again, and go on only if it is still wanted.',
  },
  'credits.blocked': {
    title: 'These credits cannot be granted yet',
    happened: () => 'A value of the grant breaks a rule.',
    changed: nothing,
    todo: 'Mend what the sheet names.',
  },
  'credits.unconfirmed': {
    title: 'Something was not confirmed',
    happened: () => 'A warning was not ticked, or the customer’s ID was not typed.',
    changed: nothing,
    todo: 'Review again and confirm it.',
  },
  'credits.not-voidable': {
    title: 'This grant cannot be voided',
    happened: (f) =>
      ({
        gone: 'The grant is not there.',
        voided: 'It is void already.',
        expired: 'It has expired: nothing of it can be used any more.',
        overdraft: 'It is an overdraft, which the next grant settles.',
        recurring: 'It comes with a subscription, and would be made again.',
      })[f['obstacle'] ?? ''] ?? 'It is not as it has to be.',
    changed: nothing,
    todo: 'Read the customer’s credits again.',
  },
  'run.busy': {
    title: 'A run is under way here already',
    happened: () => 'A deal, and a customer’s credits, are written by one run at a time.',
    changed: nothing,
    todo: 'Wait for it to end.',
  },
  'run.not-found': {
    title: 'There is no such run',
    happened: (f) => `${fact(f, ['runId', 'id'], 'The run')} is not in this profile’s journal.`,
    changed: nothing,
    todo: 'Go back to the list of runs.',
  },
  'run.overtaken': {
    title: 'Something else provisioned this deal',
    happened: (facts) =>
      `Subscription ${fact(facts, 'subscriptionId', 'of the same product')} came into force while this run was under way, and no copy of this app made it. A flow of the org is the likely cause.`,
    changed: 'see-run',
    todo: 'Look at the customer in Stigg. Give this run up, then review the deal anew.',
  },
  'run.not-resumable': {
    title: 'This run has ended',
    happened: () => 'There is nothing left in it to go on with.',
    changed: nothing,
    todo: 'Review the deal to start another.',
  },
  'bulk.not-found': {
    title: 'There is no such bulk run',
    happened: () => 'The journal of this profile does not hold it.',
    changed: nothing,
    todo: 'Go back to the inbox.',
  },
  'bulk.unconfirmed': {
    title: 'The number of deals was not confirmed',
    happened: (f) => `The number that was typed is not ${fact(f, ['count'], 'that of the deals')}.`,
    changed: nothing,
    todo: 'Type the number of deals that are to be provisioned.',
  },
  'request.cancelled': {
    title: 'Stopped',
    happened: () => 'It was stopped before it ended.',
    changed: 'see-run',
    todo: 'Start it again when you like.',
  },
} as const satisfies Partial<Record<FailureCode, FailureWords>>
