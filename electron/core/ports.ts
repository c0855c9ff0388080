import type { NetworkTrial } from '#shared/contract/app'
import type { KeptEdits } from '#shared/contract/drafts'
import type { DealPage, DealQuery, DealRow } from '#shared/contract/opportunities'
import type { CreditCustomer } from '#shared/contract/credits'
import type { AppSettings } from '#shared/domain/app-settings'
import type { CallBucket } from '#shared/domain/api-calls'
import type { Bulk, BulkRow, BulkState } from '#shared/domain/bulk'
import type { DealReason, DealState } from '#shared/domain/deal-state'
import type { DriftReport } from '#shared/domain/drift'
import type { NetworkSettings } from '#shared/domain/network'
import type { ChosenFields } from '#shared/domain/field-choice'
import type { Moment } from '#shared/domain/opportunity'
import type { AccessLevel, MappingFields, Profile, ProvisioningRules } from '#shared/domain/profile'
import type { ProfileConnection } from '#shared/domain/profile-connection'
import type {
  Run,
  RunState,
  RunSummary,
  StepAnswer,
  StepRecord,
  Verification,
  WireAnswer,
  WireRequest,
} from '#shared/domain/run'
import type { CallOutStep, SalesforceStep, Step, StiggStep } from '#shared/domain/step'
import type { Failure, Result } from '#shared/failure'

import type { KeyCheckPort, NotifierPort, ProbesPort, ProfilesPort, SystemPort, UpdatesPort } from './host-ports.ts'
import type { MirrorDeal, SalesforcePort, Watermark } from './salesforce-port.ts'
import type { MarkedSubscription, StiggPort } from './stigg-port.ts'

export type * from './host-ports.ts'
export type * from './salesforce-port.ts'
export type * from './stigg-port.ts'

/** Told every answer that a service gave to a request, one that is repeated or refreshed away included. */
export type Heard = (answer: WireAnswer) => void

/**
 * The writes of one service, step by step. Held by the write gateway alone.
 * `send` fails with `*.outcome-unknown` where the request may have been applied, and with any other code where it was not.
 */
export interface WriterPort<S extends Step> {
  /** The exact requests of a step, in order. Pure: the same step yields the same requests on every machine. */
  requestsFor(step: S): readonly WireRequest[]
  /** @param key idempotency key; sent where the service takes one. */
  send(step: S, key: string, signal?: AbortSignal, heard?: Heard): Promise<Result<StepAnswer>>
  /** What of the step is there already; null = nothing. */
  readBack(step: S, signal?: AbortSignal, heard?: Heard): Promise<Result<StepAnswer | null>>
}

export interface Writers {
  readonly salesforce: WriterPort<SalesforceStep>
  readonly stigg: WriterPort<StiggStep>
  /** The customer's own application. What was sent there cannot be read back. */
  readonly callOut: WriterPort<CallOutStep>
}

/** What a person may want of one sign-in. */
export interface SignInWish {
  /** Ask who it is even where the browser knows somebody already. */
  readonly switchUser?: boolean
  /** The user name to begin with. */
  readonly loginHint?: string | null
  /**
   * Called with how many answers have come home so far that do not say that they belong to this sign-in, and with the newest
   * error among them that says of none: some of Salesforce's do not, and anybody could have sent it.
   */
  readonly onStray?: (strays: number, unmarked: { readonly error: string; readonly description: string } | null) => void
}

/** What a sign-out came to at Salesforce. Here it is forgotten in any case. */
export interface SignedOut {
  readonly atSalesforce: 'revoked' | 'nothing-to-revoke' | 'not-confirmed'
  /** Why Salesforce did not confirm it. */
  readonly failure: Failure | null
}

/** Sign-in to Salesforce through the system's browser: Authorization Code with PKCE, loopback redirect. */
export interface SignInPort {
  /**
   * @param show called with the address that the person has to open, and until when the answer is waited for
   * Fails: `sign-in.cancelled`, `sign-in.failed`, `sign-in.other-org`, `network.*`. On success the session is kept and
   * every reader uses it; on any failure what was there before is.
   */
  signIn(
    show: (authorizeUrl: string, waitsUntil: Moment) => void,
    signal?: AbortSignal,
    wish?: SignInWish,
  ): Promise<Result<{ readonly username: string }>>
  /** Revoke the session at Salesforce as far as that goes, and forget it here. */
  signOut(): Promise<SignedOut>
}

