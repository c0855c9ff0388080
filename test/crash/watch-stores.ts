import path from 'node:path'

import { openCalls } from '#adapters/sqlite/open-calls'
import type { NewDealsPort } from '#core/ports'

import type { OpenStores, Reading, Store } from './store.ts'

const at = '2026-11-21T09:00:00.000Z'

/** Deals of one slot that are news, each put with its pair. */
const newsOf = (news: NewDealsPort, slot: string): string[] => news.ids().filter((id) => id.startsWith(`${slot}-`))

function readNews(news: NewDealsPort, slot: string): Reading {
  const ids = newsOf(news, slot)
  const numbers = new Set(ids.map((id) => Number(id.split('-')[1])))
  const halves = [...numbers].filter((n) => ids.filter((id) => id.startsWith(`${slot}-${n}-`)).length !== 2)
  if (halves.length > 0) return { damaged: `holds half of ${halves.join(', ')}` }
  // The pair before it is opened after it was found.
  return [...numbers].toSorted((a, b) => b - a).slice(0, 1)
}

/** What the watch keeps: which deals are news, and how many requests were made of the org. */
export function watchStores(folder: string): OpenStores {
  const { port, newDeals, keptAside } = openCalls(path.join(folder, 'watch.db'), { now: () => new Date() })
  const counted = (): number => port.buckets().reduce((sum, { calls }) => sum + calls, 0)
  const news: Store = {
    name: 'new deals',
    slots: ['won', 'also'],
    appends: false,
    put(slot, n) {
      const before = newsOf(newDeals, slot)
      if (n > 0) newDeals.add([`${slot}-${n}-one`, `${slot}-${n}-two`], at)
      newDeals.remove(before)
    },
    read: (slot) => readNews(newDeals, slot),
  }
  const calls: Store = {
    name: 'calls',
    slots: ['counted'],
    appends: false,
    put: () => port.began(),
    read: () => (counted() === 0 ? [] : [counted()]),
    next: () => counted() + 1,
  }
  return { stores: [news, calls], aside: keptAside === null ? [] : [keptAside] }
}
