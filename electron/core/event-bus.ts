import type { WorkspaceEvent } from '#shared/contract/workspace'

import type { ClockPort } from './ports.ts'

export interface EventBus {
  emit(event: WorkspaceEvent): void
  /** Events from now on, until aborted. The first watcher also gets what waits for a window. */
  watch(signal: AbortSignal | undefined): AsyncGenerator<WorkspaceEvent, void, void>
}

/** How many events a watcher that does not read may pile up before the oldest are dropped. */
const longestQueue = 1000
const mostWaiting = 20
const waits: ReadonlySet<WorkspaceEvent['type']> = new Set([
  'link.opened',
  'link.elsewhere',
  'command',
  'update.available',
])
/** How long after it went out an event may have been lost with the window that was just being closed. */
const lostWithinMs = 2000

interface Watcher {
  readonly queue: WorkspaceEvent[]
  wake: () => void
  /** How many events had gone out when it came. */
  readonly since: number
  /** What went out to it of the kinds that wait for a window: as which of all events, and when. */
  recent: readonly { readonly event: WorkspaceEvent; readonly place: number; readonly at: number }[]
}

export function createEventBus(clock: ClockPort): EventBus {
  const watchers = new Set<Watcher>()
  let waitingForWindow: readonly WorkspaceEvent[] = []
  let emitted = 0
  const now = (): number => clock.now().getTime()
  const wait = (events: readonly WorkspaceEvent[]): void => {
    waitingForWindow = [...waitingForWindow, ...events].slice(-mostWaiting)
  }

  function tell(watcher: Watcher, event: WorkspaceEvent): void {
    if (watcher.queue.length >= longestQueue) watcher.queue.shift()
    watcher.queue.push(event)
    if (waits.has(event.type)) {
      watcher.recent = [...watcher.recent, { event, place: emitted, at: now() }].slice(-mostWaiting)
    }
    watcher.wake()
  }

  /** A window that was being closed may not have heard it: the next one does. To go to a place twice harms nobody. */
  function handOn({ recent }: Watcher): void {
    for (const { event, place, at } of recent) {
      if (now() - at >= lostWithinMs) continue
      if (watchers.size === 0) wait([event])
      for (const later of watchers) if (later.since >= place) tell(later, event)
    }
  }

  return {
    emit(event) {
      emitted += 1
      // A link can arrive before there is a window (a cold start by deep link), and a menu is there without one on macOS:
      // what leads somewhere, or is told once alone, waits for the first watcher. Beyond a few the oldest are dropped.
      if (watchers.size === 0 && waits.has(event.type)) wait([event])
      for (const watcher of watchers) tell(watcher, event)
    },
    async *watch(signal) {
      const watcher: Watcher = { queue: [...waitingForWindow], wake: () => undefined, since: emitted, recent: [] }
      waitingForWindow = []
      const stop = () => watcher.wake()
      watchers.add(watcher)
      signal?.addEventListener('abort', stop)
      try {
        while (!signal?.aborted) {
          const next = watcher.queue.shift()
          if (next) yield next
          else await new Promise<void>((resolve) => (watcher.wake = resolve))
        }
      } finally {
        watchers.delete(watcher)
        signal?.removeEventListener('abort', stop)
        handOn(watcher)
      }
    },
  }
}
