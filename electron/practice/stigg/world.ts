import { randomBytes } from 'node:crypto'
import type { PracticeClock } from '../clock.ts'
import type { Collection, RecordStore } from '../record-store.ts'
import type {
  StiggCharge,
  StiggCustomer,
  StiggEntitlement,
  StiggEnvironment,
  StiggPromotionalEntitlement,
  StiggSeed,
  StiggWorkflow,
} from '../seed/types.ts'
import type { CheckoutRow, GrantRow, LedgerRow, SubscriptionRow, UsageRow } from './model.ts'
import type { Catalog } from './rules/catalog.ts'
import { grantDueAt } from './rules/credits.ts'
import { dueAt } from './rules/time.ts'
import { grantRows, keyed, ledgerRows, listRows, subscriptionRows, usageRows, type ListRow } from './seed-rows.ts'
import { createDueIndex, createRowIndex } from './world-index.ts'

/** An answer kept under an idempotency key. Source: Stigg REST API, "Idempotency" (24 h). */
export interface KeptAnswer {
  readonly key: string
  readonly fingerprint: string
  readonly status: number
  readonly body: unknown
  readonly keptAt: string
  readonly replays: number
}

/** One call of a workflow trigger, tests too. */
interface WorkflowCall {
  readonly id: string
  readonly triggerId: string
  readonly payload: unknown
  readonly isTest: boolean
  readonly at: string
  readonly success: boolean
  readonly response: unknown
}

/** A workflow that was answered at once and has yet to have its effect. */
interface QueuedWorkflow {
  readonly id: string
  readonly dueAt: string
  readonly triggerId: string
  readonly payload: unknown
}

/** The state of the practice environment: collections of the store, and what is read off them. */
export interface World {
  readonly environment: StiggEnvironment
  readonly seed: StiggSeed
  readonly store: RecordStore
  readonly clock: PracticeClock
  readonly catalog: Catalog
  readonly tables: Tables
  /** Where this simulator is reached, and where the practice org is; links on pages are made from them. */
  readonly urls: { app: string; readonly salesforce: string }
  /** The practice time, ISO 8601 UTC with milliseconds. */
  now(): string
  subscriptionsOf(customerId: string): SubscriptionRow[]
  grantsOf(customerId: string): GrantRow[]
  ledgerOf(customerId: string): LedgerRow[]
  promotionsOf(customerId: string): StiggPromotionalEntitlement[]
  dueSubscriptions(): readonly string[]
  dueGrants(): readonly string[]
  duePromotions(): readonly string[]
  /** Whether the environment is connected with a billing provider. */
  hasBilling(): boolean
  /** A readable id with this beginning that no subscription, grant or coupon has. */
  newId(prefix: string): string
}

type Tables = ReturnType<typeof openTables>

function openTables(store: RecordStore, seed: StiggSeed) {
  const open = <Row extends { readonly id: string }>(name: string, rows: readonly Row[]): Collection<Row> =>
    store.collection<Row>(
      `stigg.${name}`,
      again(() => keyed(rows)),
    )
  const lists = <Item>(name: string, rows: Readonly<Record<string, readonly Item[]>>): Collection<ListRow<Item>> =>
    store.collection<ListRow<Item>>(
      `stigg.${name}`,
      again(() => listRows(rows)),
    )
  return {
    products: open('products', seed.products),
    plans: open('plans', seed.plans),
    addons: open('addons', seed.addons),
    features: open('features', seed.features),
    currencies: open('currencies', seed.currencies),
    coupons: open('coupons', seed.coupons),
    planEntitlements: lists<StiggEntitlement>('plan-entitlements', seed.planEntitlements),
    planCharges: lists<StiggCharge>('plan-charges', seed.planCharges),
    addonEntitlements: lists<StiggEntitlement>('addon-entitlements', seed.addonEntitlements),
    addonCharges: lists<StiggCharge>('addon-charges', seed.addonCharges),
    customers: open<StiggCustomer>('customers', seed.customers),
    subscriptions: store.collection<SubscriptionRow>(
      'stigg.subscriptions',
      again(() => subscriptionRows(seed)),
    ),
    grants: store.collection<GrantRow>(
      'stigg.grants',
      again(() => grantRows(seed)),
    ),
    ledger: store.collection<LedgerRow>(
      'stigg.ledger',
      again(() => ledgerRows(seed)),
    ),
    promotions: open('promotional-entitlements', seed.promotionalEntitlements),
    autoRecharges: open('auto-recharges', seed.autoRecharges),
    integrations: open('integrations', seed.integrations),
    usage: store.collection<UsageRow>(
      'stigg.usage',
      again(() => usageRows(seed)),
    ),
    /** Idempotency keys of single usage and consumption events. */
    usageKeys: store.collection<{ readonly at: string }>('stigg.usage-keys'),
    checkouts: store.collection<CheckoutRow>('stigg.checkouts'),
    keptAnswers: store.collection<KeptAnswer>('stigg.kept-answers'),
    workflows: store.collection<StiggWorkflow>(
      'stigg.workflows',
      again(() => byTrigger(seed.workflows)),
    ),
    workflowCalls: store.collection<WorkflowCall>('stigg.workflow-calls'),
    workflowQueue: store.collection<QueuedWorkflow>('stigg.workflow-queue'),
  }
}

