import type { FailureCode } from '#shared/failure'

import { fact } from '../facts.ts'
import { nothing, record, type FailureWords } from './parts.ts'

/** What goes wrong with the call to the customer’s own application. */
export const callOutFailures = {
  'call-out.not-set': {
    title: 'There is no call-out',
    happened: () => 'This profile does not call an application of yours.',
    changed: nothing,
    todo: 'Set one up in Settings, and save it.',
  },
  'call-out.not-possible': {
    title: 'The call-out cannot be made for this deal',
    happened: (f) =>
      f['url'] === undefined
        ? `${record(f, 'The deal')} has nothing to provision, so there is nothing to say to your application.`
        : `A value of the deal would lead to another address: ${f['url']}.`,
    changed: nothing,
    todo: 'Mend the deal, or the address in Settings.',
  },
  'call-out.not-allowed': {
    title: 'The call-out may not go there',
    happened: (f) => `${fact(f, ['origin'], 'The address')} is not an https address.`,
    changed: nothing,
    todo: 'Set an https address in Settings.',
  },
  'call-out.secret-missing': {
    title: 'A secret of the call-out is not set',
    happened: (f) =>
      `The header ${f['header'] ?? ''} needs the secret “${f['secret'] ?? ''}” for ${f['origin'] ?? 'its address'}.`,
    changed: nothing,
    todo: 'Enter it in Settings, under Call-out, then go on.',
  },
  'call-out.unreachable': {
    title: 'Your application cannot be reached',
    happened: (f) => `No connection to ${fact(f, ['origin'], 'its address')} came about.`,
    changed: nothing,
    todo: 'See that it runs, then go on with the run.',
  },
  'call-out.refused': {
    title: 'Your application refused the call',
    happened: (f) =>
      f['reason'] === 'redirect'
        ? `${fact(f, ['origin'], 'It')} answered ${f['status'] ?? ''}, a redirect. Redirects are not followed.`
        : `${fact(f, ['origin'], 'It')} answered ${f['status'] ?? 'no'}.`,
    changed: nothing,
    todo: 'Its answer says why. Mend it there or in Settings, then go on.',
  },
  'call-out.outcome-unknown': {
    title: 'Whether your application did it is not known',
    happened: (f) =>
      ({
        timeout: 'The call was sent, and no answer came in time.',
        status: `It answered ${f['status'] ?? 'with an error'} and may have done it before.`,
        'not-json': 'It said yes, but its answer is not JSON.',
        'too-long': 'Its answer is longer than can be read.',
        'no-id': `It said yes, but there is no ID at ${f['pointers'] ?? 'the place that Settings names'}.`,
        'earlier-run': 'An earlier run of this deal made the call and got no answer.',
        'not-readable': 'The companion ended while the call was under way.',
      })[f['reason'] ?? ''] ?? 'The call was sent, and the connection broke before a whole answer came.',
    changed: 'not-known',
    todo: 'Look in your application. If it was not done, send the call again; it keeps its idempotency key.',
  },
  'call-out.plan-changed': {
    title: 'Your application’s answer changes the plan',
    happened: () =>
      'With the IDs that it gave, more than IDs would differ from what you agreed to. The run stopped before Stigg and Salesforce.',
    changed: nothing,
    todo: 'Review the deal with the new IDs. The call is not made a second time.',
  },
  'call-out.too-soon': {
    title: 'The call may still be on its way',
    happened: () => 'Less than a minute has gone by since it was sent.',
    changed: nothing,
    todo: 'Wait a minute, look in your application, and say then that it was not done.',
  },
} as const satisfies Partial<Record<FailureCode, FailureWords>>
