import { fact, type Facts } from './facts.ts'
import { said } from './failures/parts.ts'

/** One reason why a sign-in or its renewal came to nothing: what it means, and what to do about it. */
export interface SignInTrouble {
  /** Salesforce's or our own names of it, in lower case. */
  readonly errors: readonly string[]
  /** Several reasons share a name; the description then tells them apart. */
  readonly says?: RegExp
  readonly title: string
  readonly happened: string | ((facts: Facts) => string)
  readonly todo: string | ((facts: Facts) => string)
}

const register = (facts: Facts): string => {
  const redirectUri = fact(facts, 'redirectUri', '')
  return redirectUri === '' ? 'the callback addresses that this app uses' : `the callback URL ${redirectUri}`
}

/**
 * Every reason, the most telling first. Source: Salesforce Help, "OAuth 2.0 Authorization Errors"; the app's own ones are
 * of its sign-in adapter.
 */
export const signInTroubles: readonly SignInTrouble[] = [
  {
    errors: ['access_denied', 'access-denied'],
    title: 'The sign-in was declined',
    happened: 'On the page of Salesforce, access was denied.',
    todo: 'Sign in again and press Allow. If you never saw that button, ask an administrator whether you may use this app.',
  },
  {
    errors: ['timeout'],
    title: 'Nobody finished the sign-in in time',
    happened: 'No answer came back from the browser in five minutes.',
    todo: 'Sign in again. If Salesforce showed an error page, it never comes back by itself: give its text to your administrator.',
  },
  {
    errors: ['ports_taken'],
    title: 'The way back from the browser is taken',
    happened: (facts) =>
      `Another program on this machine uses every port that Salesforce may answer to: ${fact(facts, 'ports', 'those that are registered')}.`,
    todo: 'End the other program, often the Salesforce CLI or a second copy of this app, then sign in again.',
  },
  {
    errors: ['oauth_app_blocked'],
    title: 'An administrator has blocked this app',
    happened: 'The org turns this app away for everybody.',
    todo: 'Ask a Salesforce administrator to unblock it, in Setup under Connected Apps OAuth Usage.',
  },
  {
    errors: ['oauth_app_access_denied', 'invalid_app_access'],
    title: 'You are not approved for this app',
    happened: 'The org admits only users whom an administrator has approved for it.',
    todo: 'Ask a Salesforce administrator to give you the permission set of the app, then sign in again.',
  },
  {
    errors: ['invalid_grant'],
    says: /hasn.t approved/i,
    title: 'You are not approved for this app',
    happened: 'Your approval of this app was taken back, or never given.',
    todo: 'Sign in again and press Allow. If it stays so, ask a Salesforce administrator to give you the permission set of the app.',
  },
  {
    errors: ['invalid_scope'],
    title: 'The app lacks a scope',
    happened: 'This app asks for more than the org’s entry for it allows.',
    todo: 'Ask a Salesforce administrator to select the scopes api, refresh_token and openid in the app’s OAuth settings.',
  },
  {
    errors: ['no_refresh_token'],
    title: 'The session could not be kept',
    happened: 'Salesforce let you in and gave no refresh token, so that you would have to sign in every two hours.',
    todo: 'Ask a Salesforce administrator to select the scope refresh_token in the app’s OAuth settings, and a Refresh Token Policy other than “Immediately expire”.',
  },
  {
    errors: ['oauth_ec_app_not_found'],
    title: 'This org does not have the app',
    happened: 'The org that you signed in to knows no app of this consumer key. Often it is the wrong login address.',
    todo: 'Sign in at the org’s own My Domain address rather than login.salesforce.com or test.salesforce.com, and check that it is the right org: production or the sandbox.',
  },
  {
    errors: ['invalid_client', 'invalid_request', 'oauth_ec_app_not_found'],
    says: /cross-org/i,
    title: 'The app belongs to another org',
    happened: 'An app made in one org lets nobody of another org in.',
    todo: 'Use the consumer key of the app that was made in this org, or sign in to the org that the key is of.',
  },
  {
    errors: ['oauth_approval_error_generic'],
    title: 'Salesforce could not approve the app',
    happened: 'It gives no reason. The app is not installed, lacks a scope, or your licence is for integrations alone.',
    todo: 'Ask a Salesforce administrator to check these three. A user needs a normal licence with “API Enabled”.',
  },
  {
    errors: ['invalid_client'],
    says: /installed/i,
    title: 'The app is not installed in the org',
    happened: 'Users may sign in to this app only after an administrator has installed it.',
    todo: 'Ask a Salesforce administrator to install it, in Setup under Connected Apps OAuth Usage, then sign in again.',
  },
  {
    errors: ['invalid_client_id'],
    title: 'The consumer key is not known',
    happened: 'Salesforce knows no app of this consumer key, or the app was deleted.',
    todo: 'Compare the key with the one in External Client App Manager. After the app was made, it takes up to ten minutes before its key works.',
  },
  {
    errors: ['invalid_client'],
    title: 'Salesforce does not take the app’s credentials',
    happened: 'The org’s entry for this app asks for a secret, which a desktop app has none of.',
    todo: 'Ask a Salesforce administrator to switch off “Require secret” for both the Web Server Flow and the Refresh Token Flow.',
  },
  {
    errors: ['redirect_uri_mismatch'],
    title: 'The callback address is not registered',
    happened: 'Salesforce answers only to addresses that stand in the app’s settings, character by character.',
    todo: (facts) => `Ask a Salesforce administrator to add ${register(facts)} to the app’s OAuth settings.`,
  },
  {
    errors: ['unsupported_grant_type', 'unsupported_response_type'],
    title: 'The sign-in flow is switched off',
    happened: 'The app’s settings do not allow the Authorization Code flow.',
    todo: 'Ask a Salesforce administrator to enable the Authorization Code and Credentials Flow, and the refresh token flow, for the app.',
  },
  {
    errors: ['invalid_grant', 'invalid_request'],
    says: /code verifier/i,
    title: 'The proof of the sign-in was not taken',
    happened:
      'The code that came back does not fit the request that this app made. Somebody else’s answer may have been mixed in.',
    todo: 'Sign in again. If it stays so, report it: the details can be copied.',
  },
  {
    errors: ['invalid_grant'],
    says: /authorization code/i,
    title: 'The sign-in took too long',
    happened: 'The code from the browser had run out, or was used before.',
    todo: 'Sign in again, and finish within a quarter of an hour.',
  },
  {
    errors: ['invalid_grant'],
    says: /\bip (?:restricted|not allowed)/i,
    title: 'Not from this network',
    happened: 'The org admits this app only from certain addresses of the network.',
    todo: 'Connect to the company’s network or VPN and sign in again, or ask a Salesforce administrator to relax the IP restrictions of the app.',
  },
  {
    errors: ['inactive_user'],
    title: 'Your user is not active',
    happened: 'Salesforce has deactivated or frozen your user.',
    todo: 'Ask a Salesforce administrator to activate it.',
  },
  {
    errors: ['invalid_grant'],
    says: /inactive/i,
    title: 'Your user is not active',
    happened: 'Salesforce has deactivated or frozen your user, or the org is closed.',
    todo: 'Ask a Salesforce administrator to activate it.',
  },
  {
    errors: ['inactive_org'],
    title: 'The org is not active',
    happened: 'Salesforce has locked or closed the org.',
    todo: 'Ask a Salesforce administrator; a trial may have ended, or a sandbox been deleted.',
  },
  {
    errors: ['rate_limit_exceeded'],
    title: 'Too many sign-ins',
    happened: 'You, or a program with your name, tried to sign in too often within an hour.',
    todo: 'Wait an hour, then sign in once.',
  },
  {
    errors: ['invalid_grant'],
    says: /authentication failure/i,
    title: 'Salesforce does not let you in at this time',
    happened: 'Your user is deactivated, has to change the password, or is outside its login hours.',
    todo: 'Sign in to Salesforce itself in the browser first; it says which it is. Then sign in here.',
  },
  {
    errors: ['invalid_grant', 'invalid_token'],
    title: 'The session has ended',
    happened: 'It was revoked, was not used for 30 days, or gave way to newer sign-ins of yours.',
    todo: 'Sign in again.',
  },
  {
    errors: ['invalid_request'],
    title: 'Salesforce does not understand the request',
    happened: 'Something in what this app asked for is not as Salesforce wants it.',
    todo: 'Copy the details and report them.',
  },
  {
    errors: ['server_error', 'temporarily_unavailable', 'unknown_error'],
    title: 'Salesforce has trouble of its own',
    happened: 'The sign-in broke down at Salesforce.',
    todo: 'Try again in a few minutes; status.salesforce.com says whether the org is down.',
  },
  {
    errors: ['login_failed'],
    title: 'The login page did not know you',
    happened: 'User name and password are not those of an org behind this login address.',
    todo: 'Users of a sandbox sign in at test.salesforce.com or the sandbox’s own My Domain address, not at login.salesforce.com.',
  },
  {
    errors: ['foreign_instance'],
    title: 'The sign-in led to an unknown address',
    happened: (facts) =>
      `Salesforce named ${fact(facts, 'description', 'an instance')}, which is no address of Salesforce’s.`,
    todo: 'Do not sign in again before an administrator has looked at the login address.',
  },
  {
    errors: ['unexpected_answer'],
    title: 'Salesforce answered in an unknown form',
    happened:
      'The answer to the sign-in holds no session. A proxy or a portal of the network may have answered in its place.',
    todo: 'Try again; check that the network asks for no sign-in of its own.',
  },
]

