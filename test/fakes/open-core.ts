import { createRouterClient } from '@orpc/server'

import { openBulks } from '#adapters/sqlite/open-bulks'
import { openDrafts } from '#adapters/sqlite/open-drafts'
import { openMirror } from '#adapters/sqlite/open-mirror'
import { createCore, type Core } from '#core/create-core'
import type { DealBatch, Ports, Probe } from '#core/ports'
import { memoryVault } from '#hosts/composition/memory-vault'
import type { Companion } from '#shared/contract/index'
import type { Org } from '#shared/domain/opportunity'
import type { FieldRef, MappingFields, Profile } from '#shared/domain/profile'
import { fail, ok, type Result } from '#shared/failure'
import { aCatalog, aCustomerState, aDeal, now, opportunityId, orgId, rules } from '#test/builders'
import { memoryJournal } from '#test/fakes/memory-journal'
import { scriptedWriters } from '#test/fakes/scripted-writers'
import {
  heldAppSettings,
  heldCalls,
  heldNewDeals,
  heldNotifier,
  heldTimer,
  heldUpdates,
  oneProfile,
  silentLog,
  stoppedClock,
} from '#test/fakes/small-ports'

export const anOrg: Org = {
  id: orgId,
  name: 'Northwind',
  isSandbox: true,
  timeZone: 'UTC',
  currency: 'usd',
  userId: '0055g00000AaBbCAAV',
  userName: 'Olivia Ops',
  username: 'olivia.ops@northwind.example',
  lightningUrl: 'https://northwind.lightning.force.com',
}

const aField = (object: string, field: string): FieldRef => ({
  object,
  field,
  label: field,
  foundBy: 'name',
  updateable: true,
  length: 255,
})

const someFields: MappingFields = {
  productType: aField('Product2', 'Stigg_Type__c'),
  productId: aField('Product2', 'Stigg_ID__c'),
  lineType: null,
  lineId: null,
  customerId: aField('Account', 'Stigg_Customer_ID__c'),
  customerUrl: null,
  subscriptionId: aField('Opportunity', 'Stigg_Subscription_ID__c'),
}

export const aProfile = (vary: Partial<Profile> = {}): Profile => ({
  id: 'practice',
  name: 'Practice workspace',
  kind: 'practice',
  access: 'confirm',
  rules: rules(),
  customerUrlTemplate: null,
  subscriptionUrlTemplate: null,
  ...vary,
})

const aProbe = (vary: Partial<Probe>): Probe => ({
  url: 'https://login.salesforce.com',
  status: 200,
  roundTripMs: 40,
  clockAheadMs: 0,
  ...vary,
})

export const aBatch = (vary: Partial<DealBatch> = {}): DealBatch => ({
  deals: [aDeal()],
  gone: [],
  watermark: { modstamp: now },
  total: 1,
  ...vary,
})

/** A promise that a test keeps when it wants to. */
export const gate = () => Promise.withResolvers<void>()

async function* only<T>(value: T): AsyncGenerator<Result<T>> {
  yield await Promise.resolve(ok(value))
}

