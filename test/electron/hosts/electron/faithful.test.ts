import type * as Electron from 'electron'
import { describe, expect, it } from 'vitest'

import * as fake from '#test/fakes/electron'

/*
 * What the fake says it can do, held to what Electron's own types say: this file does not compile where the fake has a member
 * that Electron lacks, or takes other arguments than Electron gives.
 */

/** Members of a fake that only a test uses. */
type Own =
  'options' | 'loaded' | 'shown' | 'minimized' | 'maximized' | 'focused' | 'destroyed' | 'background' | 'overlay'
type OwnOfContents = 'zoom' | 'windowOpenHandler'

/** A name that Electron's object does not have. */
type Invented<Fake, Real, Except = never> = Exclude<keyof Fake, keyof Real | Except>
/** A method that cannot be called as Electron's is. */
type Unlike<Fake, Real> = {
  [Name in keyof Fake & keyof Real]: Real[Name] extends (...args: infer Given) => unknown
    ? Fake[Name] extends (...args: Given) => unknown
      ? never
      : Name
    : never
}[keyof Fake & keyof Real]
type Nothing<Found extends never> = Found

/** The simple methods: no events, whose overloads say nothing here, and none that answer with more than the app reads. */
type Plain<T> = Omit<T, keyof NodeJS.EventEmitter | 'webContents' | 'setPermissionRequestHandler' | 'handle'>

interface Checks {
  app: Nothing<Invented<typeof fake.app, Electron.App>>
  appCalls: Nothing<Unlike<Plain<typeof fake.app>, Electron.App>>
  window: Nothing<Invented<fake.BrowserWindow, Electron.BrowserWindow, Own>>
  windowCalls: Nothing<Unlike<Plain<fake.BrowserWindow>, Electron.BrowserWindow>>
  contents: Nothing<Invented<fake.WebContents, Electron.WebContents, OwnOfContents>>
  notification: Nothing<Invented<fake.Notification, Electron.Notification, 'options'>>
  theme: Nothing<Invented<typeof fake.nativeTheme, Electron.NativeTheme>>
  screen: Nothing<Invented<typeof fake.screen, Electron.Screen>>
  dialog: Nothing<Invented<typeof fake.dialog, Electron.Dialog>>
  shell: Nothing<Invented<typeof fake.shell, Electron.Shell>>
  session: Nothing<Invented<typeof fake.session.defaultSession, Electron.Session>>
  requests: Nothing<Invented<typeof fake.session.defaultSession.webRequest, Electron.WebRequest>>
  crashes: Nothing<Invented<typeof fake.crashReporter, Electron.CrashReporter>>
  safe: Nothing<Invented<typeof fake.safeStorage, Electron.SafeStorage>>
  image: Nothing<Invented<typeof fake.nativeImage, typeof Electron.nativeImage>>
  protocol: Nothing<Invented<typeof fake.protocol, Electron.Protocol>>
  ipcMain: Nothing<Invented<typeof fake.ipcMain, Electron.IpcMain>>
  ipcRenderer: Nothing<Invented<typeof fake.ipcRenderer, Electron.IpcRenderer>>
  net: Nothing<Invented<typeof fake.net, Electron.Net>>
}

describe('the electron of these tests', () => {
  it('has no member that the real one lacks, each checked when this file is compiled', () => {
    const checked: readonly (keyof Checks)[] = ['app', 'window', 'contents', 'dialog', 'session', 'notification']
    const modules = Object.keys(fake.default)
    expect(checked.every((name) => typeof name === 'string')).toBe(true)
    expect(modules).toContain('crashReporter')
    expect(Object.keys(fake)).toEqual(expect.arrayContaining(modules))
  })
})
