import { remedyFor, type Failure, type FailureCode, type Remedy } from '#shared/failure'

import { callOutProblems } from './call-out.ts'
import { fact, type Facts } from './facts.ts'
import { helpPath } from './help-path.ts'
import { isRulesFault, sayRuleProblem } from './rules.ts'

interface FailureWords {
  readonly title: string
  /** What happened, to which record. */
  readonly happened: (facts: Facts) => string
  /** Whether anything was changed. */
  readonly changed: 'nothing' | 'not-known' | 'see-run'
  /** What to do. */
  readonly todo: string
}

const nothing = 'nothing' as const
/** What the service itself gave as its reason, word for word. */
const service = (facts: Facts): string => {
  const said = fact(facts, ['message', 'said', 'reason'], '')
  return said === '' ? '' : ` It said: “${said.replace(/\.$/, '')}.”`
}
const record = (facts: Facts, otherwise: string): string => fact(facts, ['name', 'record', 'recordId', 'id'], otherwise)

/** What is wrong with a call-out, or with a secret of it; undefined where it is about something else. */
function callOutWords({ why = '', what = '' }: Facts): string | undefined {
  const words: Readonly<Record<string, ((what: string) => string) | undefined>> = callOutProblems
  return words[why]?.(what)
}

const failureWords: Record<FailureCode, FailureWords> = {
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
    title: 'Salesforce has signed you out',
    happened: () => 'The session ended and could not be renewed.',
    changed: nothing,
    todo: 'Sign in again; the work goes on from where it stopped.',
  },
  'salesforce.needs-admin': {
    title: 'The org does not admit this app yet',
    happened: (f) => `Salesforce turned the app away.${service(f)}`,
    changed: nothing,
    todo: 'Ask a Salesforce administrator to install or approve it.',
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
    title: 'Stigg does not take the API key',
    happened: () => 'The key was revoked, or belongs to another environment.',
    changed: nothing,
    todo: 'Connect again with a key of this environment.',
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
        'end-in-past': 'The trial would end in the past.',
      })[f['obstacle'] ?? ''] ?? 'It is not as it has to be.',
    changed: nothing,
    todo: 'Read the deal again.',
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
  'access.read-only': {
    title: 'This profile is read-only',
    happened: () => 'Nothing may be written with it.',
    changed: nothing,
    todo: 'Change its access level in the settings, if that is yours to decide.',
  },
  'run.busy': {
    title: 'A run of this deal is under way',
    happened: () => 'One deal is provisioned by one run at a time.',
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
  'link.invalid': {
    title: 'That leads nowhere',
    happened: () => 'It is no link, URL or ID that the companion knows.',
    changed: nothing,
    todo: 'Paste a Salesforce or Stigg URL, or an ID.',
  },
  'link.other-profile': {
    title: 'That belongs elsewhere',
    happened: (f) => `It is of ${fact(f, ['profile', 'orgId', 'environment'], 'another org or environment')}.`,
    changed: nothing,
    todo: 'Open it with the profile that it belongs to.',
  },
  'link.not-allowed': {
    title: 'This address is not opened',
    happened: (f) => `${fact(f, ['host', 'url'], 'The address')} is none of the profile’s own services.`,
    changed: nothing,
    todo: 'Copy it and open it yourself, if you trust it.',
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
  'sign-in.cancelled': {
    title: 'The sign-in was not finished',
    happened: () => 'It was stopped, or took too long.',
    changed: nothing,
    todo: 'Sign in again.',
  },
  'sign-in.failed': {
    title: 'Salesforce did not sign you in',
    happened: (f) => `It was turned down.${service(f)}`,
    changed: nothing,
    todo: 'Mend what it names, then sign in again.',
  },
  'request.cancelled': {
    title: 'Stopped',
    happened: () => 'It was stopped before it ended.',
    changed: 'see-run',
    todo: 'Start it again when you like.',
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
}

const changedWords = {
  nothing: 'Nothing was changed.',
  'not-known': 'Whether anything was changed is not known yet.',
  'see-run': 'A run under way is kept, with every step that was sent.',
}

const buttons: Record<Remedy, string | null> = {
  repeat: 'Try again',
  reconnect: 'Sign in again',
  repair: null,
  inspect: null,
  report: 'Copy details',
}

export interface SaidFailure {
  /** The page of the help that explains it. */
  readonly helpPath: string
  readonly title: string
  readonly happened: string
  readonly changed: string
  readonly todo: string
  readonly remedy: Remedy
  /** The button that the remedy asks for; null where the place itself offers one. */
  readonly button: string | null
}

/** A failure, said: what happened, whether anything was changed, what to do, and the button that does it. */
export function sayFailure(failure: Failure): SaidFailure {
  const words = failureWords[failure.code]
  const remedy = remedyFor(failure)
  return {
    helpPath: helpPath(failure.code),
    title: words.title,
    // A record may be named by a word (“the account”), which then begins the sentence.
    happened: words.happened(failure.facts).replace(/^the /, 'The '),
    changed: changedWords[words.changed],
    todo: words.todo,
    remedy,
    button: failure.code === 'opportunity.stale' ? 'Show the new preview' : buttons[remedy],
  }
}
