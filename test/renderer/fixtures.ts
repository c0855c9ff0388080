import type { OrgChoices } from '#shared/domain/org-choices'
import type { DealRow } from '#shared/contract/opportunities'
import type { ProvisioningPreview, ProvisioningReport } from '#shared/contract/provisioning'
import type { WatchStatus } from '#shared/contract/watch'
import type { WorkspaceStatus } from '#shared/contract/workspace'
import type { Diagnostics } from '#shared/domain/diagnostics'
import type { SubscriptionDraft } from '#shared/domain/draft'
import type { Run, StepRecord } from '#shared/domain/run'
import { toId18 } from '#shared/domain/salesforce-id'

import { aDeal, accountId, now, opportunityId, orgId, rules } from '../builders.ts'

/* What the core answers, believable by default; vary what matters. */

export const aStatus = (vary: Partial<WorkspaceStatus> = {}): WorkspaceStatus => ({
  version: '0.1.0',
  host: 'browser',
  profile: {
    id: 'practice',
    name: 'Practice workspace',
    kind: 'practice',
    access: 'confirm',
    rules: rules({ trialStages: [], trialEndBehavior: null, creditCadence: null, pricePeriod: null }),
    customerUrlTemplate: null,
    subscriptionUrlTemplate: null,
  },
  salesforce: {
    state: 'connected',
    failure: null,
    org: {
      id: orgId,
      name: 'Northwind',
      isSandbox: true,
      timeZone: 'America/New_York',
      currency: 'usd',
      userId: '0055g00000AbCdEAAV',
      userName: 'Jordan Doe',
      username: 'jordan@northwind.example',
      lightningUrl: 'https://northwind.lightning.example',
    },
    apiUsage: { used: 1200, limit: 100_000 },
  },
  practiceAppUrl: null,
  stigg: {
    state: 'connected',
    failure: null,
    environment: { id: 'env-1', name: 'Staging', type: 'SANDBOX', slug: 'staging' },
    appUrl: 'https://app.stigg.example',
  },
  mapping: null,
  mappingGone: [],
  isFinished: true,
  isMixedPairConfirmed: false,
  vault: 'memory',
  interruptedRuns: 0,
  keptAside: [],
  ...vary,
})

export const aRow = (vary: Partial<DealRow> = {}): DealRow => ({
  id: opportunityId,
  name: 'Acme renewal 2026',
  accountId,
  accountName: 'Acme Corp',
  ownerName: 'Jordan Doe',
  stageName: 'Closed Won',
  type: 'New Business',
  closeDate: '2026-11-03',
  amount: '48000',
  currency: 'usd',
  state: 'ready',
  reason: { finding: null, facts: {}, runId: null, warnings: 0 },
  soldPlan: 'Enterprise plan',
  soldOther: 2,
  customerId: null,
  subscriptionId: null,
  ...vary,
})

/** A valid opportunity ID that ends in a number of four digits (before its check characters). */
export const numberedId = (number: string): string => toId18(`00600000000${number}`) ?? ''

/** Deals that are told apart by their number: "Deal 0001", … */
export const manyRows = (count: number): readonly DealRow[] =>
  Array.from({ length: count }, (_, index) => {
    const number = String(index + 1).padStart(4, '0')
    return aRow({ id: numberedId(number), name: `Deal ${number}`, accountName: `Account ${number}` })
  })

export const aSubscriptionDraft = (vary: Partial<SubscriptionDraft> = {}): SubscriptionDraft => ({
  productId: 'product-northwind',
  productName: 'Northwind',
  planId: 'plan-enterprise',
  planName: 'Enterprise',
  pricingType: 'PAID',
  planLineIds: [],
  way: 'replace',
  amendsId: null,
  resourceId: null,
  billingPeriod: 'ANNUALLY',
  unitQuantity: null,
  charges: [],
  addons: [],
  entitlements: [],
  priceOverrides: [],
  startKind: 'now',
  startDate: null,
  cancellationDate: null,
  trial: null,
  paymentCollection: 'INVOICE',
  daysUntilDue: 30,
  minimumSpend: null,
  maximumSpend: null,
  discount: null,
  billingCycleAnchor: null,
  proration: null,
  payingCustomerId: null,
  metadata: {},
  templateId: null,
  origins: { billingPeriod: 'plan', paymentCollection: 'profile' },
  ...vary,
})

