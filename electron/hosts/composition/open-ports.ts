import { randomUUID } from 'node:crypto'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { createCallOut } from '#adapters/call-out/create-call-out'
import { createNetwork } from '#adapters/http/create-network'
import { probe } from '#adapters/http/probe'
import { createSalesforce } from '#adapters/salesforce/create-salesforce'
import type { WholeFile } from '#adapters/settings/create-settings'
import { openBulks } from '#adapters/sqlite/open-bulks'
import { openDrafts } from '#adapters/sqlite/open-drafts'
import { openCalls } from '#adapters/sqlite/open-calls'
import { openJournal } from '#adapters/sqlite/open-journal'
import { openMirror } from '#adapters/sqlite/open-mirror'
import { takeProfileLock } from '#adapters/sqlite/profile-lock'
import { createUpdateFeed } from '#adapters/updates/create-update-feed'
import { createStigg } from '#adapters/stigg/create-stigg'
import type {
  AppSettingsPort,
  ClockPort,
  KeyCheckPort,
  LogPort,
  NotifierPort,
  Ports,
  ProfilesPort,
  ReadBackPort,
  TimerPort,
  VaultPort,
} from '#core/ports'
import type { SalesforceTarget, StiggTarget } from '#shared/domain/profile-connection'
import { COMPANY } from '#practice/seed/people'
import { ok, type Result } from '#shared/failure'

import { openFarEnds } from './far-ends.ts'
import { keepHeapLean } from './lean-heap.ts'
import { memoryVault } from './memory-vault.ts'
import type { PracticeConnection } from './practice-connection.ts'
import type { PracticeWanted } from './practice-wanted.ts'
import { updatePolicy } from './update-policy.ts'

