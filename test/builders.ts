import type { CreditGrant } from '#shared/domain/credit-grant'
import type { CustomerState, Marker, StiggCustomer, Subscription } from '#shared/domain/customer'
import type { Situation } from '#shared/domain/draft-situation'
import type { Account, Contact, Deal, Opportunity, OpportunityLine, QuoteLine } from '#shared/domain/opportunity'
import type { DriftReport, DriftRow } from '#shared/domain/drift'
import type { ProvisioningRules } from '#shared/domain/profile'
import { readyWorkflows } from '#shared/domain/ready-workflows'
import type { ProvisionRequest } from '#shared/domain/step'

import { aCatalog } from './catalog.ts'

export { aCatalog, aCharge, aCustomEntitlement, aFeature, anAddon, anEntitlement, aPlan } from './catalog.ts'

/*
 * Valid by default; vary what matters. `aDeal()` is a won deal of 250 seats and 40 projects on the Enterprise plan for an account that Stigg
 * knows nothing of yet, and every check passes on it.
 */

export const now = '2026-11-18T16:20:31.000Z'
export const orgId = '00D5g000004XyZQEA0'
export const accountId = '0015g00000BcDeFAAV'
export const opportunityId = '0065g00000CdEfGAAV'

/** A plan line by default: one Enterprise. */
export const aLine = (vary: Partial<OpportunityLine> = {}): OpportunityLine => ({
  id: '00k5g00000DeFgHAAV',
  productId: '01t5g00000EfGhIAAV',
  productName: 'Enterprise plan',
  productCode: 'NW-ENT',
  productActive: true,
  stiggType: 'Plan',
  stiggId: 'plan-enterprise',
  mappedOn: 'product',
  quantity: '1',
  unitPrice: '30000',
  listPrice: '30000',
  discountPercent: null,
  totalPrice: '30000',
  description: null,
  serviceDate: null,
  sortOrder: 1,
  pricebookId: '01s5g00000GhIjKAAV',
  standardPriceActive: true,
  quote: null,
  ...vary,
})

export const aPlanLine = (stiggId: string, vary: Partial<OpportunityLine> = {}): OpportunityLine =>
  aLine({ id: `line-${stiggId}`, productId: `product-of-${stiggId}`, productName: `Sold ${stiggId}`, stiggId, ...vary })

export const anAddonLine = (stiggId: string, vary: Partial<OpportunityLine> = {}): OpportunityLine =>
  aPlanLine(stiggId, { stiggType: 'Add-on', unitPrice: null, listPrice: null, totalPrice: null, ...vary })

/** A line of 250 seats by default. */
export const anEntitlementLine = (stiggId = 'feature-seats', vary: Partial<OpportunityLine> = {}): OpportunityLine =>
  aPlanLine(stiggId, {
    stiggType: 'Entitlement',
    quantity: '250',
    unitPrice: null,
    listPrice: null,
    totalPrice: null,
    ...vary,
  })

export const aCreditLine = (stiggId = 'currency-api-credits', vary: Partial<OpportunityLine> = {}): OpportunityLine =>
  anEntitlementLine(stiggId, { stiggType: 'Credit entitlement', quantity: '500000', ...vary })

/** A service that maps to nothing. */
export const anUnmappedLine = (vary: Partial<OpportunityLine> = {}): OpportunityLine =>
  aLine({
    id: 'line-onboarding',
    productId: 'product-of-onboarding',
    productName: 'Onboarding',
    stiggType: null,
    stiggId: null,
    mappedOn: 'none',
    ...vary,
  })

/** What CPQ says of a line of an ordinary quote. */
export const aQuoteLine = (vary: Partial<QuoteLine> = {}): QuoteLine => ({
  quoteLineId: 'a0L5g00000AbCdEEAV',
  quoteType: 'Quote',
  quantity: null,
  priorQuantity: null,
  segmentIndex: null,
  startDate: null,
  endDate: null,
  billingFrequency: null,
  subscriptionTermMonths: null,
  pricebookId: null,
  ...vary,
})

