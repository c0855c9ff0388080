import { z } from 'zod'

/**
 * What the window can be told to do, from its keys, its palette, its list of shortcuts, and the menu of the desktop app: each
 * is made from this one table. No command writes to a service.
 */
export const CommandName = z.enum([
  'palette',
  'inbox',
  'customers',
  'credits',
  'workflows',
  'links',
  'drift',
  'runs',
  'settings',
  'help',
  'back',
  'forward',
  'refresh',
  'copy-link',
  'open-salesforce',
  'open-stigg',
  'shortcuts',
  'check-updates',
])
export type CommandName = z.infer<typeof CommandName>

export interface Command {
  /** What it does, in a menu and in a list. */
  readonly label: string
  /** Keys in the window: together where the first is `mod`, else one after another. None where it has none. */
  readonly keys: readonly string[]
  /** Keys of the desktop app's menu, always together. A browser keeps most of them for itself. */
  readonly desktop?: readonly string[]
  /** The place of the window that it leads to. */
  readonly path?: string
}

export const commands: Readonly<Record<CommandName, Command>> = {
  palette: { label: 'Go to a record, or do something', keys: ['mod', 'k'], desktop: ['mod', 'k'] },
  inbox: { label: 'Inbox', keys: ['g', 'i'], path: '/inbox' },
  customers: { label: 'Customers', keys: ['g', 'u'], path: '/customers' },
  credits: { label: 'Credits', keys: ['g', 'c'], path: '/credits' },
  workflows: { label: 'Workflows', keys: ['g', 'w'], path: '/workflows' },
  links: { label: 'Links', keys: ['g', 'l'], path: '/links' },
  drift: { label: 'Drift', keys: ['g', 'd'], path: '/drift' },
  runs: { label: 'Runs', keys: ['g', 'r'], path: '/runs' },
  settings: { label: 'Settings', keys: ['g', 's'], desktop: ['mod', ','], path: '/settings' },
  help: { label: 'Help', keys: ['g', 'h'], desktop: ['F1'], path: '/help' },
  back: { label: 'Back', keys: [], desktop: ['mod', '['] },
  forward: { label: 'Forward', keys: [], desktop: ['mod', ']'] },
  refresh: { label: 'Catch up with Salesforce', keys: ['mod', 'r'], desktop: ['mod', 'r'] },
  'copy-link': { label: 'Copy link to the record', keys: [], desktop: ['mod', 'shift', 'c'] },
  'open-salesforce': { label: 'Open the record in Salesforce', keys: [], desktop: ['mod', 'shift', 'o'] },
  'open-stigg': { label: 'Open the record in Stigg', keys: [], desktop: ['mod', 'shift', 'g'] },
  shortcuts: { label: 'Keyboard shortcuts', keys: ['?'] },
  'check-updates': { label: 'Check for updates', keys: [] },
}

/** The places of the window, in the order in which they stand in it. */
export const placeCommands = CommandName.options.filter((name) => commands[name].path !== undefined)
