import path from 'node:path'

import { parseHostOptions, usage, type HostOptions } from '../options.ts'
import { build, isStale, type Needed } from './build.ts'
import { electronRuntime, fetchMemory, fetchRuntime, findRuntime, type Runtime } from './electron-runtime.ts'
import { runElectron } from './run-electron.ts'

const root = path.join(import.meta.dirname, '../../..')
const { env, platform } = process

const say = (sentence: string): void => void process.stderr.write(`${sentence}\n`)

const runtime = (insist: boolean): Promise<Runtime> =>
  electronRuntime({
    env,
    platform,
    uid: process.getuid?.(),
    insist,
    memory: fetchMemory(path.join(root, 'node_modules/.cache/stigg-companion/electron-fetch.json')),
    find: () => findRuntime(env),
    fetch: () => fetchRuntime(env),
  })

async function built(needed: Needed): Promise<boolean> {
  if (!isStale(root, needed)) return true
  say('Building the app; this takes a few seconds.')
  if ((await build(root)) === 0) return true
  say('The app could not be built; what is above says why.')
  return false
}

/** @returns the exit code, or null where Electron cannot start here and the browser host is to take over */
async function desktop(options: HostOptions): Promise<number | null> {
  const insist = options.host === 'electron'
  const found = await runtime(insist)
  let why = 'missing' in found ? found.missing : 'it ended as soon as it began'
  if ('binary' in found) {
    if (!(await built('page-and-shell'))) return 1
    const code = await runElectron(found.binary, root, options)
    if (code !== null) return code
  }
  why = why.replace(/\.$/, '')
  say(
    insist
      ? `Electron cannot start here (${why}).`
      : `Electron cannot start here (${why}), so Stigg Companion is served to your browser.`,
  )
  return insist ? 1 : null
}

/**
 * `npm start`: Electron where it can be had, else the browser host.
 * @returns the exit code
 */
export async function start(args: readonly string[]): Promise<number> {
  const parsed = parseHostOptions(args)
  if (!parsed.ok) {
    say(parsed.failure.message)
    return 2
  }
  const options = parsed.value
  if (options.help) {
    process.stdout.write(usage)
    return 0
  }
  // In the desktop app where that can be had: it alone can read what the keychain holds.
  const ended = options.host === 'browser' ? null : await desktop(options)
  if (ended !== null) return ended
  if (!options.diagnostics && !(await built('page'))) return 1
  // Only now: a start that ends in Electron needs none of it.
  const { runBrowserHost } = await import('../browser/run.ts')
  return runBrowserHost(options)
}
