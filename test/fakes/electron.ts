import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'

/**
 * The `electron` module for tests: it does nothing, and keeps what it was asked for. One instance for each test file;
 * `forget()` begins anew.
 */

export interface Recorded {
  /** Calls that are kept by name alone: `app.quit`, `shell.openExternal`, … */
  calls: { readonly name: string; readonly args: readonly unknown[] }[]
  windows: BrowserWindow[]
  /** Schemes as they were registered, and whether Electron was ready by then. */
  schemes: { readonly scheme: string; readonly privileges: object; readonly ready: boolean }[]
  protocols: Map<string, (request: Request) => Response | Promise<Response>>
  paths: Map<string, string>
  menu: MenuTemplate | null
  permissionRequest:
    ((contents: unknown, permission: string, answer: (granted: boolean) => void, details: object) => void) | null
  permissionCheck: ((contents: unknown, permission: string, origin: string, details: object) => boolean) | null
  devicePermission: ((details: object) => boolean) | null
  /** What is asked of every request to one of the addresses. */
  beforeRequest: {
    readonly urls: readonly string[]
    readonly decide: (details: object, answer: (response: { cancel?: boolean }) => void) => void
  } | null
  notifications: Notification[]
}

export type MenuTemplate = readonly {
  readonly id?: string
  readonly role?: string
  readonly label?: string
  readonly accelerator?: string
  readonly click?: () => void
  readonly submenu?: MenuTemplate
}[]

/** What a test may decide beforehand. */
export interface Circumstances {
  firstInstance: boolean
  packaged: boolean
  /** Words of the command line that are for Chromium, without their dashes. */
  switches: readonly string[]
  dark: boolean
  encryption: boolean
  backend: string
  /** Which button a person presses in a message box. */
  answer: number
  screens: readonly Screen[]
  /** Whether the system shows notifications at all. */
  notifications: boolean
  /** What a person presses in a box that does not hold everything up; a promise lets the test press later. */
  pressed: number | Promise<number>
}

interface Screen {
  readonly id: number
  readonly workArea: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
}

