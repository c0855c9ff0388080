import type { Context, Hono } from 'hono'
import type { PracticeEnv } from '../../control.ts'
import type { PracticeUser } from '../../seed/types.ts'
import type { Org } from '../rows/org.ts'
import { findApp, REDIRECT_URIS, scopesOf } from './app.ts'
import type { Grants } from './grants.ts'
import { html, page, pageHeaders } from './page.ts'
import { PAGE_FAULTS, type PageRefusal } from './refusals.ts'

export const AUTHORIZE_PATH = '/services/oauth2/authorize'
const CONSENT_PATH = '/setup/secur/RemoteAccessAuthorizationPage.apexp'
const ASKED = [
  'response_type',
  'client_id',
  'redirect_uri',
  'state',
  'scope',
  'code_challenge',
  'code_challenge_method',
  'nonce',
  'prompt',
  'login_hint',
  'display',
] as const
type Asked = Partial<Record<(typeof ASKED)[number], string>>

const SCOPE_WORDS: Readonly<Record<string, string>> = {
  api: 'Manage user data via APIs',
  refresh_token: 'Perform requests at any time',
  openid: 'Access unique user identifiers',
  id: 'Access the identity URL service',
  full: 'Full access',
  web: 'Manage user data via Web browsers',
  profile: 'Access your profile',
  email: 'Access your e-mail address',
}

/**
 * The page on which a person lets the app in. `X-Practice-Approve: <username>` (or the query parameter
 * `practice_approve`) answers it at once; `deny` says no.
 * Source: Salesforce Help, "OAuth 2.0 Web Server Flow" and "OAuth Authorization Errors".
 */
export function authorizeRoutes(app: Hono<PracticeEnv>, org: Org, grants: Grants): void {
  app.get(AUTHORIZE_PATH, (c) => {
    const asked = askedOf((name) => c.req.query(name))
    const refusal = refusalOf(asked, c.get('namedFault')?.name)
    if (refusal) return refuse(c, asked, refusal)
    const answer = c.req.header('X-Practice-Approve') ?? c.req.query('practice_approve')
    return answer === undefined ? consent(c, org, asked) : settle(c, org, grants, asked, answer)
  })
  app.post(AUTHORIZE_PATH, async (c) => {
    const form = await c.req.parseBody()
    const asked = askedOf((name) => text(form[name]))
    return c.redirect(`${AUTHORIZE_PATH}?${new URLSearchParams(defined(asked)).toString()}`)
  })
  app.post(CONSENT_PATH, async (c) => {
    const origin = c.req.header('Origin')
    if (origin !== undefined && origin !== 'null' && origin !== new URL(c.req.url).origin)
      return c.text('This form was not sent from its own page.', 403)
    const form = await c.req.parseBody()
    const asked = askedOf((name) => text(form[name]))
    const refusal = refusalOf(asked, undefined)
    if (refusal) return refuse(c, asked, refusal)
    return settle(c, org, grants, asked, text(form['decision']) === 'allow' ? (text(form['user']) ?? '') : 'deny')
  })
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
const defined = (asked: Asked): Record<string, string> =>
  Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))

function askedOf(read: (name: string) => string | undefined): Asked {
  const asked: Asked = {}
  for (const name of ASKED) {
    const value = read(name)
    if (value !== undefined) asked[name] = value
  }
  return asked
}

function refusalOf(asked: Asked, fault: string | undefined): PageRefusal | undefined {
  const byName = PAGE_FAULTS[fault ?? '']
  if (byName?.staysHere) return byName
  if (!findApp(asked.client_id))
    return { error: 'invalid_client_id', error_description: 'client identifier invalid', staysHere: true }
  if (!REDIRECT_URIS.includes(asked.redirect_uri ?? ''))
    return {
      error: 'redirect_uri_mismatch',
      error_description: 'redirect_uri must match configuration',
      staysHere: true,
    }
  if (byName) return byName
  if (asked.response_type !== 'code')
    return { error: 'unsupported_response_type', error_description: 'response type not supported' }
  if (!asked.code_challenge) return { error: 'invalid_request', error_description: 'missing required code challenge' }
  if (!/^[A-Za-z0-9_-]{43}$/.test(asked.code_challenge) || (asked.code_challenge_method ?? 'S256') !== 'S256')
    return { error: 'invalid_request', error_description: 'invalid code challenge' }
  if (!scopesOf(asked.scope))
    return { error: 'invalid_scope', error_description: 'the requested scope is invalid, unknown, or malformed' }
  return undefined
}

