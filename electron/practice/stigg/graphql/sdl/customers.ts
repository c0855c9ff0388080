/** Customers, and how to find them. */
export const customers = /* GraphQL */ `
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
`
