import { Suspense, lazy, useEffect, useState, type ReactNode } from 'react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Redirect, Route, Switch, useLocation } from 'wouter'

import type { DealPage } from '#shared/contract/opportunities'
import type { WorkspaceStatus } from '#shared/contract/workspace'
import { driftedCustomers } from '#shared/domain/drift'
import type { Failure } from '#shared/failure'

import { useCompanion, useQueries, useWindow, useWindowNow } from '../data/companion.tsx'
import { failureOf } from '../data/failure-of.ts'
import { useRecovery } from '../data/use-recovery.ts'
import { useWatch } from '../data/watch.ts'
import { BulkStrip } from '../features/bulk/BulkStrip.tsx'
import { DriftStrip } from '../features/drift/DriftStrip.tsx'
import { Inbox } from '../features/inbox/index.ts'
import { WonToast } from '../features/watch/WonToast.tsx'
import { LinkDialog } from '../features/profiles/LinkDialog.tsx'
import { PairStrip } from '../features/profiles/PairStrip.tsx'
import { SwitchDialog } from '../features/profiles/SwitchDialog.tsx'
import { FailurePanel } from '../ui/FailurePanel.tsx'
import prose from '../ui/prose.module.css'
import { sayFailure } from '../words/failures.ts'
import { EnvironmentBar } from './EnvironmentBar.tsx'
import styles from './Frame.module.css'
import { Navigation } from './Navigation.tsx'
import { Notices } from './Notices.tsx'
import { ReleaseStrip } from './ReleaseStrip.tsx'
import { KeptAside, TroubleStrip } from './TroubleStrip.tsx'
import { useCommandKeys, useCommands } from './use-commands.ts'
import { windowTitle } from './window-title.ts'

const ActSheet = lazy(() => import('../features/acts/index.ts').then(({ ActSheet }) => ({ default: ActSheet })))
const BulkList = lazy(() => import('../features/bulk/index.ts').then(({ BulkList }) => ({ default: BulkList })))
const BulkPage = lazy(() => import('../features/bulk/index.ts').then(({ BulkPage }) => ({ default: BulkPage })))
const BulkCheckPage = lazy(() =>
  import('../features/bulk/index.ts').then(({ BulkCheckPage }) => ({ default: BulkCheckPage })),
)
const Workflows = lazy(() => import('../features/workflows/index.ts').then(({ Workflows }) => ({ default: Workflows })))
const Credits = lazy(() => import('../features/credits/index.ts').then(({ Credits }) => ({ default: Credits })))
const Customer = lazy(() => import('../features/customer/index.ts').then(({ Customer }) => ({ default: Customer })))
const AccountPage = lazy(() =>
  import('../features/customer/index.ts').then(({ AccountPage }) => ({ default: AccountPage })),
)
const SubscriptionPlace = lazy(() =>
  import('../features/customer/index.ts').then(({ SubscriptionPlace }) => ({ default: SubscriptionPlace })),
)
const Diagnostics = lazy(() =>
  import('../features/diagnostics/index.ts').then(({ Diagnostics }) => ({ default: Diagnostics })),
)
const Drift = lazy(() => import('../features/drift/index.ts').then(({ Drift }) => ({ default: Drift })))
const Guide = lazy(() => import('../features/guide/index.ts').then(({ Guide }) => ({ default: Guide })))
const NewConnection = lazy(() =>
  import('../features/guide/index.ts').then(({ NewConnection }) => ({ default: NewConnection })),
)
const Mapping = lazy(() => import('../features/guide/index.ts').then(({ Mapping }) => ({ default: Mapping })))
const Readiness = lazy(() => import('../features/guide/index.ts').then(({ Readiness }) => ({ default: Readiness })))
const Welcome = lazy(() => import('../features/guide/index.ts').then(({ Welcome }) => ({ default: Welcome })))
const Help = lazy(() => import('../features/help/index.ts').then(({ Help }) => ({ default: Help })))
const Links = lazy(() => import('../features/links/index.ts').then(({ Links }) => ({ default: Links })))
const MendSheet = lazy(() => import('../features/links/index.ts').then(({ MendSheet }) => ({ default: MendSheet })))
const Runs = lazy(() => import('../features/runs/index.ts').then(({ Runs }) => ({ default: Runs })))
const Settings = lazy(() => import('../features/settings/index.ts').then(({ Settings }) => ({ default: Settings })))
const Palette = lazy(() => import('../features/palette/index.ts').then(({ Palette }) => ({ default: Palette })))
const Shortcuts = lazy(() => import('../features/palette/index.ts').then(({ Shortcuts }) => ({ default: Shortcuts })))
const SignInSheet = lazy(() =>
  import('../features/sign-in/index.ts').then(({ SignInSheet }) => ({ default: SignInSheet })),
)
const SignOut = lazy(() => import('../features/sign-in/index.ts').then(({ SignOut }) => ({ default: SignOut })))
const Sheet = lazy(() => import('../features/provisioning/index.ts').then(({ Sheet }) => ({ default: Sheet })))

