import type { UpdateState, Updates } from '#shared/domain/update'
import { compareVersions } from '#shared/domain/version'

import type { EventBus } from '../event-bus.ts'
import type { Ports } from '../ports.ts'

const minute = 60_000
const hour = 60 * minute
/** After a look that had an answer, and after one that had none. */
const pauseMs = { answered: 24 * hour, failed: 4 * hour }

type UpdatePorts = Pick<Ports, 'updates' | 'appSettings' | 'clock' | 'timer' | 'log' | 'version'>

export interface UpdateChecks {
  readonly known: () => Updates
  /** By a person's word: their own setting is about looking without being asked, an administrator's is about all. */
  readonly check: () => Promise<Updates>
  /** Look once a day while the app is open. @returns ends it */
  readonly start: () => () => void
}

/**
 * Whether a newer version can be had. Nothing is downloaded or installed: the person is told once of each version, and gets it
 * from its page.
 */
export function createUpdateChecks(
  { updates: feed, appSettings, clock, timer, log, version }: UpdatePorts,
  {
    events,
    openUrls,
  }: { readonly events: Pick<EventBus, 'emit'>; readonly openUrls: (urls: readonly string[]) => void },
): UpdateChecks {
  let last: Extract<UpdateState, { checkedAt: string }> | null = null
  let underWay: Promise<void> | null = null

  function offBecause(): Extract<UpdateState, { at: 'off' }>['because'] | null {
    if (feed.managed === 'off') return 'managed'
    if (feed.feedUrl === null) return 'no-feed'
    return feed.managed === 'on' || appSettings.get().updates.check ? null : 'setting'
  }

  async function look(): Promise<void> {
    const answer = await feed.latest()
    const checkedAt = clock.now().toISOString()
    if (!answer.ok) {
      last = { at: 'failed', checkedAt, trouble: answer.trouble, status: answer.status }
      log.warn('Looking for a newer version failed', { trouble: answer.trouble, status: answer.status })
      return
    }
    const { release } = answer
    if (compareVersions(release.version, version) <= 0) {
      last = { at: 'current', checkedAt }
      return
    }
    last = { at: 'available', checkedAt, release }
    openUrls([release.url])
  }

  const looked = (): Promise<void> => (underWay ??= look().finally(() => (underWay = null)))

  function tellOnce(): void {
    if (last?.at !== 'available') return
    const { release } = last
    const settings = appSettings.get()
    if (settings.updates.told === release.version) return
    appSettings.keep({ ...settings, updates: { ...settings.updates, told: release.version } })
    events.emit({ type: 'update.available', release })
  }

  function isDue(): boolean {
    if (offBecause() !== null) return false
    if (last === null) return true
    const since = clock.now().getTime() - Date.parse(last.checkedAt)
    return since >= (last.at === 'failed' ? pauseMs.failed : pauseMs.answered)
  }

  function known(): Updates {
    const because = offBecause()
    const isShut = because !== null && (because !== 'setting' || last === null)
    return {
      state: isShut ? { at: 'off', because } : (last ?? { at: 'unknown' }),
      managed: feed.managed !== null,
      feedHost: feed.feedUrl === null ? null : new URL(feed.feedUrl).host,
    }
  }

  return {
    known,
    async check() {
      const because = offBecause()
      if (because === null || because === 'setting') await looked()
      return known()
    },
    start: () =>
      timer.every(minute, () => {
        if (!isDue()) return
        looked()
          .then(tellOnce)
          .catch((error: unknown) => log.error('Defect', { error }))
      }),
  }
}
