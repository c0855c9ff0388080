import type { ProvisioningPreview } from '#shared/contract/provisioning'
import type { CreditGrant } from '#shared/domain/credit-grant'
import type { Result } from '#shared/failure'

import type { BulkRuns } from './bulk/bulk-runs.ts'
import type { DriftChecks } from './drift/drift-checks.ts'
import type { EventBus } from './event-bus.ts'
import type { MirrorSync } from './mirror/sync.ts'
import type { Ports, SignedOut } from './ports.ts'
import type { Context } from './provisioning/live-state.ts'
import type { UpdateChecks } from './updates/update-checks.ts'
import type { RunPorts } from './provisioning/run-deal.ts'
import type { Watch } from './watch/watch.ts'
import type { Connections } from './workspace/connection.ts'

/** What the handlers are given: the core's services, and its ports without the writers, which the gateway alone holds. */
export interface CoreServices {
  readonly ports: Omit<Ports, 'writers'>
  readonly events: EventBus
  readonly connections: Connections
  readonly sync: MirrorSync
  readonly runPorts: RunPorts
  /** As runPorts, for many deals: their Salesforce halves are read together. */
  readonly bulkPorts: RunPorts
  readonly bulkRuns: BulkRuns
  readonly driftChecks: DriftChecks
  readonly updateChecks: UpdateChecks
  readonly watch: Watch
  /** Both connections' facts, connecting where that has not happened. */
  context(): Promise<Result<Context>>
  /** Keep what a failure says of a connection, and hand the result on. */
  noted<T>(result: Result<T>): Result<T>
  correctRow(preview: ProvisioningPreview): void
  /** The same for many at once, told once. */
  correctRows(previews: readonly ProvisioningPreview[]): void
  /** Invoices of these grants may be opened from the window. */
  openInvoices(grants: readonly CreditGrant[]): void
  /** These addresses, out of an answer of Stigg's, may be opened from the window. */
  openUrls(urls: Iterable<string | null | undefined>): void
  /** Whether somebody said since the start that a mixed pair is meant. */
  isMixedPairMeant(): boolean
  meanMixedPair(): void
  /** Whether a run is under way. */
  isBusy(): boolean
  syncInBackground(): void
  /** The one address of the login host that the window may hand to the browser. */
  signInAt(authorizeUrl: string): void
  /** Go on with the runs that a dead session stopped. */
  resumeAfterSignIn(): void
  /** Fails: `run.busy` while a run is under way. */
  signOut(): Promise<Result<SignedOut>>
  startOver(): Promise<Result<void>>
}
