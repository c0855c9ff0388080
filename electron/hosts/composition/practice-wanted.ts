import { ok, type Result } from '#shared/failure'

import type { HostOptions } from '../options.ts'
import { readPracticeConnection, type PracticeConnection } from './practice-connection.ts'

export interface PracticeWanted {
  /** Services that run elsewhere; null = start our own. */
  readonly apart: PracticeConnection | null
  readonly opportunities: number | null
  readonly seed: number | null
  /** Somebody asked for the practice workspace outright: nobody has to be asked. */
  readonly isChosen: boolean
}

/**
 * Which practice services a start asks for.
 * Fails: `profile.unreadable` with a sentence for the person who typed `--practice`.
 */
export function practiceWanted(
  options: Pick<HostOptions, 'practice' | 'profile' | 'opportunities' | 'seed'>,
): Result<PracticeWanted> {
  const { opportunities, seed } = options
  if (options.practice === null)
    return ok({ apart: null, opportunities, seed, isChosen: options.profile === 'practice' })
  const apart = readPracticeConnection(options.practice)
  return apart.ok ? ok({ apart: apart.value, opportunities, seed, isChosen: true }) : apart
}