export const anOpportunity = (vary: Partial<Opportunity> = {}): Opportunity => ({
  id: opportunityId,
  name: 'Acme renewal 2026',
  stageName: 'Closed Won',
  isWon: true,
  isClosed: true,
  closeDate: '2026-11-03',
  amount: '48000',
  currency: 'usd',
  type: 'New Business',
  accountId,
  accountName: 'Acme Corp',
  ownerName: 'Jordan Doe',
  pricebookId: '01s5g00000GhIjKAAV',
  pricebookName: 'Standard Price Book',
  contractId: null,
  recordType: null,
  quote: null,
  subscriptionId: null,
  systemModstamp: '2026-11-03T18:00:00.000Z',
  ...vary,
})

export const anAccount = (vary: Partial<Account> = {}): Account => ({
  id: accountId,
  name: 'Acme Corp',
  website: 'https://acme.example',
  stiggCustomerId: null,
  stiggCustomerUrl: null,
  lastModifiedDate: '2026-11-01T09:00:00.000Z',
  ...vary,
})

export const aContact = (vary: Partial<Contact> = {}): Contact => ({
  id: '0035g00000HiJkLAAV',
  name: 'Bill Payer',
  email: 'billing@acme.example',
  title: 'Accounts payable',
  role: 'Billing',
  isPrimary: false,
  ...vary,
})

export const aDeal = (vary: Partial<Deal> = {}): Deal => ({
  opportunity: anOpportunity(),
  account: anAccount(),
  lines: [aLine(), anEntitlementLine(), anEntitlementLine('feature-projects', { quantity: '40' })],
  contacts: [aContact()],
  readAt: now,
  ...vary,
})

export const aStiggCustomer = (vary: Partial<StiggCustomer> = {}): StiggCustomer => ({
  id: accountId,
  name: 'Acme Corp',
  email: 'billing@acme.example',
  archived: false,
  salesforceAccountId: accountId,
  hasPaymentMethod: true,
  billingId: null,
  metadata: {},
  ...vary,
})

export const aMarker = (vary: Partial<Marker> = {}): Marker => ({
  orgId,
  opportunityId,
  runId: 'run-1',
  generation: 1,
  ...vary,
})

/** An active Team subscription, paid by the year, with eight months to go. */
export const aSubscription = (vary: Partial<Subscription> = {}): Subscription => ({
  id: 'subscription-team',
  customerId: accountId,
  planId: 'plan-team',
  status: 'ACTIVE',
  pricingType: 'PAID',
  resourceId: null,
  startDate: '2026-07-18T00:00:00.000Z',
  trialEndDate: null,
  cancellationDate: null,
  effectiveEndDate: null,
  currentPeriodStart: '2026-07-18T00:00:00.000Z',
  currentPeriodEnd: '2027-07-18T00:00:00.000Z',
  billingPeriod: 'ANNUALLY',
  paymentCollectionMethod: 'INVOICE',
  addons: [],
  prices: [{ addonId: null, featureId: null, baseCharge: true, price: { amount: '990', currency: 'usd' } }],
  entitlements: [],
  entitlementValuesKnown: true,
  charges: null,
  scheduledUpdates: [],
  latestInvoice: null,
  minimumSpend: null,
  maximumSpend: null,
  coupons: [],
  trialEndBehavior: null,
  billingCycleAnchor: null,
  payingCustomerId: null,
  marker: null,
  salesforceAccountId: null,
  amendments: [],
  metadata: {},
  ...vary,
})

/** Stigg knows nothing of the account yet, and has a Salesforce integration. */
export const aCustomerState = (vary: Partial<CustomerState> = {}): CustomerState => ({
  customerId: accountId,
  customer: null,
  linkedToAccount: [],
  sameEmail: [],
  subscriptions: [],
  hadTrialOf: [],
  entitlements: [],
  promotional: [],
  integration: { id: 'integration-salesforce', domain: 'northwind.my.salesforce.com' },
  billing: { connected: true },
  readAt: now,
  ...vary,
})

/** A customer who is linked to the account and runs on the Team plan. */
export const aKnownCustomer = (vary: Partial<CustomerState> = {}): CustomerState =>
  aCustomerState({
    customer: aStiggCustomer(),
    linkedToAccount: [aStiggCustomer()],
    subscriptions: [aSubscription()],
    ...vary,
  })

