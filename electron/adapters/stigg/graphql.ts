import { z } from 'zod'

import type { Result } from '#shared/failure'
import type { Http } from './http.ts'
import { Amount, dataOf, listOf, maybe, oneOf } from './wire/values.ts'

/*
 * The few reads that REST lacks, one operation per request. Source: Stigg GraphQL API schema.
 */

const edgesOf = <S extends z.ZodType>(node: S) =>
  z
    .object({ edges: z.array(z.object({ node })) })
    .transform(({ edges }) => edges.map((edge) => (edge as { node: z.output<S> }).node))

/** Ask one query. Fails: `stigg.*`. */
export const query = <S extends z.ZodType>(
  http: Http,
  text: string,
  variables: Readonly<Record<string, unknown>>,
  data: S,
  signal?: AbortSignal,
  inBackground = false,
): Promise<Result<z.output<S>>> =>
  http.send(
    { method: 'POST', path: null, body: { query: text, variables }, isRead: true, inBackground },
    dataOf(data),
    signal,
  )

export const currentEnvironment = {
  text: 'query CurrentEnvironment { currentEnvironment }',
  data: z.object({ currentEnvironment: z.string() }),
}

export const environments = {
  text: 'query Environments { environments { edges { node { id slug displayName type isSandbox } } } }',
  data: z.object({
    environments: edgesOf(
      z.object({
        id: z.string(),
        slug: maybe(z.string()),
        displayName: maybe(z.string()),
        type: maybe(z.string()),
        isSandbox: maybe(z.boolean()),
      }),
    ),
  }),
}

export const environmentIntegrations = {
  text: `query EnvironmentIntegrations {
    integrations(paging: { first: 50 }) {
      edges {
        node { id integrationId vendorIdentifier vendorType credentials { ... on SalesforceCredentials { domain } } }
      }
    }
  }`,
  data: z.object({
    integrations: edgesOf(
      z.object({
        id: z.string(),
        integrationId: maybe(z.string()),
        vendorIdentifier: z.string(),
        vendorType: maybe(z.string()),
        credentials: maybe(z.object({ domain: maybe(z.string()) })),
      }),
    ),
  }),
}

export const customersOfAccount = {
  text: `query CustomersOfAccount($accountId: String!) {
    customers(filter: { salesforceId: { eq: $accountId } }, paging: { first: 20 }) {
      edges { node { customerId } }
    }
  }`,
  data: z.object({ customers: edgesOf(z.object({ customerId: z.string() })) }),
}

/** What REST leaves out of a subscription. */
const detailFields = `subscriptionId salesforceId billingPeriod wasInTrial
  entitlements {
    ... on SubscriptionFeatureEntitlement { featureId usageLimit hasUnlimitedUsage hasSoftLimit resetPeriod }
    ... on SubscriptionCreditEntitlement { customCurrencyId amount cadence }
  }
  prices { billingModel featureId usageLimit }
  coupons { refId durationInMonths }`

const WireDetails = z.object({
  subscriptionId: z.string(),
  salesforceId: maybe(z.string()),
  billingPeriod: oneOf('MONTHLY', 'ANNUALLY'),
  wasInTrial: maybe(z.boolean()),
  entitlements: listOf(
    z.object({
      featureId: maybe(z.string()),
      usageLimit: maybe(Amount),
      hasUnlimitedUsage: maybe(z.boolean()),
      hasSoftLimit: maybe(z.boolean()),
      resetPeriod: maybe(z.string()),
      customCurrencyId: maybe(z.string()),
      amount: maybe(Amount),
      cadence: oneOf('MONTH', 'YEAR'),
    }),
  ),
  /** Of a feature that is sold by quantity, `usageLimit` is the quantity. */
  prices: listOf(
    z.object({ billingModel: maybe(z.string()), featureId: maybe(z.string()), usageLimit: maybe(Amount) }),
  ),
  coupons: listOf(z.object({ refId: maybe(z.string()), durationInMonths: maybe(z.number()) })),
})
export type WireDetails = z.output<typeof WireDetails>

export const subscriptionDetails = {
  text: `query SubscriptionDetails($id: String!) {
    getSubscription(input: { subscriptionId: $id }) { ${detailFields} }
  }`,
  data: z.object({ getSubscription: maybe(WireDetails) }),
}

export const detailsOfCustomer = {
  text: `query DetailsOfCustomer($customerId: String!) {
    subscriptions(filter: { customerId: { eq: $customerId } }, paging: { first: 100 }) {
      edges { node { ${detailFields} } }
    }
  }`,
  data: z.object({ subscriptions: edgesOf(WireDetails) }),
}

export const foundCustomers = {
  text: `query FoundCustomers($filter: CustomerFilter!, $id: String!, $first: Int!) {
    customers(filter: $filter, paging: { first: $first }) {
      edges { node { customerId name email salesforceId deletedAt } }
    }
    subscriptions(filter: { subscriptionId: { eq: $id } }, paging: { first: 1 }) {
      edges { node { subscriptionId customer { customerId } } }
    }
  }`,
  data: z.object({
    customers: edgesOf(
      z.object({
        customerId: z.string(),
        name: maybe(z.string()),
        email: maybe(z.string()),
        salesforceId: maybe(z.string()),
        deletedAt: maybe(z.string()),
      }),
    ),
    subscriptions: edgesOf(z.object({ subscriptionId: z.string(), customer: z.object({ customerId: z.string() }) })),
  }),
}
