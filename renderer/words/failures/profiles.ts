import type { FailureCode } from '#shared/failure'

import { fact } from '../facts.ts'
import { nothing, type FailureWords } from './parts.ts'

/** What goes wrong with profiles: what may be written with one, going to another, and what it is connected to. */
export const profileFailures = {
  'access.unfinished': {
    title: 'This profile is not set up yet',
    happened: () => 'The guide was not gone through to its end.',
    changed: nothing,
    todo: 'Finish the guide, which says what is missing.',
  },
  'access.mixed-pair': {
    title: 'This pair is mixed',
    happened: () => 'One of the two services is production and the other is not.',
    changed: nothing,
    todo: 'Say in the sheet that you mean to write to this pair, or use another profile.',
  },
  'access.unconfirmed': {
    title: 'It was not confirmed',
    happened: (f) => `What was typed is not ${fact(f, ['name'], 'what was asked for')}.`,
    changed: nothing,
    todo: 'Type it as it is shown.',
  },
  'profile.not-found': {
    title: 'There is no such profile',
    happened: () => 'It was removed from this machine, or it is the practice workspace, which has no connection.',
    changed: nothing,
    todo: 'Choose one of the profiles in the list.',
  },
  'profile.not-connected': {
    title: 'The profile is not connected',
    happened: (f) => `${fact(f, ['missing'], 'A service')} is not connected yet.`,
    changed: nothing,
    todo: 'Sign in to Salesforce and hand over the Stigg key first.',
  },
  'profile.not-removable': {
    title: 'The practice workspace stays',
    happened: () => 'It is part of the companion and holds nothing of yours.',
    changed: nothing,
    todo: 'Start it over in its settings, if you want it as it was.',
  },
  'profile.bound': {
    title: 'This profile belongs to another far end',
    happened: (f) =>
      f['what'] === 'org'
        ? 'Its journal and its links are of the org that it signed in to first.'
        : 'Its journal and its links are of the environment of its first key.',
    changed: nothing,
    todo: 'Make a new profile for the other one.',
  },
  'profile.closed': {
    title: 'Another profile is open now',
    happened: () => 'The window still showed the one before.',
    changed: nothing,
    todo: 'Load the window again.',
  },
  'stigg.key-publishable': {
    title: 'That is a publishable key',
    happened: () => 'Its name begins with “client-”: it is made for browsers, and can only read.',
    changed: nothing,
    todo: 'Copy the server key, which begins with “server-”, in Stigg under Integrations, API keys.',
  },
  'stigg.other-environment': {
    title: 'That key is of another environment',
    happened: (f) =>
      `It belongs to ${fact(f, ['found'], 'another one')}, and not to ${fact(f, ['expected'], 'this profile’s')}.`,
    changed: nothing,
    todo: 'Hand over a key of this profile’s environment, or make a new profile for the other one.',
  },
  'sign-in.other-org': {
    title: 'That is another org',
    happened: (f) =>
      `You signed in to ${fact(f, ['found'], 'another org')}; this profile is of ${fact(f, ['expected'], 'the org before')}.`,
    changed: nothing,
    todo: 'Sign in to that org, or make a new profile for the other one.',
  },
} as const satisfies Partial<Record<FailureCode, FailureWords>>