const unreached: SignInTrouble = {
  errors: [],
  title: 'Salesforce could not be reached',
  happened: (facts) => `The last step of the sign-in got no answer (${fact(facts, 'error', 'no reason')}).`,
  todo: 'Check the network and, in the settings, the proxy; then sign in again.',
}

/** What the facts of a failure say; null where they name no reason that is known. */
export function signInTrouble(facts: Facts): SignInTrouble | null {
  const error = fact(facts, 'error', '').toLowerCase()
  const description = fact(facts, 'description', '')
  if (error === '') return null
  // The time of one request; the person’s own is spelled small.
  if (facts['error'] === 'TIMEOUT') return unreached
  const named = signInTroubles.filter(({ errors }) => errors.includes(error))
  const found =
    named.find(({ says }) => says?.test(description)) ?? named.find(({ says }) => says === undefined) ?? null
  if (found) return found
  if (/^error_http_5|^error_http_4/.test(error)) return signInTrouble({ error: 'server_error' })
  return /^e[a-z]+$/.test(error) && error.toUpperCase() === facts['error'] ? unreached : null
}

/** What Salesforce said, word for word. */
const quoted = (facts: Facts): string => {
  const description = fact(facts, 'description', '')
  const error = fact(facts, 'error', '')
  return error === '' ? '' : ` It said: “${description === '' ? error : `${description} (${error})`}.”`
}

