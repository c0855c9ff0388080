import { beforeEach, describe, expect, it } from 'vitest'

import { takeDeepLinks } from '#hosts/electron/deep-links'
import { app, callsOf, forget } from '#test/fakes/electron'

const link = (id: string) => `stigg-companion://opportunity/${id}`
beforeEach(forget)

describe('links from outside', () => {
  it('wait until the core can take them, in the order in which they came', () => {
    const links = takeDeepLinks(['electron', '.', link('cold')], () => undefined)
    app.emit('open-url', { preventDefault: () => undefined }, link('mac'))
    const taken: string[] = []
    links.deliverTo((url) => taken.push(url))
    app.emit('second-instance', {}, ['electron', '--flag', link('second')])
    expect(taken).toEqual([link('cold'), link('mac'), link('second')])
  })

  it('bring the window to the front, as does a second start without one', () => {
    let shown = 0
    const taken: string[] = []
    takeDeepLinks([], () => (shown += 1)).deliverTo((url) => taken.push(url))
    app.emit('second-instance', {}, ['electron', '.'])
    app.emit('second-instance', {}, ['electron', 'https://evil.example', link('a')])
    expect(shown).toBe(2)
    expect(taken).toEqual([link('a')])
  })

  it('are this app’s to open', () => {
    takeDeepLinks([], () => undefined)
    expect(callsOf('app.setAsDefaultProtocolClient')).toEqual([['stigg-companion']])
  })
})
