import { describe, expect, it } from 'vitest'

import type { UpdatesPort } from '#core/ports'
import { createUpdateChecks } from '#core/updates/update-checks'
import type { WorkspaceEvent } from '#shared/contract/workspace'
import type { Release } from '#shared/domain/update'
import { heldAppSettings, heldTimer, heldUpdates, silentLog, stoppedClock } from '#test/fakes/small-ports'

const feedUrl = 'https://updates.example/companion/'
const hour = 3_600_000
const release = (version: string): Release => ({ version, url: `${feedUrl}setup-${version}.exe`, notes: 'Quicker.' })
type Answer = Awaited<ReturnType<UpdatesPort['latest']>>

function opened(vary: Partial<UpdatesPort> = {}) {
  const state: { answer: Answer; asked: number } = { answer: { ok: true, release: release('0.2.0') }, asked: 0 }
  const clock = stoppedClock()
  const timer = heldTimer()
  const appSettings = heldAppSettings()
  const events: WorkspaceEvent[] = []
  const openable: string[] = []
  const updates = heldUpdates({
    feedUrl,
    latest() {
      state.asked += 1
      return Promise.resolve(state.answer)
    },
    ...vary,
  })
  const checks = createUpdateChecks(
    { updates, appSettings, clock, timer, log: silentLog, version: '0.1.0' },
    { events: { emit: (event) => void events.push(event) }, openUrls: (urls) => void openable.push(...urls) },
  )
  const stop = checks.start()
  /** So long later the clock is looked at. */
  const pass = async (ms: number): Promise<void> => {
    clock.advance(ms)
    timer.tick()
    await new Promise((resolve) => setImmediate(resolve))
  }
  const want = (check: boolean) =>
    appSettings.keep({ ...appSettings.get(), updates: { ...appSettings.get().updates, check } })
  return { ...checks, state, events, openable, timer, appSettings, stop, pass, want }
}

describe('looking for a newer version', () => {
  it('finds one, tells it once, and lets its page be opened', async () => {
    const { known, pass, events, openable, state } = opened()
    expect(known()).toEqual({ state: { at: 'unknown' }, managed: false, feedHost: 'updates.example' })
    await pass(60_000)
    expect(known().state).toMatchObject({ at: 'available', release: { version: '0.2.0', notes: 'Quicker.' } })
    expect(openable).toEqual([`${feedUrl}setup-0.2.0.exe`])
    await pass(24 * hour)
    expect(state.asked).toBe(2)
    expect(events).toEqual([{ type: 'update.available', release: release('0.2.0') }])
    state.answer = { ok: true, release: release('0.3.0') }
    await pass(24 * hour)
    expect(events).toHaveLength(2)
  })

  it('tells no version again after the app was started anew', async () => {
    const first = opened()
    await first.pass(60_000)
    const again = opened()
    again.appSettings.keep(first.appSettings.get())
    await again.pass(60_000)
    expect(again.events).toEqual([])
    expect(again.known().state.at).toBe('available')
  })

  it.each(['0.1.0', '0.0.9', '0.1.0-rc.1'])('takes no notice of %s', async (version) => {
    const { known, pass, events, state } = opened()
    state.answer = { ok: true, release: release(version) }
    await pass(60_000)
    expect(known().state).toMatchObject({ at: 'current' })
    expect(events).toEqual([])
  })

  it('asks once a day, and some hours after a failure, which it names', async () => {
    const { known, pass, state } = opened()
    state.answer = { ok: false, trouble: 'refused', status: 503 }
    await pass(60_000)
    expect(known().state).toMatchObject({ at: 'failed', trouble: 'refused', status: 503 })
    await pass(3 * hour)
    expect(state.asked).toBe(1)
    state.answer = { ok: true, release: release('0.1.0') }
    await pass(hour)
    expect(state.asked).toBe(2)
    await pass(23 * hour)
    expect(state.asked).toBe(2)
    await pass(hour)
    expect(state.asked).toBe(3)
  })

  it('asks nobody where the person switched it off, but at their word', async () => {
    const { known, check, pass, want, state } = opened()
    want(false)
    await pass(48 * hour)
    expect(state.asked).toBe(0)
    expect(known().state).toEqual({ at: 'off', because: 'setting' })
    expect((await check()).state).toMatchObject({ at: 'available' })
    expect(state.asked).toBe(1)
  })

  it('asks nobody where the administrator switched it off, whatever the person says', async () => {
    const { known, check, pass, want, state } = opened({ managed: 'off' })
    want(true)
    await pass(48 * hour)
    expect(await check()).toEqual({
      state: { at: 'off', because: 'managed' },
      managed: true,
      feedHost: 'updates.example',
    })
    expect(known().managed).toBe(true)
    expect(state.asked).toBe(0)
  })

  it('asks where the administrator switched it on, whatever the person says', async () => {
    const { pass, want, state } = opened({ managed: 'on' })
    want(false)
    await pass(60_000)
    expect(state.asked).toBe(1)
  })

  it('is off where no feed is named', async () => {
    const { known, check, pass, state } = opened({ feedUrl: null })
    await pass(48 * hour)
    expect(await check()).toEqual({ state: { at: 'off', because: 'no-feed' }, managed: false, feedHost: null })
    expect(known().state.at).toBe('off')
    expect(state.asked).toBe(0)
  })

  it('asks once where a person and the clock ask together', async () => {
    const answer = Promise.withResolvers<Answer>()
    let asked = 0
    const { check, pass } = opened({
      latest() {
        asked += 1
        return answer.promise
      },
    })
    const both = [check(), check()]
    await pass(60_000)
    answer.resolve({ ok: true, release: release('0.2.0') })
    const [one, other] = await Promise.all(both)
    expect(one).toEqual(other)
    expect(asked).toBe(1)
  })

  it('ends with the app', async () => {
    const { stop, timer, pass, state } = opened()
    stop()
    await pass(48 * hour)
    expect(timer.running()).toBe(0)
    expect(state.asked).toBe(0)
  })
})
