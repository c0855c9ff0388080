import { offersIn } from '#shared/domain/profile-offer'
import type { FailureCode } from '#shared/failure'

import { callOutWords } from '../call-out.ts'
import { fact } from '../facts.ts'
import { isRulesFault, sayRuleProblem } from '../rules.ts'
import { mendObstacles } from '../links.ts'
import { nothing, type FailureWords } from './parts.ts'

/** What goes wrong with access, links, settings and the companion itself. */
export const appFailures = {
  'access.read-only': {
    title: 'This profile is read-only',
    happened: () => 'Nothing may be written with it.',
    changed: nothing,
    todo: 'Change its access level in the settings, if that is yours to decide.',
  },
  'link.invalid': {
    title: 'That leads nowhere',
    happened: () => 'It is no link, URL or ID that the companion knows.',
    changed: nothing,
    todo: 'Paste a Salesforce or Stigg URL, or an ID.',
  },
  'link.other-profile': {
    title: 'That belongs elsewhere',
    happened: (f) => {
      const names = offersIn(f).map(({ name }) => name)
      const of =
        names.length > 1
          ? names.join(' and of ')
          : fact(f, ['profile', 'orgId', 'environment'], 'another org or environment')
      return `It is of ${of}.`
    },
    changed: nothing,
    todo: 'Open it with the profile that it belongs to.',
  },
  'link.no-record': {
    title: 'That is no one record',
    happened: (f) =>
      f['object']
        ? `It is a record of ${f['object']}, which has no page here.`
        : f['what'] === 'list'
          ? 'It is a list, not a record.'
          : 'It is a page that shows no one record.',
    changed: nothing,
    todo: 'Open the record itself there, and copy its URL or ID.',
  },
  'link.not-allowed': {
    title: 'This address is not opened',
    happened: (f) => `${fact(f, ['host', 'url'], 'The address')} is none of the profile’s own services.`,
    changed: nothing,
    todo: 'Copy it and open it yourself, if you trust it.',
  },
  'link.stale': {
    title: 'The link changed meanwhile',
    happened: (f) => `${fact(f, ['name'], 'One of the two records')} is not what it was when you agreed.`,
    changed: nothing,
    todo: 'Look at the pair again, and mend it if that is still wanted.',
  },
  'link.unconfirmed': {
    title: 'The mend was not confirmed',
    happened: (f) => `What was typed is not ${fact(f, ['typed'], 'what was asked for')}.`,
    changed: nothing,
    todo: 'Type what the sheet asks for.',
  },
  'link.not-mendable': {
    title: 'This link cannot be mended so',
    happened: (f) =>
      mendObstacles[f['obstacle'] ?? '']?.(fact(f, ['name'], 'the record')) ??
      'The records are not as they have to be.',
    changed: nothing,
    todo: 'Read the links again.',
  },
  'settings.not-valid': {
    title: 'These rules cannot be put in force',
    happened: (f) =>
      isRulesFault(f['why'])
        ? `${fact(f, 'at', 'One place')}: ${sayRuleProblem({ at: f['at'] ?? '', why: f['why'], ...(f['limit'] === undefined ? {} : { limit: Number(f['limit']) }) })}`
        : (callOutWords(f) ?? `Something is wrong at ${fact(f, 'at', 'one place')}.`),
    changed: nothing,
    todo: 'Correct it and save again.',
  },
  'settings.not-readable': {
    title: 'This settings file is not taken',
    happened: (f) =>
      ({
        damaged: 'It is damaged, or not a settings file.',
        'not-settings': 'It is no settings file of the companion.',
        'other-version': 'It was exported by another version of the companion, whose settings this one may not know.',
        'unknown-key': `It says “${fact(f, 'at', 'something')}”, which this version does not know.`,
        'not-valid': `What it says at “${fact(f, 'at', 'one place')}” cannot be.`,
      })[f['why'] ?? ''] ?? 'It was not exported by this version of the companion, or it is damaged.',
    changed: nothing,
    todo: 'Choose a file that was exported by this version, or correct it.',
  },
  'profile.in-use': {
    title: 'Another window has this profile',
    happened: () => 'Only one companion at a time writes with a profile.',
    changed: nothing,
    todo: 'Use that window, or close it.',
  },
  'profile.unreadable': {
    title: 'A file could not be read',
    happened: (f) => `${fact(f, ['file', 'name'], 'A file of this profile')} is damaged, and was kept aside.`,
    changed: nothing,
    todo: 'The companion goes on with defaults. Restore the file from a backup if you have one.',
  },
  'host.unavailable': {
    title: 'The companion does not answer',
    happened: () => 'The process behind this window could not be reached.',
    changed: 'see-run',
    todo: 'Try again; if it stays so, start the companion anew.',
  },
  'contract.violated': {
    title: 'Two parts of the companion disagree',
    happened: () => 'A request or an answer did not have the form that was agreed.',
    changed: nothing,
    todo: 'Reload. If it stays so, copy the details and report them.',
  },
  'app.defect': {
    title: 'A defect of the companion',
    happened: () => 'Something went wrong that should not.',
    changed: 'not-known',
    todo: 'Copy the details and report them.',
  },
} as const satisfies Partial<Record<FailureCode, FailureWords>>
