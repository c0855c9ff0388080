import { readFileSync, renameSync } from 'node:fs'
import path from 'node:path'

/**
 * Keep a file aside that cannot be read as what it should be, so that nothing overwrites what a person may still need.
 * @param readable whether the parsed JSON is what the app expects
 * @param at an ISO date-time, for the new name; characters that some file systems refuse are replaced
 * @returns the new file name (`settings-unreadable-2026-11-21T10-00-00.json`), or null where there was nothing to do
 */
export function setAsideUnreadable(file: string, readable: (value: unknown) => boolean, at: string): string | null {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
  try {
    if (readable(JSON.parse(text))) return null
  } catch {
    // Not JSON at all, which is as unreadable as JSON of another shape.
  }
  const { dir, name, ext } = path.parse(file)
  const aside = `${name}-unreadable-${at.slice(0, 19).replaceAll(':', '-')}${ext}`
  renameSync(file, path.join(dir, aside))
  return aside
}