const links: ProvisioningPreview['links'] = {
  opportunityUrl: `https://northwind.lightning.example/lightning/r/Opportunity/${opportunityId}/view`,
  accountUrl: `https://northwind.lightning.example/lightning/r/Account/${accountId}/view`,
  customerUrl: 'https://app.stigg.example/customers/acme',
  subscriptionUrl: null,
  appUrl: `stigg-companion://opportunity/${opportunityId}`,
}

const step: StepRecord['step'] = {
  kind: 'create-customer',
  id: 'step-1',
  customerId: accountId,
  name: 'Acme Corp',
  email: null,
  salesforceAccountId: accountId,
  integrationId: null,
  orgId,
  metadata: {},
}
const requests: StepRecord['requests'] = [
  { service: 'stigg', method: 'POST', path: '/api/v1/customers', body: { id: accountId, name: 'Acme Corp' } },
]

export const aPreview = (vary: Partial<ProvisioningPreview> = {}): ProvisioningPreview => ({
  callOut: null,
  deal: aDeal(),
  state: 'ready',
  reason: { finding: null, facts: {}, runId: null, warnings: 0 },
  draft: {
    opportunityId,
    customer: {
      id: accountId,
      chosenBy: 'account-id',
      exists: false,
      name: 'Acme Corp',
      nameOrigin: 'deal',
      metadata: {},
      email: 'billing@acme.example',
      emailOrigin: 'contact',
    },
    subscriptions: [aSubscriptionDraft()],
    leftAlone: [],
  },
  findings: [],
  trialRules: {},
  ramps: [],
  ways: [],
  customer: null,
  names: {},
  subscriptions: [],
  changeSet: {
    rows: [
      {
        key: 'plan',
        productId: 'product-northwind',
        kind: 'plan',
        entity: { id: 'plan-enterprise', name: 'Enterprise' },
        sold: { name: 'Enterprise plan', quantity: '1', lineIds: [], sum: [] },
        will: { kind: 'plan', planId: 'plan-enterprise', name: 'Enterprise', version: 4 },
        today: { kind: 'plan', planId: 'plan-team', name: 'Team', version: null },
        effective: null,
        change: 'changed',
      },
      {
        key: 'seats',
        productId: 'product-northwind',
        kind: 'feature',
        entity: { id: 'feature-seats', name: 'Seats' },
        sold: { name: 'Seats', quantity: '150', lineIds: [], sum: ['100', '50'] },
        will: { kind: 'number', value: '150', unit: 'seats', per: null },
        today: { kind: 'number', value: '100', unit: 'seats', per: null },
        effective: null,
        change: 'more',
      },
    ],
    consequences: [
      { kind: 'replaces', subscriptionId: 'sub-team', planName: 'Team', endsAt: null, daysEarly: 212 },
      { kind: 'starts', planName: 'Enterprise', at: null, trialEndsAt: null },
    ],
  },
  cost: { first: null, recurring: null, note: 'not-billed-by-stigg' },
  steps: [{ step, requests }],
  fingerprint: 'fingerprint-1',
  links,
  readAt: now,
  ...vary,
})

export const aStepRecord = (vary: Partial<StepRecord> = {}): StepRecord => ({
  step,
  requests,
  state: 'done',
  attempt: 1,
  sentAt: '2026-11-18T16:20:31.000Z',
  answeredAt: '2026-11-18T16:20:31.320Z',
  answer: { recordId: accountId, foundExisting: false, byRunId: null, checkoutUrl: null, facts: {} },
  failure: null,
  heard: [],
  ...vary,
})

