import { expect, it } from 'vitest'

import { createWindowStore } from '#renderer/data/store.ts'

import { aWorld, createFakeCompanion } from '../../companion.ts'
import { aRow } from '../../fixtures.ts'

it('forgets how the lists of a profile look that is not on this machine any more, and of no other', () => {
  window.localStorage.clear()
  const companion = createFakeCompanion(aWorld())
  const store = createWindowStore(companion, window.localStorage)
  store.getState().arrange('gone', { columns: ['name'] })
  store.getState().arrange('practice', { columns: ['name', 'amount'] })
  store.getState().keepViewsOf(['practice', 'northwind'])
  expect(Object.keys(store.getState().views)).toEqual(['practice'])
  const later = createWindowStore(companion, window.localStorage)
  expect(Object.keys(later.getState().views)).toEqual(['practice'])
})

it('keeps nothing of a profile but how its lists look: a search, a filter and a selection end with the page', () => {
  window.localStorage.clear()
  const companion = createFakeCompanion(aWorld())
  const store = createWindowStore(companion, window.localStorage)
  store.getState().narrow({ search: 'Tidewater secret deal' })
  const { id, name, accountName, amount, currency, state } = aRow()
  store.getState().toggleDeal({ id, name, accountName, amount, currency, state }, 0)
  store.getState().arrange('practice', { columns: ['name'] })
  const kept = window.localStorage.getItem('companion.window') ?? ''
  expect(kept).toContain('practice')
  expect(kept).not.toContain('Tidewater')
  expect(kept).not.toContain(id)
})
