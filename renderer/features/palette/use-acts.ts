import { useMantineColorScheme } from '@mantine/core'
import { useLocation } from 'wouter'

import { commands, placeCommands } from '#shared/domain/commands'

import { useWindow, useWindowNow } from '../../data/companion.tsx'
import { useStatus } from '../../data/use-status.ts'
import { noFilter } from '../inbox/index.ts'
import { mostKeys, useProfiles } from '../profiles/index.ts'
import { useRecordActs } from '../records/index.ts'

export interface Act {
  readonly label: string
  readonly keys: readonly string[]
  /** Why it cannot be done now; it stays listed. */
  readonly because: string | null
  readonly run: () => void
}

/** What the palette can do beside going to a record. */
export function useActs(): readonly Act[] {
  const [path, navigate] = useLocation()
  const { startSync, stopSync, narrow, showOverlay, bringBack, startSignIn, askSignOut, askProfile } = useWindowNow()
  const signedOut = useStatus()?.salesforce.state === 'signed-out'
  const syncing = useWindow(({ sync }) => sync.at === 'running')
  const running = useWindow(({ provisioning }) => provisioning.at === 'applying')
  const { setColorScheme } = useMantineColorScheme()
  const act = (label: string, run: () => void, keys: readonly string[] = [], because: string | null = null): Act => ({
    label,
    keys,
    because,
    run,
  })
  const show = (state: 'ready' | 'blocked' | 'attention'): void => {
    narrow({ ...noFilter, state })
    navigate('/inbox')
  }
  const known = useProfiles()
  const profiles = known?.profiles ?? []
  const ofProfiles = profiles.map(({ id, name }, index) => {
    // Two profiles may have one name; the place in the list tells them apart.
    const isOnly = profiles.every((other) => other.id === id || other.name !== name)
    return act(
      `Switch to ${name}${isOnly ? '' : ` (${index + 1})`}`,
      () => void askProfile({ id, name }),
      index < mostKeys ? ['mod', String(index + 1)] : [],
      id === known?.current ? 'you are here' : null,
    )
  })
  const ofRecords = useRecordActs().map(({ label, run }) => act(label, run))
  return [
    ...placeCommands.map((name) => {
      const { label, keys, path: there = '/' } = commands[name]
      const because = path === there ? 'you are here' : null
      return act(`Go to the ${label.toLowerCase()}`, () => navigate(there), keys, because)
    }),
    act('Show deals that are ready', () => show('ready')),
    act('Show deals that are blocked', () => show('blocked')),
    act('Show deals that need attention', () => show('attention')),
    act(commands.refresh.label, () => void startSync(), commands.refresh.keys, syncing ? 'under way' : null),
    act('Read all deals anew', () => void startSync(true), [], syncing ? 'under way' : null),
    act('Stop catching up', stopSync, [], syncing ? null : 'nothing is under way'),
    act('Show the run under way', bringBack, [], running ? null : 'nothing is under way'),
    act('Sign in to Salesforce', () => void startSignIn()),
    act('Sign in to Salesforce as somebody else', () => void startSignIn(true)),
    act('Sign out of Salesforce…', () => askSignOut(true), [], signedOut ? 'nobody is signed in' : null),
    act('Light appearance', () => setColorScheme('light')),
    act('Dark appearance', () => setColorScheme('dark')),
    act('Appearance of the system', () => setColorScheme('auto')),
    act('Show diagnostics', () => showOverlay('diagnostics')),
    act('Show all keyboard shortcuts', () => showOverlay('shortcuts'), commands.shortcuts.keys),
    ...ofProfiles,
    act('Make a new connection', () => navigate('/welcome')),
    ...ofRecords,
  ]
}
