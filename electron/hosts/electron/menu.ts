import { app, Menu, type MenuItemConstructorOptions } from 'electron'

import { commands, placeCommands, type CommandName } from '#shared/domain/commands'

type Item = MenuItemConstructorOptions
export type RunCommand = (name: CommandName) => void

const separator: Item = { type: 'separator' }

const accelerators: Readonly<Record<string, string>> = { mod: 'CmdOrCtrl', shift: 'Shift' }

/** Keys of the table as Electron writes them: ['mod', 'k'] -> CmdOrCtrl+K. */
const acceleratorOf = (keys: readonly string[]): string =>
  keys.map((key) => accelerators[key] ?? (key.length === 1 ? key.toUpperCase() : key)).join('+')

/** Places that stand in a menu of their own. */
const elsewhere: ReadonlySet<CommandName> = new Set(['settings', 'help'])

function template(run: RunCommand, platform: NodeJS.Platform, packaged: boolean): Item[] {
  const mac = platform === 'darwin'
  const item = (name: CommandName, more = ''): Item => {
    const { label, desktop } = commands[name]
    return {
      id: name,
      label: label + more,
      click: () => run(name),
      ...(desktop === undefined ? {} : { accelerator: acceleratorOf(desktop) }),
    }
  }
  const settings = item('settings', '…')
  const updates = item('check-updates', '…')
  const appMenu: Item = {
    label: 'Stigg Companion',
    submenu: [
      { role: 'about' },
      updates,
      separator,
      settings,
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  }
  return [
    ...(mac ? [appMenu] : []),
    { label: 'File', submenu: mac ? [{ role: 'close' }] : [settings, separator, { role: 'quit' }] },
    { role: 'editMenu' },
    {
      label: 'Go',
      submenu: [
        item('palette', '…'),
        separator,
        ...placeCommands.filter((name) => !elsewhere.has(name)).map((name) => item(name)),
        separator,
        item('back'),
        item('forward'),
      ],
    },
    { label: 'Record', submenu: [item('copy-link'), separator, item('open-salesforce'), item('open-stigg')] },
    {
      label: 'View',
      submenu: [
        item('refresh'),
        // Ctrl/Cmd+R is the app's own: it reads the records anew, not the page.
        { role: 'reload', label: 'Reload the window', accelerator: 'Shift+CmdOrCtrl+R' },
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
        ...(packaged ? [] : [separator, { role: 'toggleDevTools' } satisfies Item]),
      ],
    },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        item('help'),
        item('shortcuts'),
        ...(mac ? [] : [separator, updates, { role: 'about' } satisfies Item]),
      ],
    },
  ]
}

/**
 * The application's menu: the system's own entries, and what the window can be told to do. A choice travels to the window as an
 * event of the contract; the menu itself does nothing, and nothing in it writes.
 */
export function setMenu(run: RunCommand, platform: NodeJS.Platform = process.platform): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(template(run, platform, app.isPackaged)))
  app.setAboutPanelOptions({
    applicationName: 'Stigg Companion',
    applicationVersion: app.getVersion(),
    copyright: 'Provision what was sold.',
  })
}
