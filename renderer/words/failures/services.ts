import type { FailureCode } from '#shared/failure'

import { fact, type Facts } from '../facts.ts'
import { otherOrg, signInHappened, signInTitle, signInTodo, signInTrouble } from '../sign-in.ts'
import { nothing, record, service, type FailureWords } from './parts.ts'

const endedHere: Readonly<Record<string, string>> = {
  'by-person': 'You signed out here.',
  'not-kept': 'No session is kept on this machine.',
}

/** Why nobody is signed in, where it is no doing of Salesforce's. */
const signedOutHere = (facts: Facts): string | undefined => endedHere[facts['reason'] ?? '']

/** What goes wrong with Salesforce and Stigg. */
export const serviceFailures = {
  'salesforce.unreachable': {
    title: 'Salesforce does not answer',
    happened: () => 'No answer came within the time allowed.',
    changed: nothing,
    todo: 'Try again in a moment.',
  },
  'salesforce.limit-reached': {
    title: 'Salesforce’s API limit is reached',
    happened: () => 'The org has used up its API requests for the last 24 hours.',
    changed: nothing,
    todo: 'Try again later, or ask the administrator for more.',
  },
  'salesforce.locked': {
    title: 'The record is locked',
    happened: (f) => `Somebody else is saving ${record(f, 'the record')} in Salesforce.`,
    changed: nothing,
    todo: 'Try again in a moment.',
  },
  'salesforce.outcome-unknown': {
    title: 'Salesforce did not confirm the write',
    happened: (f) => `The write to ${record(f, 'the record')} was sent, and no answer came.`,
    changed: 'not-known',
    todo: 'Look at the record. Going on with the run reads it back before anything is sent again.',
  },
  'salesforce.signed-out': {
    title: (f) => (signedOutHere(f) ? 'You are signed out of Salesforce' : 'Salesforce has signed you out'),
    happened: (f) =>
      signedOutHere(f) ?? (signInTrouble(f) ? signInHappened(f) : 'The session ended and could not be renewed.'),
    changed: nothing,
    todo: 'Sign in again; the work goes on from where it stopped.',
  },
  'salesforce.needs-admin': {
    title: 'The org does not admit this app yet',
    happened: (f) => (signInTrouble(f) ? signInHappened(f) : `Salesforce turned the app away.${service(f)}`),
    changed: nothing,
    todo: (f) => (signInTrouble(f) ? signInTodo(f) : 'Ask a Salesforce administrator to install or approve it.'),
  },
  'salesforce.not-found': {
    title: 'Salesforce does not have the record',
    happened: (f) => `${record(f, 'The record')} was deleted, or never was in this org.`,
    changed: nothing,
    todo: 'Check the ID and the org.',
  },
  'salesforce.not-visible': {
    title: 'You may not see this in Salesforce',
    happened: (f) =>
      `Your user has no access to ${fact(f, ['object', 'field', 'name'], 'an object or a field that is needed')}.`,
    changed: nothing,
    todo: 'Ask a Salesforce administrator for access.',
  },
  'salesforce.refused': {
    title: 'Salesforce refused the write',
    happened: (f) => `${record(f, 'The record')} was not saved.${service(f)}`,
    changed: nothing,
    todo: 'Mend what it names, then go on.',
  },
  'salesforce.unexpected-answer': {
    title: 'Salesforce answered in an unknown form',
    happened: () => 'The answer does not fit what the companion knows of its API.',
    changed: 'not-known',
    todo: 'Copy the details and report them.',
  },
  'stigg.unreachable': {
    title: 'Stigg does not answer',
    happened: () => 'No answer came within the time allowed.',
    changed: nothing,
    todo: 'Try again in a moment.',
  },
  'stigg.rate-limited': {
    title: 'Stigg asks to slow down',
    happened: () => 'More requests were sent than the environment allows.',
    changed: nothing,
    todo: 'Try again in a moment.',
  },
  'stigg.circuit-open': {
    title: 'Stigg failed several times in a row',
    happened: () => 'Requests are held back so that it can recover.',
    changed: nothing,
    todo: 'It is tried again by itself; you can also try now.',
  },
  'stigg.outcome-unknown': {
    title: 'Stigg did not confirm the write',
    happened: (f) => `The write to ${record(f, 'the record')} was sent, and no answer came.`,
    changed: 'not-known',
    todo: 'Going on with the run reads it back before anything is sent again.',
  },
  'stigg.key-refused': {
    title: (f) => (f['reason'] === 'no-key' ? 'There is no Stigg key' : 'Stigg does not take the API key'),
    happened: (f) =>
      f['reason'] === 'no-key'
        ? 'No key of this environment is kept on this machine.'
        : 'It was mistyped, was revoked, or has expired.',
    changed: nothing,
    todo: 'Hand over a server key of this environment.',
  },
  'stigg.not-permitted': {
    title: 'The API key may not do this',
    happened: (f) => `The key lacks a permission${f['permission'] ? `: ${f['permission']}` : ''}.`,
    changed: nothing,
    todo: 'Use a key with full access, or ask for the permission.',
  },
  'stigg.not-found': {
    title: 'Stigg does not have the record',
    happened: (f) => `${record(f, 'The record')} is not in this environment.`,
    changed: nothing,
    todo: 'Check the ID and the environment.',
  },
  'stigg.conflict': {
    title: 'Stigg holds something else under this ID',
    happened: (f) => `${record(f, 'The record')} exists already and differs.`,
    changed: nothing,
    todo: 'Look at both records before you go on.',
  },
  'stigg.refused': {
    title: 'Stigg refused it',
    happened: (f) => `${record(f, 'The request')} was turned down.${service(f)}`,
    changed: nothing,
    todo: 'Mend what it names, then go on.',
  },
  'stigg.unexpected-answer': {
    title: 'Stigg answered in an unknown form',
    happened: () => 'The answer does not fit what the companion knows of its API.',
    changed: 'not-known',
    todo: 'Copy the details and report them.',
  },
  'mapping.fields-missing': {
    title: 'The org has no Stigg fields',
    happened: (f) =>
      `${fact(f, ['fields', 'field'], 'Stigg Type and Stigg ID')} were not found, or you may not see them.`,
    changed: nothing,
    todo: 'Ask a Salesforce administrator to add them, or to give you access.',
  },
  'sign-in.cancelled': {
    title: 'The sign-in was not finished',
    happened: () => 'It was stopped, or took too long.',
    changed: nothing,
    todo: 'Sign in again.',
  },
  'sign-in.failed': {
    title: signInTitle,
    happened: signInHappened,
    changed: nothing,
    todo: signInTodo,
  },
  'sign-in.other-org': {
    title: 'That is another org',
    happened: otherOrg,
    changed: nothing,
    todo: 'Sign in again as a user of this profile’s org, or make a profile for the other one.',
  },
} as const satisfies Partial<Record<FailureCode, FailureWords>>
