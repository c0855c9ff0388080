import { useState } from 'react'

import type { WorkspaceStatus } from '#shared/contract/workspace'
import { isNameTyped, shownName } from '#shared/domain/shown-name'

import { plural } from '../../words/facts.ts'
import { useMixedPair, type MixedPairState } from './use-mixed-pair.ts'

/** What stands between a person and a write. Shown by `WriteGuards` and `WriteFooter`, both of which take it whole. */
export interface Guards {
  /** Why the act cannot be done yet, in words; null where it can. */
  readonly because: string | null
  /** Whether one service is production and the other is not, which is agreed to once per session. */
  readonly pair: MixedPairState
  /** What has to be typed; null where nothing has to be. */
  readonly toType: string | null
  readonly typed: string
  readonly setTyped: (text: string) => void
  readonly isProduction: boolean
}

/**
 * The guards of any act that writes, in the order in which they are said: access, errors, warnings, the mixed pair,
 * what is typed, and whatever the act itself is waiting for.
 */
export function useWriteGuards(act: {
  readonly status: WorkspaceStatus | undefined
  readonly errors?: number
  /** Warnings that were not ticked. */
  readonly unticked?: number
  /** What is typed to confirm: a name or an ID that the act is about; null while it is about nothing yet. */
  readonly retype: string | null
  /** Whether it is typed in any case, and not only where the profile's access says so. */
  readonly asksToType?: boolean
  /** What else is missing, in words. */
  readonly missing?: string | null
}): Guards {
  const { status, errors = 0, unticked = 0, retype, asksToType = false, missing = null } = act
  const [typed, setTyped] = useState('')
  const pair = useMixedPair(status)
  const isAsked = asksToType || status?.profile.access === 'retype'
  const toType = isAsked && retype !== null && retype.trim() !== '' ? shownName(retype) : null
  const because =
    status?.profile.access === 'read-only'
      ? 'This profile is read-only.'
      : errors > 0
        ? `${plural(errors, 'error')} to mend first.`
        : unticked > 0
          ? `${plural(unticked, 'warning')} to tick.`
          : pair.isMixed && !pair.isConfirmed
            ? 'Confirm the mixed pair.'
            : toType !== null && !isNameTyped(typed, toType)
              ? `Type ${toType}.`
              : missing
  return {
    because,
    pair,
    toType,
    typed,
    setTyped,
    isProduction: status?.profile.kind === 'production',
  }
}
