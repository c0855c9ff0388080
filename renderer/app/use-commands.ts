import { useQueryClient } from '@tanstack/react-query'
import { useHotkeys } from 'react-hotkeys-hook'
import { useLocation } from 'wouter'

import { CommandName, commands } from '#shared/domain/commands'

import { useCompanion, useQueries, useWindowNow } from '../data/companion.tsx'
import { useRecordActs } from '../features/records/index.ts'

/** Do what a key, the palette or the desktop's menu asks for. Each can be asked for twice and is done once. */
export function useCommands(): (name: CommandName) => void {
  const companion = useCompanion()
  const queries = useQueries()
  const queryClient = useQueryClient()
  const [, navigate] = useLocation()
  const { announce, showOverlay, startSync } = useWindowNow()
  const ofRecords = useRecordActs()

  const checkUpdates = async (): Promise<void> => {
    navigate('/settings#settings-updates')
    const { queryKey } = queries.app.updates.queryOptions()
    queryClient.setQueryData(queryKey, await companion.app.checkForUpdates())
  }
  return (name) => {
    const { path } = commands[name]
    if (path !== undefined) return navigate(path)
    switch (name) {
      case 'palette':
      case 'shortcuts':
        return showOverlay(name)
      case 'back':
        return window.history.back()
      case 'forward':
        return window.history.forward()
      case 'refresh':
        // What is shown is read again, and the list catches up.
        void queryClient.invalidateQueries()
        return void startSync()
      case 'check-updates':
        // Why it failed is part of what is known of updates, and shown where they are.
        return void checkUpdates().catch(() => undefined)
      default: {
        const act = ofRecords.find(({ command }) => command === name)
        return act ? act.run() : announce('No record with such a link is shown here')
      }
    }
  }
}

/** Places by two letters, one after the other. */
const sequences = CommandName.options.filter((name) => commands[name].keys[0] === 'g')
const sequenceOf = (name: CommandName): string => commands[name].keys.join('>')

/** The keys that work everywhere in the window. */
export function useCommandKeys(run: (name: CommandName) => void): void {
  useHotkeys(
    sequences.map(sequenceOf),
    (_event, { hotkey }) => {
      const name = sequences.find((each) => sequenceOf(each) === hotkey)
      if (name) run(name)
    },
    // Some of the places take the focus to a field, which the letter must not be typed into.
    { preventDefault: true },
  )
  useHotkeys(commands.palette.keys.join('+'), () => run('palette'), { preventDefault: true, enableOnFormTags: true })
  useHotkeys(commands.refresh.keys.join('+'), () => run('refresh'), { preventDefault: true })
  // By the character, not by the key's place: where it lies differs from keyboard to keyboard.
  useHotkeys('?', () => run('shortcuts'), { useKey: true, ignoreModifiers: true })
}
