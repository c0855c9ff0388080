import { test as base, expect, _electron, type ElectronApplication, type Page, type TestInfo } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

import { askForLink } from '#hosts/browser/instance'
import { startHost, type HostProcess } from './host-process.ts'
import { practiceAddresses, type PracticeAddresses } from './practice-addresses.ts'

const root = path.join(import.meta.dirname, '../..')

/** The app as a case drives it, in either host. */
export interface RunningApp {
  /** The page of the first start; after `restart`, use the page that it gave. */
  readonly page: Page
  readonly dataDir: string
  readonly practice: PracticeAddresses
  /** What went wrong in any page so far: errors on the console and exceptions that nobody caught. */
  readonly troubles: readonly string[]
  /** End the process without warning, as a power cut would. */
  kill(): Promise<void>
  /** Start again with the same folder (and the same port), and open its page. */
  restart(): Promise<Page>
}

interface Host {
  open(): Promise<Page>
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>
  said(): string
}

function browserHost(dataDir: string, newPage: () => Promise<Page>, more: readonly string[]): Host {
  let host: HostProcess | null = null
  let port = 0
  return {
    async open() {
      host = await startHost(dataDir, port, more)
      port = host.port
      const page = await newPage()
      await page.goto(host.url)
      return page
    },
    end: async (signal) => host?.end(signal),
    said: () => host?.said() ?? '',
  }
}

function electronHost(dataDir: string, executablePath: string, more: readonly string[]): Host {
  let app: ElectronApplication | null = null
  return {
    async open() {
      app = await _electron.launch({ executablePath, args: [root, `--data-dir=${dataDir}`, ...more] })
      return app.firstWindow()
    },
    async end(signal) {
      const gone = new Promise<void>((resolve) => app?.process().once('close', () => resolve()))
      if (signal === 'SIGKILL') app?.process().kill(signal)
      else await app?.close()
      await gone
    },
    said: () => '',
  }
}

function watchFor(page: Page, troubles: string[]): Page {
  page.on('pageerror', (error) => troubles.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text())
  })
  return page
}

/** Run the app for one case, on a folder of its own that is removed afterwards. */
async function runFor(
  makeHost: (dataDir: string) => Host,
  use: (app: RunningApp) => Promise<void>,
  info: TestInfo,
): Promise<void> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'companion-e2e-'))
  const host = makeHost(dataDir)
  const troubles: string[] = []
  const open = async () => watchFor(await host.open(), troubles)
  const page = await open()
  let running = true
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (running) await host.end(signal)
    running = false
  }
  await use({
    page,
    dataDir,
    troubles,
    get practice() {
      return practiceAddresses(dataDir)
    },
    kill: () => end('SIGKILL'),
    async restart() {
      await end('SIGTERM')
      running = true
      return open()
    },
  })
  await end('SIGTERM')
  if (info.status !== info.expectedStatus) await info.attach('stderr of the host', { body: host.said() })
  await rm(dataDir, { recursive: true, force: true })
}

interface Fixtures {
  /** Options of the app's command line, as `--name=value`: `test.use({ startedWith: ['--opportunities=1000'] })`. */
  startedWith: readonly string[]
  /** Nobody has chosen yet between the practice workspace and an org of their own; else the practice workspace is taken. */
  isFresh: boolean
  app: RunningApp
}

const chosen = (startedWith: readonly string[], isFresh: boolean): readonly string[] =>
  isFresh ? startedWith : ['--profile=practice', ...startedWith]

const electron = process.env['COMPANION_E2E_ELECTRON']

// Two of them, since Playwright starts what a fixture names: Electron's cases must not ask for a browser beside it.
const inBrowser = base.extend<Fixtures>({
  startedWith: [[], { option: true }],
  isFresh: [false, { option: true }],
  app: async ({ context, startedWith, isFresh }, use, info) =>
    runFor((dataDir) => browserHost(dataDir, () => context.newPage(), chosen(startedWith, isFresh)), use, info),
})
const inElectron = (binary: string) =>
  base.extend<Fixtures>({
    startedWith: [[], { option: true }],
    isFresh: [false, { option: true }],
    app: async ({ startedWith, isFresh }, use, info) =>
      runFor((dataDir) => electronHost(dataDir, binary, chosen(startedWith, isFresh)), use, info),
  })

/**
 * `test` of Playwright with the app running. A case that drives `app.page` alone runs in both hosts; one that needs more
 * of a browser (`context`, `page`) belongs into a file named `….browser.spec.ts`.
 */
export const test = electron === undefined ? inBrowser : inElectron(electron)

/** A start link for one more page of the app that runs on this folder; in the browser host only. */
export async function anotherLink(app: RunningApp): Promise<string> {
  const link = await askForLink(app.dataDir)
  if (link === null) throw new Error('No browser host answers')
  return link.url
}

export { expect }
