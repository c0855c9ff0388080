import { z } from 'zod'

import type { ClockPort, LogPort, SignedOut, VaultPort } from '#core/ports'
import { fail, failure, ok, type Failure, type Result } from '#shared/failure'

import { oauthClient, revoke, toOAuthFailure, TokenAnswer, type OAuthApp } from './oauth.ts'
import { mayHoldSession, originOf } from './origins.ts'
import type { Redactor } from './redact.ts'
import type { PlainTransport } from './transport.ts'
import { unlessAborted } from './wait.ts'

/** What a request is sent with. A new one replaces it after a refresh; it never changes. */
export interface Session {
  readonly accessToken: string
  readonly instanceUrl: string
}

export interface Tokens extends Session {
  readonly refreshToken: string
  /** As the token's answer told them, apart by spaces. */
  readonly scope?: string | undefined
}

export interface SessionKeeper {
  /** The session in memory, or one made from the sealed refresh token. Fails: `salesforce.signed-out` and as `renewed`. */
  current(signal?: AbortSignal): Promise<Result<Session>>
  /**
   * The session to go on with after the service turned `stale` down: a newer one that is there already, or a refreshed
   * one. One refresh serves any number of callers.
   * Fails: `salesforce.signed-out`, `salesforce.needs-admin`, `salesforce.unreachable`, `salesforce.limit-reached`.
   */
  renewed(stale: Session, signal?: AbortSignal): Promise<Result<Session>>
  /** The service took the session: from now on a 401 means that it ran out, not that it was never good. */
  accepted(session: Session): void
  /** Seal the tokens of a sign-in and go on with them; whatever was there before is forgotten. */
  adopt(tokens: Tokens): Promise<void>
  /** Scopes that came with the last token; null where none were told. */
  scopes(): readonly string[] | null
  /** Revoke at Salesforce as far as that goes, and forget here in any case. */
  signOut(): Promise<SignedOut>
}

interface SessionPorts {
  readonly app: OAuthApp
  readonly vault: VaultPort
  readonly clock: ClockPort
  readonly log: LogPort
  readonly transport: PlainTransport
  readonly redactor: Redactor
}

export const secretName = 'salesforce.session'
/** A fresh session that the service turns down is not refreshed again before this has passed. */
const guardMs = 5_000

/** What is sealed. The instance belongs to the token: it says where the token may be sent. */
const Sealed = z.object({ refreshToken: z.string().min(1), instanceUrl: z.url() })
type Sealed = z.infer<typeof Sealed>

