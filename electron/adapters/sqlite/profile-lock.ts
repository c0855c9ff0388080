import { rmSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import type { Result } from '#shared/failure'
import { fail, ok } from '#shared/failure'
import { isBusy, isDamaged } from './open-database.ts'

export interface ProfileLock {
  release(): void
}

function lock(file: string): ProfileLock {
  const database = new DatabaseSync(file, { timeout: 0 })
  try {
    database.exec('BEGIN EXCLUSIVE')
    return {
      release() {
        if (database.isOpen) database.close()
      },
    }
  } catch (error) {
    database.close()
    throw error
  }
}

/**
 * Become the one writer of a profile's folder, until released. The lock is the system's own lock on `lock.db`: it ends
 * with the process, however that dies, so that none can go stale.
 * Fails: `profile.in-use` where another process holds the folder.
 */
export function takeProfileLock(folder: string): Result<ProfileLock> {
  const file = path.join(folder, 'lock.db')
  try {
    return ok(lock(file))
  } catch (error) {
    if (isBusy(error)) return fail('profile.in-use', 'Another window has this profile open', { folder })
    if (!isDamaged(error)) throw error
    // The file holds nothing but the lock, and one that is no database cannot be locked by anybody.
    rmSync(file)
    return ok(lock(file))
  }
}
