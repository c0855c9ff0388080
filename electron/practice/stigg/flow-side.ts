import type { FlowDeal, FlowStigg } from '../native-flow/sides.ts'
import { provisionSubscription } from './provisioning.ts'
import { blank, saveCustomer } from './routes/customers.ts'
import { bringUpToDate } from './up-to-date.ts'
import type { World } from './world.ts'

type Sold = FlowDeal['sold']

/** The actions "Create Stigg Customer" and "Create Stigg Subscription" of Stigg's package for Salesforce. */
export const flowStigg = (world: World): FlowStigg => ({
  ensureCustomer: ({ id, name, accountId }) =>
    world.store.transaction(() => {
      bringUpToDate(world)
      const known = world.tables.customers.get(id)
      const integration = [...world.tables.integrations.values()].find((row) => row.vendorIdentifier === 'SALESFORCE')
      const links = known?.integrations ?? []
      const isLinked = links.some(({ vendorIdentifier }) => vendorIdentifier === 'SALESFORCE')
      const own = integration && {
        id: integration.integrationId,
        vendorIdentifier: integration.vendorIdentifier,
        syncedEntityId: accountId,
      }
      const integrations = own && !isLinked ? [...links, own] : links
      saveCustomer(world, { ...(known ?? blank(id, world.now())), name, integrations })
      return { url: `${world.urls.app}/${world.environment.slug}/customers/${encodeURIComponent(id)}` }
    }),
  provision: ({ customerId, accountId, sold }) =>
    world.store.transaction(() => {
      bringUpToDate(world)
      const answer = provisionSubscription(world, orderOf(world, { customerId, accountId, sold }))
      const id: unknown = Reflect.get(answer, 'id')
      return String(id)
    }),
})

/**
 * The products of a deal by the defined entity mapping: quantities are limits on custom plans and charges on paid ones.
 * The flow is set to no trial, billing outside of Stigg, the longest billing period, and credits that come monthly.
 */
function orderOf(
  { catalog }: World,
  { customerId, accountId, sold }: { customerId: string; accountId: string; sold: Sold },
): object {
  const is = (type: string) => sold.filter(({ stiggType }) => stiggType.toLowerCase().replaceAll(/[\s-]/g, '') === type)
  const [plan] = is('plan')
  if (!plan) throw new Error('No product of the opportunity is a plan')
  const isPaid = catalog.plan(plan.stiggId)?.pricingType === 'PAID'
  const charges = catalog.planCharges(plan.stiggId)
  const isCharged = (id: string) => charges.some((row) => row.featureId === id && row.billingModel === 'PER_UNIT')
  const entitled = [...is('entitlement'), ...is('creditentitlement')]
  const bought = entitled.filter(({ stiggId }) => isPaid && isCharged(stiggId))
  const overrides = entitled.filter((line) => !bought.includes(line))
  return {
    customerId,
    planId: plan.stiggId,
    salesforceId: accountId,
    trialOverrideConfiguration: { isTrial: false },
    ...(isPaid && {
      billingPeriod: charges.some((row) => row.billingPeriod === 'ANNUALLY') ? 'ANNUALLY' : 'MONTHLY',
      paymentCollectionMethod: 'NONE',
      charges: bought.map(({ stiggId, quantity }) => ({ id: stiggId, type: 'FEATURE', quantity })),
    }),
    addons: is('addon').map(({ stiggId, quantity }) => ({ id: stiggId, quantity })),
    entitlements: overrides.map(({ stiggId, quantity }) => {
      if (catalog.currency(stiggId)) return { type: 'CREDIT', id: stiggId, amount: quantity, cadence: 'MONTH' }
      const isNumber = catalog.feature(stiggId)?.featureType === 'NUMBER'
      return { type: 'FEATURE', id: stiggId, ...(isNumber && { usageLimit: quantity }) }
    }),
  }
}
