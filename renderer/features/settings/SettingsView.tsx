import { Button, SegmentedControl, type MantineColorScheme } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'

import type { WorkspaceStatus } from '#shared/contract/workspace'

import { useWindowNow } from '../../data/companion.tsx'
import { CopyableId } from '../../ui/CopyableId.tsx'
import { formatNumber } from '../../ui/numbers.ts'
import { OutLink } from '../../ui/OutLink.tsx'
import { ConnectionSettings, JournalSettings, ProfileSettings } from '../profiles/index.ts'
import { CallOut } from './CallOut.tsx'
import { LinkSettings } from './LinkSettings.tsx'
import { MappingTable } from './MappingTable.tsx'
import { Notifications } from './Notifications.tsx'
import { NetworkSettings } from './NetworkSettings.tsx'
import { Rules } from './Rules.tsx'
import { SaveBar } from './SaveBar.tsx'
import { Sections } from './Sections.tsx'
import styles from './Settings.module.css'
import { Updates } from './Updates.tsx'

const connection = {
  connecting: 'connecting',
  connected: 'connected',
  'signed-out': 'signed out',
  unreachable: 'does not answer',
} as const
/** The settings' page: connections, mapping fields, rules, appearance, and the version. */
export function SettingsView(props: {
  readonly status: WorkspaceStatus
  readonly scheme: MantineColorScheme
  readonly reconnecting: boolean
  readonly onScheme: (scheme: MantineColorScheme) => void
  readonly onReconnect: () => void
  readonly onSignIn: () => void
  readonly onSignOut: () => void
  readonly onStartOver: () => void
}) {
  const { status } = props
  const { profile, salesforce, stigg } = status
  const { showOverlay } = useWindowNow()
  const usage = salesforce.apiUsage
  return (
    <section className={styles.page} aria-label="Settings">
      <Sections />
      <div className={styles.body}>
        <h1>Settings</h1>
        <Part title="Profile" id="settings-profile">
          <ProfileSettings status={status} />
        </Part>
        <Part
          title="Connections"
          id="settings-connection"
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
            )}{' '}
            {salesforce.state === 'signed-out' ? (
              <Button variant="default" size="compact-xs" onClick={props.onSignIn}>
                Sign in…
              </Button>
            ) : (
              <Button variant="default" size="compact-xs" onClick={props.onSignOut}>
                Sign out…
              </Button>
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
        {profile.kind === 'practice' ? null : (
          <Part title="Addresses and key" id="settings-addresses">
            <ConnectionSettings />
          </Part>
        )}
        <Part title="Mapping fields" id="settings-mapping">
          <MappingTable mapping={status.mapping} />
          <p className={styles.p}>
            <Link href="/readiness">Readiness</Link>: what stands in the way of provisioning, and which fields to use.
          </p>
        </Part>
        <Part title="Rules for a draft">
          <Rules status={status} />
        </Part>
        <Part title="Call-out" id="settings-call-out">
          <CallOut />
        </Part>
        <Part title="Links" id="settings-links">
          <LinkSettings status={status} />
        </Part>
        <Part title="Notifications" id="settings-notifications">
          <Notifications />
        </Part>
        <Part title="Updates" id="settings-updates">
          <Updates />
        </Part>
        <Part title="Network" id="settings-network">
          <NetworkSettings />
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
        <Part title="Journal and removal" id="settings-journal">
          <JournalSettings status={status} />
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
        <Part title="Diagnostics" id="settings-diagnostics">
          <p className={styles.p}>
            A report of versions, connections and the last failures, for those who help. It names no customer, no person
            and no record.
          </p>
          <Button variant="default" onClick={() => showOverlay('diagnostics')}>
            Show diagnostics…
          </Button>
        </Part>
        <p className={styles.version}>
          Stigg Companion {status.version}, {status.host === 'electron' ? 'desktop' : 'in a browser'}
        </p>
        <SaveBar status={status} />
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
