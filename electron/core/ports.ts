import type { KeptEdits } from '#shared/contract/drafts'
import type { DealPage, DealQuery, DealRow } from '#shared/contract/opportunities'
import type { CreditConsumption, CreditCustomer, LedgerPage, UsageRange } from '#shared/contract/credits'
import type { AutoRecharge, CreditGrant } from '#shared/domain/credit-grant'
import type { Bulk, BulkRow, BulkState } from '#shared/domain/bulk'
import type { Catalog } from '#shared/domain/catalog'
import type { StiggCostPreview } from '#shared/domain/cost'
import type {
  CustomerState,
  EffectiveEntitlement,
  HeldEntitlement,
  Marker,
  PromotionalEntitlement,
  SalesforceIntegration,
  StiggCustomer,
  Subscription,
} from '#shared/domain/customer'
import type { DealReason, DealState } from '#shared/domain/deal-state'
import type { DriftReport } from '#shared/domain/drift'
import type { HeldBy } from '#shared/domain/drift/tally'
import type { Account, Deal, Moment, Opportunity, OpportunityLine, Org } from '#shared/domain/opportunity'
import type { OrgChoices } from '#shared/domain/org-choices'
import type { AccountTie, CustomerTie } from '#shared/domain/link-mend'
import type { LinkAccount, LinkContact, LinkCustomer } from '#shared/domain/link-states'
import type { Asked } from '#shared/domain/search-text'
import type { MappingFields, Profile, ProvisioningRules } from '#shared/domain/profile'
import type {
  ProvisionRequest,
  CallOutStep,
  Run,
  RunState,
  RunSummary,
  SalesforceStep,
  Step,
  StepAnswer,
  StepRecord,
  StiggStep,
  Verification,
  WireAnswer,
  WireRequest,
} from '#shared/domain/run'
import type { Failure, Result } from '#shared/failure'

/** A deal as the mirror keeps it: what lists, searches and the checks without a live call need. */
export interface MirrorDeal {
  readonly opportunity: Opportunity
  readonly account: Account | null
  readonly lines: readonly OpportunityLine[]
}

/** Where an incremental read goes on: the greatest SystemModstamp seen, never the local clock. */
export interface Watermark {
  readonly modstamp: Moment
}

export interface DealBatch {
  readonly deals: readonly MirrorDeal[]
  /** Opportunities that were deleted, or are no longer won nor in a trial stage. */
  readonly gone: readonly string[]
  readonly watermark: Watermark
  /** Opportunities in all, where the service said so. */
  readonly total: number | null
}

export interface LineScope {
  readonly fields: MappingFields
  /** Where the lines of a deal with a primary CPQ quote come from; the other one serves where there are none. */
  readonly lineSource: ProvisioningRules['lineSource']
}

export interface DealScope extends LineScope {
  readonly trialStages: readonly string[]
}

/**
 * Whether the org has an active flow of Stigg's own, which provisions a deal the moment it is won. `unknown` where the
 * signed-in user may not look. `names` are labels of flows, as Setup shows them.
 */
export interface NativeFlows {
  readonly state: 'active' | 'none' | 'unknown'
  readonly names: readonly string[]
}

/** An account that a search found, and what it was found by. */
export interface FoundAccount extends LinkAccount {
  readonly found: { readonly by: 'name' | 'website' | 'contact'; readonly value: string }
}

/** What a search found in Stigg. Archived customers are left out. */
export interface FoundCustomers {
  readonly customers: readonly LinkCustomer[]
  readonly subscriptions: readonly { readonly id: string; readonly customerId: string }[]
}

