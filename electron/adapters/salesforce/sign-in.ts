import type { LogPort, SignInPort } from '#core/ports'
import { fail, ok, type Result } from '#shared/failure'

import type { SalesforceApi } from './api.ts'
import { listenForCallback, type Callback } from './callback-listener.ts'
import { oauthClient, oauthErrorOf, TokenAnswer, type OAuthApp } from './oauth.ts'
import { readUser } from './org.ts'
import { originOf } from './origins.ts'
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
  readonly log: LogPort
  readonly timeoutMs: number
  adopt(tokens: Tokens): Promise<void>
}

const scope = 'api refresh_token openid'

/**
 * Authorization Code with PKCE in the system's browser, coming home over loopback. Some refusals never come home (an
 * app that is not installed, a redirect that is not registered): the browser shows them, and the wait ends by the
 * person's cancelling or after five minutes.
 * Source: Salesforce Help, "OAuth 2.0 Web Server Flow"; RFC 7636; RFC 8252.
 */
export function createSignIn(ports: SignInPorts): SignInPort {
  const { app, redirectPorts, transport, redactor, api, log, timeoutMs } = ports
  let underWay: AbortController | null = null

  async function attempt(show: (url: string) => void, signal: AbortSignal): Promise<Result<{ username: string }>> {
    const state = newState()
    const listener = await listenForCallback(redirectPorts, state, originOf(app.loginUrl))
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
        }),
      )
      const callback = await untilEnded(listener.callback, signal)
      if (callback.at === 'ended') return ended(signal)
      if (callback.at === 'error') return declined(callback, redactor)
      redactor.hide(callback.code)
      const tokens = TokenAnswer.parse(await client.requestToken(callback.code))
      redactor.hide(tokens.access_token)
      redactor.hide(tokens.refresh_token)
      if (signal.aborted) return ended(signal)
      if (!tokens.refresh_token) {
        return fail('sign-in.failed', 'No refresh token came along', {
          error: 'no_refresh_token',
          description: 'the app lacks the scope refresh_token',
        })
      }
      await ports.adopt({
        accessToken: tokens.access_token,
        scope: tokens.scope,
        refreshToken: tokens.refresh_token,
        instanceUrl: tokens.instance_url,
      })
    } catch (error) {
      const facts = oauthErrorOf(error, redactor)
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
    async signIn(show, signal) {
      underWay?.abort('another sign-in was begun')
      const own = new AbortController()
      underWay = own
      const deadline = AbortSignal.timeout(timeoutMs)
      const any = AbortSignal.any([own.signal, deadline, ...(signal ? [signal] : [])])
      try {
        if (any.aborted) return ended(any)
        return await attempt(show, any)
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

const declined = ({ error, description }: Callback & { at: 'error' }, redactor: Redactor): Result<never> =>
  fail('sign-in.failed', redactor.clean(`${error}: ${description}`), {
    error: redactor.clean(error),
    description: redactor.clean(description),
  })

function untilEnded(callback: Promise<Callback>, signal: AbortSignal): Promise<Callback | { readonly at: 'ended' }> {
  return new Promise((resolve) => {
    const onAbort = () => resolve({ at: 'ended' })
    if (signal.aborted) return onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    void callback.then(resolve).finally(() => signal.removeEventListener('abort', onAbort))
  })
}
