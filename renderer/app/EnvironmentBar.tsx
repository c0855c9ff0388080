import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core'
import { IconArrowsLeftRight, IconKeyboard, IconSearch } from '@tabler/icons-react'

import type { WorkspaceStatus } from '#shared/contract/workspace'

import { accessIcons, kindIcons } from '../features/profiles/icons.ts'
import { Switcher } from '../features/profiles/Switcher.tsx'
import { useProfiles } from '../features/profiles/use-profiles.ts'
import { Keys } from '../ui/Keys.tsx'
import { accessLevels, environments } from '../words/states.ts'
import styles from './EnvironmentBar.module.css'

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .join('')
    .slice(0, 2)
    .toUpperCase()

/** Stigg's own word; a key that may not ask tells none. */
const kindOf = (type: string): string => (type === 'UNKNOWN' ? 'kind not known' : type.toLowerCase())

/** Where one is, always in sight: the environment by word, icon and colour, both services by name, and what may be written. */
export function EnvironmentBar(props: {
  readonly status: WorkspaceStatus
  readonly onPalette: () => void
  readonly onShortcuts: () => void
}) {
  const { profile, salesforce, stigg } = props.status
  const listed = useProfiles()
  // What the profile belongs to, while nobody is signed in or no key is there.
  const known = listed?.profiles.find(({ id }) => id === listed.current)
  const orgName = salesforce.org?.name ?? known?.orgName ?? undefined
  const environmentName = stigg.environment?.name ?? known?.environmentName ?? undefined
  const environment = environments[profile.kind]
  const Icon = kindIcons[profile.kind]
  const Access = accessIcons[profile.access]
  return (
    <header className={styles.bar} data-kind={profile.kind}>
      <Tooltip label={environment.meaning}>
        <span className={styles.kind}>
          <Icon size={15} aria-hidden />
          {environment.word}
        </span>
      </Tooltip>
      <Switcher name={profile.name} />
      <span className={styles.pair}>
        <strong title={orgName}>{orgName ?? 'Salesforce'}</strong>
        <span className={styles.soft}>
          {salesforce.org
            ? `Salesforce, ${salesforce.org.isSandbox ? 'sandbox' : 'production'}`
            : orgName !== undefined
              ? 'Salesforce, not signed in'
              : 'not signed in'}
        </span>
        <IconArrowsLeftRight size={14} aria-label="paired with" />
        <strong title={environmentName}>{environmentName ?? 'Stigg'}</strong>
        <span className={styles.soft}>
          {stigg.environment
            ? `Stigg, ${kindOf(stigg.environment.type)}`
            : environmentName !== undefined
              ? 'Stigg, not connected'
              : 'not connected'}
        </span>
      </span>
      <span className={styles.end}>
        <Tooltip label={accessLevels[profile.access].meaning}>
          <span className={styles.access}>
            <Access size={14} aria-hidden />
            {accessLevels[profile.access].word}
          </span>
        </Tooltip>
        <UnstyledButton className={styles.search} onClick={props.onPalette}>
          <IconSearch size={14} aria-hidden />
          <span className={styles.goTo}>Go to</span>
          <Keys keys={['mod', 'k']} />
        </UnstyledButton>
        <Tooltip label="Keyboard shortcuts (?)">
          <ActionIcon variant="transparent" color="white" aria-label="Keyboard shortcuts" onClick={props.onShortcuts}>
            <IconKeyboard size={17} aria-hidden />
          </ActionIcon>
        </Tooltip>
        {salesforce.org ? (
          <Tooltip label={`${salesforce.org.userName} (${salesforce.org.username})`}>
            <span className={styles.user}>
              <span aria-hidden>{initials(salesforce.org.userName)}</span>
              <span className={styles.heard}>Signed in as {salesforce.org.userName}</span>
            </span>
          </Tooltip>
        ) : null}
      </span>
    </header>
  )
}