/** Reads of the signed-in Salesforce org. Every failure is one of `salesforce.*`; nothing here writes. */
export interface SalesforcePort {
  /** The org and the signed-in user. */
  org(signal?: AbortSignal): Promise<Result<Org>>
  /** Find the fields that carry the mapping and the links, through describe. */
  discoverFields(signal?: AbortSignal): Promise<Result<MappingFields>>
  /** What the org offers for rules and templates. Fails: `salesforce.*`. */
  choices(signal?: AbortSignal): Promise<Result<OrgChoices>>
  /** One deal live, in one round trip. Fails: `opportunity.not-found`. */
  readDeal(opportunityId: string, scope: LineScope, signal?: AbortSignal): Promise<Result<Deal>>
  /** How many deals one call of readDeals may ask for. */
  readonly dealsAtOnce: number
  /** Several deals live, in one round trip, each with its own result. Fails: `salesforce.*`. */
  readDeals(
    opportunityIds: readonly string[],
    scope: LineScope,
    signal?: AbortSignal,
  ): Promise<Result<ReadonlyMap<string, Result<Deal>>>>
  /** Won deals and those in trial stages, changed since the watermark (null = all), oldest change first, in batches. */
  changedDeals(scope: DealScope, since: Watermark | null, signal?: AbortSignal): AsyncIterable<Result<DealBatch>>
  /** Accounts with a Stigg customer ID or won deals, page by page. */
  linkAccounts(fields: MappingFields, signal?: AbortSignal): AsyncIterable<Result<readonly LinkAccount[]>>
  /** Accounts by their IDs; those that cannot be found are left out. */
  accountsById(
    fields: MappingFields,
    accountIds: readonly string[],
    signal?: AbortSignal,
  ): Promise<Result<readonly LinkAccount[]>>
  /** Accounts whose Stigg Customer ID is this one; none where the org has no such field. At most 20. */
  accountsNaming(
    fields: MappingFields,
    customerId: string,
    signal?: AbortSignal,
  ): Promise<Result<readonly LinkAccount[]>>
  /** E-mails of the contacts of accounts with won deals and no Stigg customer ID, page by page, as far as the bound goes. */
  linkContacts(fields: MappingFields, signal?: AbortSignal): AsyncIterable<Result<readonly LinkContact[]>>
  /** What accounts hold of a link, by ID; those that cannot be found are left out. */
  accountTies(
    fields: MappingFields,
    accountIds: readonly string[],
    signal?: AbortSignal,
  ): Promise<Result<readonly AccountTie[]>>
  /** Accounts by their name, their web site, or their contacts' e-mail addresses, in one request. At most `limit` of each. */
  searchAccounts(
    fields: MappingFields,
    asked: Asked,
    limit: number,
    signal?: AbortSignal,
  ): Promise<Result<readonly FoundAccount[]>>
  /** The account of a contact; null where there is none, or the user may not see it. */
  accountOfContact(fields: MappingFields, contactId: string, signal?: AbortSignal): Promise<Result<FoundAccount | null>>
  /** Active flows that point to Stigg. */
  nativeFlows(signal?: AbortSignal): Promise<Result<NativeFlows>>
  /** API calls that this process has made, and what the org says of its daily limit. */
  usage(): { readonly calls: number; readonly org: { readonly used: number; readonly limit: number } | null }
}

export interface StiggEnvironment {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly slug: string | null
}

/** A subscription as the one paged read of markers sees it: once for each deal that made or amended it. */
export interface MarkedSubscription {
  readonly subscriptionId: string
  readonly customerId: string
  readonly status: Subscription['status']
  /** Null where it was read by a version of this app that did not keep it. */
  readonly planId: string | null
  readonly marker: Marker
}

/** What a customer may use in effect, and why not where it may use nothing ("CustomerNotFound", "NoActiveSubscription"). */
export interface EntitledTo {
  readonly denied: string | null
  readonly entitlements: readonly EffectiveEntitlement[]
}

/** One pool of credits: of a customer, in one currency, of one resource or of none. */
export interface CreditPool {
  readonly customerId: string
  readonly currencyId: string
  readonly resourceId: string | null
}

