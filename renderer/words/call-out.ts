import type { CallOutProblem } from '#shared/domain/call-out-problem'

import type { Facts } from './facts.ts'

/** What is wrong at a field of the call-out, and what would be right. `what` names a place or a header. */
export const callOutProblems: Record<CallOutProblem, (what: string) => string> = {
  'not-a-url': () => 'Enter a whole address, such as https://app.example.com/workspaces.',
  'not-https': () => 'Use https. Plain http goes to this machine alone, and in the practice workspace alone.',
  'user-in-url': () => 'Take the user and password out of the address; send them as a header with a secret.',
  'place-in-origin': () => 'The host is fixed: use places in the path and the query only.',
  'fragment-in-url': () => 'Take out the part after #; it is never sent.',
  'unknown-place': (what) => (what === '{{' ? 'A place is not closed with }}.' : `There is no place {{${what}}}.`),
  'not-json': () => 'This is not JSON. A place stands inside quotes: "id": "{{account.id}}".',
  'not-a-pointer': () => 'Enter a JSON Pointer, such as /customer/id.',
  'header-name': () => 'A header’s name has letters, digits and hyphens.',
  'header-taken': (what) => `${what} is set by the companion itself.`,
  'header-twice': (what) => `${what} stands above already.`,
  'header-value': () => 'Enter a value of printable letters, without line breaks.',
  'header-in-the-open': (what) => `${what} holds a credential: keep its value as a secret.`,
  'secret-name': () => 'Name the secret with small letters, digits and hyphens.',
}

/** What is wrong with a call-out, or with a secret of it; undefined where it is about something else. */
export function callOutWords({ why = '', what = '' }: Facts): string | undefined {
  const words: Readonly<Record<string, ((what: string) => string) | undefined>> = callOutProblems
  return words[why]?.(what)
}
