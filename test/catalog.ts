import type { Addon, Catalog, Charge, Feature, PackageEntitlement, Plan } from '#shared/domain/catalog'

/** A small catalogue: every kind of plan, add-on, feature and currency that a rule speaks of, once. */

export const anEntitlement = (featureId: string, limit: string | null = null): PackageEntitlement => ({
  type: 'FEATURE',
  featureId,
  behavior: 'Override',
  isCustom: false,
  usageLimit: limit,
  hasUnlimitedUsage: false,
  resetPeriod: null,
})

export const aCustomEntitlement = (featureId: string): PackageEntitlement => ({
  type: 'FEATURE',
  featureId,
  behavior: 'Override',
  isCustom: true,
  usageLimit: null,
  hasUnlimitedUsage: false,
  resetPeriod: null,
})

const creditsOf = (currencyId: string, amount: string | null): PackageEntitlement => ({
  type: 'CREDIT',
  currencyId,
  behavior: 'Override',
  isCustom: amount === null,
  amount,
  cadence: amount === null ? null : 'MONTH',
})

export const aCharge = (vary: Partial<Charge> = {}): Charge => ({
  billingModel: 'FLAT_FEE',
  billingPeriod: 'ANNUALLY',
  price: { amount: '990', currency: 'usd' },
  featureId: null,
  currencyId: null,
  minUnitQuantity: null,
  maxUnitQuantity: null,
  ...vary,
})

const usd = (amount: string) => ({ amount, currency: 'usd' })

/** A published custom plan of the main product by default. */
export const aPlan = (vary: Partial<Plan> = {}): Plan => ({
  id: 'plan-enterprise',
  name: 'Enterprise',
  productId: 'product-northwind',
  pricingType: 'CUSTOM',
  status: 'PUBLISHED',
  version: 4,
  compatibleAddonIds: ['addon-premium-support', 'addon-extra-projects', 'addon-audit-log', 'addon-retired'],
  defaultTrial: null,
  entitlements: [
    aCustomEntitlement('feature-seats'),
    aCustomEntitlement('feature-projects'),
    anEntitlement('feature-sso'),
    creditsOf('currency-api-credits', null),
  ],
  charges: [],
  ...vary,
})

/** A published add-on of the main product by default. */
export const anAddon = (vary: Partial<Addon> = {}): Addon => ({
  id: 'addon-premium-support',
  name: 'Premium support',
  productId: 'product-northwind',
  pricingType: 'PAID',
  status: 'PUBLISHED',
  version: 1,
  dependencies: [],
  maxQuantity: 1,
  entitlements: [anEntitlement('feature-priority-support')],
  charges: [
    aCharge({ billingPeriod: 'MONTHLY', price: usd('50') }),
    aCharge({ billingPeriod: 'ANNUALLY', price: usd('500') }),
  ],
  ...vary,
})

export const aFeature = (vary: Partial<Feature> = {}): Feature => ({
  id: 'feature-seats',
  name: 'Seats',
  type: 'NUMBER',
  meterType: 'FLUCTUATING',
  status: 'ACTIVE',
  unit: 'seat',
  units: 'seats',
  ...vary,
})

