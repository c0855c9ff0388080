import type { DealState } from '#shared/domain/deal-state'
import { noticeOfWon, type WonDeal } from '#shared/domain/won-notice'

import type { EventBus } from '../event-bus.ts'
import type { MirrorDeal, Ports } from '../ports.ts'

/** How many of the deals that were found together are told by name. */
const toldAtMost = 5

type WonPorts = Pick<Ports, 'mirror' | 'newDeals' | 'notifier' | 'clock'>

export interface WonDeals {
  /** Tell of deals that were found to be newly won, all of one look together. */
  found(deals: readonly MirrorDeal[]): void
  /** A person looks at the deal: it is no news any more. */
  opened(opportunityId: string): void
  /** New deals that were not provisioned yet, those found last first. */
  unopened(): readonly string[]
  /** What the badge counts may be another. */
  moved(): void
  /** Put the badge right, where something moved since. */
  showBadge(): void
  forget(): void
}

export function createWonDeals({ mirror, newDeals, notifier, clock }: WonPorts, events: EventBus): WonDeals {
  let isBadgeOld = true

  const stateOf = (id: string): DealState | null => mirror.row(id)?.state ?? null
  const unopened = (): { readonly id: string; readonly state: DealState }[] =>
    newDeals.ids().flatMap((id) => {
      const state = stateOf(id)
      return state === 'ready' || state === 'blocked' ? [{ id, state }] : []
    })

  function showBadge(): void {
    if (!isBadgeOld) return
    isBadgeOld = false
    const ready = unopened().filter(({ state }) => state === 'ready')
    // What needs attention is counted by its runs, where notices are told.
    notifier.badge(ready.length)
  }

  return {
    found(deals) {
      const told = deals.slice(0, toldAtMost).map(({ opportunity: { id, name }, account }): WonDeal => {
        const accountName = account?.name ?? null
        return { id, name, accountName, state: stateOf(id) ?? 'ready' }
      })
      const [first, ...others] = told
      if (first === undefined) return
      newDeals.add(
        deals.map(({ opportunity }) => opportunity.id),
        clock.now().toISOString(),
      )
      notifier.notify(noticeOfWon(deals.length, [first, ...others]))
      events.emit({ type: 'deals.won', count: deals.length, first: told })
      isBadgeOld = true
      showBadge()
    },
    opened(opportunityId) {
      if (!newDeals.ids().includes(opportunityId)) return
      newDeals.remove([opportunityId])
      isBadgeOld = true
      showBadge()
      events.emit({ type: 'watch.changed' })
    },
    unopened: () => unopened().map(({ id }) => id),
    moved: () => void (isBadgeOld = true),
    showBadge,
    forget() {
      newDeals.clear()
      isBadgeOld = true
    },
  }
}

/** Its counts say how many deals are in each state. */
export const anyDeal = {
  search: '',
  states: [],
  stages: [],
  owners: [],
  sort: { by: 'closeDate', descending: true },
  offset: 0,
  limit: 1,
} satisfies Parameters<Ports['mirror']['list']>[0]
