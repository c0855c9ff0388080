import { Kind, type GraphQLError } from 'graphql'

/** Root fields of Stigg's schema that are not modelled. Source: Stigg GraphQL schema as of Go client v6.21.0. */
const rootFields = new Set([
  'archiveCustomer',
  'cancelSchedule',
  'cancelSubscription',
  'createCreditGrant',
  'createOneCustomer',
  'creditGrants',
  'creditUsage',
  'creditsLedger',
  'migrateSubscriptionToLatest',
  'previewCreditGrant',
  'previewSubscription',
  'provisionCustomer',
  'provisionSubscription',
  'provisionSubscriptionV2',
  'reportUsage',
  'transferSubscription',
  'transferSubscriptionToResource',
  'updateCreditGrant',
  'updateOneCustomer',
  'updateOneSubscription',
  'voidCreditGrant',
])

/** The field that Stigg would have known and practice does not, if validation stumbled over one; else null. */
export function unmodelledFieldOf(errors: readonly GraphQLError[]): string | null {
  for (const { nodes } of errors) {
    for (const node of nodes ?? []) {
      if (node.kind === Kind.FIELD && rootFields.has(node.name.value)) return node.name.value
    }
  }
  return null
}
