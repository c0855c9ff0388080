import { Menu, UnstyledButton } from '@mantine/core'
import { IconCheck, IconChevronDown, IconPlus } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useHotkeys } from 'react-hotkeys-hook'
import { useLocation } from 'wouter'

import type { ProfileSummary } from '#shared/contract/profiles'

import { useQueries, useWindowNow } from '../../data/companion.tsx'
import { Keys } from '../../ui/Keys.tsx'
import { accessLevels, environments } from '../../words/states.ts'
import { accessIcons, kindIcons } from './icons.ts'
import styles from './Switcher.module.css'
import { mostKeys, profilesAsked, useProfiles } from './use-profiles.ts'

const digits = Array.from({ length: mostKeys }, (_, index) => `mod+${index + 1}`)

/** The profile's name in the environment bar: opens the list of all, each one click or one key away. */
export function Switcher({ name }: { readonly name: string }) {
  const [, navigate] = useLocation()
  const { askProfile } = useWindowNow()
  const queries = useQueries()
  const queryClient = useQueryClient()
  const known = useProfiles()
  const profiles = known?.profiles ?? []
  const goTo = async (place: number): Promise<void> => {
    // A key may come before the list has: it is not lost.
    const { current, profiles: all } = await queryClient.ensureQueryData(profilesAsked(queries))
    const chosen = all[place - 1]
    if (chosen && chosen.id !== current) await askProfile(chosen)
  }
  useHotkeys(
    digits,
    // Where the list cannot be read, the menu is empty too.
    ({ code }) => void goTo(Number(code.replace(/\D/g, ''))).catch(() => undefined),
    { enableOnFormTags: true, preventDefault: true },
  )
  return (
    <Menu position="bottom-start" width={520} offset={6} transitionProps={{ duration: 80 }}>
      <Menu.Target>
        <UnstyledButton className={styles.name} title={name} aria-label={`Profile ${name}. Switch`}>
          <span className={styles.text}>{name}</span>
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className={styles.list}>
        <div className={styles.profiles}>
          {profiles.map((profile, index) => (
            <Menu.Item
              key={profile.id}
              className={styles.row}
              aria-label={sayProfile(profile)}
              aria-current={profile.id === known?.current ? 'true' : undefined}
              rightSection={index < mostKeys ? <Keys keys={['mod', String(index + 1)]} /> : <span />}
              onClick={() => {
                if (profile.id !== known?.current) void askProfile(profile)
              }}
            >
              <Row profile={profile} isCurrent={profile.id === known?.current} />
            </Menu.Item>
          ))}
        </div>
        <Menu.Divider />
        <Menu.Item leftSection={<IconPlus size={15} aria-hidden />} onClick={() => navigate('/welcome')}>
          New connection
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** What a profile is before it is opened: kind, name, the two that it pairs, and what may be written. */
function Row({ profile, isCurrent }: { readonly profile: ProfileSummary; readonly isCurrent: boolean }) {
  const Icon = kindIcons[profile.kind]
  const Access = accessIcons[profile.access]
  return (
    <span className={styles.profile}>
      <span className={styles.kind} data-kind={profile.kind}>
        <Icon size={13} aria-hidden />
        {environments[profile.kind].word}
      </span>
      <span className={styles.first}>
        <strong className={styles.title} title={profile.name}>
          {profile.name}
        </strong>
        {isCurrent ? <IconCheck size={15} aria-label="open now" className={styles.check} /> : null}
      </span>
      <span className={styles.second}>
        <span className={styles.pair} title={pairOf(profile)}>
          {pairOf(profile)}
        </span>
        <span className={styles.access} title={accessLevels[profile.access].meaning}>
          <Access size={13} aria-hidden />
          {accessLevels[profile.access].word}
        </span>
      </span>
    </span>
  )
}

const sayProfile = (profile: ProfileSummary): string =>
  [profile.name, environments[profile.kind].word, pairOf(profile), accessLevels[profile.access].word].join(', ')

function pairOf({ kind, orgName, environmentName, isDamaged, isFinished }: ProfileSummary): string {
  if (isDamaged) return 'Its settings cannot be read'
  if (kind === 'practice') return 'Simulated on this machine'
  const pair = `${orgName ?? 'Salesforce, not signed in'} ↔ ${environmentName ?? 'Stigg, no key yet'}`
  return isFinished ? pair : `Not finished: ${pair}`
}