/** How the services are reached. */
export interface NetworkPort {
  /** Why settings cannot be used; null where they can. Asks nobody. */
  problem(network: NetworkSettings): Failure | null
  /** Reach for both services by such settings, without any secret. */
  reach(network: NetworkSettings, signal?: AbortSignal): Promise<NetworkTrial>
}

/** Runs and their steps. Every call is durable on disk before it returns. */
export interface JournalPort {
  open(run: Run): void
  step(runId: string, index: number, record: StepRecord): void
  /** Put other steps, of another customer, in the place of those that were not sent yet. */
  replan(runId: string, customerId: string, steps: readonly StepRecord[]): void
  close(
    runId: string,
    end: { state: RunState; finishedAt: Moment | null; verification?: Verification; abandonReason?: string },
  ): void
  get(runId: string): Run | null
  /** Newest first. */
  list(filter: {
    states?: readonly RunState[]
    opportunityId?: string
    /** Of this customer, or of this account. */
    about?: { readonly customerId: string | null; readonly accountId: string | null }
    limit?: number
  }): readonly RunSummary[]
  /** What a process that is no more left `running` becomes `interrupted`. Called once, at start. @returns how many */
  markInterrupted(): number
  /** The newest run that provisioned each opportunity, for the states of deals; nothing else that was done counts. */
  latestByOpportunity(): ReadonlyMap<string, { readonly runId: string; readonly state: RunState }>
  clear(): void
}

/** A bulk run as it is kept: what is counted or measured while it goes on is not. */
export type StoredBulk = Omit<Bulk, 'counts' | 'settling' | 'perMinute'>

/** Bulk runs and their rows; the runs of their deals are in the journal. Every call is durable on disk before it returns. */
export interface BulkPort {
  open(bulk: StoredBulk): void
  row(bulkId: string, row: BulkRow): void
  settle(bulkId: string, end: { state: BulkState; finishedAt: Moment | null; failure: Failure | null }): void
  get(bulkId: string): StoredBulk | null
  /** Newest first. */
  ids(): readonly string[]
  /** What a process that is no more left `running` becomes `interrupted`, and its rows under way `waiting`. @returns how many */
  markInterrupted(): number
  clear(): void
}

/** The local read model of won deals. Lists and searches are answered from here, never provisioning. */
export interface MirrorPort {
  upsert(deals: readonly MirrorDeal[]): void
  remove(opportunityIds: readonly string[]): void
  setStates(states: Iterable<{ id: string; state: DealState; reason: DealReason }>): void
  get(opportunityId: string): MirrorDeal | null
  row(opportunityId: string): DealRow | null
  list(query: DealQuery): DealPage
  facets(): { stages: string[]; owners: string[] }
  /** All deals, in chunks, without holding them at once. */
  chunks(size: number): Iterable<readonly MirrorDeal[]>
  /** Opportunities that are won, of all that are here. */
  wonIds(): ReadonlySet<string>
  /** Customers that accounts of the mirror name, by account name. @param search words that each has to hold */
  customers(search: string, limit: number): readonly CreditCustomer[]
  idsByAccount(accountId: string): readonly string[]
  idsByCustomer(stiggCustomerId: string): readonly string[]
  idsBySubscription(subscriptionId: string): readonly string[]
  /** `isWhole`: every deal of the scope was read at some time, so that what comes later is new. */
  progress(): {
    readonly watermark: Watermark | null
    readonly asOf: Moment | null
    readonly scope: string | null
    readonly isWhole: boolean
  }
  setProgress(progress: { watermark: Watermark | null; asOf: Moment; scope: string; isWhole: boolean }): void
  markers(): readonly MarkedSubscription[]
  setMarkers(markers: readonly MarkedSubscription[]): void
  /** The last whole drift check; outlives `clear`, since it is no copy of what Salesforce holds. */
  drift(): DriftReport | null
  setDrift(report: DriftReport | null): void
  clear(): void
}

/** What people changed in drafts and have not provisioned yet. Every call is durable before it returns. */
export interface DraftsPort {
  /** Those that were kept last first. */
  all(): readonly KeptEdits[]
  keep(edits: KeptEdits): void
  forget(opportunityId: string): void
  clear(): void
}

/** The profile's settings on disk. Holds no secret. */
export interface SettingsPort {
  profile(): Profile
  /** Where the profile is connected; null on the practice workspace. */
  connection(): ProfileConnection | null
  mappingFields(orgId: string): MappingFields | null
  keepMappingFields(orgId: string, fields: MappingFields): void
  /** Fields that a person chose, whatever describe says. */
  chosenFields(orgId: string): ChosenFields
  keepChosenFields(orgId: string, chosen: ChosenFields): void
  /** Put other rules in force, from the next look on. */
  keepRules(rules: ProvisioningRules): void
  keepName(name: string): void
  keepAccess(access: AccessLevel): void
  keepConnection(connection: ProfileConnection): void
  /** Put other addresses of Stigg's pages in force. */
  keepUrlTemplates(templates: Pick<Profile, 'customerUrlTemplate' | 'subscriptionUrlTemplate'>): void
  /** Files that could not be read and were kept aside, by name. */
  readonly keptAside: readonly string[]
}

