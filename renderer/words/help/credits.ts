import type { FailureCode } from '#shared/failure'

import { here, inStigg, type HelpPage } from './parts.ts'

const seen = 'In the sheet where credits are granted, or a grant is voided.'
const lookAgain = here('Review again: the sheet shows the balance and the grants as they are now.')

/** What can go wrong when credits are granted and grants are voided. */
export const creditsHelp = {
  'credits.stale': {
    topic: 'credits',
    means: 'The customer’s grants are not what they were when you agreed: somebody may have granted the same credits.',
    why: 'Going on would make a second grant that nobody agreed to.',
    steps: [lookAgain, here('Go on only if the customer is to have these credits besides what is there.')],
    seen,
    related: ['credits.unconfirmed', 'run.busy'],
  },
  'credits.blocked': {
    topic: 'credits',
    means: 'A value of the grant breaks a rule, such as an expiry before it takes effect.',
    why: 'Stigg would refuse it, or the customer would get something else than was meant.',
    steps: [here('Mend what the sheet names at its fields.'), lookAgain],
    seen,
    related: ['credits.unconfirmed', 'stigg.refused'],
  },
  'credits.unconfirmed': {
    topic: 'credits',
    means: 'A warning was not ticked, or the customer’s ID was not typed where a cap of the profile is exceeded.',
    why: 'The guard-rails of the profile ask before the same is granted twice, and before much is granted.',
    steps: [lookAgain, here('Tick the warnings, and type the customer’s ID where the sheet asks for it.')],
    seen,
    related: ['credits.stale', 'credits.blocked'],
  },
  'credits.not-voidable': {
    topic: 'credits',
    means:
      'The grant is void or expired already, or Stigg made it itself. Recurring grants come with a subscription, and an overdraft is settled by the next grant.',
    why: 'There is nothing that voiding would take back.',
    steps: [here('Read the customer’s credits again.'), inStigg('Look at the grant, if its state surprises you.')],
    seen,
    related: ['credits.stale', 'stigg.not-found'],
  },
} as const satisfies Partial<Record<FailureCode, HelpPage>>
