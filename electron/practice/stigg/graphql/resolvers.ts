import type { StiggCustomer, StiggIntegration } from '../../seed/types.ts'
import { badInput, refusal } from '../http/stigg-error.ts'
import type { SubscriptionRow } from '../model.ts'
import { earliest } from '../rules/periods.ts'
import { poolOf } from '../rules/credits.ts'
import { settleGrant, settleSubscription } from '../settling.ts'
import { triggerWorkflow } from '../workflows.ts'
import type { World } from '../world.ts'
import { connectionOf, type Connection, type Paging } from './connection.ts'
import { passes } from './filter.ts'
import { customerNode, integrationNode, salesforceIdOf, subscriptionNode } from './nodes.ts'

interface ListArguments {
  readonly filter?: unknown
  readonly paging?: Paging | null
  readonly sorting?: readonly { readonly field: string; readonly direction: 'ASC' | 'DESC' }[] | null
}

type ValueOf = (field: string) => string | null

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** The value of a customer under the name that a filter or sorting gives it. */
const customerValue = (customer: StiggCustomer): ValueOf => {
  return (field) => {
    if (field === 'id' || field === 'customerId' || field === 'refId') return customer.id
    if (field === 'salesforceId') return salesforceIdOf(customer)
    if (field === 'deletedAt') return customer.archivedAt
    if (field === 'searchQuery') return `${customer.id} ${customer.name ?? ''} ${customer.email ?? ''}`
    return textOf(Reflect.get(customer, field))
  }
}

const subscriptionValue = (row: SubscriptionRow): ValueOf => {
  return (field) => {
    if (field === 'subscriptionId' || field === 'refId') return row.id
    if (field === 'salesforceId') return row.details.salesforceId
    if (field === 'productId') return row.details.productId
    return textOf(Reflect.get(row, field))
  }
}

const integrationValue = (row: StiggIntegration): ValueOf => {
  return (field) => textOf(Reflect.get(row, field))
}

function listOf<Row>(
  rows: Iterable<Row>,
  valuesOf: (row: Row) => ValueOf,
  { filter, paging, sorting }: ListArguments,
  show: (row: Row) => object,
): Connection<object> {
  const found = [...rows].filter((row) => passes(filter, valuesOf(row)))
  const keys = [...(sorting ?? []), { field: 'createdAt', direction: 'ASC' }, { field: 'id', direction: 'ASC' }]
  const values = new Map(found.map((row) => [row, keys.map(({ field }) => valuesOf(row)(field) ?? '')]))
  found.sort((left, right) => {
    for (const [n, { direction }] of keys.entries()) {
      const [one, other] = [values.get(left)?.[n] ?? '', values.get(right)?.[n] ?? '']
      if (one !== other) return one < other === (direction === 'ASC') ? -1 : 1
    }
    return 0
  })
  return connectionOf(found, (row) => valuesOf(row)('id') ?? '', paging, show)
}

/** `searchQuery` looks for the words anywhere, whatever the operator. */
function withSearch(filter: unknown): unknown {
  if (typeof filter !== 'object' || filter === null || !('searchQuery' in filter)) return filter
  const asked: unknown = filter.searchQuery
  const words = typeof asked === 'object' && asked !== null ? Object.values(asked)[0] : ''
  return { ...filter, searchQuery: { iLike: `%${String(words).replaceAll('%', '')}%` } }
}

/** Resolvers of the root fields, for one request. Source: Stigg GraphQL schema; workflow triggers of the documentation. */
export function resolversFor(world: World): object {
  const { environment, tables } = world
  const shownEnvironment = {
    id: environment.id,
    slug: environment.slug,
    displayName: environment.displayName,
    type: environment.type,
    isSandbox: environment.type === 'SANDBOX',
    createdAt: null,
  }
  return {
    currentEnvironment: () => environment.id,
    environments: (args: ListArguments) =>
      listOf(
        [shownEnvironment],
        (row) => (field) => textOf(Reflect.get(row, field)),
        args,
        (row) => row,
      ),
    listEnvironments: () => [shownEnvironment],
    integrations: (args: ListArguments) =>
      listOf(tables.integrations.values(), integrationValue, args, (row) => integrationNode(world, row)),
    workflowTriggers: ({ input }: { input?: { triggerId?: string; workflowTriggerId?: string } | null }) =>
      [...tables.workflows.values()]
        .filter(({ triggerId }) => !input?.triggerId || triggerId === input.triggerId)
        .filter(({ id }) => !input?.workflowTriggerId || id === input.workflowTriggerId)
        .map(({ id, triggerId }) => ({
          id,
          triggerId,
          endpoint: `https://workflows.example.test/hooks/${id}`,
          eventLogTypes: [],
        })),
    customers: (args: ListArguments) =>
      listOf(tables.customers.values(), customerValue, { ...args, filter: withSearch(args.filter) }, (row) =>
        customerNode(world, row),
      ),
    getCustomerByRefId: ({ input }: { input: { customerId: string } }) => {
      const customer = tables.customers.get(input.customerId)
      return customer === undefined ? null : customerNode(world, customer)
    },
    subscriptions: (args: ListArguments) =>
      listOf(tables.subscriptions.values(), subscriptionValue, args, (row) => subscriptionNode(world, row)),
    getSubscription: ({ input }: { input: { subscriptionId: string } }) => {
      const row = tables.subscriptions.get(input.subscriptionId)
      return row === undefined ? null : subscriptionNode(world, row)
    },
    creditBalanceSummary: ({ input }: { input: BalanceInput }) => balancesOf(world, input),
    triggerWorkflow: ({ input }: { input: { triggerId: string; payload?: unknown; isTest?: boolean | null } }) =>
      world.store.transaction(() =>
        triggerWorkflow(world, {
          triggerId: input.triggerId,
          payload: input.payload ?? null,
          isTest: input.isTest ?? false,
        }),
      ),
    markInvoiceAsPaid: ({ input }: { input: { subscriptionId?: string | null; creditGrantId?: string | null } }) =>
      world.store.transaction(() => {
        if (input.subscriptionId) return settleSubscription(world, input.subscriptionId).id
        if (input.creditGrantId) return settleGrant(world, input.creditGrantId).id
        throw badInput('subscriptionId or creditGrantId is required')
      }),
  }
}

interface BalanceInput {
  readonly customerId: string
  readonly currencyId?: string | null
  readonly resourceId?: string | null
}

function balancesOf(world: World, input: BalanceInput): object {
  if (!world.tables.customers.has(input.customerId)) throw refusal('CustomerNotFound', 'Customer not found')
  const grants = world.grantsOf(input.customerId).filter((grant) => grant.resourceId === (input.resourceId ?? null))
  const currencyIds = [...new Set(grants.map(({ currencyId }) => currencyId))]
  const wanted = input.currencyId ? currencyIds.filter((id) => id === input.currencyId) : currencyIds
  return {
    balances: wanted.map((currencyId) => {
      const own = grants.filter((grant) => grant.currencyId === currencyId)
      const { granted, consumed, balance } = poolOf(own)
      const currency = world.catalog.currency(currencyId)
      return {
        currencyId,
        currency: {
          id: currencyId,
          currencyId,
          displayName: currency?.displayName ?? currencyId,
          symbol: currency?.symbol,
        },
        currentBalance: balance,
        totalGranted: granted,
        totalConsumed: consumed,
        validUntil: earliest(...own.map(({ status, expireAt }) => (status === 'ACTIVE' ? expireAt : null))),
      }
    }),
  }
}
