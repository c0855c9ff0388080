import { beforeEach, expect, it, vi } from 'vitest'
import { createStore, type StoreApi } from 'zustand'

import { createEditsSlice, editsOf, type EditsSlice } from '#renderer/features/deal/slice.ts'
import { editCount } from '#shared/domain/draft-edits'
import { aWorld, createFakeCompanion } from '#test/renderer/companion'
import { numberedId } from '#test/renderer/fixtures'

let world = aWorld()
let store: StoreApi<EditsSlice>
const edits = () => editsOf(store.getState(), 'deal-1')

beforeEach(() => {
  world = aWorld()
  store = createStore<EditsSlice>()(createEditsSlice(createFakeCompanion(world)))
})

it('keeps edits apart by deal and by subscription', () => {
  store.getState().editSubscription('deal-1', 'product-a', { billingPeriod: 'MONTHLY' })
  store.getState().editSubscription('deal-1', 'product-b', { resourceId: 'site-1' })
  store.getState().editSubscription('deal-2', 'product-a', { billingPeriod: 'ANNUALLY' })
  expect(edits().subscriptions).toEqual({
    'product-a': { billingPeriod: 'MONTHLY' },
    'product-b': { resourceId: 'site-1' },
  })
})

it('adds to what was edited before, and counts it', () => {
  store.getState().editSubscription('deal-1', 'product-a', { billingPeriod: 'MONTHLY' })
  store.getState().editSubscription('deal-1', 'product-a', { daysUntilDue: 14 })
  store.getState().editEmail('deal-1', null)
  expect(editCount(edits())).toBe(3)
})

it('tells "edited to none" from "not edited"', () => {
  store.getState().editEmail('deal-1', null)
  expect(edits().billingEmail).toBeNull()
  store.getState().revertEmail('deal-1')
  expect('billingEmail' in edits()).toBe(false)
})

it('leaves no trace of a subscription whose last edit is undone', () => {
  store.getState().editSubscription('deal-1', 'product-a', { billingPeriod: 'MONTHLY' })
  store.getState().revertField('deal-1', 'product-a', 'billingPeriod')
  expect(edits()).toEqual({ subscriptions: {} })
})

it('discards one deal’s edits alone', () => {
  store.getState().editEmail('deal-1', 'a@acme.example')
  store.getState().editEmail('deal-2', 'b@acme.example')
  store.getState().discardEdits('deal-1')
  expect(editCount(edits())).toBe(0)
  expect(editCount(editsOf(store.getState(), 'deal-2'))).toBe(1)
})

it('keeps at once what was edited a moment ago when the window is left', async () => {
  const [first, second] = [numberedId('0001'), numberedId('0002')]
  store.getState().editSubscription(first, 'product-a', { daysUntilDue: 14 })
  store.getState().editSubscription(second, 'product-a', { daysUntilDue: 21 })
  void store.getState().flushEdits()
  await vi.waitFor(() => expect(world.kept).toHaveLength(2))
})
