/** Credit balances, and the root fields. */
export const root = /* GraphQL */ `
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
