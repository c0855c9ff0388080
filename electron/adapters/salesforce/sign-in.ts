import type { ClockPort, LogPort, SignInPort, SignInWish } from '#core/ports'
import type { Moment } from '#shared/domain/opportunity'
import { toId18 } from '#shared/domain/salesforce-id'
import { fail, failure, ok, type Failure, type Result } from '#shared/failure'

import type { SalesforceApi } from './api.ts'
import { listenForCallback, type Callback, type SaidError } from './callback-listener.ts'
import { networkFailure } from '../http/network-failure.ts'
import { oauthClient, oauthErrorOf, orgIdIn, revoke, TokenAnswer, type OAuthApp } from './oauth.ts'
import { readUser } from './org.ts'
import { mayHoldSession, originOf } from './origins.ts'
import { newState, newVerifier } from './pkce.ts'
import type { Redactor } from './redact.ts'
import type { Tokens } from './session.ts'
import type { PlainTransport } from './transport.ts'

interface SignInPorts {
  readonly app: OAuthApp
  readonly redirectPorts: readonly number[]
  readonly transport: PlainTransport
  readonly redactor: Redactor
  readonly api: SalesforceApi
  readonly clock: ClockPort
  readonly log: LogPort
  readonly timeoutMs: number
  /** The org that the profile belongs to; null = whichever the person signs in to. */
  expectedOrgId(): string | null
  /** The name of an org that a session was got for and is not wanted; null where it cannot be had. */
  orgName(session: { readonly accessToken: string; readonly instanceUrl: string }): Promise<string | null>
  adopt(tokens: Tokens): Promise<void>
}

const scope = 'api refresh_token openid'

/**
 * Authorization Code with PKCE in the system's browser, coming home over loopback. Some refusals never come home (an
 * app that is not installed, a redirect that is not registered): the browser shows them, and the wait ends by the
 * person's cancelling or after five minutes. What was got and is not used is given back.
 * Source: Salesforce Help, "OAuth 2.0 Web Server Flow"; RFC 7636; RFC 8252.
 */
