import { accessSync, chmodSync, constants, mkdirSync, statSync } from 'node:fs'
import path from 'node:path'

import { fail, ok, type Result } from '#shared/failure'

/** The owner alone. Windows keeps a person's folders to that person by itself, and knows no such modes. */
const ownerOnly = 0o700

/**
 * Make the folder that the app keeps its files in, and close what lies in it to everybody else on this machine. One that is
 * there already, and open to others, stays open to look into, but nobody else may change it, and the profiles below it are
 * closed. Fails: `profile.unreadable` where the folder is another person's.
 */
export function makePrivateFolder(dataDir: string, uid: number | undefined = process.getuid?.()): Result<void> {
  mkdirSync(dataDir, { recursive: true, mode: ownerOnly })
  accessSync(dataDir, constants.W_OK)
  if (uid === undefined) return ok(undefined)
  const { uid: owner, mode } = statSync(dataDir)
  // Root may look into every folder anyway, and runs in containers over folders of somebody else.
  if (owner !== uid && uid !== 0) {
    const sentence = `The folder ${dataDir} belongs to somebody else: choose another with --data-dir.`
    return fail('profile.unreadable', sentence, { dataDir })
  }
  const writableByOthers = 0o022
  if ((mode & writableByOthers) !== 0) chmodSync(dataDir, mode & 0o777 & ~writableByOthers)
  const profiles = path.join(dataDir, 'profiles')
  mkdirSync(profiles, { recursive: true, mode: ownerOnly })
  chmodSync(profiles, ownerOnly)
  return ok(undefined)
}
