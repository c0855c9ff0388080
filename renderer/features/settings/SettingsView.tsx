import { Button, SegmentedControl, type MantineColorScheme } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'

import type { WorkspaceStatus } from '#shared/contract/workspace'

import { CopyableId } from '../../ui/CopyableId.tsx'
import { formatNumber } from '../../ui/numbers.ts'
import { OutLink } from '../../ui/OutLink.tsx'
import { accessLevels, environments } from '../../words/states.ts'
import { CallOut } from './CallOut.tsx'
import { LinkSettings } from './LinkSettings.tsx'
import { MappingTable } from './MappingTable.tsx'
import { Rules } from './Rules.tsx'
import { SaveBar } from './SaveBar.tsx'
import { Sections } from './Sections.tsx'
import styles from './Settings.module.css'
import { useRules } from './use-rules.ts'

const connection = {
  connecting: 'connecting',
  connected: 'connected',
  'signed-out': 'signed out',
  unreachable: 'does not answer',
} as const
const vaults = {
  keychain: 'Secrets are sealed by the system’s keychain.',
  memory: 'Secrets are kept in memory alone: they are gone when the companion ends.',
} as const

/** The settings' page: connections, mapping fields, rules, appearance, and the version. */
export function SettingsView(props: {
  readonly status: WorkspaceStatus
  readonly scheme: MantineColorScheme
  readonly reconnecting: boolean
  readonly onScheme: (scheme: MantineColorScheme) => void
  readonly onReconnect: () => void
  readonly onStartOver: () => void
}) {
  const { status } = props
  const { profile, salesforce, stigg } = status
  const edited = useRules(status)
  const usage = salesforce.apiUsage
  return (
    <section className={styles.page} aria-label="Settings">
      <Sections />
      <div className={styles.body}>
        <h1>Settings</h1>
        <Part title="Profile" id="settings-connection">
          <Fact name="Name">{profile.name}</Fact>
          <Fact name="Kind">
            {environments[profile.kind].word}. <Soft>{environments[profile.kind].meaning}</Soft>
          </Fact>
          <Fact name="Access">
            {accessLevels[profile.access].word}. <Soft>{accessLevels[profile.access].meaning}</Soft>
          </Fact>
          <Fact name="Secrets">{vaults[status.vault]}</Fact>
        </Part>
        <Part
          title="Connections"
          action={
            <Button variant="default" size="compact-xs" loading={props.reconnecting} onClick={props.onReconnect}>
              Connect again
            </Button>
          }
        >
          <Fact name="Salesforce">
            {salesforce.org === null ? (
              connection[salesforce.state]
            ) : (
              <>
                {salesforce.org.name}, {salesforce.org.isSandbox ? 'sandbox' : 'production'},{' '}
                {connection[salesforce.state]}.{' '}
                <Soft>
                  {salesforce.org.userName} ({salesforce.org.username}), {salesforce.org.timeZone}
                </Soft>{' '}
                <CopyableId id={salesforce.org.id} label="org ID" />{' '}
                <OutLink href={salesforce.org.lightningUrl}>Open</OutLink>
              </>
            )}
          </Fact>
          <Fact name="API requests">
            {usage === null
              ? 'not known yet'
              : `${formatNumber(usage.used)} of ${formatNumber(usage.limit)} used in 24 hours`}
          </Fact>
          <Fact name="Stigg">
            {stigg.environment === null ? (
              connection[stigg.state]
            ) : (
              <>
                {stigg.environment.name}, {stigg.environment.type.toLowerCase()}, {connection[stigg.state]}.{' '}
                <CopyableId id={stigg.environment.id} label="environment ID" />{' '}
                {stigg.appUrl === null ? null : <OutLink href={stigg.appUrl}>Open</OutLink>}
              </>
            )}
          </Fact>
        </Part>
        <Part title="Mapping fields">
          <MappingTable mapping={status.mapping} />
          <p className={styles.p}>
            <Link href="/readiness">Readiness</Link>: what stands in the way of provisioning, and which fields to use.
          </p>
        </Part>
        <Part title="Rules for a draft">
          <Rules edited={edited} />
        </Part>
        <Part title="Call-out" id="settings-call-out">
          <CallOut />
        </Part>
        <Part title="Links" id="settings-links">
          <LinkSettings edited={edited} />
        </Part>
        <Part title="Appearance" id="settings-appearance">
          <SegmentedControl
            aria-label="Appearance"
            value={props.scheme}
            data={[
              { value: 'auto', label: 'As the system' },
              { value: 'light', label: 'Light' },
              { value: 'dark', label: 'Dark' },
            ]}
            onChange={props.onScheme}
          />
        </Part>
        {profile.kind === 'practice' ? (
          <Part title="Practice workspace">
            <p className={styles.p}>
              Both services are simulated on this machine. They can be put back to their beginning.
            </p>
            <Button variant="default" onClick={props.onStartOver}>
              Start over…
            </Button>
          </Part>
        ) : null}
        <p className={styles.version}>
          Stigg Companion {status.version}, {status.host === 'electron' ? 'desktop' : 'in a browser'}
        </p>
        <SaveBar edited={edited} />
      </div>
    </section>
  )
}

function Part({
  title,
  id,
  action,
  children,
}: {
  readonly title: string
  /** What the page's own navigation leads to. */
  readonly id?: string
  readonly action?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <section id={id} className={styles.part}>
      <h2>
        {title} {action}
      </h2>
      {children}
    </section>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <span className={styles.soft}>{name}</span>
      <span>{children}</span>
    </div>
  )
}

function Soft({ children }: { readonly children: ReactNode }) {
  return <span className={styles.soft}>{children}</span>
}
