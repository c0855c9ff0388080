import { buildSchema } from 'graphql'

/**
 * The part of Stigg's GraphQL schema that is modelled: workflows, and the reads that REST lacks.
 * Source: Stigg GraphQL schema as of Go client v6.21.0; Stigg documentation, "Workflow triggers".
 */
const sdl = /* GraphQL */ `
  scalar DateTime
  scalar JSON
  scalar ConnectionCursor

  enum SubscriptionStatus {
    PAYMENT_PENDING
    ACTIVE
    EXPIRED
    IN_TRIAL
    CANCELED
    NOT_STARTED
  }
  enum PricingType {
    FREE
    PAID
    CUSTOM
  }
  enum BillingPeriod {
    MONTHLY
    ANNUALLY
  }
  enum PaymentCollection {
    NOT_REQUIRED
    PROCESSING
    FAILED
    ACTION_REQUIRED
  }
  enum PaymentCollectionMethod {
    CHARGE
    INVOICE
    NONE
  }
  enum SubscriptionCancelReason {
    UpgradeOrDowngrade
    CancelledByBilling
    Expired
    DetachBilling
    TrialEnded
    Immediate
    TrialConverted
    PendingPaymentExpired
    ScheduledCancellation
    CustomerArchived
    AutoCancellationRule
  }
  enum TrialEndBehavior {
    CONVERT_TO_PAID
    CANCEL_SUBSCRIPTION
  }
  enum EntitlementResetPeriod {
    YEAR
    MONTH
    WEEK
    DAY
    HOUR
  }
  enum EntitlementCadence {
    MONTH
    YEAR
  }
  enum EnvironmentType {
    DEVELOPMENT
    PRODUCTION
    SANDBOX
  }
  enum SyncStatus {
    PENDING
    ERROR
    SUCCESS
    NO_SYNC_REQUIRED
  }
  enum SortDirection {
    ASC
    DESC
  }
  enum VendorIdentifier {
    AUTH0
    ZUORA
    STRIPE
    HUBSPOT
    AWS_MARKETPLACE
    SNOWFLAKE
    SALESFORCE
    BIG_QUERY
    OPEN_FGA
    APP_STORE
    RECEIVED
    PREQUEL
    AIRWALLEX
    STRIPE_INVOICING
  }
  enum VendorType {
    BILLING
    CRM
    AUTH
    MARKETPLACE
    DATA_EXPORT
    ENTITLEMENTS
    OTHER
  }

  input CursorPaging {
    before: ConnectionCursor
    after: ConnectionCursor
    first: Int
    last: Int
  }
  input StringFieldComparison {
    is: Boolean
    isNot: Boolean
    eq: String
    neq: String
    in: [String!]
    notIn: [String!]
    like: String
    notLike: String
    iLike: String
    notILike: String
    gt: String
    gte: String
    lt: String
    lte: String
  }
  input DateFieldComparison {
    is: Boolean
    isNot: Boolean
    eq: DateTime
    neq: DateTime
    gt: DateTime
    gte: DateTime
    lt: DateTime
    lte: DateTime
  }
  input SubscriptionStatusFilterComparison {
    is: Boolean
    isNot: Boolean
    eq: SubscriptionStatus
    neq: SubscriptionStatus
    in: [SubscriptionStatus!]
    notIn: [SubscriptionStatus!]
  }
  input PricingTypeFilterComparison {
    eq: PricingType
    neq: PricingType
    in: [PricingType!]
    notIn: [PricingType!]
  }
  input VendorIdentifierFilterComparison {
    eq: VendorIdentifier
    neq: VendorIdentifier
    in: [VendorIdentifier!]
    notIn: [VendorIdentifier!]
  }

  type PageInfo {
    hasNextPage: Boolean
    hasPreviousPage: Boolean
    startCursor: ConnectionCursor
    endCursor: ConnectionCursor
  }
  type Money {
    amount: Float!
    currency: String!
  }

  type SyncState {
    vendorIdentifier: VendorIdentifier!
    syncedEntityId: String
    status: SyncStatus!
    error: String
  }
  type Customer {
    id: ID!
    customerId: String!
    refId: String!
    name: String
    email: String
    salesforceId: String
    crmId: String
    billingId: String
    billingCurrency: String
    additionalMetaData: JSON
    createdAt: DateTime
    updatedAt: DateTime!
    deletedAt: DateTime
    hasActiveSubscription: Boolean!
    hasPaymentMethod: Boolean!
    syncStates: [SyncState!]
    subscriptions: [CustomerSubscription!]
  }
  type CustomerEdge {
    node: Customer!
    cursor: ConnectionCursor!
  }
  type CustomerConnection {
    edges: [CustomerEdge!]!
    pageInfo: PageInfo!
    totalCount: Int!
  }
  input CustomerFilter {
    and: [CustomerFilter!]
    or: [CustomerFilter!]
    id: StringFieldComparison
    customerId: StringFieldComparison
    refId: StringFieldComparison
    email: StringFieldComparison
    name: StringFieldComparison
    salesforceId: StringFieldComparison
    crmId: StringFieldComparison
    billingId: StringFieldComparison
    createdAt: DateFieldComparison
    updatedAt: DateFieldComparison
    deletedAt: DateFieldComparison
    searchQuery: StringFieldComparison
  }
  enum CustomerSortFields {
    createdAt
    updatedAt
    customerId
    refId
    name
    email
    salesforceId
    billingId
  }
  input CustomerSort {
    field: CustomerSortFields!
    direction: SortDirection!
  }
  input GetCustomerByRefIdInput {
    customerId: String!
    environmentId: String
  }

  type Feature {
    id: String!
    refId: String!
    displayName: String!
    featureType: String!
  }
  type CustomCurrency {
    id: String!
    currencyId: String!
    displayName: String!
    symbol: String
  }
  type SubscriptionFeatureEntitlement {
    featureId: String!
    feature: Feature
    usageLimit: Float
    hasUnlimitedUsage: Boolean
    hasSoftLimit: Boolean
    resetPeriod: EntitlementResetPeriod
    enumValues: [String!]
    updatedAt: DateTime
  }
  type SubscriptionCreditEntitlement {
    customCurrencyId: String!
    customCurrency: CustomCurrency
    amount: Float!
    cadence: EntitlementCadence!
    hasSoftLimit: Boolean
    updatedAt: DateTime
  }
  union SubscriptionEntitlement = SubscriptionFeatureEntitlement | SubscriptionCreditEntitlement

  type Product {
    id: String!
    refId: String!
    displayName: String
    multipleSubscriptions: Boolean!
  }
  type Plan {
    id: String!
    refId: String!
    displayName: String!
    pricingType: PricingType
    product: Product!
    versionNumber: Int!
  }
  type Addon {
    id: String!
    refId: String!
    displayName: String!
  }
  type SubscriptionAddon {
    addonId: String!
    quantity: Int!
    addon: Addon!
  }
  type SubscriptionPrice {
    price: Money
    featureId: String
    addonId: String
    baseCharge: Boolean
  }
  type SubscriptionMinimumSpend {
    minimumSpend: Money
  }
  type SubscriptionInvoice {
    billingId: String!
    status: String!
    createdAt: DateTime!
    amountDue: Float
    total: Float
    currency: String
    pdfUrl: String
    billingReason: String
    requiresAction: Boolean!
  }
  type SubscriptionFutureUpdate {
    scheduledExecutionTime: DateTime!
    scheduleStatus: String!
    subscriptionScheduleType: String!
  }
  type CustomerResource {
    id: String!
    resourceId: String!
  }
  type CustomerSubscription {
    id: String!
    refId: String!
    subscriptionId: String!
    salesforceId: String
    crmId: String
    billingId: String
    status: SubscriptionStatus!
    pricingType: PricingType!
    billingPeriod: BillingPeriod
    paymentCollection: PaymentCollection!
    paymentCollectionMethod: PaymentCollectionMethod
    createdAt: DateTime!
    startDate: DateTime!
    endDate: DateTime
    effectiveEndDate: DateTime
    cancellationDate: DateTime
    cancelReason: SubscriptionCancelReason
    trialEndDate: DateTime
    trialEndBehavior: TrialEndBehavior
    wasInTrial: Boolean
    currentBillingPeriodStart: DateTime
    currentBillingPeriodEnd: DateTime
    billingCycleAnchor: DateTime
    additionalMetaData: JSON
    totalPrice: Money
    customer: Customer!
    customerId: String!
    payingCustomer: Customer
    plan: Plan!
    addons: [SubscriptionAddon!]
    prices: [SubscriptionPrice!]
    entitlements: [SubscriptionEntitlement!]
    subscriptionEntitlements: [SubscriptionEntitlement!]
    futureUpdates: [SubscriptionFutureUpdate!]!
    latestInvoice: SubscriptionInvoice
    minimumSpend: Money
    resource: CustomerResource
    resourceId: String
  }
  type CustomerSubscriptionEdge {
    node: CustomerSubscription!
    cursor: ConnectionCursor!
  }
  type CustomerSubscriptionConnection {
    edges: [CustomerSubscriptionEdge!]!
    pageInfo: PageInfo!
    totalCount: Int!
  }
  input CustomerSubscriptionFilter {
    and: [CustomerSubscriptionFilter!]
    or: [CustomerSubscriptionFilter!]
    id: StringFieldComparison
    subscriptionId: StringFieldComparison
    refId: StringFieldComparison
    salesforceId: StringFieldComparison
    crmId: StringFieldComparison
    customerId: StringFieldComparison
    productId: StringFieldComparison
    planId: StringFieldComparison
    resourceId: StringFieldComparison
    billingId: StringFieldComparison
    status: SubscriptionStatusFilterComparison
    pricingType: PricingTypeFilterComparison
    createdAt: DateFieldComparison
    startDate: DateFieldComparison
    endDate: DateFieldComparison
    effectiveEndDate: DateFieldComparison
    cancellationDate: DateFieldComparison
    trialEndDate: DateFieldComparison
  }
  enum CustomerSubscriptionSortFields {
    createdAt
    startDate
    endDate
    cancellationDate
    status
    subscriptionId
  }
  input CustomerSubscriptionSort {
    field: CustomerSubscriptionSortFields!
    direction: SortDirection!
  }
  input GetSubscriptionInput {
    subscriptionId: String!
    environmentId: String
  }

  type SalesforceCredentials {
    domain: String
  }
  type StripeCredentials {
    isTestMode: Boolean
  }
  union Credentials = SalesforceCredentials | StripeCredentials
  type Integration {
    id: String!
    integrationId: String!
    vendorIdentifier: VendorIdentifier!
    vendorType: VendorType!
    isDefault: Boolean!
    createdAt: DateTime
    credentials: Credentials
  }
  type IntegrationEdge {
    node: Integration!
    cursor: ConnectionCursor!
  }
  type IntegrationConnection {
    edges: [IntegrationEdge!]!
    pageInfo: PageInfo!
    totalCount: Int!
  }
  input IntegrationFilter {
    and: [IntegrationFilter!]
    or: [IntegrationFilter!]
    id: StringFieldComparison
    integrationId: StringFieldComparison
    vendorIdentifier: VendorIdentifierFilterComparison
  }

  type Environment {
    id: String!
    slug: String!
    displayName: String!
    type: EnvironmentType!
    isSandbox: Boolean!
    createdAt: DateTime
  }
  type EnvironmentEdge {
    node: Environment!
    cursor: ConnectionCursor!
  }
  type EnvironmentConnection {
    edges: [EnvironmentEdge!]!
    pageInfo: PageInfo!
    totalCount: Int!
  }
  input EnvironmentFilter {
    id: StringFieldComparison
    slug: StringFieldComparison
    displayName: StringFieldComparison
  }

  type WorkflowTrigger {
    id: String!
    triggerId: String!
    endpoint: String!
    eventLogTypes: [String!]
  }
  input GetWorkflowTriggersInput {
    environmentId: String
    triggerId: String
    workflowTriggerId: String
  }

  type CreditBalance {
    currencyId: String!
    currency: CustomCurrency!
    currentBalance: Float!
    totalGranted: Float!
    totalConsumed: Float!
    validUntil: DateTime
  }
  type CreditBalanceSummary {
    balances: [CreditBalance!]!
  }
  input CreditBalanceSummaryInput {
    customerId: String!
    currencyId: String
    resourceId: String
    environmentId: String
  }

  type Query {
    currentEnvironment: String!
    environments(filter: EnvironmentFilter, paging: CursorPaging): EnvironmentConnection!
    listEnvironments: [Environment!]!
    integrations(filter: IntegrationFilter, paging: CursorPaging): IntegrationConnection!
    workflowTriggers(input: GetWorkflowTriggersInput): [WorkflowTrigger!]!
    customers(filter: CustomerFilter, paging: CursorPaging, sorting: [CustomerSort!]): CustomerConnection!
    getCustomerByRefId(input: GetCustomerByRefIdInput!): Customer
    subscriptions(
      filter: CustomerSubscriptionFilter
      paging: CursorPaging
      sorting: [CustomerSubscriptionSort!]
    ): CustomerSubscriptionConnection!
    getSubscription(input: GetSubscriptionInput!): CustomerSubscription
    creditBalanceSummary(input: CreditBalanceSummaryInput!): CreditBalanceSummary!
      @deprecated(reason: "Use entitlements")
  }

  input TriggerWorkflowInput {
    triggerId: String!
    payload: JSON
    isTest: Boolean
  }
  type TriggerWorkflowDto {
    success: Boolean!
    response: JSON
  }
  input MarkInvoiceAsPaidInput {
    subscriptionId: String
    creditGrantId: String
  }

  type Mutation {
    triggerWorkflow(input: TriggerWorkflowInput!): TriggerWorkflowDto!
    markInvoiceAsPaid(input: MarkInvoiceAsPaidInput!): String!
  }
`

export const schema = buildSchema(sdl)
