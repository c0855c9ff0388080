import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { linkIn, takeDeepLinks } from '#hosts/electron/deep-links'
import { app, callsOf, circumstances, forget } from '#test/fakes/electron'

const link = (id: string) => `stigg-companion://opportunity/${id}`
const { argv } = process
beforeEach(forget)
afterEach(() => void (process.argv = argv))

function taking(words: readonly string[] = []) {
  let arrived = 0
  const links = takeDeepLinks(words, () => (arrived += 1))
  const taken: string[] = []
  return {
    taken,
    arrived: () => arrived,
    deliver: (): void => links.deliverTo((url) => taken.push(url)),
    /** As macOS hands a link over. @returns whether the system was told that it is taken care of */
    openUrl: (url: string): boolean => {
      let isTaken = false
      app.emit('open-url', { preventDefault: () => (isTaken = true) }, url)
      return isTaken
    },
    second: (...theirs: string[]) => app.emit('second-instance', {}, theirs),
  }
}

describe('links from outside', () => {
  it('wait until the core can take them, in the order in which they came', () => {
    const { taken, deliver, openUrl, second } = taking(['electron', '.', link('cold')])
    expect(openUrl(link('mac'))).toBe(true)
    deliver()
    second('electron', '--flag', link('second'))
    expect(taken).toEqual([link('cold'), link('mac'), link('second')])
  })

  it('are found among the words that Windows and Linux start the app with', () => {
    expect(linkIn([String.raw`C:\Program Files\Stigg Companion\Stigg Companion.exe`, link('a')])).toBe(link('a'))
    expect(linkIn(['/opt/Stigg Companion/stigg-companion', '--ozone-platform=wayland', link('b')])).toBe(link('b'))
    expect(linkIn(['app', 'STIGG-COMPANION://opportunity/c'])).toBe('STIGG-COMPANION://opportunity/c')
    expect(linkIn(['app', '--data-dir=x', 'https://evil.example'])).toBeUndefined()
  })

  it('bring the window to the front, as does a second start without one', () => {
    const { taken, deliver, second, arrived } = taking()
    deliver()
    second('electron', '.')
    second('electron', 'https://evil.example', link('a'))
    expect(arrived()).toBe(2)
    expect(taken).toEqual([link('a')])
  })

  it.each([
    ['another scheme', 'https://evil.example/'],
    ['a scheme that begins like ours', 'stigg-companionx://open/opportunity/1'],
    ['no address behind the scheme', 'stigg-companion:open'],
    ['far too much', link('x'.repeat(2000))],
    ['a line break', `${link('a')}\n--data-dir=/tmp/other`],
    ['a space, as of a second word', `${link('a')} --data-dir=/tmp/other`],
    ['a quotation mark', `${link('a')}"--no-sandbox`],
    ['a NUL', `${link('a')}\0`],
    ['nothing', ''],
  ])('are dropped unread where they hold %s', (_what, text) => {
    const { taken, deliver, openUrl, second } = taking(['app', text])
    openUrl(text)
    deliver()
    openUrl(text)
    second('app', text)
    expect(taken).toEqual([])
  })

  it('wait in no greater number than a person could have clicked', () => {
    const { taken, deliver, openUrl } = taking()
    for (let index = 0; index < 500; index += 1) openUrl(link(String(index)))
    deliver()
    expect(taken).toHaveLength(20)
    expect(taken[0]).toBe(link('0'))
  })

  it('are this app’s to open, packaged or run from its folder', () => {
    process.argv = ['/somewhere/electron', 'app']
    takeDeepLinks([], () => undefined)
    circumstances.packaged = true
    takeDeepLinks([], () => undefined)
    expect(callsOf('app.setAsDefaultProtocolClient')).toEqual([
      ['stigg-companion', process.execPath, [path.resolve('app')]],
      ['stigg-companion'],
    ])
  })
})
