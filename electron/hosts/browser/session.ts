import { randomBytes, timingSafeEqual } from 'node:crypto'

/** How long a start link can be used after it was made, in milliseconds. */
const startLinkLifeMs = 60_000

/** Browsers, and tabs of one browser, that are let in at once; beyond it the oldest has to come in again. */
const most = 32

const secret = (): string => randomBytes(32).toString('base64url')

export const sameSecret = (a: string, b: string): boolean => {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}

interface Admission {
  /** Value of the cookie. */
  readonly cookie: string
  /** What the page sends along in a header, and nobody else can read. */
  readonly token: string
}

/** Who may call. A caller needs two things: a cookie that the page cannot read, and a token that only the page holds. */
export interface Session {
  /** A new start token: good for one admission, within a minute. */
  issue(): string
  /** Trade a start token for admission; null where it is unknown, used, or too old. A browser that is in keeps its cookie. */
  admit(startToken: string, cookie: string | undefined): Admission | null
  allows(cookie: string | undefined, token: string | undefined): boolean
}

/** @param now the time in milliseconds */
export function createSession(now: () => number = Date.now): Session {
  const started = new Map<string, number>()
  const admitted = new Map<string, string[]>()

  const tokensOf = (cookie: string | undefined): string[] | undefined =>
    [...admitted].find(([known]) => cookie !== undefined && sameSecret(known, cookie))?.[1]

  /** Every token is compared, so that the time taken says nothing of which one came close. */
  function take(startToken: string): boolean {
    const matching = [...started].filter(([known]) => sameSecret(known, startToken))
    for (const [known] of matching) started.delete(known)
    return matching.some(([, issuedAt]) => now() - issuedAt <= startLinkLifeMs)
  }

  return {
    issue() {
      for (const [token, issuedAt] of started) if (now() - issuedAt > startLinkLifeMs) started.delete(token)
      const token = secret()
      started.set(token, now())
      return token
    },
    admit(startToken, cookie) {
      if (!take(startToken)) return null
      const token = secret()
      const tokens = tokensOf(cookie)
      if (cookie !== undefined && tokens !== undefined) {
        tokens.push(token)
        tokens.splice(0, tokens.length - most)
        return { cookie, token }
      }
      const fresh = secret()
      admitted.set(fresh, [token])
      for (const oldest of [...admitted.keys()].slice(0, -most)) admitted.delete(oldest)
      return { cookie: fresh, token }
    },
    allows(cookie, token) {
      const tokens = tokensOf(cookie) ?? []
      return token !== undefined && tokens.some((known) => sameSecret(known, token))
    },
  }
}
