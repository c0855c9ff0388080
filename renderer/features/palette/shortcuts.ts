import { commands, placeCommands, type CommandName } from '#shared/domain/commands'

interface Listed {
  /** The keys that do it: either of them where there are two. */
  readonly keys: readonly (readonly string[])[]
  readonly what: string
}

const alone = (keys: readonly string[], what: string): Listed => ({ keys: [keys], what })

/** A command with its keys in the window and, on the desktop, those of its menu; null where it has none here. */
function listed(name: CommandName, isDesktop: boolean): Listed | null {
  const { label, keys, desktop } = commands[name]
  const ofMenu = isDesktop && desktop !== undefined && desktop.join() !== keys.join() ? [desktop] : []
  const all = [...(keys.length === 0 ? [] : [keys]), ...ofMenu]
  return all.length === 0 ? null : { keys: all, what: label }
}

const everywhere: readonly CommandName[] = ['palette', ...placeCommands, 'refresh', 'back', 'forward', 'shortcuts']
const ofRecords: readonly CommandName[] = ['copy-link', 'open-salesforce', 'open-stigg']

/** Every shortcut of the window, in the order in which the list of them shows. None of them writes. */
export function shortcutsOn(
  host: 'electron' | 'browser',
): readonly { readonly where: string; readonly shortcuts: readonly Listed[] }[] {
  const of = (names: readonly CommandName[]) => names.flatMap((name) => listed(name, host === 'electron') ?? [])
  return [
    {
      where: 'Everywhere',
      shortcuts: [
        ...of(everywhere),
        alone(['mod', '1'], 'First profile of the list, and so on to 9'),
        alone(['esc'], 'Back by one level'),
      ],
    },
    { where: 'On a record', shortcuts: of(ofRecords) },
    {
      where: 'In a deal',
      shortcuts: [alone(['enter'], 'Review and provision'), alone(['mod', 'enter'], 'In the sheet: agree')],
    },
    {
      where: 'In a list',
      shortcuts: [
        alone(['/'], 'Search'),
        alone(['up'], 'Up, also K'),
        alone(['down'], 'Down, also J'),
        alone(['Home'], 'First'),
        alone(['End'], 'Last'),
        alone(['enter'], 'Open'),
        alone(['x'], 'Select, in the inbox'),
        alone(['shift', 'down'], 'Select a stretch, also Shift and a click'),
        alone(['mod', 'a'], 'Select all under the filter'),
        alone(['space'], 'Peek, and close it again'),
      ],
    },
  ].filter(({ shortcuts }) => shortcuts.length > 0)
}
