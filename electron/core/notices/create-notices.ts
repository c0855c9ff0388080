import { fitNotice, type Notice, type NoticeCategory } from '#shared/domain/notice'

import type { EventBus } from '../event-bus.ts'
import type { NotifierPort, Ports } from '../ports.ts'
import { together } from './say-notices.ts'

/** How long what follows a notice of the same kind is held back, to be told together. */
const togetherMs = 30_000

type NoticePorts = Pick<Ports, 'notifier' | 'appSettings' | 'timer' | 'journal'>

export interface Notices {
  /**
   * What the core tells through: it leaves out what the person switched off, and tells many of a kind together. The count of its
   * badge is of what waits beside the runs, such as deals that were just won.
   */
  readonly port: NotifierPort
  /** Runs came to an end, were given up, or were left by another process: count those that wait for the person anew. */
  readonly countRuns: () => void
  readonly stop: () => void
}

/** Tell the window, and the system where it has a screen of its own. */
export function createNotices(
  { notifier, appSettings, timer, journal }: NoticePorts,
  events: Pick<EventBus, 'emit'>,
): Notices {
  const held = new Map<NoticeCategory, { readonly notices: Notice[]; readonly end: () => void }>()
  let runs = 0
  let others = 0
  let shown: number | null = null

  function send(notice: Notice): void {
    const fit = fitNotice(notice)
    notifier.notify(fit)
    events.emit({ type: 'notice.told', notice: fit })
  }

  /** What was held back is told; where nothing was, the next notice of the kind is told at once again. */
  function release(category: NoticeCategory): void {
    const { notices, end } = held.get(category) ?? { notices: [], end: () => undefined }
    const [first, ...more] = notices.splice(0)
    if (first === undefined) {
      end()
      held.delete(category)
    } else if (appSettings.get().notifications[category]) {
      send(more.length === 0 ? first : together(category, [first, ...more]))
    }
  }

  function showBadge(): void {
    if (shown === runs + others) return
    shown = runs + others
    notifier.badge(shown)
  }

  return {
    port: {
      notify(notice) {
        const { category } = notice
        if (!appSettings.get().notifications[category]) return
        const waiting = held.get(category)
        if (waiting) {
          waiting.notices.push(notice)
          return
        }
        held.set(category, { notices: [], end: timer.every(togetherMs, () => release(category)) })
        send(notice)
      },
      badge(count) {
        others = count
        showBadge()
      },
    },
    countRuns() {
      runs = journal.list({ states: ['attention', 'interrupted'], limit: 1000 }).length
      showBadge()
    },
    stop() {
      for (const { end } of held.values()) end()
      held.clear()
    },
  }
}