const DENIED: PageRefusal = { error: 'access_denied', error_description: 'end-user denied authorization' }

function refuse(c: Context<PracticeEnv>, asked: Asked, { staysHere, error, error_description }: PageRefusal): Response {
  if (!staysHere) return back(c, asked, { error, error_description })
  const body = html`<h1>We can't authorize you because of an OAuth error.</h1>
    <p>For more information, contact your Salesforce administrator.</p>
    <p class="soft">${error} : ${error_description}</p>`
  return c.body(page('OAuth Error', body), 400, pageHeaders())
}

function back(c: Context<PracticeEnv>, asked: Asked, answer: Record<string, string>): Response {
  const url = new URL(asked.redirect_uri ?? '')
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value)
  const fault = c.get('namedFault')?.name
  if (asked.state !== undefined && fault !== 'no-state') {
    url.searchParams.set('state', fault === 'wrong-state' ? `not-${asked.state}` : asked.state)
  }
  return c.redirect(url.toString(), 302)
}

const signsIn = (org: Org): readonly PracticeUser[] => org.seed.users.filter((user) => user.signsIn)

function settle(c: Context<PracticeEnv>, org: Org, grants: Grants, asked: Asked, answer: string): Response {
  if (answer === 'deny') return back(c, asked, { error: DENIED.error, error_description: DENIED.error_description })
  const user = signsIn(org).find(({ username, id }) => username === answer || id === answer)
  if (!user) return c.text(`No user ${answer} may sign in to the practice org.`, 400)
  const code = grants.makeCode({
    userId: user.id,
    redirectUri: asked.redirect_uri ?? '',
    challenge: asked.code_challenge ?? '',
    scopes: scopesOf(asked.scope) ?? [],
    nonce: asked.nonce ?? null,
  })
  return back(c, asked, { code })
}

function consent(c: Context<PracticeEnv>, org: Org, asked: Asked): Response {
  const users = signsIn(org)
  const chosen = users.find(({ username }) => username === asked.login_hint) ?? users[0]
  const hidden = Object.entries(defined(asked)).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  )
  const people = users.map(
    (user) =>
      html`<label
        ><input type="radio" name="user" value="${user.id}" ${user === chosen ? { html: 'checked' } : ''} />
        <span>${user.name} <span class="soft">${user.username}</span></span></label
      >`,
  )
  const scopes = (scopesOf(asked.scope) ?? []).map((scope) => html`<li>${SCOPE_WORDS[scope] ?? scope}</li>`)
  const body = html`<p class="badge">Practice org${org.seed.org.isSandbox ? ' · sandbox' : ''}</p>
    <h1>Allow access?</h1>
    <p><strong>Stigg Companion</strong> asks to reach <strong>${org.seed.org.name}</strong>. It would be able to:</p>
    <ul>
      ${scopes}
    </ul>
    <form method="post" action="${CONSENT_PATH}">
      ${hidden}
      <fieldset>
        <legend>Sign in as</legend>
        ${people}
      </fieldset>
      <div class="row">
        <button class="main" name="decision" value="allow">Allow</button>
        <button name="decision" value="deny">Deny</button>
      </div>
    </form>
    <p class="soft">This org is simulated on your own machine. No password is asked for, and nothing leaves it.</p>`
  return c.body(page('Allow access?', body), 200, pageHeaders(new URL(asked.redirect_uri ?? '').origin))
}
