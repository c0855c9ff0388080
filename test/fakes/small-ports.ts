import { openCalls } from '#adapters/sqlite/open-calls'
import type {
  AppSettingsPort,
  CallsPort,
  ClockPort,
  LogPort,
  NewDealsPort,
  NotifierPort,
  ProfilesPort,
  TimerPort,
  UpdatesPort,
} from '#core/ports'
import { AppSettings } from '#shared/domain/app-settings'
import type { Notice } from '#shared/domain/notice'
import { fail } from '#shared/failure'

/** A clock that stands still until it is moved. */
export function stoppedClock(start = '2026-11-21T09:00:00.000Z'): ClockPort & { advance(ms: number): void } {
  let now = Date.parse(start)
  return { now: () => new Date(now), advance: (ms) => void (now += ms) }
}

export const silentLog: LogPort = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** A timer that ticks when a test says so. */
export function heldTimer(): TimerPort & { tick(): void; readonly running: () => number } {
  const ticks = new Set<() => void>()
  return {
    every(_ms, tick) {
      const own = () => tick()
      ticks.add(own)
      return () => void ticks.delete(own)
    },
    tick: () => ticks.forEach((tick) => tick()),
    running: () => ticks.size,
  }
}

/** Settings of the app in memory; vary what matters. */
export function heldAppSettings(vary: Partial<AppSettings> = {}): AppSettingsPort {
  let held = { ...AppSettings.parse({}), ...vary }
  return { get: () => held, keep: (settings) => void (held = settings), keptAside: [] }
}

/** Keeps what a person would have been told, and the badge as it was set last. */
export function heldNotifier(): NotifierPort & { readonly told: Notice[]; readonly badges: number[] } {
  const told: Notice[] = []
  const badges: number[] = []
  return { told, badges, notify: (notice) => void told.push(notice), badge: (count) => void badges.push(count) }
}

/** Names no feed of newer versions; vary what matters. */
export const heldUpdates = (vary: Partial<UpdatesPort> = {}): UpdatesPort => ({
  feedUrl: null,
  managed: null,
  latest: () => Promise.reject(new Error('No feed is named')),
  ...vary,
})
/** The requests of a profile, in memory. */
export const heldCalls = (clock: ClockPort = stoppedClock()): CallsPort => openCalls(':memory:', clock).port

export const heldNewDeals = (): NewDealsPort => openCalls(':memory:', stoppedClock()).newDeals

/** The practice workspace, and no way to another profile. */
export const oneProfile = (): ProfilesPort => ({
  list: () => [],
  current: () => 'practice',
  connectionOf: () => null,
  isWelcomed: () => true,
  keepWelcomed: () => undefined,
  create: () => fail('profile.unreadable', 'There is no folder'),
  open: () => Promise.resolve(fail('profile.not-found', 'There is one profile')),
  remove: () => Promise.resolve(fail('profile.not-found', 'There is one profile')),
})
