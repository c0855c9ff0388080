/** Scalars, enums, filters and paging that the rest is made from. */
export const common = /* GraphQL */ `
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
`
