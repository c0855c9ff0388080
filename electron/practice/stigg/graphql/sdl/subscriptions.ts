/** Subscriptions with what REST leaves out of them. */
export const subscriptions = /* GraphQL */ `
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
  enum BillingModel {
    FLAT_FEE
    MINIMUM_SPEND
    PER_UNIT
    USAGE_BASED
    CREDIT_BASED
  }
  type Price {
    id: String!
    billingModel: BillingModel!
    billingPeriod: BillingPeriod!
    featureId: String
    isOverridePrice: Boolean!
    price: Money
  }
  type SubscriptionPrice {
    id: String!
    subscriptionId: String!
    billingModel: BillingModel
    featureId: String
    usageLimit: Float
    hasSoftLimit: Boolean
    creditsQuantity: Float
    topUpCustomCurrencyId: String
    price: Price
    updatedAt: DateTime!
  }
  type SubscriptionMinimumSpend {
    minimum: Money
    isOverride: Boolean
  }
  type BudgetConfiguration {
    limit: Float!
    hasSoftLimit: Boolean!
  }
  enum SubscriptionCouponStatus {
    ACTIVE
    EXPIRED
    REMOVED
  }
  type SubscriptionCoupon {
    id: String!
    refId: String!
    name: String!
    status: SubscriptionCouponStatus!
    percentOff: Float
    amountsOff: [Money!]
    durationInMonths: Float
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
    payingCustomerId: String
    plan: Plan!
    addons: [SubscriptionAddon!]
    prices: [SubscriptionPrice!]
    entitlements: [SubscriptionEntitlement!]
    subscriptionEntitlements: [SubscriptionEntitlement!]
    futureUpdates: [SubscriptionFutureUpdate!]!
    latestInvoice: SubscriptionInvoice
    minimumSpend: SubscriptionMinimumSpend
    budget: BudgetConfiguration
    coupons: [SubscriptionCoupon!]
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
`
