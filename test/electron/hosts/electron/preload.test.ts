import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

/** A window in the little that the preload uses. */
class FakeWindow extends EventTarget {
  readonly location = { origin: 'app://companion' }
  readonly posted: { message: unknown; origin: string; transfer: readonly unknown[] }[] = []
  postMessage(message: unknown, origin: string, transfer: readonly unknown[]): void {
    this.posted.push({ message, origin, transfer })
  }
  hear(data: unknown, from: { source?: unknown; origin?: string } = {}): void {
    const event = Object.assign(new Event('message'), { data, source: this, origin: 'app://companion', ...from })
    this.dispatchEvent(event)
  }
}

let page: FakeWindow
let callsOf: (name: string) => (readonly unknown[])[]
beforeEach(async () => {
  page = new FakeWindow()
  vi.stubGlobal('window', page)
  // The preload acts when it is loaded: each test loads it anew, and the fake with it.
  vi.resetModules()
  ;({ callsOf } = await import('#test/fakes/electron'))
  await import('#hosts/electron/preload')
})
afterEach(() => vi.unstubAllGlobals())

describe('the preload', () => {
  it('exposes nothing to the page, and does nothing until it is asked', () => {
    expect(callsOf('contextBridge.exposeInMainWorld')).toEqual([])
    expect(callsOf('ipcRenderer.postMessage')).toEqual([])
    expect(page.posted).toEqual([])
  })

  it('hands one port to the page and its other end to the core', async () => {
    page.hear('companion:ready')
    const [connect] = callsOf('ipcRenderer.postMessage')
    const [port] = page.posted
    expect(connect?.slice(0, 2)).toEqual(['companion:connect', null])
    expect(port).toMatchObject({ message: 'companion:port', origin: 'app://companion' })
    const [ours] = (connect?.[2] ?? []) as MessagePort[]
    const [theirs] = (port?.transfer ?? []) as MessagePort[]
    const arrived = new Promise((resolve) => theirs?.addEventListener('message', ({ data }) => resolve(data)))
    theirs?.start()
    ours?.postMessage('hello', [])
    expect(await arrived).toBe('hello')
    ours?.close()
  })

  it('does so once for each load', () => {
    page.hear('companion:ready')
    page.hear('companion:ready')
    expect(callsOf('ipcRenderer.postMessage')).toHaveLength(1)
    expect(page.posted).toHaveLength(1)
  })

  it('answers nobody but its own page', () => {
    page.hear('companion:ready', { origin: 'https://evil.example' })
    page.hear('companion:ready', { source: {} })
    page.hear('something else')
    expect(callsOf('ipcRenderer.postMessage')).toEqual([])
  })
})
