import { useMantineColorScheme } from '@mantine/core'
import { useLocation } from 'wouter'

import { useWindow, useWindowNow } from '../../data/companion.tsx'
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
  const { startSync, stopSync, narrow, showOverlay, bringBack, askProfile } = useWindowNow()
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
    act('Go to the inbox', () => navigate('/inbox'), ['g', 'i'], path === '/inbox' ? 'you are here' : null),
    act('Go to the customers', () => navigate('/customers'), ['g', 'u'], path === '/customers' ? 'you are here' : null),
    act('Go to the credits', () => navigate('/credits'), ['g', 'c'], path === '/credits' ? 'you are here' : null),
    act('Go to the runs', () => navigate('/runs'), ['g', 'r'], path === '/runs' ? 'you are here' : null),
    act('Go to the workflows', () => navigate('/workflows'), ['g', 'w'], path === '/workflows' ? 'you are here' : null),
    act('Go to the links', () => navigate('/links'), ['g', 'l'], path === '/links' ? 'you are here' : null),
    act('Go to the drift', () => navigate('/drift'), ['g', 'd'], path === '/drift' ? 'you are here' : null),
    act('Go to the settings', () => navigate('/settings'), ['g', 's'], path === '/settings' ? 'you are here' : null),
    act('Go to the help', () => navigate('/help'), ['g', 'h'], path === '/help' ? 'you are here' : null),
    act('Show deals that are ready', () => show('ready')),
    act('Show deals that are blocked', () => show('blocked')),
    act('Show deals that need attention', () => show('attention')),
    act('Catch up with Salesforce', () => void startSync(), ['mod', 'r'], syncing ? 'under way' : null),
    act('Read all deals anew', () => void startSync(true), [], syncing ? 'under way' : null),
    act('Stop catching up', stopSync, [], syncing ? null : 'nothing is under way'),
    act('Show the run under way', bringBack, [], running ? null : 'nothing is under way'),
    act('Light appearance', () => setColorScheme('light')),
    act('Dark appearance', () => setColorScheme('dark')),
    act('Appearance of the system', () => setColorScheme('auto')),
    act('Show all keyboard shortcuts', () => showOverlay('shortcuts'), ['?']),
    ...ofProfiles,
    act('Make a new connection', () => navigate('/welcome')),
    ...ofRecords,
  ]
}