const attentionOf = (counts: DealPage['counts'] | undefined): number => (counts?.attention ?? 0) + (counts?.ready ?? 0)

/** The place of the navigation that a path belongs to. */
function placeOf(path: string): string {
  if (path.startsWith('/bulk')) return '/runs'
  return /^\/(?:accounts|subscriptions)\//.test(path) ? '/customers' : path
}

/** What stands in place of everything else until somebody chose, or the profile is set up; help can be read meanwhile. */
function guidedPlace(status: WorkspaceStatus, isWelcomed: boolean, path: string): ReactNode {
  if (path.startsWith('/help')) return null
  if (!status.isFinished) return <Guide status={status} />
  if (path === '/connect')
    return (
      <NewConnection
        back={isWelcomed ? { label: 'Back to the deals', href: '/inbox' } : { label: 'Back', href: '/welcome' }}
      />
    )
  return isWelcomed ? null : <Welcome />
}

/** The window: the environment bar above everything, the places at the side, one place in the middle. */
export function Frame() {
  const companion = useCompanion()
  const queries = useQueries()
  const queryClient = useQueryClient()
  const [path] = useLocation()
  const overlay = useWindow(({ overlay }) => overlay)
  const showOverlay = useWindow(({ showOverlay }) => showOverlay)
  const announcement = useWindow(({ announcement }) => announcement)
  const asked = useWindow(({ asked }) => asked)
  const leaveAct = useWindow(({ leaveAct }) => leaveAct)
  const provisioning = useWindow(({ provisioning }) => provisioning)
  const sheetOpen = useWindow(({ sheetOpen }) => sheetOpen)
  // Catching up may be the first to meet a session that has ended.
  const signedOut = useWindow(({ sync }) => sync.at === 'failed' && sync.failure.code === 'salesforce.signed-out')
  const unlinked = useWindow(({ links }) =>
    links === null
      ? 0
      : links.report.counts.conflicting + links.report.counts.broken + links.report.counts['one-sided'],
  )
  const isMendingLinks = useWindow(({ mending }) => mending.at !== 'idle')
  const signingIn = useWindow(({ signingIn }) => signingIn.at === 'starting' || signingIn.at === 'waiting')
  const isSignInShown = useWindow(({ signingIn }) => signingIn.at !== 'idle')
  const signingOut = useWindow(({ signingOut }) => signingOut)
  const { startSignIn, askSignOut } = useWindowNow()
  const [mending, setMending] = useState(false)
  const [notMended, setNotMended] = useState<Failure | null>(null)
  const run = useCommands()
  useCommandKeys(run)
  useWatch(run)
  useRecovery()
  const { recallEdits, flushEdits } = useWindowNow()
  // Without them the deals are shown as they are; the next start tries again.
  useEffect(() => void recallEdits().catch(() => undefined), [recallEdits])
  useEffect(() => {
    const flush = (): void => void flushEdits()
    window.addEventListener('pagehide', flush)
    return () => window.removeEventListener('pagehide', flush)
  }, [flushEdits])

  const status = useQuery(queries.workspace.status.queryOptions({ staleTime: Infinity }))
  const listed = useQuery(queries.profiles.list.queryOptions({ staleTime: Infinity }))
  const counts = useQuery(queries.opportunities.list.queryOptions({ input: { limit: 1 } })).data?.counts
  const runs = useQuery(queries.runs.list.queryOptions({ input: { states: ['attention', 'interrupted'] } })).data

  const found = useQuery(queries.drift.last.queryOptions({ staleTime: Infinity })).data?.report
  const drifted = found ? driftedCustomers(found) : 0

  const waiting = attentionOf(counts)
  const stopped = runs?.length ?? 0
  useEffect(() => {
    document.title = windowTitle(path, waiting, provisioning, stopped)
  }, [path, waiting, provisioning, stopped])

  if (status.error) {
    const failure = failureOf(status.error)
    const said = sayFailure(failure)
    return (
      <main className={styles.alone}>
        <FailurePanel
          {...said}
          helpPath={undefined}
          action={{ label: 'Try again', onClick: () => void status.refetch() }}
        />
      </main>
    )
  }
  if (!status.data || listed.isPending) return <div className={styles.waiting} aria-busy="true" />

  /** Do something about the connections; why it failed is shown in the strip until the next try. */
  const mend = async (act: () => Promise<unknown>): Promise<void> => {
    setMending(true)
    setNotMended(null)
    try {
      await act()
    } catch (error) {
      setNotMended(failureOf(error))
    } finally {
      setMending(false)
      await queryClient.invalidateQueries()
    }
  }

  const bar = (
    <EnvironmentBar
      status={status.data}
      onPalette={() => showOverlay('palette')}
      onShortcuts={() => showOverlay('shortcuts')}
    />
  )
  /** What floats above every place, the guide included. */
  const above = (
    <>
      <Suspense fallback={null}>
        {overlay === 'palette' ? <Palette onClose={() => showOverlay('none')} /> : null}
        {overlay === 'shortcuts' ? <Shortcuts onClose={() => showOverlay('none')} /> : null}
        {overlay === 'diagnostics' ? <Diagnostics onClose={() => showOverlay('none')} /> : null}
        {/* It stands aside while something is looked up, and is back as it was. */}
        {sheetOpen && !path.startsWith('/help') ? <Sheet /> : null}
        {asked === null ? null : <ActSheet {...asked} onClose={leaveAct} />}
        {isMendingLinks ? <MendSheet /> : null}
        {isSignInShown ? <SignInSheet /> : null}
        {signingOut ? <SignOut onClose={() => askSignOut(false)} /> : null}
      </Suspense>
      <div className={styles.corner}>
        <Notices path={path} />
        <WonToast />
      </div>
      <LinkDialog />
      <SwitchDialog />
      <output aria-live="polite" className={prose.heard}>
        {announcement}
      </output>
    </>
  )
  const guided = guidedPlace(status.data, listed.data?.isWelcomed ?? true, path)
  if (guided !== null) {
    return (
      <div className={styles.frame}>
        {bar}
        <KeptAside names={status.data.keptAside} />
        <main className={styles.place}>
          <Suspense fallback={null}>{guided}</Suspense>
        </main>
        {above}
      </div>
    )
  }

  return (
    <div className={styles.frame}>
      {bar}
      <TroubleStrip
        status={status.data}
        signedOut={signedOut}
        busy={mending || signingIn}
        failure={notMended}
        onSignIn={() => void startSignIn()}
        onReconnect={() => void mend(() => companion.workspace.reconnect())}
      />
      <PairStrip status={status.data} />
      <BulkStrip path={path} />
      <DriftStrip path={path} />
      <ReleaseStrip />
      <div className={styles.middle}>
        <Navigation
          current={placeOf(path)}
          version={status.data.version}
          counts={{
            '/inbox': { count: waiting, of: 'ready or in need of attention' },
            '/links': { count: unlinked, of: 'in need of attention' },
            '/drift': { count: drifted, of: drifted === 1 ? 'customer differs' : 'customers differ' },
            '/runs': { count: stopped, of: 'in need of attention' },
          }}
        />
        <main className={styles.place}>
          <Suspense fallback={null}>
            <Switch>
              <Route path="/inbox/:opportunityId?">
                {({ opportunityId }) => <Inbox openId={opportunityId ?? null} />}
              </Route>
              <Route path="/bulk">
                <BulkList />
              </Route>
              <Route path="/bulk/new">
                <BulkCheckPage />
              </Route>
              <Route path="/bulk/:bulkId">{({ bulkId }) => <BulkPage bulkId={bulkId} />}</Route>
              <Route path="/runs/:runId?">{({ runId }) => <Runs openId={runId ?? null} />}</Route>
              <Route path="/credits/:customerId?">
                {({ customerId }) => <Credits customerId={customerId ?? null} />}
              </Route>
              <Route path="/customers/:customerId?">
                {({ customerId }) => <Customer customerId={customerId ?? null} />}
              </Route>
              <Route path="/accounts/:accountId">{({ accountId }) => <AccountPage accountId={accountId} />}</Route>
              <Route path="/subscriptions/:subscriptionId">
                {({ subscriptionId }) => <SubscriptionPlace subscriptionId={subscriptionId} />}
              </Route>
              <Route path="/workflows/:workflowId?">
                {({ workflowId }) => <Workflows workflowId={workflowId ?? null} />}
              </Route>
              <Route path="/links">
                <Links />
              </Route>
              <Route path="/drift">
                <Drift />
              </Route>
              <Route path="/readiness">
                <Readiness />
              </Route>
              <Route path="/mapping">
                <Mapping />
              </Route>
              <Route path="/settings">
                <Settings />
              </Route>
              <Route path="/help/:code?">{({ code }) => <Help code={code ?? null} />}</Route>
              <Route>
                <Redirect to="/inbox" replace />
              </Route>
            </Switch>
          </Suspense>
        </main>
      </div>
      {above}
    </div>
  )
}