export function createSignIn(ports: SignInPorts): Omit<SignInPort, 'signOut'> {
  const { app, redirectPorts, transport, redactor, api, clock, log, timeoutMs } = ports
  let underWay: AbortController | null = null

  /** Why these tokens are not for this profile; null where they are. */
  async function unwanted(tokens: TokenAnswer): Promise<Failure | null> {
    if (!mayHoldSession(tokens.instance_url, app.loginUrl)) {
      const facts = { error: 'foreign_instance', description: tokens.instance_url }
      return failure('sign-in.failed', 'The instance is no address of Salesforce', facts)
    }
    if (!tokens.refresh_token) {
      const facts = { error: 'no_refresh_token', description: 'the app lacks the scope refresh_token' }
      return failure('sign-in.failed', 'No refresh token came along', facts)
    }
    const expected = ports.expectedOrgId()
    const got = orgIdIn(tokens.id)
    if (expected === null || got === toId18(expected)) return null
    const session = { accessToken: tokens.access_token, instanceUrl: originOf(tokens.instance_url) }
    const name = await ports.orgName(session)
    return failure('sign-in.other-org', `Signed in to ${got ?? 'an org without an ID'}, not to ${expected}`, {
      expectedOrgId: expected,
      ...(got === null ? {} : { orgId: got }),
      ...(name === null ? {} : { org: redactor.clean(name) }),
      host: new URL(app.loginUrl).host,
    })
  }

  /** End at Salesforce what was got there and is kept nowhere. */
  async function giveBack(tokens: TokenAnswer): Promise<boolean> {
    if (!mayHoldSession(tokens.instance_url, app.loginUrl)) return false
    const token = { refreshToken: tokens.refresh_token ?? tokens.access_token, instanceUrl: tokens.instance_url }
    const why = await revoke(app, token, transport, redactor)
    if (why !== null) log.warn('A session that is not wanted could not be revoked', { reason: why.message })
    return why === null
  }

  async function attempt(
    show: (authorizeUrl: string, waitsUntil: Moment) => void,
    signal: AbortSignal,
    { switchUser = false, loginHint = null, onStray }: SignInWish,
  ): Promise<Result<{ username: string }>> {
    const state = newState()
    let strays = 0
    let unmarked: SaidError | null = null
    const listener = await listenForCallback(redirectPorts, state, originOf(app.loginUrl), (said) => {
      unmarked = said === null ? unmarked : bounded(said, redactor)
      onStray?.(++strays, unmarked)
    })
    if (!listener) {
      const tried = redirectPorts.join(', ')
      return fail('sign-in.failed', `Every registered port is taken: ${tried}`, { error: 'ports_taken', ports: tried })
    }
    try {
      const client = oauthClient(app, transport, listener.redirectUri)
      client.codeVerifier = newVerifier()
      redactor.hide(client.codeVerifier)
      show(
        client.getAuthorizationUrl({
          scope,
          state,
          code_challenge_method: 'S256',
          ...(switchUser ? { prompt: 'login' } : {}),
          ...(loginHint === null ? {} : { login_hint: loginHint }),
        }),
        new Date(clock.now().getTime() + timeoutMs).toISOString(),
      )
      const callback = await untilEnded(listener.callback, signal)
      if (callback.at === 'ended') return ended(signal)
      if (callback.at === 'error') return declined(callback, redactor, listener.redirectUri)
      redactor.hide(callback.code)
      const tokens = TokenAnswer.parse(await client.requestToken(callback.code))
      redactor.hide(tokens.access_token)
      redactor.hide(tokens.refresh_token)
      const why = signal.aborted ? null : await unwanted(tokens)
      if (why !== null) {
        const revoked = await giveBack(tokens)
        return { ok: false, failure: { ...why, facts: { ...why.facts, revoked: revoked ? 'yes' : 'no' } } }
      }
      if (signal.aborted || !tokens.refresh_token) {
        await giveBack(tokens)
        return ended(signal)
      }
      await ports.adopt({
        accessToken: tokens.access_token,
        scope: tokens.scope,
        refreshToken: tokens.refresh_token,
        instanceUrl: tokens.instance_url,
      })
    } catch (error) {
      const onTheWay = networkFailure(error)
      if (onTheWay) return { ok: false, failure: onTheWay }
      const facts = { ...oauthErrorOf(error, redactor), redirectUri: listener.redirectUri }
      return fail('sign-in.failed', `${facts.error}: ${facts.description}`, facts)
    } finally {
      await listener.close()
    }
    const user = await readUser(api, signal)
    if (!user.ok) return user
    log.info('Signed in to Salesforce', { username: user.value.preferred_username })
    return ok({ username: user.value.preferred_username })
  }

  return {
    /** Fails: `sign-in.cancelled`; `sign-in.failed` with facts `error` and `description` as Salesforce says them. */
    async signIn(show, signal, wish = {}) {
      underWay?.abort('another sign-in was begun')
      const own = new AbortController()
      underWay = own
      const deadline = AbortSignal.timeout(timeoutMs)
      const any = AbortSignal.any([own.signal, deadline, ...(signal ? [signal] : [])])
      try {
        if (any.aborted) return ended(any)
        return await attempt(show, any, wish)
      } finally {
        if (underWay === own) underWay = null
      }
    },
  }
}

const ended = (signal: AbortSignal): Result<never> =>
  signal.reason instanceof DOMException && signal.reason.name === 'TimeoutError'
    ? fail('sign-in.failed', 'Nobody finished the sign-in in time', { error: 'timeout', description: 'no answer' })
    : fail('sign-in.cancelled', 'The sign-in was given up')

const declined = (
  { error, description }: Callback & { at: 'error' },
  redactor: Redactor,
  redirectUri: string,
): Result<never> =>
  fail('sign-in.failed', redactor.clean(`${error}: ${description}`), {
    error: redactor.clean(error),
    description: redactor.clean(description),
    redirectUri,
  })

/** Anybody may have said it, at any length. */
const bounded = ({ error, description }: SaidError, redactor: Redactor): SaidError => ({
  error: redactor.clean(error).slice(0, 80),
  description: redactor.clean(description).slice(0, 300),
})

function untilEnded(callback: Promise<Callback>, signal: AbortSignal): Promise<Callback | { readonly at: 'ended' }> {
  return new Promise((resolve) => {
    const onAbort = () => resolve({ at: 'ended' })
    if (signal.aborted) return onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    void callback.then(resolve).finally(() => signal.removeEventListener('abort', onAbort))
  })
}