const own = new Set(['timeout', 'ports_taken', 'no_refresh_token', 'foreign_instance', 'unexpected_answer'])

export const signInTitle = (facts: Facts): string => signInTrouble(facts)?.title ?? 'Salesforce did not sign you in'

export const signInHappened = (facts: Facts): string => {
  const trouble = signInTrouble(facts)
  if (trouble === null) return `It was turned down.${quoted(facts)}`
  const quote = own.has(fact(facts, 'error', '')) || trouble === unreached ? '' : quoted(facts)
  return said(trouble.happened, facts) + quote
}

export const signInTodo = (facts: Facts): string => {
  const trouble = signInTrouble(facts)
  return trouble === null ? 'Mend what it names, then sign in again.' : said(trouble.todo, facts)
}

/** The org that was meant and the one that was got, each by its name and ID where they are known. */
const orgCalled = (name: string, id: string): string => (name === '' ? `the org ${id}` : `${name} (${id})`)
export const otherOrg = (facts: Facts): string => {
  const got = orgCalled(fact(facts, 'org', ''), fact(facts, 'orgId', 'without an ID'))
  const meant = orgCalled(fact(facts, 'expectedOrg', ''), fact(facts, 'expectedOrgId', 'of its own'))
  const ended =
    facts['revoked'] === 'no'
      ? 'That session could not be ended at Salesforce; it is kept nowhere here.'
      : 'That session was ended again, and nothing of it was kept.'
  return `You signed in to ${got}, and this profile belongs to ${meant}. ${ended}`
}

/**
 * An error that says of no sign-in which one it is of. Any page can have sent it, so that none of its text is shown: only what we
 * know of the name that it bears.
 */
export function sayUnmarked(facts: Facts): string {
  const trouble = own.has(fact(facts, 'error', '')) ? null : signInTrouble(facts)
  if (trouble === null || trouble === unreached) return 'Its name is not known here: what the page says counts.'
  return `${trouble.title}. ${said(trouble.happened, facts)} ${said(trouble.todo, facts)}`
}
