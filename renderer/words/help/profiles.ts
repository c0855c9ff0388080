import type { FailureCode } from '#shared/failure'

import { here, inStigg, type HelpPage } from './parts.ts'

const seenInSettings = 'In the settings and in the guide of a new profile.'

/** What can go wrong with profiles. */
export const profileHelp = {
  'access.unfinished': {
    topic: 'app',
    means:
      'A new profile only reads until its guide was gone through: sign-in, key, mapping, and a look at what was found.',
    why: 'A profile whose mapping nobody has looked at could provision the wrong thing.',
    steps: [here('Open the guide in the settings, and go on where it says that something is missing.')],
    seen: 'Wherever something would be written.',
    related: ['profile.not-connected', 'access.read-only'],
  },
  'access.mixed-pair': {
    topic: 'app',
    means: 'The profile pairs a production org with an environment that is none, or the other way round.',
    why: 'Most often that is a mistake in the setting-up, and a test deal would reach paying customers.',
    steps: [
      here('Look at both names in the bar at the top.'),
      here('If the pair is meant, tick that in the sheet. It holds until you leave the profile or end the companion.'),
    ],
    seen: 'Wherever something would be written.',
    related: ['access.read-only', 'stigg.other-environment'],
  },
  'access.unconfirmed': {
    topic: 'app',
    means: 'The profile asks that what is written to is typed, and what arrived is something else.',
    why: 'Typing a name makes sure that it is the customer or the profile that you mean.',
    steps: [here('Type the name as the sheet shows it.')],
    seen: 'In the sheet before a write, and where a profile’s access is raised or a profile is removed.',
    related: ['access.read-only', 'workflow.unconfirmed'],
  },
  'profile.not-found': {
    topic: 'app',
    means: 'The profile is not on this machine any more, or what you asked for needs a profile of an org.',
    why: 'Nothing can be shown of it.',
    steps: [here('Choose another profile in the list behind the name in the bar at the top.')],
    seen: 'Where another profile is opened or removed.',
    related: ['profile.unreadable', 'profile.in-use'],
  },
  'profile.not-connected': {
    topic: 'app',
    means: 'A profile is whole once an org and an environment have answered.',
    why: 'A half-connected profile can compare nothing.',
    steps: [here('Sign in to Salesforce.'), here('Hand over the Stigg server key.'), here('Finish the guide.')],
    seen: seenInSettings,
    related: ['access.unfinished', 'stigg.key-refused'],
  },
  'profile.not-removable': {
    topic: 'app',
    means: 'The practice workspace is part of the companion.',
    why: 'It is where one can always go back to, and it holds no customer’s data.',
    steps: [here('Use Start over in its settings to have it as it was.')],
    seen: seenInSettings,
    related: ['profile.not-found'],
  },
  'profile.bound': {
    topic: 'app',
    means: 'A profile stays with the org that it first signed in to and the environment of its first key.',
    why: 'Its journal tells what was done to exactly those two; with another one its identities and keys would be wrong.',
    steps: [here('Make a new profile for the other org or environment.')],
    seen: seenInSettings,
    related: ['sign-in.other-org', 'stigg.other-environment'],
  },
  'profile.closed': {
    topic: 'app',
    means: 'Another profile was opened, here or in another window, and this window has not loaded again yet.',
    why: 'What it shows is of the profile before, and nothing may be written by it.',
    steps: [here('Load the window again.')],
    seen: 'Wherever something would be written.',
    related: ['profile.in-use', 'run.busy'],
  },
  'stigg.key-publishable': {
    topic: 'stigg',
    means: 'Stigg has keys for browsers, which begin with “client-”, and for servers, which begin with “server-”.',
    why: 'A publishable key may not write, so nothing could be provisioned with it.',
    steps: [
      inStigg('Open Integrations, API keys, and copy the server key of the environment that you mean.'),
      here('Paste it into the field once more.'),
    ],
    seen: seenInSettings,
    related: ['stigg.key-refused', 'stigg.not-permitted'],
  },
  'stigg.other-environment': {
    topic: 'stigg',
    means: 'A key belongs to one environment, and this one is not the profile’s.',
    why: 'Everything would silently go to customers of the other environment.',
    steps: [
      inStigg('Copy the key again, and look at the environment’s name at the top of Stigg first.'),
      here('Or make a new profile for the other environment.'),
    ],
    seen: seenInSettings,
    related: ['stigg.key-refused', 'profile.bound'],
  },
} as const satisfies Partial<Record<FailureCode, HelpPage>>
