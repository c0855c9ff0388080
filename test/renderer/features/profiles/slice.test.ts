import { expect, it } from 'vitest'

import { createWindowStore } from '#renderer/data/store.ts'

import { aWorld, createFakeCompanion } from '../../companion.ts'
import { aRow } from '../../fixtures.ts'

/** What outlives a page, as a browser keeps it. */
function heldStorage(): Storage {
  const held = new Map<string, string>()
  return {
    get length() {
      return held.size
    },
    key: (index) => [...held.keys()][index] ?? null,
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: (key) => void held.delete(key),
    clear: () => held.clear(),
  }
}

it('forgets how the lists of a profile look that is not on this machine any more, and of no other', () => {
  const storage = heldStorage()
  const companion = createFakeCompanion(aWorld())
  const store = createWindowStore(companion, storage)
  store.getState().arrange('gone', { columns: ['name'] })
  store.getState().arrange('practice', { columns: ['name', 'amount'] })
  store.getState().keepViewsOf(['practice', 'northwind'])
  expect(Object.keys(store.getState().views)).toEqual(['practice'])
  const later = createWindowStore(companion, storage)
  expect(Object.keys(later.getState().views)).toEqual(['practice'])
})

it('keeps nothing of a profile but how its lists look: a search, a filter and a selection end with the page', () => {
  const storage = heldStorage()
  const companion = createFakeCompanion(aWorld())
  const store = createWindowStore(companion, storage)
  store.getState().narrow({ search: 'Tidewater secret deal' })
  const { id, name, accountName, amount, currency, state } = aRow()
  store.getState().toggleDeal({ id, name, accountName, amount, currency, state }, 0)
  store.getState().arrange('practice', { columns: ['name'] })
  const kept = storage.getItem('companion.window') ?? ''
  expect(kept).toContain('practice')
  expect(kept).not.toContain('Tidewater')
  expect(kept).not.toContain(id)
})
