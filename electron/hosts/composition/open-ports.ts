import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { createCallOut } from '#adapters/call-out/create-call-out'
import { createSalesforce } from '#adapters/salesforce/create-salesforce'
import { createAppSettings } from '#adapters/settings/create-app-settings'
import { createSettings, type KeyedFile } from '#adapters/settings/create-settings'
import { openBulks } from '#adapters/sqlite/open-bulks'
import { openDrafts } from '#adapters/sqlite/open-drafts'
import { openCalls } from '#adapters/sqlite/open-calls'
import { openJournal } from '#adapters/sqlite/open-journal'
import { openMirror } from '#adapters/sqlite/open-mirror'
import { takeProfileLock } from '#adapters/sqlite/profile-lock'
import { createStigg } from '#adapters/stigg/create-stigg'
import type { ClockPort, LogPort, NotifierPort, Ports, ReadBackPort, TimerPort, VaultPort } from '#core/ports'
import { ok, type Result } from '#shared/failure'

import { keepHeapLean } from './lean-heap.ts'
import { openPractice } from './open-practice.ts'
import type { PracticeConnection } from './practice-connection.ts'
import { practiceProfile } from './practice-profile.ts'
import type { PracticeWanted } from './practice-wanted.ts'

/** What the two hosts do differently; all else of the composition is the same. */
export interface HostParts {
  readonly host: Ports['host']
  readonly version: string
  /** Absolute path of the folder that everything is kept in. */
  readonly dataDir: string
  readonly log: LogPort
  readonly vault: VaultPort
  /** Opens the JSON file `<name>.json` in a folder that exists. */
  readonly openFile: (folder: string, name: string) => KeyedFile
  readonly practice: PracticeWanted
  /** The system's own notifications and badge; left out where the page alone tells. */
  readonly notifier?: NotifierPort
  /** How long the clients wait and how they space repeats; their own defaults where it is left out. */
  readonly patience?: {
    readonly salesforce?: NonNullable<Parameters<typeof createSalesforce>[0]['timeouts']>
    readonly stigg?: NonNullable<Parameters<typeof createStigg>[0]['timeouts']>
    readonly readBack?: Partial<Pick<ReadBackPort, 'everyMs' | 'forMs'>>
  }
}

export interface OpenPorts {
  readonly ports: Ports
  close(): Promise<void>
}

/** Of a host without a screen of its own: the page is told by the core's events, and shows what it is told. */
const pageAlone: NotifierPort = { notify: () => undefined, badge: () => undefined }

const stiggKeyName = 'stigg-key'
const clock: ClockPort = { now: () => new Date() }
const timer: TimerPort = {
  every(ms, tick) {
    const ticking = setInterval(tick, ms)
    // Looking whether something is due is no reason to stay alive.
    ticking.unref()
    return () => clearInterval(ticking)
  },
}

async function waited(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal })
  } catch {
    // The only way in which this sleep fails is the abort that ends it.
  }
}

/** Let both clients use what the practice services gave out. */
async function adopt(
  { salesforce, stigg }: PracticeConnection,
  client: ReturnType<typeof createSalesforce>,
  vault: VaultPort,
): Promise<void> {
  const { accessToken, refreshToken, instanceUrl } = salesforce
  await vault.set(stiggKeyName, new URL(stigg.baseUrl).origin, stigg.apiKey)
  await client.adopt({ accessToken, refreshToken, instanceUrl })
}

/**
 * Fill the core's ports over the files of one folder: where adapters meet ports.
 * Fails: `profile.in-use` where another process has the folder; `profile.unreadable` where the practice services fail.
 */
export async function openPorts(parts: HostParts): Promise<Result<OpenPorts>> {
  keepHeapLean()
  const { vault, log } = parts
  const folder = path.join(parts.dataDir, 'profiles', 'practice')
  mkdirSync(folder, { recursive: true, mode: 0o700 })

  const lock = takeProfileLock(folder)
  if (!lock.ok) return lock
  const opened = await openPractice(path.join(folder, 'services'), parts.practice)
  if (!opened.ok) {
    lock.value.release()
    return opened
  }
  const practice = opened.value
  const { connection } = practice
  log.info('Practice services', {
    salesforce: connection.salesforce.loginUrl,
    stigg: connection.stigg.baseUrl,
    customerApp: connection.customerApp?.url,
  })
  const calls = openCalls(path.join(folder, 'watch.db'), clock)
  const salesforce = createSalesforce({
    connection: {
      loginUrl: connection.salesforce.loginUrl,
      clientId: connection.salesforce.clientId,
      redirectPorts: connection.salesforce.redirectUris.map((uri) => Number(new URL(uri).port)),
    },
    vault,
    clock,
    log,
    meter: calls.port,
    ...(parts.patience?.salesforce ? { timeouts: parts.patience.salesforce } : {}),
  })
  const stigg = createStigg({
    baseUrl: connection.stigg.baseUrl,
    graphqlUrl: connection.stigg.graphqlUrl,
    keyName: stiggKeyName,
    vault,
    clock,
    log,
    ...(parts.patience?.stigg ? { timeouts: parts.patience.stigg } : {}),
  })
  await adopt(connection, salesforce, vault)

  const journal = openJournal(path.join(folder, 'journal.db'))
  const bulks = openBulks(path.join(folder, 'bulk.db'))
  const drafts = openDrafts(path.join(folder, 'drafts.db'))
  const mirror = openMirror(path.join(folder, 'mirror.db'))
  const settings = createSettings(
    path.join(folder, 'settings.json'),
    () => parts.openFile(folder, 'settings'),
    () => practiceProfile(connection.stigg),
    clock.now().toISOString(),
  )
  const appSettings = createAppSettings(
    path.join(parts.dataDir, 'app.json'),
    () => parts.openFile(parts.dataDir, 'app'),
    clock.now().toISOString(),
  )
  const aside = [
    ...appSettings.keptAside,
    ...settings.keptAside,
    journal.keptAside,
    bulks.keptAside,
    drafts.keptAside,
    mirror.keptAside,
    calls.keptAside,
    practice.keptAside,
  ].filter((name) => name !== null)
  for (const name of aside) log.warn('A file could not be read and was kept aside', { name })

  const callOut = createCallOut({ vault, clock, log, kind: () => settings.profile().kind })
  const ports: Ports = {
    salesforce: salesforce.reader,
    stigg: stigg.reader,
    writers: { salesforce: salesforce.writer, stigg: stigg.writer, callOut },
    signIn: salesforce.signIn,
    journal: journal.port,
    bulks: bulks.port,
    drafts: drafts.port,
    mirror: mirror.port,
    settings: { ...settings, keptAside: aside },
    appSettings,
    vault,
    clock,
    readBack: { everyMs: 1_000, forMs: 30_000, wait: waited, ...parts.patience?.readBack },
    timer,
    ids: { runId: () => randomUUID() },
    notifier: parts.notifier ?? pageAlone,
    calls: calls.port,
    newDeals: calls.newDeals,
    log,
    startOver: {
      async startOver() {
        const fresh = await practice.startOver()
        if (fresh !== null) await adopt(fresh, salesforce, vault)
      },
    },
    host: parts.host,
    version: parts.version,
    stiggAppUrl: connection.stigg.appUrl,
    practiceAppUrl: connection.customerApp?.url ?? null,
  }
  return ok({
    ports,
    async close() {
      await practice.close()
      journal.close()
      bulks.close()
      drafts.close()
      mirror.close()
      calls.close()
      lock.value.release()
    },
  })
}