/** A customer's credits, read moments ago. */
export interface CreditState {
  readonly customer: StiggCustomer
  /** Resources of the customer's subscriptions. */
  readonly resources: readonly string[]
  /** Of every currency and resource, in every state. */
  readonly grants: readonly CreditGrant[]
  /** What Stigg itself says of currencies without a resource. */
  readonly told: readonly { readonly currencyId: string; readonly balance: string }[]
  /** Whether Stigg can collect money; null where the key may not ask. */
  readonly hasBilling: boolean | null
}

/** What a customer may use, read moments ago, and what may give it. */
export interface Holdings {
  /** In every state, with what only GraphQL knows where the key may ask. */
  readonly subscriptions: readonly Subscription[]
  readonly promotional: readonly PromotionalEntitlement[]
  /** Of the customer as a whole first, then of each resource that a subscription in force names. */
  readonly pools: readonly {
    readonly resourceId: string | null
    /** Stigg's word for why nothing may be used at all. */
    readonly deniedBecause: string | null
    readonly entitlements: readonly HeldEntitlement[]
  }[]
}

/** A customer that a workflow is fired for, with every subscription, in every state. */
export interface WorkflowCustomer {
  readonly customer: StiggCustomer
  readonly subscriptions: readonly Subscription[]
}

/** Reads of the Stigg environment that the key belongs to. Every failure is one of `stigg.*`; nothing here writes. */
export interface StiggPort {
  environment(signal?: AbortSignal): Promise<Result<StiggEnvironment>>
  /** The whole catalogue: plans with entitlements and charges, add-ons, features, currencies, products, coupons. */
  catalog(signal?: AbortSignal): Promise<Result<Catalog>>
  salesforceIntegration(signal?: AbortSignal): Promise<Result<SalesforceIntegration | null>>
  /**
   * The customer that an account would be provisioned to, and everything near it; requests run side by side. Without an
   * account nothing is said of who links to it, and without a deal's marker only what is not over is there.
   */
  customerState(
    about: {
      readonly customerId: string
      readonly accountId: string | null
      readonly email: string | null
      readonly marker: { readonly orgId: string; readonly opportunityId: string } | null
    },
    signal?: AbortSignal,
  ): Promise<Result<CustomerState>>
  /** Dry run of one subscription, at list price; null where Stigg cannot say (custom plans, a customer that is not there yet). */
  costPreview(request: ProvisionRequest, signal?: AbortSignal): Promise<Result<StiggCostPreview | null>>
  /** Null where there is none. */
  findSubscription(subscriptionId: string, signal?: AbortSignal): Promise<Result<Subscription | null>>
  /**
   * How long until one more deal may begin in the background, so that people at their desks still find room under
   * Stigg's limits. @param underWay background deals that have not made their subscriptions yet. @returns ms; 0 = now
   */
  roomIn(underWay: number): number
  /** Null where there is none. */
  findCustomer(customerId: string, signal?: AbortSignal): Promise<Result<StiggCustomer | null>>
  /** Customers whose Salesforce integration names the account; null where the key may not ask. At most 20. */
  customersOfAccount(accountId: string, signal?: AbortSignal): Promise<Result<readonly StiggCustomer[] | null>>
  /** Every subscription of the customer, ended ones among them; none where there is no such customer. */
  subscriptionsOf(customerId: string, signal?: AbortSignal): Promise<Result<readonly Subscription[]>>
  holdings(customerId: string, signal?: AbortSignal): Promise<Result<Holdings>>
  /** What a customer may use in effect, over all sources: one call, in the background. */
  entitledTo(customerId: string, signal?: AbortSignal): Promise<Result<EntitledTo>>
  /** Subscriptions of a customer, in force or over, and what was promised by hand; in the background. */
  heldBy(customerId: string, signal?: AbortSignal): Promise<Result<HeldBy>>
  /** Null where there is no such customer. */
  creditState(customerId: string, signal?: AbortSignal): Promise<Result<CreditState | null>>
  /** One page of the pool's ledger, in Stigg's order. */
  creditLedger(pool: CreditPool, cursor: string | null, signal?: AbortSignal): Promise<Result<LedgerPage>>
  creditConsumption(pool: CreditPool, range: UsageRange, signal?: AbortSignal): Promise<Result<CreditConsumption>>
  /** Null = none was ever set up. */
  creditAutoRecharge(
    about: Pick<CreditPool, 'customerId' | 'currencyId'>,
    signal?: AbortSignal,
  ): Promise<Result<AutoRecharge | null>>
  /** IDs of the environment's workflow triggers; null where the key may not ask. */
  workflowTriggers(signal?: AbortSignal): Promise<Result<readonly string[] | null>>
  /** Null where there is no such customer. */
  workflowCustomer(customerId: string, signal?: AbortSignal): Promise<Result<WorkflowCustomer | null>>
  /** Every customer that is not archived, page by page. */
  linkCustomers(signal?: AbortSignal): AsyncIterable<Result<readonly LinkCustomer[]>>
  /** What a customer holds of a link; null where there is no such customer. */
  customerTie(customerId: string, signal?: AbortSignal): Promise<Result<CustomerTie | null>>
  /** Customers by e-mail address, domain, name or ID, and the subscription of that ID, in one request. */
  searchCustomers(asked: Asked, limit: number, signal?: AbortSignal): Promise<Result<FoundCustomers>>
  /** Every subscription that carries a marker of this app for the org, page by page. */
  markedSubscriptions(orgId: string, signal?: AbortSignal): AsyncIterable<Result<readonly MarkedSubscription[]>>
}

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