const plans: readonly Plan[] = [
  aPlan({
    id: 'plan-free',
    name: 'Free',
    pricingType: 'FREE',
    version: 1,
    compatibleAddonIds: [],
    entitlements: [anEntitlement('feature-seats', '3'), anEntitlement('feature-projects', '1')],
  }),
  aPlan({
    id: 'plan-team',
    name: 'Team',
    pricingType: 'PAID',
    version: 2,
    entitlements: [
      anEntitlement('feature-seats', '5'),
      anEntitlement('feature-projects', '10'),
      creditsOf('currency-api-credits', '1000'),
    ],
    charges: [
      aCharge({ billingPeriod: 'MONTHLY', price: usd('99') }),
      aCharge({ billingPeriod: 'ANNUALLY', price: usd('990') }),
      aCharge({
        billingModel: 'PER_UNIT',
        billingPeriod: 'MONTHLY',
        price: usd('20'),
        featureId: 'feature-seats',
        minUnitQuantity: '1',
      }),
      aCharge({
        billingModel: 'PER_UNIT',
        billingPeriod: 'ANNUALLY',
        price: usd('200'),
        featureId: 'feature-seats',
        minUnitQuantity: '1',
      }),
    ],
  }),
  aPlan({
    id: 'plan-growth',
    name: 'Growth',
    pricingType: 'PAID',
    version: 1,
    compatibleAddonIds: ['addon-premium-support'],
    defaultTrial: { duration: 14, units: 'DAY', endBehavior: 'CONVERT_TO_PAID' },
    entitlements: [anEntitlement('feature-seats', '25'), creditsOf('currency-api-credits', '5000')],
    charges: [aCharge({ billingModel: 'PER_UNIT', billingPeriod: 'ANNUALLY', price: usd('12000') })],
  }),
  aPlan(),
  aPlan({ id: 'plan-next', name: 'Next', status: 'DRAFT', version: 1 }),
  aPlan({ id: 'plan-legacy', name: 'Legacy', status: 'ARCHIVED', version: 9 }),
  aPlan({
    id: 'plan-insights',
    name: 'Insights',
    productId: 'product-analytics',
    pricingType: 'PAID',
    version: 1,
    compatibleAddonIds: ['addon-exports'],
    entitlements: [anEntitlement('feature-dashboards', '10')],
    charges: [aCharge({ billingPeriod: 'MONTHLY', price: usd('300') })],
  }),
  aPlan({
    id: 'plan-workspace',
    name: 'Workspace',
    productId: 'product-workspaces',
    version: 1,
    compatibleAddonIds: [],
    entitlements: [aCustomEntitlement('feature-storage')],
  }),
]

const addons: readonly Addon[] = [
  anAddon(),
  anAddon({
    id: 'addon-extra-projects',
    name: 'Extra projects',
    maxQuantity: 5,
    entitlements: [{ ...anEntitlement('feature-projects', '10'), behavior: 'Increment' }],
  }),
  anAddon({ id: 'addon-audit-log', name: 'Audit log', dependencies: ['addon-premium-support'], entitlements: [] }),
  anAddon({ id: 'addon-sandbox', name: 'Sandbox', entitlements: [] }),
  anAddon({ id: 'addon-retired', name: 'Retired', status: 'ARCHIVED', entitlements: [] }),
  anAddon({
    id: 'addon-exports',
    name: 'Exports',
    productId: 'product-analytics',
    maxQuantity: null,
    entitlements: [],
  }),
]

const features: readonly Feature[] = [
  aFeature(),
  aFeature({ id: 'feature-projects', name: 'Projects', unit: 'project', units: 'projects' }),
  aFeature({ id: 'feature-sso', name: 'Single sign-on', type: 'BOOLEAN', meterType: 'None', unit: null, units: null }),
  aFeature({ id: 'feature-priority-support', name: 'Priority support', type: 'BOOLEAN', meterType: 'None' }),
  aFeature({ id: 'feature-region', name: 'Region', type: 'ENUM', meterType: 'None', unit: null, units: null }),
  aFeature({ id: 'feature-fax', name: 'Fax', status: 'SUSPENDED', unit: 'page', units: 'pages' }),
  aFeature({ id: 'feature-dashboards', name: 'Dashboards', unit: 'dashboard', units: 'dashboards' }),
  aFeature({ id: 'feature-storage', name: 'Storage', unit: 'GB', units: 'GB' }),
]

export const aCatalog = (vary: Partial<Catalog> = {}): Catalog => ({
  products: [
    {
      id: 'product-northwind',
      name: 'Northwind',
      multipleSubscriptions: false,
      downgradePlanId: null,
      archived: false,
    },
    {
      id: 'product-analytics',
      name: 'Analytics',
      multipleSubscriptions: false,
      downgradePlanId: null,
      archived: false,
    },
    {
      id: 'product-workspaces',
      name: 'Workspaces',
      multipleSubscriptions: true,
      downgradePlanId: null,
      archived: false,
    },
  ],
  plans: [...plans],
  addons: [...addons],
  features: [...features],
  currencies: [
    { id: 'currency-api-credits', name: 'API credits', unit: 'credit', units: 'credits', archived: false },
    { id: 'cred-type-ai-tokens', name: 'AI tokens', unit: 'token', units: 'tokens', archived: false },
    { id: 'currency-coins', name: 'Coins', unit: 'coin', units: 'coins', archived: true },
  ],
  coupons: [
    { id: 'coupon-launch', name: 'Launch', archived: false, percentOff: '20', amountsOff: [], durationInMonths: 12 },
    { id: 'coupon-old', name: 'Old', archived: true, percentOff: '10', amountsOff: [], durationInMonths: null },
  ],
  readAt: '2026-11-18T16:00:00.000Z',
  ...vary,
})
