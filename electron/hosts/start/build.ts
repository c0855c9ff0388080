import { spawn } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

/** What a host needs built: the page alone, or Electron's own bundles as well. */
export type Needed = 'page' | 'page-and-shell'

const page = { from: ['renderer', 'shared', 'vite.config.ts', 'package.json'], to: ['dist/renderer/index.html'] }
const shell = {
  from: ['electron', 'shared', 'vite.config.ts', 'package.json'],
  to: ['dist/main/main.js', 'dist/preload/preload.cjs'],
}

/** When a file, or the newest one below a folder, was changed, in milliseconds; 0 where there is none. */
function newest(file: string): number {
  const stats = statSync(file, { throwIfNoEntry: false })
  if (stats === undefined) return 0
  if (!stats.isDirectory()) return stats.mtimeMs
  return Math.max(0, ...readdirSync(file).map((name) => newest(path.join(file, name))))
}

/** Whether something that is needed was never built, or is older than what it is built from. */
export function isStale(root: string, needed: Needed): boolean {
  const targets = needed === 'page' ? [page] : [page, shell]
  return targets.some(({ from, to }) => {
    const built = Math.min(...to.map((file) => newest(path.join(root, file))))
    return from.some((source) => newest(path.join(root, source)) > built)
  })
}

/** Build everything. Its output goes to stderr, since stdout belongs to the host. @returns the builder's exit code */
export function build(root: string): Promise<number> {
  const vite = path.join(path.dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js')
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [vite, 'build', '--app', '--logLevel', 'warn'], {
      cwd: root,
      stdio: ['ignore', process.stderr, process.stderr],
    })
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}
