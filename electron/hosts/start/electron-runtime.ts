import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { z } from 'zod'

type Env = Readonly<Record<string, string | undefined>>

/** How long a start waits for Electron's runtime, and how long a failed attempt is not made again, in milliseconds. */
const fetchTimeoutMs = 20_000
const restAfterFailureMs = 3_600_000

// Never `require('electron')`: that starts a download and throws where it fails.
const packageDir = (): string => path.dirname(createRequire(import.meta.url).resolve('electron/package.json'))

const executable = (platform: NodeJS.Platform): string =>
  platform === 'win32' ? 'electron.exe' : platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron'

/** Path of Electron's binary, or null. A download that was cut off is no binary: path.txt is written last. */
export function findRuntime(env: Env, platform: NodeJS.Platform = process.platform, dir = packageDir()): string | null {
  const override = env['ELECTRON_OVERRIDE_DIST_PATH']
  if (override === undefined && !existsSync(path.join(dir, 'path.txt'))) return null
  const file = path.join(override ?? path.join(dir, 'dist'), executable(platform))
  return existsSync(file) ? file : null
}

const Failed = z.object({ at: z.number(), why: z.string() })

/** What is known of the last attempt that failed, in a file that goes with node_modules. */
export interface FetchMemory {
  recall(): { readonly why: string } | null
  keep(why: string): void
  forget(): void
}

export function fetchMemory(file: string, now: () => number = Date.now): FetchMemory {
  return {
    recall() {
      try {
        const failed = Failed.parse(JSON.parse(readFileSync(file, 'utf8')))
        return now() - failed.at < restAfterFailureMs ? failed : null
      } catch {
        return null // No attempt failed yet, or the note is unreadable: then it is tried.
      }
    },
    keep(why) {
      try {
        mkdirSync(path.dirname(file), { recursive: true })
        writeFileSync(file, JSON.stringify({ at: now(), why }))
      } catch {
        // Somebody else's node_modules: then every start tries once, which costs time and nothing else.
      }
    },
    forget: () => rmSync(file, { force: true }),
  }
}

/** Run Electron's own installer. @returns null where it worked, else why not, in a few words */
export function fetchRuntime(env: Env, timeoutMs = fetchTimeoutMs): Promise<string | null> {
  return new Promise((resolve) => {
    const installer = path.join(packageDir(), 'install.js')
    const options = {
      env: { ...env, ELECTRON_GET_NO_PROGRESS: '1' },
      timeout: timeoutMs,
      killSignal: 'SIGKILL' as const,
    }
    execFile(process.execPath, [installer], options, (error, _stdout, stderr) => {
      if (error === null) resolve(null)
      else if (error.killed === true) resolve(`the download took longer than ${timeoutMs / 1000} s`)
      else resolve(stderr.trim().split('\n')[0]?.slice(0, 200) || error.message)
    })
  })
}

export interface RuntimeQuestion {
  readonly env: Env
  readonly platform: NodeJS.Platform
  /** The user's number where the system has one. */
  readonly uid: number | undefined
  /** Try to fetch it even where that failed a short while ago. */
  readonly insist: boolean
  readonly memory: FetchMemory
  readonly find: () => string | null
  readonly fetch: () => Promise<string | null>
}

export type Runtime = { readonly binary: string } | { readonly missing: string }

/** Where Electron's binary is, fetched if need be; or why it cannot start here, as a part of a sentence. */
export async function electronRuntime(question: RuntimeQuestion): Promise<Runtime> {
  const { env, platform, memory } = question
  const display = env['DISPLAY'] || env['WAYLAND_DISPLAY']
  if (platform === 'linux' && !display) return { missing: 'there is no display' }
  if (platform === 'linux' && question.uid === 0) return { missing: 'it refuses to run as root' }
  const there = question.find()
  if (there !== null) return { binary: there }

  const before = question.insist ? null : memory.recall()
  if (before !== null) return { missing: `its runtime could not be fetched a while ago: ${before.why}` }
  const why = await question.fetch()
  const fetched = why === null ? question.find() : null
  if (fetched !== null) {
    memory.forget()
    return { binary: fetched }
  }
  memory.keep(why ?? 'the installer left no binary')
  return { missing: `its runtime could not be fetched: ${why ?? 'the installer left no binary'}` }
}
