import { createHash, randomBytes } from 'node:crypto'

/** An opaque access token of the classic form: 15-character org id, `!`, and what nobody can guess. */
export const makeAccessToken = (orgId: string): string =>
  `${orgId.slice(0, 15)}!AQEAQ${randomBytes(60).toString('base64url').replaceAll('-', '.')}`

export const makeRefreshToken = (): string => `5Aep861${randomBytes(60).toString('base64url').replaceAll('-', '.')}`

/** An authorization code, which ends in `==` and so shows who forgets to decode it. */
export const makeCode = (): string => `aPrx${randomBytes(43).toString('base64')}`.replaceAll(/[+/]/g, '_')

/** Tokens are kept by their hash alone. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url')

/** Source: RFC 7636, section 4.6. */
export const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url')
