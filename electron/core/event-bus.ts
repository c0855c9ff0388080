import type { WorkspaceEvent } from '#shared/contract/workspace'

export interface EventBus {
  emit(event: WorkspaceEvent): void
  /** Events from now on, until aborted. The first watcher also gets the links that came before it. */
  watch(signal: AbortSignal | undefined): AsyncGenerator<WorkspaceEvent, void, void>
}

/** How many events a watcher that does not read may pile up before the oldest are dropped. */
const longestQueue = 1000

export function createEventBus(): EventBus {
  const watchers = new Set<(event: WorkspaceEvent) => void>()
  let waitingLinks: WorkspaceEvent[] = []

  return {
    emit(event) {
      // A link can arrive before there is a window (a cold start by deep link): it waits for the first watcher.
      const isLink = event.type === 'link.opened' || event.type === 'link.elsewhere'
      if (watchers.size === 0 && isLink) waitingLinks.push(event)
      for (const tell of watchers) tell(event)
    },
    async *watch(signal) {
      const queue: WorkspaceEvent[] = waitingLinks
      waitingLinks = []
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
