import type { FailureCode } from '#shared/failure'

import { here, readAgain, seen, type HelpPage, type HelpStep } from './parts.ts'

const yours = (what: string): HelpStep => ({ where: 'yours', what })
const goOn = here('Open the run, and go on with it.')
const onRun = 'On the call-out, the first step of the run, and where it is tried in Settings.'

/** What can go wrong with the call to the customer's own application. */
export const callOutHelp = {
  'call-out.not-set': {
    topic: 'call-out',
    means: 'The profile has no call-out, so there is nothing to try.',
    why: 'Customer and resource IDs are then chosen as Salesforce and Stigg know them.',
    steps: [here('Open Settings, Call-out, fill it in and save it. Leave it out if no application of yours is asked.')],
    seen: 'Where a call-out is tried in Settings.',
    related: ['call-out.not-possible', 'call-out.secret-missing'],
  },
  'call-out.not-possible': {
    topic: 'call-out',
    means: 'The deal has nothing to provision, or a value of it would lead the call to another address.',
    why: 'A deal must never be able to say where your data go.',
    steps: [
      here('Open the deal, and mend what its errors name.'),
      here('If the address is at fault, put the deal’s values in its path or query only, in Settings, Call-out.'),
    ],
    seen: onRun,
    related: ['call-out.not-allowed', 'mapping.no-plan'],
  },
  'call-out.not-allowed': {
    topic: 'call-out',
    means: 'The address of the call-out is not an https address.',
    why: 'On the way, anybody could read what is sent, the secret included.',
    steps: [yours('Serve the address over https.'), here('Enter it in Settings, Call-out, and save it.')],
    seen: onRun,
    related: ['call-out.unreachable', 'call-out.refused'],
  },
  'call-out.secret-missing': {
    topic: 'call-out',
    means: 'A header of the call-out holds a secret, and no secret is kept for this address.',
    why: 'A secret is kept for one address alone: a changed address, or an imported profile, never takes it elsewhere.',
    steps: [here('Open Settings, Call-out, and enter the secret for the address that it shows.'), goOn],
    seen: onRun,
    related: ['call-out.refused', 'call-out.not-allowed'],
  },
  'call-out.unreachable': {
    topic: 'call-out',
    means: 'No connection to your application came about, so it was not asked.',
    why: 'The run stopped before anything was written to Stigg or Salesforce.',
    steps: [yours('See that the application runs and can be reached from this machine.'), goOn],
    seen: onRun,
    related: ['call-out.refused', 'call-out.outcome-unknown'],
  },
  'call-out.refused': {
    topic: 'call-out',
    means: 'Your application turned the call down, or answered with a redirect, which is not followed.',
    why: 'The run stopped before anything was written to Stigg or Salesforce.',
    steps: [
      here('Read its answer on the step of the run.'),
      yours('Mend what it names, or correct the address, the headers or the body in Settings here.'),
      goOn,
    ],
    seen: onRun,
    related: ['call-out.secret-missing', 'call-out.not-allowed'],
  },
  'call-out.outcome-unknown': {
    topic: 'call-out',
    means: 'The call was sent, and no answer that can be read came back. Your application may have done it.',
    why: 'What an application did cannot be read back, so only a person who looks can say.',
    steps: [
      yours('Look whether what the call asks for was made. The key of the call stands with the request.'),
      here(
        'Say so on the run, a minute after it was sent at the earliest: if it was not done, the same call is sent once more.',
      ),
    ],
    seen: onRun,
    related: ['call-out.too-soon', 'stigg.outcome-unknown'],
  },
  'call-out.plan-changed': {
    topic: 'call-out',
    means: 'With the IDs that your application named, more would differ from what was approved than the IDs.',
    why: 'For example the customer that it named runs on a subscription that would be replaced. Nobody agreed to that.',
    steps: [readAgain, here('Review what would change now, and provision. The call is not made a second time.')],
    seen: seen.run,
    related: ['opportunity.stale', 'subscription.replaces'],
  },
  'call-out.too-soon': {
    topic: 'call-out',
    means: 'Less than a minute has gone by since the call was sent.',
    why: 'It may still be on its way, and would then be done twice.',
    steps: [here('Wait a minute.'), yours('Look whether it was done meanwhile.'), here('Then say what you found.')],
    seen: 'Where you say that a call was not done.',
    related: ['call-out.outcome-unknown'],
  },
} as const satisfies Partial<Record<FailureCode, HelpPage>>
