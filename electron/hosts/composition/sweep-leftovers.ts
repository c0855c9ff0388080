import { existsSync } from 'node:fs'
import path from 'node:path'

import type { ProfileRegistry } from '#adapters/settings/profile-registry'
import { sweepUnfinished } from '#adapters/settings/sweep-unfinished'
import { takeProfileLock } from '#adapters/sqlite/profile-lock'
import type { LogPort } from '#core/ports'

/** What is written to a name beside its own, and may hold what a person chose or gave. */
const files = ['settings.json', 'sealed.json']

/**
 * Take away what a process that was killed left: profiles that are half made or half removed, and in every profile that no
 * process has open, what was begun of a file. Only once this process has the profile that is open. What cannot be taken away
 * now stands in nobody's way: it is logged, and left for the next start.
 * @param open the profile that is open, whose files were looked after as they were opened
 */
export function sweepLeftovers(registry: ProfileRegistry, dataDir: string, open: string, log: LogPort): void {
  const attempt = (sweep: () => void): void => {
    try {
      sweep()
    } catch (error) {
      log.warn('What an earlier process left could not be taken away', { error })
    }
  }
  attempt(() => registry.sweep())
  for (const { id } of registry.list()) {
    const folder = path.join(dataDir, 'profiles', id)
    if (id !== open && existsSync(folder)) attempt(() => sweepClosed(folder))
  }
}

function sweepClosed(folder: string): void {
  const lock = takeProfileLock(folder)
  if (!lock.ok) return
  try {
    for (const name of files) sweepUnfinished(path.join(folder, name))
  } finally {
    lock.value.release()
  }
}
