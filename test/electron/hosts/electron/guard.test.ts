import { beforeEach, describe, expect, it } from 'vitest'

import { guardPages } from '#hosts/electron/guard'
import { app, callsOf, forget, recorded, session, WebContents } from '#test/fakes/electron'

const allowed = 'https://northwind.lightning.example/r/Account/001/view'
let contents: WebContents

beforeEach(() => {
  forget()
  guardPages((url) => url === allowed)
  contents = new WebContents()
  app.emit('web-contents-created', {}, contents)
})

function tryEvent(name: string, url: string, more: object = {}): boolean {
  let prevented = false
  contents.emit(name, { url, preventDefault: () => (prevented = true), ...more })
  return prevented
}

const elsewhere = [
  'https://evil.example/',
  'http://127.0.0.1:4030/',
  'file:///etc/passwd',
  'app://companion.evil/',
  'app://other/',
  'javascript:alert(1)',
  'data:text/html,hello',
]

describe('a page of the desktop app', () => {
  it.each(elsewhere)('cannot be led to %s', (url) => {
    expect(tryEvent('will-navigate', url)).toBe(true)
    expect(tryEvent('will-redirect', url)).toBe(true)
    expect(tryEvent('will-frame-navigate', url, { isMainFrame: false })).toBe(true)
    expect(callsOf('shell.openExternal')).toEqual([])
  })

  it('can be reloaded', () => {
    expect(tryEvent('will-navigate', 'app://companion/inbox')).toBe(false)
  })

  it.each([...elsewhere, 'app://companion/', allowed])('cannot open a window on %s', (url) => {
    expect(contents.windowOpenHandler?.({ url })).toEqual({ action: 'deny' })
  })

  it('has its links opened in the system browser, where the core allows the address', () => {
    contents.windowOpenHandler?.({ url: allowed })
    contents.windowOpenHandler?.({ url: 'https://evil.example/' })
    expect(tryEvent('will-navigate', allowed)).toBe(true)
    expect(callsOf('shell.openExternal')).toEqual([[allowed], [allowed]])
  })

  it('cannot attach a webview', () => {
    expect(tryEvent('will-attach-webview', '')).toBe(true)
  })

  it.each([
    ['https://evil.example/setup.exe', true],
    ['app://companion/assets/index.js', true],
    ['blob:https://evil.example/1', true],
    ['blob:app://companion/6f9619ff-8b86-d011-b42d-00c04fc964ff', false],
  ])('asked to save %s: refused is %s', (url, refused) => {
    let prevented = false
    session.defaultSession.emit('will-download', { preventDefault: () => (prevented = true) }, { getURL: () => url })
    expect(prevented).toBe(refused)
  })

  it('is granted nothing but putting text on the clipboard', () => {
    const granted: boolean[] = []
    const request = (permission: string, requestingUrl: string) =>
      recorded.permissionRequest?.(contents, permission, (answer) => granted.push(answer), { requestingUrl })
    for (const permission of [
      'media',
      'geolocation',
      'notifications',
      'clipboard-read',
      'openExternal',
      'fullscreen',
    ]) {
      request(permission, 'app://companion/')
      expect(recorded.permissionCheck?.(contents, permission, 'app://companion/', {}), permission).toBe(false)
    }
    request('clipboard-sanitized-write', 'https://evil.example/')
    expect(granted).toEqual(Array(7).fill(false))
    request('clipboard-sanitized-write', 'app://companion/inbox')
    expect(granted.at(-1)).toBe(true)
    expect(recorded.permissionCheck?.(contents, 'clipboard-sanitized-write', 'app://companion/', {})).toBe(true)
    expect(recorded.devicePermission?.({})).toBe(false)
  })

  it('reaches nothing outside, even where its own policy should fail; the app’s own requests go through', () => {
    const decide = (details: object): boolean | undefined => {
      let cancelled: boolean | undefined
      recorded.beforeRequest?.decide(details, ({ cancel }) => (cancelled = cancel))
      return cancelled
    }
    expect(recorded.beforeRequest?.urls).toEqual(
      expect.arrayContaining(['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'file:///*']),
    )
    expect(decide({ url: 'https://evil.example/', webContentsId: 1 })).toBe(true)
    expect(decide({ url: 'https://updates.example/latest.yml' })).toBe(false)
  })

  it('has no dictionary fetched for it', () => {
    expect(callsOf('session.setSpellCheckerEnabled')).toEqual([[false]])
  })
})
