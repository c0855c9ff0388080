import { readdirSync, rmSync } from 'node:fs'
import path from 'node:path'

/** How `atomically`, which writes our files, names what it has not renamed yet. */
const unfinished = /^\.tmp-\d{10}[0-9a-f]{6}$/

/**
 * Remove what a process that was killed began to write of a file and never put in its place. Nobody would ever read it, and
 * it may hold a secret that was taken out since. Only for a folder that this process has to itself.
 * @param file absolute path of the file itself, which is left alone
 */
export function sweepUnfinished(file: string): void {
  const { dir, base } = path.parse(file)
  let names: string[]
  try {
    names = readdirSync(dir)
  } catch {
    return // The folder is made with the file.
  }
  for (const name of names) {
    if (name.startsWith(base) && unfinished.test(name.slice(base.length))) rmSync(path.join(dir, name), { force: true })
  }
}
