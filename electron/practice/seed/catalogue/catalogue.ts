import { hexOf, type SeedContext } from '../context.ts'
import type { StiggAddon, StiggEnvironment, StiggIntegration, StiggPlan, StiggSeed, StiggWorkflow } from '../types.ts'
import { ADDONS } from './addons.ts'
import { chargesOf } from './charges.ts'
import { entitlementsOf, refsOf } from './entitlements.ts'
import { coupons, currencies, features, products } from './features.ts'
import { PLANS } from './plans.ts'

type Catalogue = Omit<
  StiggSeed,
  | 'customers'
  | 'subscriptions'
  | 'subscriptionDetails'
  | 'grants'
  | 'promotionalEntitlements'
  | 'autoRecharges'
  | 'usage'
>

export const ENVIRONMENT_SLUG = 'northwind-practice-9bb95b22'
export const SALESFORCE_INTEGRATION = 'integration-salesforce-practice'
const BILLING_INTEGRATION = 'integration-stripe-practice'

/** Everything in the Stigg environment that does not belong to a customer. */
export function catalogue(context: SeedContext): Catalogue {
  const common = {
    description: null,
    productId: 'product-northwind',
    status: 'PUBLISHED',
    versionNumber: 1,
    isLatest: true,
    billingId: null,
    metadata: {},
    createdAt: context.at(-600),
    updatedAt: context.at(-90),
  } as const
  const given = new Map([...PLANS, ...ADDONS].map(({ id, gives }) => [id, entitlementsOf(context, gives)]))
  const byId = <T>(ids: readonly { id: string }[], of: (id: string) => T) =>
    Object.fromEntries(ids.map(({ id }) => [id, of(id)]))
  const entitlementsFor = (id: string) => given.get(id) ?? []
  const costs = new Map([...PLANS, ...ADDONS].map(({ id, costs: stories }) => [id, stories ?? []]))
  const chargesFor = (id: string) => chargesOf(context, id, costs.get(id) ?? [])
  return {
    environment: environment(context),
    products: products(context),
    plans: PLANS.map(({ gives: _gives, costs: _costs, ...plan }): StiggPlan => ({
      ...common,
      pricingType: null,
      parentPlanId: null,
      compatibleAddonIds: null,
      defaultTrialConfig: null,
      entitlements: refsOf(entitlementsFor(plan.id)),
      ...plan,
    })),
    planEntitlements: byId(PLANS, entitlementsFor),
    planCharges: byId(PLANS, chargesFor),
    addons: ADDONS.map(({ gives: _gives, costs: _costs, ...addon }): StiggAddon => ({
      ...common,
      pricingType: 'PAID',
      dependencies: null,
      maxQuantity: null,
      entitlements: refsOf(entitlementsFor(addon.id)),
      ...addon,
    })),
    addonEntitlements: byId(ADDONS, entitlementsFor),
    addonCharges: byId(ADDONS, chargesFor),
    features: features(context),
    currencies: currencies(context),
    coupons: coupons(context),
    integrations: integrations(context),
    workflows: WORKFLOWS,
  }
}

function environment({ seed }: SeedContext): StiggEnvironment {
  const key = (kind: string) => hexOf(`${seed}:key:${kind}`, 48)
  return {
    id: uuid(`${seed}:environment`),
    displayName: 'Northwind practice',
    slug: ENVIRONMENT_SLUG,
    type: 'SANDBOX',
    apiKey: `server-${key('full')}`,
    publishableKey: `client-${key('publishable')}`,
    readOnlyKey: `server-${key('read-only')}`,
    hasBillingIntegration: true,
  }
}

function integrations({ seed }: SeedContext): StiggIntegration[] {
  const integration = (integrationId: string, vendorIdentifier: string, vendorType: string) => ({
    id: uuid(`${seed}:${integrationId}`),
    integrationId,
    vendorIdentifier,
    vendorType,
    isDefault: true,
    domain: null,
  })
  return [
    integration(SALESFORCE_INTEGRATION, 'SALESFORCE', 'CRM'),
    integration(BILLING_INTEGRATION, 'STRIPE', 'BILLING'),
  ]
}

const workflow = (
  triggerId: string,
  name: string,
  responds: StiggWorkflow['responds'],
  effect: StiggWorkflow['effect'],
): StiggWorkflow => ({ id: uuid(`workflow:${triggerId}`), triggerId, name, responds, effect })

const WORKFLOWS: readonly StiggWorkflow[] = [
  workflow('cancel-subscription', 'Cancel subscription', 'when-finished', { kind: 'cancel', when: 'IMMEDIATE' }),
  workflow('update-subscription', 'Update subscription in place', 'when-finished', { kind: 'patch' }),
  workflow('reschedule-cancellation', 'Reschedule cancellation', 'when-finished', { kind: 'reschedule' }),
  workflow('set-subscription-metadata', 'Set metadata', 'immediately', { kind: 'metadata' }),
  workflow('grace-period-downgrade', 'Downgrade to the grace-period plan', 'when-finished', {
    kind: 'downgrade',
    planId: 'plan-restricted',
  }),
  workflow('notify-csm', 'Tell the customer success manager', 'immediately', { kind: 'notify' }),
  workflow('broken-workflow', 'A workflow that fails', 'when-finished', {
    kind: 'refuse',
    error: 'The third node failed: the CRM answered 500',
  }),
]

/** A version 4 UUID that follows from the text. */
function uuid(text: string): string {
  const hex = hexOf(text, 32)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
