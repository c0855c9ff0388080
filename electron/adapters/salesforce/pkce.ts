import { randomBytes } from 'node:crypto'

/** 86 characters: 64 random bytes, well inside RFC 7636's 43 to 128. */
export const newVerifier = (): string => randomBytes(64).toString('base64url')

/** 256 bits; used once. */
export const newState = (): string => randomBytes(32).toString('base64url')
