import type { SeedContext } from '../context.ts'
import type { StiggCoupon, StiggCurrency, StiggFeature, StiggProduct } from '../types.ts'

const made = (context: SeedContext, daysAgo = 600) => ({
  createdAt: context.at(-daysAgo),
  updatedAt: context.at(-Math.min(daysAgo, 90)),
})

export function products(context: SeedContext): StiggProduct[] {
  const product = (id: string, displayName: string, description: string, multipleSubscriptions = false) =>
    ({
      id,
      displayName,
      description,
      multipleSubscriptions,
      status: 'PUBLISHED',
      productSettings: {
        subscriptionCancellationTime: 'END_OF_BILLING_PERIOD',
        subscriptionEndSetup: 'CANCEL_SUBSCRIPTION',
        subscriptionStartSetup: 'PLAN_SELECTION',
        downgradePlanId: null,
        prorateAtEndOfBillingPeriod: false,
        subscriptionStartPlanId: null,
      },
      metadata: {},
      ...made(context),
    }) satisfies StiggProduct
  return [
    product('product-northwind', 'Northwind', 'The platform that everybody buys'),
    product('product-analytics', 'Northwind Analytics', 'Sold beside the platform'),
    product('product-workspaces', 'Dedicated Workspaces', 'One subscription for each workspace', true),
  ]
}

export function features(context: SeedContext): StiggFeature[] {
  const feature = (id: string, displayName: string, rest: Partial<StiggFeature> = {}): StiggFeature => ({
    id,
    displayName,
    description: null,
    featureType: 'NUMBER',
    meterType: 'FLUCTUATING',
    featureStatus: 'ACTIVE',
    featureUnits: null,
    featureUnitsPlural: null,
    enumConfiguration: null,
    unitTransformation: null,
    metadata: {},
    ...made(context),
    ...rest,
  })
  const onOff = { featureType: 'BOOLEAN', meterType: 'None' } as const
  return [
    feature('feature-seats', 'Seats', { featureUnits: 'seat', featureUnitsPlural: 'seats' }),
    feature('feature-projects', 'Projects', { featureUnits: 'project', featureUnitsPlural: 'projects' }),
    feature('feature-api-calls', 'API calls', {
      meterType: 'INCREMENTAL',
      featureUnits: 'call',
      featureUnitsPlural: 'calls',
    }),
    feature('feature-storage-gb', 'Storage', { featureUnits: 'GB', featureUnitsPlural: 'GB' }),
    feature('feature-dashboards', 'Dashboards', { featureUnits: 'dashboard', featureUnitsPlural: 'dashboards' }),
    feature('feature-environments', 'Environments', {
      featureUnits: 'environment',
      featureUnitsPlural: 'environments',
    }),
    feature('feature-sso', 'Single sign-on', onOff),
    feature('feature-audit-log', 'Audit log', onOff),
    feature('feature-priority-support', 'Priority support', onOff),
    feature('feature-data-region', 'Data region', {
      featureType: 'ENUM',
      meterType: 'None',
      enumConfiguration: [
        { displayName: 'United States', value: 'us' },
        { displayName: 'European Union', value: 'eu' },
        { displayName: 'Japan', value: 'jp' },
      ],
    }),
    feature('feature-classic-reports', 'Classic reports', { ...onOff, featureStatus: 'SUSPENDED' }),
    feature('feature-copilot', 'Copilot', { ...onOff, featureStatus: 'NEW' }),
  ]
}

export function currencies(context: SeedContext): StiggCurrency[] {
  const currency = (id: string, displayName: string, singular: string, archivedDaysAgo: number | null = null) => ({
    id,
    displayName,
    description: null,
    symbol: null,
    units: { singular, plural: `${singular}s` },
    metadata: {},
    archivedAt: archivedDaysAgo === null ? null : context.at(-archivedDaysAgo),
    ...made(context),
  })
  return [
    currency('currency-api-credits', 'API credits', 'credit'),
    currency('cred-type-ai-tokens', 'AI tokens', 'token'),
    currency('currency-loyalty-points', 'Loyalty points', 'point', 75),
  ]
}

export function coupons(context: SeedContext): StiggCoupon[] {
  const coupon = (id: string, name: string, rest: Partial<StiggCoupon>): StiggCoupon => ({
    id,
    name,
    description: null,
    type: 'PERCENTAGE',
    percentOff: null,
    amountsOff: null,
    durationInMonths: null,
    status: 'ACTIVE',
    source: 'STIGG',
    billingId: null,
    billingLinkUrl: null,
    metadata: null,
    ...made(context, 300),
    ...rest,
  })
  return [
    coupon('coupon-launch-20', 'Launch partner, 20 % off', { percentOff: 20, durationInMonths: 12 }),
    coupon('coupon-nonprofit', 'Non-profit, 30 % off', { percentOff: 30 }),
    coupon('coupon-migration', 'Migration credit', {
      type: 'FIXED',
      amountsOff: [
        { amount: 1000, currency: 'usd' },
        { amount: 920, currency: 'eur' },
      ],
      durationInMonths: 12,
    }),
    coupon('coupon-summer-2024', 'Summer 2024', { percentOff: 15, durationInMonths: 3, status: 'ARCHIVED' }),
  ]
}
