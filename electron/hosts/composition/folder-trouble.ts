import { fail, type Result } from '#shared/failure'

/** SQLite's primary codes for what the file system does to it. Source: SQLite, "Result and Error Codes". */
const sqliteCodes = new Set([3, 8, 10, 13, 14, 22])

/** An error of the file system itself, or one that SQLite had with it. */
function isOfFileSystem(error: Error): boolean {
  if ('errcode' in error && typeof error.errcode === 'number') return sqliteCodes.has(error.errcode & 0xff)
  return 'syscall' in error && typeof error.syscall === 'string'
}

/**
 * What a start says where the folder does not let the app work: the disk is full, a file may not be read, a folder lies in
 * a file's place. Code `profile.unreadable`, with a sentence for the person who started it.
 * @returns null for any other error, which is a bug
 */
export function folderTrouble(error: unknown, dataDir: string): Result<never> | null {
  if (!(error instanceof Error) || !isOfFileSystem(error)) return null
  const sentence = `The files in ${dataDir} cannot be used (${error.message}): make room on the disk or let this user read and write them, or choose another folder with --data-dir.`
  return fail('profile.unreadable', sentence, { dataDir })
}
