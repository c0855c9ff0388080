import { expect, it } from 'vitest'

import { createEventBus } from '#core/event-bus'
import { stoppedClock } from '#test/fakes/small-ports'

it('hands a link that came before the window to the first watcher, and to no other', async () => {
  const bus = createEventBus(stoppedClock())
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
  const bus = createEventBus(stoppedClock())
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

it('keeps what was chosen from the menu, and a newer version, until there is a window', async () => {
  const bus = createEventBus(stoppedClock())
  const release = { version: '0.2.0', url: 'https://updates.example/setup.exe', notes: '' }
  bus.emit({ type: 'status.changed' })
  bus.emit({ type: 'command', name: 'settings' })
  bus.emit({ type: 'update.available', release })
  const stop = new AbortController()
  const watcher = bus.watch(stop.signal)
  expect((await watcher.next()).value).toEqual({ type: 'command', name: 'settings' })
  expect((await watcher.next()).value).toEqual({ type: 'update.available', release })
  stop.abort()
})

it('keeps no more of what waits than a person could have chosen', async () => {
  const bus = createEventBus(stoppedClock())
  for (let index = 0; index < 1000; index += 1) bus.emit({ type: 'link.opened', path: `/inbox/${index}` })
  const stop = new AbortController()
  const watcher = bus.watch(stop.signal)
  expect((await watcher.next()).value).toEqual({ type: 'link.opened', path: '/inbox/980' })
  stop.abort()
})

it('hands on what the window that was just being closed may not have heard, to the next window alone', async () => {
  const clock = stoppedClock()
  const bus = createEventBus(clock)
  const closing = new AbortController()
  const first = bus.watch(closing.signal)
  const heard = first.next()
  bus.emit({ type: 'link.opened', path: '/inbox/early' })
  await heard
  clock.advance(5000)
  bus.emit({ type: 'link.opened', path: '/inbox/late' })
  await first.next()
  const end = first.next()
  closing.abort()
  await end
  const stop = new AbortController()
  const second = bus.watch(stop.signal)
  expect((await second.next()).value).toEqual({ type: 'link.opened', path: '/inbox/late' })
  const next = second.next()
  stop.abort()
  expect((await next).done).toBe(true)
})

it('hands nothing on while another window is open', async () => {
  const bus = createEventBus(stoppedClock())
  const closing = new AbortController()
  const stop = new AbortController()
  const first = bus.watch(closing.signal)
  const other = bus.watch(stop.signal)
  const [one, two] = [first.next(), other.next()]
  bus.emit({ type: 'command', name: 'help' })
  await Promise.all([one, two])
  const end = first.next()
  closing.abort()
  await end
  const third = bus.watch(stop.signal)
  const next = third.next()
  bus.emit({ type: 'status.changed' })
  expect((await next).value).toEqual({ type: 'status.changed' })
  stop.abort()
})

it('hands on to the window that opened before the one that is closed was gone', async () => {
  const bus = createEventBus(stoppedClock())
  const closing = new AbortController()
  const stop = new AbortController()
  const first = bus.watch(closing.signal)
  const heard = first.next()
  bus.emit({ type: 'link.opened', path: '/inbox/late' })
  await heard
  const end = first.next()
  const second = bus.watch(stop.signal)
  const next = second.next()
  closing.abort()
  await end
  expect((await next).value).toEqual({ type: 'link.opened', path: '/inbox/late' })
  stop.abort()
})
