import { remedyFor, type Failure, type FailureCode, type Remedy } from '#shared/failure'

import { appFailures } from './failures/app.ts'
import { callOutFailures } from './failures/call-out.ts'
import { networkFailures } from './failures/network.ts'
import { said, type FailureWords } from './failures/parts.ts'
import { profileFailures } from './failures/profiles.ts'
import { runFailures } from './failures/runs.ts'
import { serviceFailures } from './failures/services.ts'
import { workflowFailures } from './failures/workflows.ts'
import { helpPath } from './help-path.ts'

const failureWords: Record<FailureCode, FailureWords> = {
  ...serviceFailures,
  ...runFailures,
  ...callOutFailures,
  ...workflowFailures,
  ...networkFailures,
  ...appFailures,
  ...profileFailures,
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
  /** All that is known of it, as JSON to be copied into a report. It holds no secret. */
  readonly details: string
}

/** A failure, said: what happened, whether anything was changed, what to do, and the button that does it. */
export function sayFailure(failure: Failure): SaidFailure {
  const words = failureWords[failure.code]
  const remedy = remedyFor(failure)
  return {
    helpPath: helpPath(failure.code),
    title: said(words.title, failure.facts),
    // A record may be named by a word (“the account”), which then begins the sentence.
    happened: words.happened(failure.facts).replace(/^the /, 'The '),
    changed: changedWords[words.changed],
    todo: said(words.todo, failure.facts),
    remedy,
    button: failure.code === 'opportunity.stale' ? 'Show the new preview' : buttons[remedy],
    details: JSON.stringify(failure, null, 2),
  }
}
