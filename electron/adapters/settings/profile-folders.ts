import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'

/** Names of folders that this app makes; nothing else in the folder counts. */
export const isId = (name: string): boolean => /^[a-z0-9-]{1,64}$/.test(name)

/** What becomes of the journal of a profile that is removed. */
type JournalFate = 'keep' | 'delete'

const making = '.making-'
const removed = /^\.removed-(?<fate>keep|delete)-(?<stamp>[\dT-]{19})-(?<id>[a-z0-9-]{1,64})$/

export interface ProfileFolders {
  /** Make a profile's folder: it is there with all that `fill` puts into it, or not at all. */
  make(id: string, fill: (folder: string) => void): void
  /**
   * Take a profile's folder away, its secrets before all else. From the first step on no profile is there any more.
   * @returns where the journal is now; null where it was deleted, or where there was none
   */
  remove(id: string, journal: JournalFate, at: string): string | null
  /** End what a process that was killed was about. Only where no other process has the app's folder. */
  sweep(): void
}

/**
 * The folders of profiles come and go whole. Each is one rename, to a name that is a profile's or from it; a folder under any
 * other name is none, and its leftovers go at the next start.
 * @param root the folder that holds them
 * @param dataDir where journals that outlive their profile are kept
 */
export function profileFolders(root: string, dataDir: string): ProfileFolders {
  function endRemoval(name: string): string | null {
    const { fate, stamp, id } = removed.exec(name)?.groups ?? {}
    const folder = path.join(root, name)
    rmSync(path.join(folder, 'sealed.json'), { force: true })
    const kept = fate === 'keep' ? keepJournal(folder, path.join(dataDir, 'removed-profiles', `${id}-${stamp}`)) : null
    rmSync(folder, { recursive: true, force: true })
    return kept
  }

  return {
    make(id, fill) {
      const folder = path.join(root, making + id)
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      fill(folder)
      renameSync(folder, path.join(root, id))
    },
    remove(id, journal, at) {
      const name = `.removed-${journal}-${at.slice(0, 19).replaceAll(':', '-')}-${id}`
      renameSync(path.join(root, id), path.join(root, name))
      return endRemoval(name)
    },
    sweep() {
      for (const name of readdirSync(root)) {
        if (name.startsWith(making)) rmSync(path.join(root, name), { recursive: true, force: true })
        if (removed.test(name)) endRemoval(name)
      }
    },
  }
}

/**
 * The journal's files, moved to a folder that no profile has; where some are there already, the rest. The database goes
 * before what SQLite keeps beside it. @returns null where there is no journal
 */
function keepJournal(folder: string, target: string): string | null {
  const files = readdirSync(folder).filter((name) => /^(journal|bulk)\.db(-wal|-shm)?$/.test(name))
  if (files.length === 0) return null
  mkdirSync(target, { recursive: true, mode: 0o700 })
  for (const name of files.toSorted()) renameSync(path.join(folder, name), path.join(target, name))
  return target
}