/** Ports that hold one deal that every check passes on, all in memory; vary what matters. */
export function somePorts(vary: Partial<Ports> = {}) {
  const journal = memoryJournal()
  const writers = scriptedWriters({})
  const ports: Ports = {
    salesforce: {
      org: () => Promise.resolve(ok(anOrg)),
      discoverFields: () => Promise.resolve(ok(someFields)),
      mappingCandidates: () =>
        Promise.resolve(
          ok({
            productType: [],
            productId: [],
            lineType: [],
            lineId: [],
            customerId: [],
            customerUrl: [],
            subscriptionId: [],
          }),
        ),
      mappedProducts: () => Promise.resolve(ok({ products: [], pricebooks: [], total: 0 })),
      readDeal: () => Promise.resolve(ok(aDeal())),
      dealsAtOnce: 50,
      readDeals: (ids) => Promise.resolve(ok(new Map(ids.map((id) => [id, ok(aDeal())])))),
      changedDeals: () => only(aBatch()),
      choices: () =>
        Promise.resolve(ok({ stages: ['Closed Won'], opportunityTypes: [], recordTypes: [], textFields: [] })),
      linkAccounts: () => only([]),
      accountsById: () => Promise.resolve(ok([])),
      accountsNaming: () => Promise.resolve(ok([])),
      linkContacts: () => only([]),
      accountTies: () => Promise.resolve(ok([])),
      searchAccounts: () => Promise.resolve(ok([])),
      accountOfContact: () => Promise.resolve(ok(null)),
      nativeFlows: () => Promise.resolve(ok({ state: 'none', names: [] })),
      usage: () => ({ calls: 0, org: null }),
    },
    stigg: {
      environment: () => Promise.resolve(ok({ id: 'env-1', name: 'Sandbox', type: 'DEVELOPMENT', slug: 'sandbox' })),
      catalog: () => Promise.resolve(ok(aCatalog({ readAt: now }))),
      salesforceIntegration: () => Promise.resolve(ok(null)),
      customerState: () => Promise.resolve(ok(aCustomerState())),
      costPreview: () => Promise.resolve(ok(null)),
      findSubscription: () => Promise.resolve(ok(null)),
      findCustomer: () => Promise.resolve(ok(null)),
      customersOfAccount: () => Promise.resolve(ok([])),
      subscriptionsOf: () => Promise.resolve(ok([])),
      holdings: () => Promise.resolve(ok({ subscriptions: [], promotional: [], pools: [] })),
      creditState: () => Promise.resolve(ok(null)),
      creditLedger: () => Promise.resolve(ok({ entries: [], next: null })),
      creditConsumption: () => Promise.resolve(ok({ series: [] })),
      creditAutoRecharge: () => Promise.resolve(ok(null)),
      workflowTriggers: () => Promise.resolve(ok(null)),
      workflowCustomer: () => Promise.resolve(ok(null)),
      entitledTo: () => Promise.resolve(ok({ denied: null, entitlements: [] })),
      heldBy: () => Promise.resolve(ok({ subscriptions: [], promotional: [] })),
      roomIn: () => 0,
      markedSubscriptions: () => only([]),
      linkCustomers: () => only([]),
      customerTie: () => Promise.resolve(ok(null)),
      searchCustomers: () => Promise.resolve(ok({ customers: [], subscriptions: [] })),
    },
    writers,
    signIn: {
      signIn: () => Promise.resolve(fail('sign-in.cancelled', 'Nobody signed in')),
      signOut: () => Promise.resolve({ atSalesforce: 'revoked', failure: null }),
    },
    network: { problem: () => null, reach: () => Promise.reject(new Error('nobody tries the network here')) },
    journal,
    bulks: openBulks(':memory:').port,
    drafts: openDrafts(':memory:').port,
    mirror: openMirror(':memory:').port,
    settings: {
      profile: () => aProfile(),
      mappingFields: () => null,
      keepMappingFields: () => undefined,
      chosenFields: () => ({}),
      keepChosenFields: () => undefined,
      keepRules: () => undefined,
      connection: () => null,
      keepName: () => undefined,
      keepAccess: () => undefined,
      keepConnection: () => undefined,
      keepUrlTemplates: () => undefined,
      keptAside: [],
    },
    appSettings: heldAppSettings(),
    vault: memoryVault(),
    clock: stoppedClock(now),
    readBack: { everyMs: 1000, forMs: 10_000, wait: () => Promise.resolve() },
    timer: heldTimer(),
    ids: { runId: () => crypto.randomUUID() },
    notifier: heldNotifier(),
    updates: heldUpdates(),
    calls: heldCalls(),
    newDeals: heldNewDeals(),
    probes: {
      salesforce: () => Promise.resolve(aProbe({ url: 'https://acme.my.salesforce.com' })),
      stigg: () => Promise.resolve(aProbe({ url: 'https://api.stigg.io' })),
      scopes: () => ['api', 'refresh_token'],
    },
    system: {
      facts: () => ({ platform: 'linux', release: '6.8.0', arch: 'x64', node: '24.11.0', electron: null }),
    },
    log: silentLog,
    startOver: null,
    profiles: oneProfile(),
    stiggKey: {
      environmentOf: () => Promise.resolve(fail('stigg.key-refused', 'No key is taken here')),
      keep: () => Promise.resolve(),
    },
    host: 'browser',
    version: 'test',
    stiggAppUrl: null,
    practiceAppUrl: null,
    ...vary,
  }
  return { ports, journal, writers }
}

export interface OpenCore {
  readonly core: Core
  readonly companion: Companion
}

export function openCore(ports: Ports): OpenCore {
  const core = createCore(ports)
  return { core, companion: createRouterClient(core.router) }
}

/** Approve the one deal as it stands. @returns the stream of its run */
export async function begin(companion: Companion, signal?: AbortSignal) {
  const { fingerprint, findings } = await companion.provisioning.preview({
    opportunityId,
    edits: { subscriptions: {} },
  })
  return companion.provisioning.apply(
    {
      opportunityId,
      edits: { subscriptions: {} },
      fingerprint,
      acknowledged: findings.filter(({ severity }) => severity === 'warning').map(({ key }) => key),
    },
    signal ? { signal } : {},
  )
}