export function createSessionKeeper({ app, vault, clock, log, transport, redactor }: SessionPorts): SessionKeeper {
  const origin = originOf(app.loginUrl)
  let live: { readonly session: Session; readonly refreshedAtMs: number | null; accepted: boolean } | null = null
  let scopes: readonly string[] | null = null
  const learnScopes = (scope: string | undefined): void => {
    if (scope !== undefined) scopes = scope.split(' ').filter(Boolean)
  }
  let refreshing: Promise<Result<Session>> | null = null
  /** A rotated token that the vault has not taken yet. It is the only one that is still good. */
  let unsealed: Sealed | null = null
  /** How Salesforce ended the session that was kept here; null where it did not. */
  let over: Failure | null = null
  /** Counts sign-ins and sign-outs, so that a refresh that they overtook cannot undo them. */
  let era = 0

  const seal = (sealed: Sealed) => vault.set(secretName, origin, JSON.stringify(sealed))
  /** Changes to the vault happen one after the other: what a sign-in seals must not be overwritten by a late refresh. */
  const inTurn = oneAtATime()

  async function kept(): Promise<Sealed | null> {
    if (unsealed) return unsealed
    const text = await vault.get(secretName, origin)
    if (text === null) return null
    const parsed = Sealed.safeParse(safeJson(text))
    if (!parsed.success || !mayHoldSession(parsed.data.instanceUrl, app.loginUrl)) return null
    redactor.hide(parsed.data.refreshToken)
    return parsed.data
  }

  async function refresh(): Promise<Result<Session>> {
    const startedIn = era
    const before = await kept()
    if (!before) {
      const notKept = () => failure('salesforce.signed-out', 'No session is kept for this org', { reason: 'not-kept' })
      return { ok: false, failure: over ?? notKept() }
    }
    const answer = await requestTokens(before)
    if (era !== startedIn) {
      // Nobody will ever use what was got: a sign-in or a sign-out was quicker.
      if (answer.ok) void revoke(app, answer.value.sealed, transport, redactor)
      return live ? ok(live.session) : fail('salesforce.signed-out', 'Signed out meanwhile')
    }
    if (!answer.ok) {
      if (answer.failure.code === 'salesforce.signed-out') {
        over = answer.failure
        await forget()
      }
      return answer
    }
    const { session, sealed } = answer.value
    if (sealed.refreshToken !== before.refreshToken || sealed.instanceUrl !== before.instanceUrl || unsealed) {
      unsealed = sealed
      try {
        await inTurn(async () => (era === startedIn ? seal(sealed) : undefined))
      } catch (error) {
        log.error('The vault did not take the rotated session; it is held in memory', { reason: String(error) })
        return fail('host.unavailable', 'The vault did not take the rotated session')
      }
      unsealed = null
    }
    if (era !== startedIn) return live ? ok(live.session) : fail('salesforce.signed-out', 'Signed out meanwhile')
    live = { session, refreshedAtMs: clock.now().getTime(), accepted: false }
    log.info('Salesforce session refreshed', { rotated: sealed.refreshToken !== before.refreshToken })
    return ok(session)
  }

  /** One request, never repeated: after an answer that was lost on its way the old token may be void already. */
  async function requestTokens(before: Sealed): Promise<Result<{ session: Session; sealed: Sealed }>> {
    try {
      const client = oauthClient({ ...app, loginUrl: before.instanceUrl }, transport)
      const tokens = TokenAnswer.parse(await client.refreshToken(before.refreshToken))
      redactor.hide(tokens.access_token)
      redactor.hide(tokens.refresh_token)
      learnScopes(tokens.scope)
      const instanceUrl = originOf(tokens.instance_url)
      if (!mayHoldSession(instanceUrl, app.loginUrl)) {
        return fail('salesforce.needs-admin', `Not an address of Salesforce: ${instanceUrl}`, { instanceUrl })
      }
      const refreshToken = tokens.refresh_token ?? before.refreshToken
      return ok({
        session: { accessToken: tokens.access_token, instanceUrl },
        sealed: { refreshToken, instanceUrl },
      })
    } catch (error) {
      return { ok: false, failure: toOAuthFailure(error, redactor) }
    }
  }

  async function forget(): Promise<void> {
    live = null
    unsealed = null
    await inTurn(() => vault.delete(secretName))
  }

  /** Joins the refresh that is under way. A caller who gives up leaves the others' refresh alone. */
  function shared(signal?: AbortSignal): Promise<Result<Session>> {
    refreshing ??= refresh().finally(() => {
      refreshing = null
    })
    return unlessAborted(refreshing, signal, () => ({ ok: false, failure: cancelled() }))
  }

  return {
    async current(signal) {
      if (live && !unsealed) return ok(live.session)
      return shared(signal)
    },
    async renewed(stale, signal) {
      if (!live) return shared(signal)
      if (live.session.accessToken !== stale.accessToken) return ok(live.session)
      const justRefreshed =
        live.refreshedAtMs !== null && Math.abs(clock.now().getTime() - live.refreshedAtMs) < guardMs && !live.accepted
      if (justRefreshed) return fail('salesforce.signed-out', 'A session that was just refreshed is turned down')
      return shared(signal)
    },
    accepted(session) {
      if (live?.session === session) live.accepted = true
    },
    scopes: () => scopes,
    async adopt({ accessToken, refreshToken, instanceUrl, scope }) {
      if (!mayHoldSession(instanceUrl, app.loginUrl)) throw new RangeError('not an address of Salesforce')
      redactor.hide(accessToken)
      redactor.hide(refreshToken)
      era += 1
      over = null
      scopes = null
      learnScopes(scope)
      const sealed = { refreshToken, instanceUrl: originOf(instanceUrl) }
      await inTurn(() => seal(sealed))
      unsealed = null
      live = { session: { accessToken, instanceUrl: sealed.instanceUrl }, refreshedAtMs: null, accepted: false }
    },
    async signOut() {
      era += 1
      over = null
      const sealed = await kept()
      await forget()
      if (!sealed) return { atSalesforce: 'nothing-to-revoke', failure: null }
      const why = await revoke(app, sealed, transport, redactor)
      if (why === null) return { atSalesforce: 'revoked', failure: null }
      // Signed out here all the same; the grant can be revoked in the org's setup.
      log.warn('Salesforce did not confirm the sign-out', { reason: why.message })
      return { atSalesforce: 'not-confirmed', failure: why }
    },
  }
}

function oneAtATime() {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work)
    // The failure is its caller's; the next in line goes ahead.
    last = next.catch(() => undefined)
    return next
  }
}

const cancelled = (): Failure => failure('request.cancelled', 'Given up by the caller')

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // A secret that cannot be read is no secret: the person signs in again.
    return null
  }
}