const usual = (): Circumstances => ({
  firstInstance: true,
  packaged: false,
  switches: [],
  dark: false,
  encryption: true,
  backend: 'gnome_libsecret',
  answer: 0,
  screens: [{ id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
  notifications: true,
  pressed: 0,
})
const nothing = (): Recorded => ({
  calls: [],
  windows: [],
  schemes: [],
  protocols: new Map(),
  paths: new Map(),
  menu: null,
  permissionRequest: null,
  permissionCheck: null,
  devicePermission: null,
  beforeRequest: null,
  notifications: [],
})

export const recorded: Recorded = nothing()
export const circumstances: Circumstances = usual()

let becomeReady: () => void
let ready: Promise<void>
let isReady = false

/** Electron has started: what waits for `app.whenReady()` goes on. */
export function makeReady(): void {
  isReady = true
  becomeReady()
}

const note = (name: string, ...args: readonly unknown[]): void => void recorded.calls.push({ name, args })
export const callsOf = (name: string): (readonly unknown[])[] =>
  recorded.calls.filter((call) => call.name === name).map(({ args }) => args)

class App extends EventEmitter {
  get isPackaged(): boolean {
    return circumstances.packaged
  }
  commandLine = { hasSwitch: (name: string): boolean => circumstances.switches.includes(name) }
  whenReady = (): Promise<void> => ready
  isReady = (): boolean => isReady
  enableSandbox = (): void => note('app.enableSandbox', isReady)
  quit = (): void => note('app.quit')
  exit = (code?: number): void => note('app.exit', code)
  getVersion = (): string => '0.1.0'
  getPath = (name: string): string => recorded.paths.get(name) ?? `/nowhere/${name}`
  /** As Electron documents it: a folder that is not there is refused. */
  setPath(name: string, path: string): void {
    if (!existsSync(path)) throw new Error(`Failed to set path: ${path}`)
    recorded.paths.set(name, path)
  }
  requestSingleInstanceLock = (): boolean => circumstances.firstInstance
  setAsDefaultProtocolClient(scheme: string, path?: string, args?: string[]): boolean {
    note('app.setAsDefaultProtocolClient', scheme, ...(path === undefined ? [] : [path, args]))
    return true
  }
  setAppUserModelId = (id: string): void => note('app.setAppUserModelId', id)
  setBadgeCount(count?: number): boolean {
    note('app.setBadgeCount', count)
    return true
  }
  setAboutPanelOptions = (options: object): void => note('app.setAboutPanelOptions', options)
}

export class WebContents extends EventEmitter {
  zoom = 0
  getZoomLevel = (): number => this.zoom
  setZoomLevel = (level: number): void => void (this.zoom = level)
  reload = (): void => note('webContents.reload')
  forcefullyCrashRenderer(): void {
    note('webContents.forcefullyCrashRenderer')
    this.emit('render-process-gone', {}, { reason: 'killed', exitCode: 9 })
  }
  windowOpenHandler: ((details: { url: string }) => { action: string }) | null = null
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.windowOpenHandler = handler
  }
}

export interface WindowOptions {
  readonly [name: string]: unknown
  readonly webPreferences: Readonly<Record<string, unknown>>
}

export class BrowserWindow extends EventEmitter {
  readonly options: WindowOptions
  readonly webContents = new WebContents()
  readonly loaded: string[] = []
  shown = false
  minimized = false
  maximized = false
  focused = false
  destroyed = false
  background: unknown = null
  overlay: { readonly icon: unknown; readonly description: string } | null = null

  constructor(options: WindowOptions) {
    super()
    this.options = options
    recorded.windows.push(this)
    app.emit('web-contents-created', {}, this.webContents)
  }
  static getAllWindows = (): BrowserWindow[] => recorded.windows
  loadURL(url: string): Promise<void> {
    this.loaded.push(url)
    return Promise.resolve()
  }
  show = (): void => void (this.shown = true)
  focus = (): void => note('window.focus')
  maximize = (): void => void (this.maximized = true)
  isMaximized = (): boolean => this.maximized
  isMinimized = (): boolean => this.minimized
  restore = (): void => void (this.minimized = false)
  isFocused = (): boolean => this.focused
  isDestroyed = (): boolean => this.destroyed
  setBackgroundColor = (colour: string): void => void (this.background = colour)
  setOverlayIcon = (icon: unknown, description: string): void => void (this.overlay = { icon, description })
  getNormalBounds = (): object => ({ x: 10, y: 20, width: 1000, height: 700 })
}

export const app = new App()
export const ipcMain = new EventEmitter()
export const ipcRenderer = {
  postMessage: (channel: string, message: unknown, transfer: readonly unknown[]): void =>
    note('ipcRenderer.postMessage', channel, message, transfer),
}
export const contextBridge = {
  exposeInMainWorld: (name: string): void => note('contextBridge.exposeInMainWorld', name),
}
export const shell = {
  openExternal(url: string): Promise<void> {
    note('shell.openExternal', url)
    return Promise.resolve()
  },
}
export const dialog = {
  showErrorBox: (title: string, content: string): void => note('dialog.showErrorBox', title, content),
  showMessageBoxSync(_window: unknown, options: object): number {
    note('dialog.showMessageBoxSync', options)
    return circumstances.answer
  },
  async showMessageBox(_window: unknown, options: object): Promise<{ response: number; checkboxChecked: boolean }> {
    note('dialog.showMessageBox', options)
    return { response: await circumstances.pressed, checkboxChecked: false }
  },
}
class NativeTheme extends EventEmitter {
  get shouldUseDarkColors(): boolean {
    return circumstances.dark
  }
}
export const nativeTheme = new NativeTheme()
export const screen = {
  getAllDisplays: (): Circumstances['screens'] => circumstances.screens,
  getPrimaryDisplay: (): Screen => circumstances.screens[0] ?? { id: 0, workArea: { x: 0, y: 0, width: 0, height: 0 } },
}
export class Notification extends EventEmitter {
  readonly options: object
  constructor(options: object) {
    super()
    this.options = options
  }
  static isSupported = (): boolean => circumstances.notifications
  show = (): void => void recorded.notifications.push(this)
}
export const nativeImage = {
  createFromBitmap: (buffer: Buffer, options: object): object => ({ bytes: buffer.length, ...options }),
}
export const crashReporter = { start: (options?: object): void => note('crashReporter.start', options, isReady) }
export const net = {
  fetch(url: string | URL | Request, init?: RequestInit): Promise<Response> {
    note('net.fetch', url)
    return fetch(url, init)
  },
}
export const protocol = {
  registerSchemesAsPrivileged(schemes: readonly { scheme: string; privileges: object }[]): void {
    recorded.schemes.push(...schemes.map((scheme) => ({ ...scheme, ready: isReady })))
  },
  handle(scheme: string, answer: (request: Request) => Response | Promise<Response>): void {
    recorded.protocols.set(scheme, answer)
  },
}
export const session = {
  defaultSession: Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: (handler: Recorded['permissionRequest']): void =>
      void (recorded.permissionRequest = handler),
    setPermissionCheckHandler: (handler: Recorded['permissionCheck']): void =>
      void (recorded.permissionCheck = handler),
    setDevicePermissionHandler: (handler: Recorded['devicePermission']): void =>
      void (recorded.devicePermission = handler),
    setSpellCheckerEnabled: (enabled: boolean): void => note('session.setSpellCheckerEnabled', enabled),
    webRequest: {
      onBeforeRequest(
        { urls }: { urls: readonly string[] },
        decide: NonNullable<Recorded['beforeRequest']>['decide'],
      ): void {
        recorded.beforeRequest = { urls, decide }
      },
    },
  }),
}
export const Menu = {
  buildFromTemplate: (template: MenuTemplate): MenuTemplate => template,
  setApplicationMenu: (menu: MenuTemplate): void => void (recorded.menu = menu),
}
/** Seals by turning round: enough to see that what lies on disk is not what was kept. */
export const safeStorage = {
  isAsyncEncryptionAvailable: (): Promise<boolean> => Promise.resolve(circumstances.encryption),
  getSelectedStorageBackend: (): string => circumstances.backend,
  encryptStringAsync: (text: string): Promise<Buffer> => Promise.resolve(Buffer.from(text).reverse()),
  decryptStringAsync: (sealed: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> =>
    Promise.resolve({ result: Buffer.from(sealed).reverse().toString(), shouldReEncrypt: false }),
}

export function forget(): void {
  Object.assign(recorded, nothing())
  Object.assign(circumstances, usual())
  app.removeAllListeners()
  ipcMain.removeAllListeners()
  session.defaultSession.removeAllListeners()
  nativeTheme.removeAllListeners()
  isReady = false
  ready = new Promise((resolve) => (becomeReady = resolve))
}
forget()

const electron = {
  app,
  BrowserWindow,
  contextBridge,
  crashReporter,
  dialog,
  ipcMain,
  ipcRenderer,
  Menu,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
}
// `electron-store` imports the module as a whole.
export { electron as default }