export const aRun = (vary: Partial<Run> = {}): Run => ({
  id: 'run-1',
  kind: 'provision',
  state: 'done',
  opportunityId,
  opportunityName: 'Acme renewal 2026',
  accountId,
  accountName: 'Acme Corp',
  customerId: accountId,
  startedAt: now,
  finishedAt: '2026-11-18T16:20:33.000Z',
  startedBy: 'Jordan Doe',
  bulkId: null,
  approval: {
    fingerprint: 'fingerprint-1',
    edits: { subscriptions: {} },
    acknowledged: [],
    findings: [],
    changeSet: aPreview().changeSet,
    cost: aPreview().cost,
  },
  steps: [aStepRecord()],
  verification: {
    at: now,
    fields: [{ record: 'customer', field: 'name', expected: 'Acme Corp', found: 'Acme Corp', result: 'same' }],
    failure: null,
    findings: [],
  },
  abandonReason: null,
  ...vary,
})

export const aReport = (vary: Partial<Run> = {}): ProvisioningReport => ({ run: aRun(vary), links })

/** What the org offers for rules. */
export const orgChoices: OrgChoices = {
  stages: ['Prospecting', 'POC', 'Closed Won'],
  opportunityTypes: ['New Customer', 'Renewal'],
  recordTypes: ['Subscription'],
  textFields: [
    { object: 'Opportunity', field: 'Stigg_Plan__c', label: 'Stigg plan', length: 255, updateable: true },
    { object: 'Opportunity', field: 'Short__c', label: 'Short', length: 10, updateable: true },
    { object: 'OpportunityLineItem', field: 'Stigg_As__c', label: 'Line text', length: 255, updateable: true },
  ],
}

export const aWatch = (vary: Partial<WatchStatus> = {}): WatchStatus => ({
  state: 'going',
  because: 'usual',
  everyMs: 60_000,
  nextAt: '2026-11-18T16:21:00.000Z',
  lastAt: '2026-11-18T16:20:00.000Z',
  failure: null,
  share: { used: 120, allowed: 2_000, isLimitKnown: true },
  org: { used: 4_200, limit: 100_000 },
  newDeals: [],
  ...vary,
})

export const someDiagnostics = (vary: Partial<Diagnostics> = {}): Diagnostics => ({
  madeAt: '2026-11-18T16:20:00.000Z',
  app: { version: '0.1.0', host: 'browser' },
  system: { platform: 'linux', release: '6.8.0', arch: 'x64', node: '24.11.0', electron: null },
  profile: { kind: 'sandbox', access: 'confirm' },
  secrets: { keptIn: 'memory' },
  salesforce: {
    host: '….my.salesforce.com',
    state: 'connected',
    failure: null,
    answered: 200,
    roundTripMs: 48,
    clockAheadSeconds: 0,
    isSandbox: true,
    scopes: ['api', 'refresh_token'],
    orgRequests: { used: 4_200, limit: 100_000 },
    appRequests: { used: 120, allowed: 2_000 },
    fieldsFound: { found: 6, of: 7 },
  },
  stigg: {
    host: '….stigg.io',
    state: 'unreachable',
    failure: 'stigg.unreachable',
    answered: null,
    roundTripMs: null,
    clockAheadSeconds: null,
    environment: 'SANDBOX',
  },
  watch: { state: 'going', because: 'usual', nextAt: '2026-11-18T16:21:00.000Z' },
  mirror: {
    asOf: '2026-11-18T16:20:00.000Z',
    isWhole: true,
    deals: { 'in-flight': 0, attention: 1, superseded: 0, drifted: 0, live: 20, blocked: 3, ready: 4 },
    markers: 20,
  },
  drift: null,
  runs: { running: 0, interrupted: 0, attention: 1, waiting: 0, done: 20, abandoned: 0 },
  failures: [{ code: 'stigg.unreachable', times: 2, lastAt: '2026-11-18T15:00:00.000Z' }],
  keptAside: 0,
  settings: {
    trialDays: 14,
    trialEndBehavior: null,
    billingPeriod: null,
    creditCadence: null,
    paymentCollection: 'INVOICE',
    daysUntilDue: 30,
    pricePeriod: null,
    lineSource: 'opportunity',
    logTask: false,
    actsBy: { cancel: 'api', reschedule: 'api' },
    driftEvery: null,
    watch: { on: true, share: { of: 'limit', percent: 2 } },
    trialStages: 0,
    renewalTypes: 2,
    templates: 0,
    raisedChecks: 0,
    returnData: 0,
    creditPresets: 0,
    workflows: 5,
    hasCallOut: false,
    hasRedirectPage: false,
  },
  ...vary,
})
