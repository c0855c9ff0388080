import { describe, expect, it } from 'vitest'

import { createNotices } from '#core/notices/create-notices'
import type { WorkspaceEvent } from '#shared/contract/workspace'
import type { Notice } from '#shared/domain/notice'
import { aRun } from '#test/electron/core/run-builders'
import { memoryJournal } from '#test/fakes/memory-journal'
import { heldAppSettings, heldNotifier, heldTimer } from '#test/fakes/small-ports'

const aNotice = (vary: Partial<Notice> = {}): Notice => ({
  category: 'attention',
  title: 'The run for Acme needs attention',
  body: 'A step was not done.',
  path: '/runs/run-1',
  ...vary,
})

function opened() {
  const notifier = heldNotifier()
  const appSettings = heldAppSettings()
  const timer = heldTimer()
  const journal = memoryJournal()
  const events: WorkspaceEvent[] = []
  const notices = createNotices({ notifier, appSettings, timer, journal }, { emit: (event) => void events.push(event) })
  const want = (change: Partial<ReturnType<typeof appSettings.get>['notifications']>) => {
    const settings = appSettings.get()
    appSettings.keep({ ...settings, notifications: { ...settings.notifications, ...change } })
  }
  return { ...notices, notifier, timer, journal, events, want }
}

describe('notices', () => {
  it('are told at once, by the system and in the window', () => {
    const { port, notifier, events } = opened()
    port.notify(aNotice())
    expect(notifier.told).toEqual([aNotice()])
    expect(events).toEqual([{ type: 'notice.told', notice: aNotice() }])
  })

  it('are not told where the person switched their kind off', () => {
    const { port, notifier, events, want } = opened()
    want({ attention: false })
    port.notify(aNotice())
    port.notify(aNotice({ category: 'won', path: '/inbox' }))
    expect(notifier.told.map(({ category }) => category)).toEqual(['won'])
    expect(events).toHaveLength(1)
  })

  it('of one kind that come together are told as one', () => {
    const { port, notifier, timer } = opened()
    for (let index = 1; index <= 6; index += 1) {
      port.notify(aNotice({ title: `The run for A${index} needs attention`, path: `/runs/${index}` }))
    }
    expect(notifier.told).toHaveLength(1)
    timer.tick()
    expect(notifier.told).toHaveLength(2)
    expect(notifier.told[1]).toEqual({
      category: 'attention',
      title: '5 more runs need attention',
      body: 'The run for A2 needs attention; The run for A3 needs attention; The run for A4 needs attention; and 2 more.',
      path: '/runs',
    })
  })

  it('are told as they are where only one more came', () => {
    const { port, notifier, timer } = opened()
    port.notify(aNotice())
    port.notify(aNotice({ path: '/runs/run-2' }))
    timer.tick()
    expect(notifier.told.map(({ path }) => path)).toEqual(['/runs/run-1', '/runs/run-2'])
  })

  it('of different kinds do not wait for each other', () => {
    const { port, notifier } = opened()
    port.notify(aNotice())
    port.notify(aNotice({ category: 'drift', path: '/drift' }))
    expect(notifier.told).toHaveLength(2)
  })

  it('are told at once again after a quiet time, and no timer is left behind', () => {
    const { port, notifier, timer } = opened()
    port.notify(aNotice())
    expect(timer.running()).toBe(1)
    timer.tick()
    expect(timer.running()).toBe(0)
    port.notify(aNotice({ path: '/runs/run-2' }))
    expect(notifier.told).toHaveLength(2)
  })

  it('that waited are not told where the person switched their kind off meanwhile', () => {
    const { port, notifier, timer, want } = opened()
    port.notify(aNotice())
    port.notify(aNotice({ path: '/runs/run-2' }))
    want({ attention: false })
    timer.tick()
    expect(notifier.told).toHaveLength(1)
  })

  it('that waited are dropped when the app is closed', () => {
    const { port, notifier, timer, stop } = opened()
    port.notify(aNotice())
    port.notify(aNotice({ path: '/runs/run-2' }))
    stop()
    timer.tick()
    expect(notifier.told).toHaveLength(1)
    expect(timer.running()).toBe(0)
  })
})

describe('the badge', () => {
  it('counts the runs that wait for the person, and what waits beside them', () => {
    const { port, notifier, journal, countRuns } = opened()
    journal.open(aRun({ id: 'run-1', state: 'attention' }))
    journal.open(aRun({ id: 'run-2', state: 'interrupted' }))
    journal.open(aRun({ id: 'run-3', state: 'done' }))
    countRuns()
    port.badge(3)
    expect(notifier.badges).toEqual([2, 5])
    journal.clear()
    countRuns()
    port.badge(0)
    expect(notifier.badges).toEqual([2, 5, 3, 0])
  })

  it('is not drawn again where nothing changed', () => {
    const { notifier, countRuns } = opened()
    countRuns()
    countRuns()
    expect(notifier.badges).toEqual([0])
  })
})
