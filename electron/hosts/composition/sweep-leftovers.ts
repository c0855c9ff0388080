import { existsSync } from 'node:fs'
import path from 'node:path'

import type { ProfileRegistry } from '#adapters/settings/profile-registry'
import { sweepUnfinished } from '#adapters/settings/sweep-unfinished'
import { takeProfileLock } from '#adapters/sqlite/profile-lock'

/** What is written to a name beside its own, and may hold what a person chose or gave. */
const files = ['settings.json', 'sealed.json']

/**
 * Take away what a process that was killed left: profiles that are half made or half removed, and in every profile that no
 * process has open, what was begun of a file. Only once this process has the profile that is open.
 * @param open the profile that is open, whose files were looked after as they were opened
 */
export function sweepLeftovers(registry: ProfileRegistry, dataDir: string, open: string): void {
  registry.sweep()
  for (const { id } of registry.list()) {
    const folder = path.join(dataDir, 'profiles', id)
    if (id === open || !existsSync(folder)) continue
    const lock = takeProfileLock(folder)
    if (!lock.ok) continue
    for (const name of files) sweepUnfinished(path.join(folder, name))
    lock.value.release()
  }
}
