import type { CreditConsumption, LedgerPage, UsageRange } from '#shared/contract/credits'
import type { AutoRecharge, CreditGrant } from '#shared/domain/credit-grant'
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
import type { HeldBy } from '#shared/domain/drift/tally'
import type { CustomerTie } from '#shared/domain/link-mend'
import type { LinkCustomer } from '#shared/domain/link-states'
import type { Asked } from '#shared/domain/search-text'
import type { ProvisionRequest } from '#shared/domain/step'
import type { Result } from '#shared/failure'

/** What a search found in Stigg. Archived customers are left out. */
export interface FoundCustomers {
  readonly customers: readonly LinkCustomer[]
  readonly subscriptions: readonly { readonly id: string; readonly customerId: string }[]
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
  /** Null where the environment has none; `not-told` where the key may not ask. */
  salesforceIntegration(signal?: AbortSignal): Promise<Result<SalesforceIntegration | null | 'not-told'>>
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