export const rules = (vary: Partial<ProvisioningRules> = {}): ProvisioningRules => ({
  trialStages: ['POC'],
  trialDays: 14,
  trialEndBehavior: 'CANCEL_SUBSCRIPTION',
  billingPeriod: null,
  creditCadence: 'MONTH',
  paymentCollection: 'INVOICE',
  daysUntilDue: 30,
  pricePeriod: 'YEAR',
  lineSource: 'opportunity',
  renewalTypes: ['Existing Customer - Renewal', 'Renewal'],
  templates: [],
  raised: {},
  returnData: [],
  logTask: false,
  callOut: null,
  creditPresets: [],
  actsBy: { cancel: 'api', reschedule: 'api' },
  driftEvery: null,
  watch: { on: true, share: { of: 'limit', percent: 2 } },
  creditGuards: { repeatWithinHours: 24, maxPerGrant: null, maxPerDay: null },
  workflows: [...readyWorkflows],
  redirectUrl: null,
  ...vary,
})

/** What a subscription is provisioned with: an Enterprise of 250 seats, for the account's customer. */
export const aProvisionRequest = (vary: Partial<ProvisionRequest> = {}): ProvisionRequest => ({
  customerId: accountId,
  planId: 'plan-enterprise',
  resourceId: null,
  billingPeriod: null,
  unitQuantity: null,
  charges: [],
  addons: [],
  entitlements: [
    {
      type: 'FEATURE',
      featureId: 'feature-seats',
      usageLimit: '250',
      hasUnlimitedUsage: false,
      hasSoftLimit: false,
      resetPeriod: null,
    },
  ],
  priceOverrides: [],
  startDate: null,
  cancellationDate: null,
  trial: null,
  paymentCollection: null,
  daysUntilDue: null,
  minimumSpend: null,
  maximumSpend: null,
  discount: null,
  billingCycleAnchor: null,
  proration: null,
  payingCustomerId: null,
  metadata: {},
  salesforceAccountId: accountId,
  marker: { orgId, opportunityId, runId: 'run-1', generation: 1 },
  ...vary,
})

/** What a subscription of a draft is made from: nothing runs, nothing is edited, no template applies. */
export const aSituation = (vary: Partial<Situation> = {}): Situation => ({
  deal: aDeal(),
  catalog: aCatalog(),
  rules: rules(),
  template: null,
  live: null,
  current: null,
  carried: null,
  edits: {},
  now,
  timeZone: 'America/New_York',
  ...vary,
})

/** 100 credits without a resource, in force since a month, for good. */
export const aCreditGrant = (vary: Partial<CreditGrant> = {}): CreditGrant => ({
  id: 'cred-grant-1',
  name: 'Top-up',
  type: 'PROMOTIONAL',
  status: 'ACTIVE',
  currencyId: 'currency-credits',
  resourceId: null,
  granted: '100',
  consumed: '0',
  priority: null,
  effectiveAt: '2026-01-01T00:00:00.000Z',
  expireAt: null,
  voidedAt: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  cost: null,
  comment: null,
  payment: null,
  invoice: null,
  marker: null,
  ...vary,
})

/** Fewer seats than were sold, on a deal that was provisioned. */
export const aDriftRow = (vary: Partial<DriftRow> = {}): DriftRow => ({
  customerId: 'acme',
  accountId,
  accountName: 'Acme Corp',
  key: 'acme:feature:feature-seats',
  kind: 'less',
  what: { kind: 'feature', id: 'feature-seats', name: 'Seats' },
  sold: { kind: 'number', value: '150', unit: 'seats', per: null },
  live: { kind: 'number', value: '100', unit: 'seats', per: null },
  source: 'override',
  deal: { id: opportunityId, name: 'Acme Corp - Enterprise' },
  isProvisioned: true,
  subscriptionId: 'sub-1',
  endedAt: null,
  ...vary,
})

export const aDriftReport = (vary: Partial<DriftReport> = {}): DriftReport => ({
  orgId,
  environmentId: 'env-1',
  checkedAt: now,
  customers: 12,
  rows: [aDriftRow()],
  notes: [],
  ...vary,
})