/** Requests that this app made to the profile's org; kept over restarts, so that no restart forgets what was taken. */
export interface CallsPort {
  /** A request is about to be sent; on disk before this returns. */
  began(): void
  /** It has its answer, or will have none. */
  ended(): void
  /** Those of the last 24 hours, oldest first. */
  buckets(): readonly CallBucket[]
  /** @param listen called after every beginning and every end @returns ends it */
  watch(listen: (at: 'began' | 'ended') => void): () => void
}

/** Deals that were found to be newly won and that nobody has opened yet. Durable before a call returns. */
export interface NewDealsPort {
  /** Those found last first. */
  ids(): readonly string[]
  add(opportunityIds: readonly string[], foundAt: Moment): void
  remove(opportunityIds: readonly string[]): void
  clear(): void
}

/** The app's own settings on disk, whatever profile is open. Holds no secret. */
export interface AppSettingsPort {
  get(): AppSettings
  keep(settings: AppSettings): void
  /** Files that could not be read and were kept aside, by name. */
  readonly keptAside: readonly string[]
}

/** Secrets. `keychain`: sealed by the system; `memory`: for as long as the process runs. */
export interface VaultPort {
  readonly protection: 'keychain' | 'memory'
  /** The name under which a file that could not be read was kept aside. */
  readonly keptAside?: string | null
  /** A secret is bound to the origin that it is for; another origin gets nothing. */
  get(name: string, origin: string): Promise<string | null>
  /** Sealed and on disk (where anything goes to disk) before this resolves. */
  set(name: string, origin: string, secret: string): Promise<void>
  delete(name: string): Promise<void>
  /** The origin that a secret is bound to; null where there is none of that name. */
  boundTo(name: string): Promise<string | null>
}

export interface ClockPort {
  now(): Date
}

/** How what a workflow was to change is looked for. */
export interface ReadBackPort {
  /** Between two looks, and from the answer to the last one. */
  readonly everyMs: number
  readonly forMs: number
  /** Resolves after so long, or as soon as the signal is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void>
}

/** Calls again and again while the app is open. A call that throws is a defect of the caller. */
export interface TimerPort {
  /** @returns ends it */
  every(ms: number, tick: () => void): () => void
}

interface IdPort {
  /** A new run's ID. Local: identities and keys of what a run makes never rest on it. */
  runId(): string
}

export interface LogPort {
  info(message: string, facts?: Readonly<Record<string, unknown>>): void
  warn(message: string, facts?: Readonly<Record<string, unknown>>): void
  error(message: string, facts?: Readonly<Record<string, unknown>>): void
}

/** Present on a practice profile only: puts both services back to their seed and signs in anew. */
interface StartOverPort {
  startOver(): Promise<void>
}

/** What a host fills in. Passed in, never imported; importing a module starts nothing. */
export interface Ports {
  readonly salesforce: SalesforcePort
  readonly stigg: StiggPort
  readonly writers: Writers
  readonly signIn: SignInPort
  readonly network: NetworkPort
  readonly journal: JournalPort
  readonly bulks: BulkPort
  readonly drafts: DraftsPort
  readonly mirror: MirrorPort
  readonly settings: SettingsPort
  readonly appSettings: AppSettingsPort
  readonly vault: VaultPort
  readonly clock: ClockPort
  readonly readBack: ReadBackPort
  readonly timer: TimerPort
  readonly ids: IdPort
  readonly notifier: NotifierPort
  readonly updates: UpdatesPort
  readonly calls: CallsPort
  readonly newDeals: NewDealsPort
  readonly probes: ProbesPort
  readonly system: SystemPort
  readonly log: LogPort
  readonly startOver: StartOverPort | null
  readonly profiles: ProfilesPort
  readonly stiggKey: KeyCheckPort
  readonly host: 'electron' | 'browser'
  readonly version: string
  /** Origin that Stigg's pages live on, for links; null where it is not known. */
  readonly stiggAppUrl: string | null
  /** Origin of the practice application that a call-out can be tried on; null on any other profile. */
  readonly practiceAppUrl: string | null
}