/** What the two hosts do differently; all else of the composition is the same. */
export interface HostParts {
  readonly host: Ports['host']
  readonly version: string
  /** Absolute path of the folder that everything is kept in. */
  readonly dataDir: string
  readonly log: LogPort
  /** Secrets of the profile whose folder it is. */
  readonly openVault: (folder: string) => Promise<VaultPort>
  /** Opens the JSON file `<name>.json` in a folder that exists. */
  readonly openFile: (folder: string, name: string) => WholeFile
  readonly practice: PracticeWanted
  /** The system's own notifications and badge; left out where the page alone tells. */
  readonly notifier?: NotifierPort
  /** Absolute path of the file that names the package's feed of newer versions; left out where the app is not packaged. */
  readonly feedFile?: string
  /** How the system reaches the network, its proxy included; Node's own where it is left out. */
  readonly fetch?: Parameters<typeof createUpdateFeed>[0]['fetch']
  /** The machine's own where it is left out. */
  readonly time?: { readonly clock: ClockPort; readonly timer: TimerPort }
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

/** A profile that is to be opened, and what it shares with the others. */
export interface ProfileToOpen {
  readonly id: string
  /** Absolute path of its folder, which exists. */
  readonly folder: string
  readonly vault: VaultPort
  readonly profiles: ProfilesPort
  readonly appSettings: AppSettingsPort
  /** Files that all profiles share, and that could not be read and were kept aside. */
  readonly keptAside: readonly string[]
}

const stiggKeyName = 'stigg-key'
const ownClock: ClockPort = { now: () => new Date() }
const ownTimer: TimerPort = {
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

/** The way to the services of a profile: by the proxy and the authorities that the app is set to. */
export const networkOf = (
  appSettings: AppSettingsPort,
  { loginUrl }: SalesforceTarget,
  { baseUrl }: StiggTarget,
): ReturnType<typeof createNetwork> =>
  createNetwork({
    settings: () => appSettings.get().network,
    env: process.env,
    targets: { salesforce: new URL('/services/data/', loginUrl).href, stigg: new URL('/', baseUrl).href },
  })

/** Asks with a key that is kept nowhere, over a client of its own. */
function keyCheck(
  { baseUrl, graphqlUrl }: StiggTarget,
  {
    vault,
    log,
    clock,
    exchange,
  }: {
    vault: VaultPort
    log: LogPort
    clock: ClockPort
    exchange: ReturnType<typeof createNetwork>['exchange']
  },
): KeyCheckPort {
  const { origin } = new URL(baseUrl)
  return {
    async environmentOf(key, signal) {
      const held = memoryVault()
      await held.set(stiggKeyName, origin, key)
      const asking = { baseUrl, graphqlUrl, keyName: stiggKeyName, exchange, vault: held, clock, log }
      return createStigg(asking).reader.environment(signal)
    },
    keep: (key) => vault.set(stiggKeyName, origin, key),
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
 * Fill the core's ports over the files of one profile's folder: where adapters meet ports.
 * Fails: `profile.in-use` where another process has the folder; `profile.unreadable` where the practice services fail.
 */
export async function openPorts(parts: HostParts, profile: ProfileToOpen): Promise<Result<OpenPorts>> {
  keepHeapLean()
  const { log } = parts
  const { clock, timer } = parts.time ?? { clock: ownClock, timer: ownTimer }
  const { id, folder, vault, profiles, appSettings } = profile

  const lock = takeProfileLock(folder)
  if (!lock.ok) return lock
  const opened = await openFarEnds(id, folder, parts, clock.now().toISOString())
  if (!opened.ok) {
    lock.value.release()
    return opened
  }
  const { practice, settings, salesforce: org, stigg: environment } = opened.value
  log.info(practice === null ? 'Profile' : 'Practice services', {
    id,
    salesforce: org.loginUrl,
    stigg: environment.baseUrl,
    customerApp: practice?.connection.customerApp?.url,
  })
  const network = networkOf(appSettings, org, environment)
  const { exchange } = network
  const calls = openCalls(path.join(folder, 'watch.db'), clock)
  const salesforce = createSalesforce({
    connection: org,
    exchange,
    // A profile stays with its org; the practice workspace has but one.
    expectedOrgId: () => (practice === null ? (settings.connection()?.org?.id ?? null) : COMPANY.id),
    vault,
    clock,
    log,
    meter: calls.port,
    ...(parts.patience?.salesforce ? { timeouts: parts.patience.salesforce } : {}),
  })
  const stigg = createStigg({
    baseUrl: environment.baseUrl,
    graphqlUrl: environment.graphqlUrl,
    keyName: stiggKeyName,
    exchange,
    vault,
    clock,
    log,
    ...(parts.patience?.stigg ? { timeouts: parts.patience.stigg } : {}),
  })
  if (practice !== null) await adopt(practice.connection, salesforce, vault)

  const journal = openJournal(path.join(folder, 'journal.db'))
  const bulks = openBulks(path.join(folder, 'bulk.db'))
  const drafts = openDrafts(path.join(folder, 'drafts.db'))
  const mirror = openMirror(path.join(folder, 'mirror.db'))
  const aside = [
    ...profile.keptAside,
    ...settings.keptAside,
    journal.keptAside,
    bulks.keptAside,
    drafts.keptAside,
    mirror.keptAside,
    calls.keptAside,
    practice?.keptAside ?? null,
    vault.keptAside ?? null,
  ].filter((name) => name !== null)
  for (const name of aside) log.warn('A file could not be read and was kept aside', { name })

  const callOut = createCallOut({ exchange, vault, clock, log, kind: () => settings.profile().kind })
  const ports: Ports = {
    salesforce: salesforce.reader,
    stigg: stigg.reader,
    writers: { salesforce: salesforce.writer, stigg: stigg.writer, callOut },
    signIn: salesforce.signIn,
    network: network.port,
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
    updates: createUpdateFeed({
      ...updatePolicy({ feedFile: parts.feedFile ?? null, log }),
      ...(parts.fetch ? { fetch: parts.fetch } : {}),
    }),
    calls: calls.port,
    newDeals: calls.newDeals,
    probes: {
      // The list of versions is open to everybody and is no API request.
      salesforce: (signal) => probe(exchange, `${org.loginUrl}/services/data/`, () => clock.now().getTime(), signal),
      stigg: (signal) => probe(exchange, environment.baseUrl, () => clock.now().getTime(), signal),
      scopes: () => salesforce.scopes(),
    },
    system: {
      facts: () => ({
        platform: process.platform,
        release: os.release(),
        arch: process.arch,
        node: process.versions.node,
        electron: process.versions['electron'] ?? null,
      }),
    },
    log,
    startOver: practice && {
      async startOver() {
        const fresh = await practice.startOver()
        if (fresh !== null) await adopt(fresh, salesforce, vault)
      },
    },
    profiles,
    stiggKey: keyCheck(environment, { vault, log, clock, exchange }),
    host: parts.host,
    version: parts.version,
    stiggAppUrl: environment.appUrl,
    practiceAppUrl: practice?.connection.customerApp?.url ?? null,
  }
  return ok({
    ports,
    async close() {
      await practice?.close()
      journal.close()
      bulks.close()
      drafts.close()
      mirror.close()
      calls.close()
      lock.value.release()
    },
  })
}