/** Sign-in to Salesforce through the system's browser: Authorization Code with PKCE, loopback redirect. */
export interface SignInPort {
  /**
   * @param show called with the address that the person has to open
   * Fails: `sign-in.cancelled`, `sign-in.failed`. On success the session is kept and every reader uses it.
   */
  signIn(show: (authorizeUrl: string) => void, signal?: AbortSignal): Promise<Result<{ readonly username: string }>>
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
  /** Customers that accounts of the mirror name, by account name. @param search words that each has to hold */
  customers(search: string, limit: number): readonly CreditCustomer[]
  idsByAccount(accountId: string): readonly string[]
  idsByCustomer(stiggCustomerId: string): readonly string[]
  idsBySubscription(subscriptionId: string): readonly string[]
  progress(): { readonly watermark: Watermark | null; readonly asOf: Moment | null; readonly scope: string | null }
  setProgress(progress: { watermark: Watermark | null; asOf: Moment; scope: string }): void
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
  mappingFields(orgId: string): MappingFields | null
  keepMappingFields(orgId: string, fields: MappingFields): void
  /** Put other rules in force, from the next look on. */
  keepRules(rules: ProvisioningRules): void
  /** Put other addresses of Stigg's pages in force. */
  keepUrlTemplates(templates: Pick<Profile, 'customerUrlTemplate' | 'subscriptionUrlTemplate'>): void
  /** Files that could not be read and were kept aside, by name. */
  readonly keptAside: readonly string[]
}

/** Secrets. `keychain`: sealed by the system; `memory`: for as long as the process runs. */
export interface VaultPort {
  readonly protection: 'keychain' | 'memory'
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
  readonly journal: JournalPort
  readonly bulks: BulkPort
  readonly drafts: DraftsPort
  readonly mirror: MirrorPort
  readonly settings: SettingsPort
  readonly vault: VaultPort
  readonly clock: ClockPort
  readonly readBack: ReadBackPort
  readonly timer: TimerPort
  readonly ids: IdPort
  readonly log: LogPort
  readonly startOver: StartOverPort | null
  readonly host: 'electron' | 'browser'
  readonly version: string
  /** Origin that Stigg's pages live on, for links; null where it is not known. */
  readonly stiggAppUrl: string | null
  /** Origin of the practice application that a call-out can be tried on; null on any other profile. */
  readonly practiceAppUrl: string | null
}
