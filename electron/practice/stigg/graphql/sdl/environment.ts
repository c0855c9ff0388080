/** The environment, its integrations and workflow triggers. */
export const environment = /* GraphQL */ `
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
`
