import type { PracticeClock } from '../../clock.ts'
import type { RecordStore } from '../../record-store.ts'
import { hashOf, makeAccessToken, makeCode, makeRefreshToken } from './tokens.ts'

const CODE_LIFE_MS = 15 * 60_000
const IDLE_MS = 2 * 3_600_000
const REFRESH_IDLE_MS = 30 * 24 * 3_600_000
const TOUCH_MS = 60_000
const MAX_GRANTS = 5

/** What the person said yes to, waiting to be exchanged for tokens. */
interface CodeGrant {
  readonly userId: string
  readonly redirectUri: string
  readonly challenge: string
  readonly scopes: readonly string[]
  readonly nonce: string | null
  readonly at: number
}

interface Grant {
  readonly id: string
  readonly userId: string
  readonly scopes: readonly string[]
  readonly at: number
  readonly usedAt: number
  /** Made by the practice itself; it does not count against the person's sign-ins. */
  readonly internal: boolean
}

interface RefreshToken {
  readonly key: string
  readonly grantId: string
  readonly spent: boolean
}

interface Session {
  readonly key: string
  readonly grantId: string
  readonly userId: string
  readonly scopes: readonly string[]
  readonly usedAt: number
}

export interface Tokens {
  readonly accessToken: string
  readonly refreshToken: string | undefined
  readonly userId: string
  readonly scopes: readonly string[]
}

/** Sign-ins: codes, grants with their rotating refresh tokens, and sessions. All of it outlives a restart. */
export interface Grants {
  makeCode(grant: Omit<CodeGrant, 'at'>): string
  /** A code works once, and for 15 minutes. */
  takeCode(code: string): CodeGrant | undefined
  /** A new sign-in. The sixth of a person silently ends the oldest. */
  open(userId: string, scopes: readonly string[], internal?: boolean): Tokens
  /** A spent token ends the whole sign-in. Yields undefined where there is nothing to refresh. */
  refresh(refreshToken: string): Tokens | undefined
  /** Whose session it is, if it still is one; counts as use. */
  session(accessToken: string): { readonly userId: string; readonly scopes: readonly string[] } | undefined
  /** Whether there was such a token to revoke. */
  revoke(token: string): boolean
  endSession(accessToken: string): void
  endAllSessions(): void
}

/**
 * Source: Salesforce Help, "OAuth 2.0 Refresh Token Flow", "Refresh Token Rotation" and "Session Settings" (two hours
 * without use); at most five refresh tokens for a person and an app.
 */
export function createGrants(store: RecordStore, clock: PracticeClock, orgId: string): Grants {
  const keep = { keep: true }
  const codes = store.collection<CodeGrant>('salesforce.codes', [], keep)
  const grants = store.collection<Grant>('salesforce.grants', [], keep)
  const refreshTokens = store.collection<RefreshToken>('salesforce.refresh-tokens', [], keep)
  const sessions = store.collection<Session>('salesforce.sessions', [], keep)
  const now = () => clock.now().getTime()

  const end = (grantId: string) => {
    for (const rows of [sessions, refreshTokens])
      for (const row of rows.values()) if (row.grantId === grantId) rows.delete(row.key)
    grants.delete(grantId)
  }
  const issue = (grantId: string, { userId, scopes }: Pick<Grant, 'userId' | 'scopes'>): Tokens => {
    const accessToken = makeAccessToken(orgId)
    const key = hashOf(accessToken)
    sessions.put(key, { key, grantId, userId, scopes, usedAt: now() })
    if (!scopes.includes('refresh_token')) return { accessToken, refreshToken: undefined, userId, scopes }
    const refreshToken = makeRefreshToken()
    const refreshKey = hashOf(refreshToken)
    refreshTokens.put(refreshKey, { key: refreshKey, grantId, spent: false })
    return { accessToken, refreshToken, userId, scopes }
  }

  return {
    makeCode(grant) {
      const code = makeCode()
      codes.put(hashOf(code), { ...grant, at: now() })
      return code
    },
    takeCode(code) {
      const key = hashOf(code)
      const found = codes.get(key)
      codes.delete(key)
      return found && now() - found.at <= CODE_LIFE_MS ? found : undefined
    },
    open: (userId, scopes, internal = false) =>
      store.transaction(() => {
        const grantId = hashOf(makeCode())
        const rivals = [...grants.values()]
          .filter((grant) => grant.userId === userId && grant.internal === internal)
          .sort((a, b) => a.at - b.at)
        for (const oldest of rivals.slice(0, Math.max(0, rivals.length - MAX_GRANTS + 1))) end(oldest.id)
        grants.put(grantId, { id: grantId, userId, scopes, at: now(), usedAt: now(), internal })
        return issue(grantId, { userId, scopes })
      }),
    refresh: (refreshToken) =>
      store.transaction(() => {
        const key = hashOf(refreshToken)
        const token = refreshTokens.get(key)
        const grant = token && grants.get(token.grantId)
        if (!token || !grant) return undefined
        if (token.spent || now() - grant.usedAt > REFRESH_IDLE_MS) {
          end(token.grantId)
          return undefined
        }
        refreshTokens.put(key, { ...token, spent: true })
        grants.put(token.grantId, { ...grant, usedAt: now() })
        return issue(token.grantId, grant)
      }),
    session(accessToken) {
      const key = hashOf(accessToken)
      const found = sessions.get(key)
      if (!found) return undefined
      const idleMs = now() - found.usedAt
      if (idleMs > IDLE_MS) {
        sessions.delete(key)
        return undefined
      }
      if (idleMs > TOUCH_MS) sessions.put(key, { ...found, usedAt: now() })
      return found
    },
    revoke: (token) =>
      store.transaction(() => {
        const key = hashOf(token)
        const refresh = refreshTokens.get(key)
        if (refresh) end(refresh.grantId)
        const isSession = sessions.has(key)
        sessions.delete(key)
        return refresh !== undefined || isSession
      }),
    endSession: (accessToken) => sessions.delete(hashOf(accessToken)),
    endAllSessions: () =>
      store.transaction(() => {
        for (const { key } of sessions.values()) sessions.delete(key)
      }),
  }
}
