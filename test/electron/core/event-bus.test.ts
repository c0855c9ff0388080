import { expect, it } from 'vitest'

import { createEventBus } from '#core/event-bus'

it('hands a link that came before the window to the first watcher, and to no other', async () => {
  const bus = createEventBus()
  bus.emit({ type: 'link.opened', path: '/inbox/0065g00000CdEfGAAV' })
  const stop = new AbortController()
  const first = bus.watch(stop.signal)
  expect(await first.next()).toMatchObject({ value: { type: 'link.opened', path: '/inbox/0065g00000CdEfGAAV' } })
  const second = bus.watch(stop.signal)
  const waiting = second.next()
  bus.emit({ type: 'status.changed' })
  expect(await waiting).toMatchObject({ value: { type: 'status.changed' } })
  stop.abort()
})

it('ends when it is aborted, and keeps the order of what was told', async () => {
  const bus = createEventBus()
  const stop = new AbortController()
  const watcher = bus.watch(stop.signal)
  const first = watcher.next()
  bus.emit({ type: 'status.changed' })
  bus.emit({ type: 'mirror.changed', at: '2026-11-21T09:00:00.000Z' })
  expect((await first).value).toEqual({ type: 'status.changed' })
  expect((await watcher.next()).value).toMatchObject({ type: 'mirror.changed' })
  const last = watcher.next()
  stop.abort()
  expect(await last).toEqual({ done: true, value: undefined })
})
