import type { WorkspaceEvent } from '#shared/contract/workspace'

export interface EventBus {
  emit(event: WorkspaceEvent): void
  /** Events from now on, until aborted. The first watcher also gets what waits for a window. */
  watch(signal: AbortSignal | undefined): AsyncGenerator<WorkspaceEvent, void, void>
}

/** How many events a watcher that does not read may pile up before the oldest are dropped. */
const longestQueue = 1000
const mostWaiting = 20
const waits: ReadonlySet<WorkspaceEvent['type']> = new Set(['link.opened', 'command', 'update.available'])

export function createEventBus(): EventBus {
  const watchers = new Set<(event: WorkspaceEvent) => void>()
  let waitingForWindow: WorkspaceEvent[] = []

  return {
    emit(event) {
      // A link can arrive before there is a window (a cold start by deep link), and a menu is there without one on macOS:
      // what leads somewhere, or is told once alone, waits for the first watcher. Beyond a few the oldest are dropped.
      if (watchers.size === 0 && waits.has(event.type)) {
        waitingForWindow = [...waitingForWindow, event].slice(-mostWaiting)
      }
      for (const tell of watchers) tell(event)
    },
    async *watch(signal) {
      const queue: WorkspaceEvent[] = waitingForWindow
      waitingForWindow = []
      let wake: () => void = () => undefined
      const tell = (event: WorkspaceEvent) => {
        if (queue.length >= longestQueue) queue.shift()
        queue.push(event)
        wake()
      }
      const stop = () => wake()
      watchers.add(tell)
      signal?.addEventListener('abort', stop)
      try {
        while (!signal?.aborted) {
          const next = queue.shift()
          if (next) yield next
          else await new Promise<void>((resolve) => (wake = resolve))
        }
      } finally {
        watchers.delete(tell)
        signal?.removeEventListener('abort', stop)
      }
    },
  }
}
