import { isWithinBounds } from '#shared/domain/bounds'
import type { WireAnswer } from '#shared/domain/run'

import { strikeSecrets } from './strike-secrets.ts'

/** Longest body that is kept of an answer, in characters. */
const longest = 20_000

/** An answer as it came over the wire. */
export interface RawAnswer extends Omit<WireAnswer, 'body'> {
  readonly text: string
}

/**
 * An answer as the journal keeps it: whatever is shaped like a secret struck out, JSON parsed, a long body cut to text.
 * @param strike takes out secrets that the caller knows by value
 */
export function wireAnswer({ text, ...answer }: RawAnswer, strike: (text: string) => string): WireAnswer {
  const clean = strikeSecrets(strike(text), '…')
  if (clean.length > longest) return { ...answer, body: `${clean.slice(0, longest)}…` }
  try {
    const body: unknown = JSON.parse(clean)
    // What is nested so deep that nothing could write it down again is kept as it was written.
    return { ...answer, body: isWithinBounds(body) ? body : clean }
  } catch {
    // A gateway's page, or a body that broke off, is kept as it was written.
    return { ...answer, body: clean }
  }
}
