import Conf from 'conf'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'

import type { LogPort } from '#core/ports'
import { fail, ok, type Result } from '#shared/failure'

import { dataDirFrom } from '../composition/data-dir.ts'
import { folderTrouble } from '../composition/folder-trouble.ts'
import { memoryVault } from '../composition/memory-vault.ts'
import { openLog } from '../composition/open-log.ts'
import type { HostParts } from '../composition/open-ports.ts'
import { openWorkspace, type Workspace } from '../composition/open-workspace.ts'
import { makePrivateFolder } from '../composition/private-folder.ts'
import { practiceWanted } from '../composition/practice-wanted.ts'
import { reportOf } from '../composition/report-of.ts'
import { reportStrays } from '../composition/strays.ts'
import type { HostOptions } from '../options.ts'
import { serveBrowser, type BrowserServer, type BrowserServerOptions } from './http.ts'
import { announceInstance, askForLink, forgetInstance } from './instance.ts'

const root = path.join(import.meta.dirname, '../../..')
const usualPort = 4030

export interface Running {
  /** Lets one page in, once, within a minute. */
  readonly url: string
  readonly port: number
  readonly dataDir: string
  /** False where another instance has the folder and gave this link; there is nothing to close then. */
  readonly own: boolean
  close(): Promise<void>
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)

/** Serve on the port that was asked for; without one on the usual port, or on any other where that is taken. */
async function serveSomewhere(
  asked: number | null,
  options: Omit<BrowserServerOptions, 'port'>,
): Promise<Result<BrowserServer>> {
  const port = asked ?? usualPort
  try {
    return ok(await serveBrowser({ ...options, port }))
  } catch (error) {
    const code = codeOf(error)
    if (code === 'EADDRINUSE' && asked === null) return ok(await serveBrowser({ ...options, port: 0 }))
    if (code === 'EADDRINUSE') {
      return fail('host.unavailable', `Port ${port} is taken: end what listens there, or choose another with --port.`)
    }
    if (code === 'EACCES')
      return fail('host.unavailable', `Port ${port} may not be used by you: choose one above 1023.`)
    throw error
  }
}

/** The folder is another process's. Where that serves a browser too, it lets one more page in. */
async function handOver(dataDir: string): Promise<Result<Running>> {
  // The other may be starting this very moment: it has the folder before it serves.
  let link = await askForLink(dataDir)
  for (let attempt = 0; link === null && attempt < 20; attempt += 1) {
    await sleep(200)
    link = await askForLink(dataDir)
  }
  if (link !== null) return ok({ ...link, dataDir, own: false, close: () => Promise.resolve() })
  const sentence = `Another Stigg Companion has ${dataDir} open: close it, or choose another folder with --data-dir.`
  return fail('profile.in-use', sentence, { dataDir })
}

/** Only its owner may look into the folder. */
function makeFolder(dataDir: string): Result<void> {
  try {
    return makePrivateFolder(dataDir)
  } catch (error) {
    const sentence = `The folder ${dataDir} cannot be written to (${String(codeOf(error))}): choose another with --data-dir.`
    return fail('profile.unreadable', sentence, { dataDir })
  }
}

const version = (): string => {
  const text = readFileSync(path.join(root, 'package.json'), 'utf8')
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version
}

const openFile: HostParts['openFile'] = (folder, name) =>
  new Conf({ cwd: folder, configName: name, configFileMode: 0o600, accessPropertiesByDotNotation: false })

/**
 * Start the core behind a page for browsers on this machine, or find the instance that has the folder already.
 * Fails, each with a sentence for the terminal: `profile.in-use`, `host.unavailable` (the port), `profile.unreadable`
 * (`--practice`, the folder).
 */
export async function startBrowserHost(
  options: HostOptions,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Result<Running>> {
  const dataDir = options.dataDir === null ? dataDirFrom(env) : path.resolve(options.dataDir)
  try {
    return await startIn(dataDir, options)
  } catch (error) {
    const trouble = folderTrouble(error, dataDir)
    if (trouble === null) throw error
    return trouble
  }
}

/** The profile that was open last, over the files of a folder. Fails: `profile.unreadable`, `profile.in-use`. */
async function openFolder(dataDir: string, options: HostOptions, log: LogPort): Promise<Result<Workspace>> {
  const practice = practiceWanted(options)
  if (!practice.ok) return practice
  return openWorkspace({
    host: 'browser',
    version: version(),
    dataDir,
    log,
    openVault: () => Promise.resolve(memoryVault()),
    openFile,
    practice: practice.value,
  })
}

/**
 * The masked report of the profile that was open last, as text. Nothing is served, and no run goes on.
 * Fails: as startBrowserHost; `profile.in-use` where the app runs with this folder, which can show it itself.
 */
export async function browserDiagnostics(
  options: HostOptions,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Result<string>> {
  const dataDir = options.dataDir === null ? dataDirFrom(env) : path.resolve(options.dataDir)
  const folder = makeFolder(dataDir)
  if (!folder.ok) return folder
  const opened = await openFolder(dataDir, options, openLog(dataDir))
  if (!opened.ok && opened.failure.code === 'profile.in-use') {
    return fail('profile.in-use', 'Stigg Companion runs with this folder: open its settings, and Show diagnostics.')
  }
  if (!opened.ok) return opened
  try {
    return ok(await reportOf(opened.value.core()))
  } finally {
    await opened.value.close()
  }
}

async function startIn(dataDir: string, options: HostOptions): Promise<Result<Running>> {
  const folder = makeFolder(dataDir)
  if (!folder.ok) return folder

  const log = openLog(dataDir)
  const opened = await openFolder(dataDir, options, log)
  if (!opened.ok) return opened.failure.code === 'profile.in-use' ? handOver(dataDir) : opened

  const { value: workspace } = opened
  const reportDefect = (error: unknown) => workspace.core().reportDefect(error)
  const secret = randomBytes(32).toString('base64url')
  const server = await serveSomewhere(options.port, {
    router: () => workspace.core().router,
    reportDefect,
    pageRoot: path.join(root, 'dist/renderer'),
    handoverSecret: secret,
  })
  if (!server.ok) {
    await workspace.close()
    return server
  }
  const { port } = server.value
  announceInstance(dataDir, { port, secret })
  reportStrays(reportDefect, () => process.exit(1))
  workspace.core().start()
  log.info('Started', { host: 'browser', port })
  return ok({
    url: server.value.startLink(),
    port,
    dataDir,
    own: true,
    async close() {
      forgetInstance(dataDir)
      await workspace.close()
      await server.value.close()
      log.info('Ended')
    },
  })
}
