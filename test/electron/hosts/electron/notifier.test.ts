import { beforeEach, describe, expect, it } from 'vitest'

import { createNotifier } from '#hosts/electron/notifier'
import type { Notice } from '#shared/domain/notice'
import { BrowserWindow, callsOf, circumstances, forget, recorded } from '#test/fakes/electron'

const aNotice = (vary: Partial<Notice> = {}): Notice => ({
  category: 'attention',
  title: 'The run for Acme needs attention',
  body: 'A step was not done.',
  path: '/runs/run-1',
  ...vary,
})

function onThe(platform: NodeJS.Platform, window?: BrowserWindow) {
  // The notifier reads no more of a window than the fake has.
  const notifier = createNotifier(() => window as never, platform)
  const opened: string[] = []
  notifier.deliverTo((path) => opened.push(path))
  return { notifier, opened }
}

beforeEach(forget)

describe("the system's notifications", () => {
  it('show a notice, and lead whoever clicks on it to its place', () => {
    const { notifier, opened } = onThe('darwin')
    notifier.notify(aNotice())
    expect(recorded.notifications).toMatchObject([
      { options: { title: 'The run for Acme needs attention', body: 'A step was not done.' } },
    ])
    recorded.notifications[0]?.emit('click')
    expect(opened).toEqual(['/runs/run-1'])
  })

  it('leave it to the page where the window is in front', () => {
    const window = new BrowserWindow({ webPreferences: {} })
    window.focused = true
    const { notifier } = onThe('darwin', window)
    notifier.notify(aNotice())
    expect(recorded.notifications).toEqual([])
    window.focused = false
    notifier.notify(aNotice())
    expect(recorded.notifications).toHaveLength(1)
  })

  it('ask for nothing where the system shows none', () => {
    circumstances.notifications = false
    onThe('linux').notifier.notify(aNotice())
    expect(recorded.notifications).toEqual([])
  })

  it('hold no markup on Linux, where some desktops would follow it', () => {
    const title = '<img src="file:///etc/passwd"> & Sons'
    onThe('linux').notifier.notify(aNotice({ title }))
    onThe('win32').notifier.notify(aNotice({ title }))
    expect(recorded.notifications.map(({ options }) => options)).toMatchObject([
      { title: '‹img src="file:///etc/passwd"› & Sons' },
      { title },
    ])
  })

  it('are still led somewhere after many others have come', () => {
    const { notifier, opened } = onThe('win32')
    for (let index = 0; index < 40; index += 1) notifier.notify(aNotice({ path: `/runs/${index}` }))
    recorded.notifications.at(-1)?.emit('click')
    expect(opened).toEqual(['/runs/39'])
  })
})

describe('the badge', () => {
  it.each(['darwin', 'linux'] as const)('is the number that %s draws', (platform) => {
    onThe(platform).notifier.badge(3)
    expect(callsOf('app.setBadgeCount')).toEqual([[3]])
  })

  it('is drawn over the button in the taskbar of Windows, and told to who cannot see it', () => {
    const window = new BrowserWindow({ webPreferences: {} })
    const { notifier } = onThe('win32', window)
    notifier.badge(3)
    expect(window.overlay).toEqual({
      icon: { bytes: 32 * 32 * 4, width: 32, height: 32, scaleFactor: 2 },
      description: '3 waiting for you',
    })
    notifier.badge(0)
    expect(window.overlay).toEqual({ icon: null, description: '' })
    expect(callsOf('app.setBadgeCount')).toEqual([])
  })

  it('can be set while there is no window', () => {
    expect(() => onThe('win32').notifier.badge(1)).not.toThrow()
  })
})