/** The seed is read again when the story starts over, so it must be iterable more than once. */
const again = <Item>(generate: () => Iterator<Item>): Iterable<Item> => ({ [Symbol.iterator]: generate })

function* byTrigger(workflows: readonly StiggWorkflow[]): Generator<readonly [string, StiggWorkflow]> {
  for (const workflow of workflows) yield [workflow.triggerId, workflow]
}

function catalogOf(tables: Tables): Catalog {
  return {
    product: (id) => tables.products.get(id),
    plan: (id) => tables.plans.get(id),
    addon: (id) => tables.addons.get(id),
    feature: (id) => tables.features.get(id),
    currency: (id) => tables.currencies.get(id),
    coupon: (id) => tables.coupons.get(id),
    planEntitlements: (id) => tables.planEntitlements.get(id)?.items ?? [],
    planCharges: (id) => tables.planCharges.get(id)?.items ?? [],
    addonEntitlements: (id) => tables.addonEntitlements.get(id)?.items ?? [],
    addonCharges: (id) => tables.addonCharges.get(id)?.items ?? [],
  }
}

function* pairs<Row extends object>(
  collection: Collection<Row>,
  idOf: (row: Row) => string,
): Generator<readonly [string, Row]> {
  for (const row of collection.values()) yield [idOf(row), row]
}

export interface WorldOptions {
  readonly store: RecordStore
  readonly seed: StiggSeed
  readonly clock: PracticeClock
  readonly salesforceUrl: string
}

/** Open the environment that a store keeps. The address of the app is filled in once the server listens. */
export function openWorld({ store, seed, clock, salesforceUrl }: WorldOptions): World {
  const tables = openTables(store, seed)
  const idOf = (row: { readonly id: string }): string => row.id
  const ofCustomer = <Row extends { readonly customerId: string }>(
    collection: Collection<Row>,
    keyOf: (row: Row) => string,
  ): ((customerId: string) => Row[]) => {
    const index = createRowIndex(
      store,
      collection,
      () => pairs(collection, keyOf),
      ({ customerId }) => customerId,
    )
    return (customerId) => index.idsOf(customerId).flatMap((id) => collection.get(id) ?? [])
  }
  const dueIn = <Row extends { readonly id: string }>(
    collection: Collection<Row>,
    due: (row: Row) => string | null,
  ): (() => readonly string[]) => {
    const index = createDueIndex(store, collection, () => pairs(collection, idOf), due)
    return () => index.due(clock.now().toISOString())
  }
  return {
    environment: seed.environment,
    seed,
    store,
    clock,
    catalog: catalogOf(tables),
    tables,
    urls: { app: '', salesforce: salesforceUrl },
    now: () => clock.now().toISOString(),
    subscriptionsOf: ofCustomer(tables.subscriptions, idOf),
    grantsOf: ofCustomer(tables.grants, idOf),
    ledgerOf: ofCustomer(tables.ledger, ({ eventId }) => eventId),
    promotionsOf: ofCustomer(tables.promotions, idOf),
    dueSubscriptions: dueIn(tables.subscriptions, dueAt),
    dueGrants: dueIn(tables.grants, grantDueAt),
    duePromotions: dueIn(tables.promotions, ({ status, endDate }) => (status === 'Active' ? endDate : null)),
    hasBilling: () =>
      seed.environment.hasBillingIntegration &&
      Iterator.from(tables.integrations.values()).some(({ vendorType }) => vendorType === 'BILLING'),
    newId(prefix) {
      for (;;) {
        const id = prefix + randomBytes(3).toString('hex')
        if (!tables.subscriptions.has(id) && !tables.grants.has(id) && !tables.coupons.has(id)) return id
      }
    },
  }
}
