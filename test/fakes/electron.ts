import { EventEmitter } from 'node:events'

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
}

export type MenuTemplate = readonly {
  readonly role?: string
  readonly label?: string
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
  screens: readonly { readonly workArea: { x: number; y: number; width: number; height: number } }[]
}

const usual = (): Circumstances => ({
  firstInstance: true,
  packaged: false,
  switches: [],
  dark: false,
  encryption: true,
  backend: 'gnome_libsecret',
  answer: 0,
  screens: [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
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
  exit = (code: number): void => note('app.exit', code)
  getVersion = (): string => '0.1.0'
  getPath = (name: string): string => recorded.paths.get(name) ?? `/nowhere/${name}`
  setPath = (name: string, path: string): void => void recorded.paths.set(name, path)
  requestSingleInstanceLock = (): boolean => circumstances.firstInstance
  setAsDefaultProtocolClient(scheme: string): boolean {
    note('app.setAsDefaultProtocolClient', scheme)
    return true
  }
}

export class WebContents extends EventEmitter {
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

  constructor(options: WindowOptions) {
    super()
    this.options = options
    recorded.windows.push(this)
    app.emit('web-contents-created', {}, this.webContents)
  }
  static getAllWindows = (): readonly BrowserWindow[] => recorded.windows
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
}
export const nativeTheme = {
  get shouldUseDarkColors(): boolean {
    return circumstances.dark
  },
}
export const screen = { getAllDisplays: (): Circumstances['screens'] => circumstances.screens }
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
  isReady = false
  ready = new Promise((resolve) => (becomeReady = resolve))
}
forget()

const electron = {
  app,
  BrowserWindow,
  contextBridge,
  dialog,
  ipcMain,
  ipcRenderer,
  Menu,
  nativeTheme,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
}
// `electron-store` imports the module as a whole.
export { electron as default }
