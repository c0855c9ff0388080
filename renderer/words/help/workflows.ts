import type { FailureCode } from '#shared/failure'

import { here, inStigg, seen as places, type HelpPage } from './parts.ts'

const seen = 'On the page of the workflow, where it is looked at and fired.'
const lookAgain = here('Look at it again: the page reads the customer as it is now.')
const inLog = inStigg('Open the workflow’s runs and look for the correlation ID, which is the ID of the run here.')

/** What can go wrong when Stigg workflows are fired. */
export const workflowsHelp = {
  'workflow.not-found': {
    topic: 'workflows',
    means: 'The workflow was removed from the profile’s catalogue, or the link names one of another profile.',
    why: 'Only what stands in the catalogue can be fired.',
    steps: [here('Choose one of the list.'), here('Add it in Settings, under Workflows, if it is missing.')],
    seen,
    related: ['workflow.trigger-unknown'],
  },
  'workflow.trigger-unknown': {
    topic: 'workflows',
    means: 'No active workflow of this environment begins with an API trigger of this ID.',
    why: 'Nothing runs: Stigg finds a workflow by its trigger ID alone, and each environment has its own.',
    steps: [
      inStigg('Open Workflows, and see that the workflow is active and which trigger ID its API trigger has.'),
      here('Mend the trigger ID in Settings, under Workflows.'),
    ],
    seen,
    related: ['workflow.not-found'],
  },
  'workflow.payload-wrong': {
    topic: 'workflows',
    means: 'A value of the form or of the edited payload is missing, of another type, or of another customer.',
    why: 'The workflow would fail in the middle, or do its work to somebody else.',
    steps: [here('Mend the value at the place that is named.'), lookAgain],
    seen,
    related: ['workflow.subscription-missing'],
  },
  'workflow.subscription-missing': {
    topic: 'workflows',
    means: 'No subscription was chosen, or the chosen one is not the customer’s.',
    why: 'The workflow would have nothing to work on.',
    steps: [here('Choose one of the customer’s subscriptions.')],
    seen,
    related: ['workflow.payload-wrong', 'stigg.not-found'],
  },
  'workflow.stale': {
    topic: 'workflows',
    means: 'The subscription is not what it was when you agreed: somebody else, or a schedule, has changed it.',
    why: 'What you agreed to rested on how it was.',
    steps: [lookAgain, here('Go on only if it is still wanted.')],
    seen,
    related: ['workflow.fired-already'],
  },
  'workflow.unconfirmed': {
    topic: 'workflows',
    means: 'A workflow that ends or takes away something asks for the customer’s name in production.',
    why: 'It cannot be taken back, and the wrong customer would lose what they bought.',
    steps: [here('Look again and type the customer’s name as it stands there.')],
    seen,
    related: ['workflow.stale'],
  },
  'workflow.fired-already': {
    topic: 'workflows',
    means: 'The same review was agreed to twice, such as by a double click or in two windows.',
    why: 'Stigg knows no key for workflows: a second request would run it a second time.',
    steps: [here('Open Runs and look at what came of the first.'), lookAgain],
    seen,
    related: ['workflow.undecided'],
  },
  'workflow.undecided': {
    topic: 'workflows',
    means:
      'A run of the same workflow for the same subscription waits, because nobody knows whether it was carried out.',
    why: 'Firing once more might do it twice.',
    steps: [inLog, here('Open that run: send it again if it did not run, or give it up if it did.')],
    seen,
    related: ['workflow.outcome-unknown'],
  },
  'workflow.failed': {
    topic: 'workflows',
    means: 'The workflow began, and one of its nodes failed.',
    why: 'The nodes before that one may have done their work.',
    steps: [
      here('Read its answer, with the step of the run.'),
      inLog,
      here('Fire it again only when you know how far it came.'),
    ],
    seen: places.run,
    related: ['workflow.outcome-unknown'],
  },
  'workflow.outcome-unknown': {
    topic: 'workflows',
    means:
      'The request went out, and no answer came that says whether the workflow ran. Stigg answers within a minute, but may go on after that.',
    why: 'Sent again, it could run twice. So it waits for a person’s word.',
    steps: [
      inLog,
      inStigg('Look at the subscription, if the workflow was to change it.'),
      here(
        'If it did not run, say so on the run: it is sent again. If it did, give the run up with that as the reason.',
      ),
    ],
    seen: places.run,
    related: ['workflow.too-soon', 'workflow.undecided'],
  },
  'workflow.too-soon': {
    topic: 'workflows',
    means: 'A minute has not gone by since the request was sent.',
    why: 'For so long it may still be on its way, and would run twice.',
    steps: [here('Wait a minute.'), inLog],
    seen: places.run,
    related: ['workflow.outcome-unknown'],
  },
} as const satisfies Partial<Record<FailureCode, HelpPage>>
