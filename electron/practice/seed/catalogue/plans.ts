import type { StiggPlan } from '../types.ts'
import { creditsAt, flat, perUnit, type ChargeStory } from './charges.ts'
import { creditsPer, granted, limit, oneOf, perDeal, unlimited, type EntitlementStory } from './entitlements.ts'

export interface PlanStory extends Partial<StiggPlan> {
  readonly id: string
  readonly displayName: string
  readonly gives: readonly EntitlementStory[]
  readonly costs?: readonly ChargeStory[]
}

const PLATFORM_ADDONS = [
  'addon-sso',
  'addon-premium-support',
  'addon-audit-log',
  'addon-sandbox',
  'feature-collaboration-pack',
  'addon-on-call',
  'addon-priority-onboarding',
]

/** What a custom plan leaves to each deal. */
const SOLD_PER_DEAL: EntitlementStory[] = [
  perDeal('feature-seats'),
  perDeal('feature-projects'),
  perDeal('feature-sso'),
  perDeal('feature-storage-gb'),
  perDeal('feature-api-calls', {
    resetPeriod: 'MONTH',
    resetPeriodConfiguration: { accordingTo: 'SubscriptionStart' },
  }),
  creditsPer('currency-api-credits', 'MONTH', null),
]

export const PLANS: readonly PlanStory[] = [
  {
    id: 'plan-free',
    displayName: 'Free',
    pricingType: 'FREE',
    compatibleAddonIds: [],
    gives: [limit('feature-seats', 3), limit('feature-projects', 2), limit('feature-storage-gb', 1)],
  },
  {
    id: 'plan-team',
    displayName: 'Team',
    pricingType: 'PAID',
    billingId: 'prod_practice_team',
    compatibleAddonIds: ['addon-sandbox', 'feature-collaboration-pack', 'addon-priority-onboarding'],
    gives: [
      limit('feature-seats', 5),
      limit('feature-projects', 20),
      limit('feature-storage-gb', 50),
      limit('feature-api-calls', 50_000, { resetPeriod: 'MONTH' }),
    ],
    costs: [
      flat('MONTHLY', { usd: 49, eur: 45, gbp: 39 }),
      flat('ANNUALLY', { usd: 490, eur: 450, gbp: 390 }),
      perUnit('feature-seats', 'MONTHLY', { usd: 24, eur: 22, gbp: 19 }),
      perUnit('feature-seats', 'ANNUALLY', { usd: 240, eur: 221, gbp: 190 }),
    ],
  },
  {
    id: 'plan-growth',
    displayName: 'Growth',
    pricingType: 'PAID',
    billingId: 'prod_practice_growth',
    compatibleAddonIds: PLATFORM_ADDONS,
    defaultTrialConfig: { duration: 14, units: 'DAY', trialEndBehavior: 'CONVERT_TO_PAID' },
    gives: [
      limit('feature-seats', 25),
      limit('feature-projects', 100),
      limit('feature-storage-gb', 500),
      limit('feature-api-calls', 1_000_000, { resetPeriod: 'MONTH', hasSoftLimit: true }),
      granted('feature-sso'),
      oneOf('feature-data-region', 'us'),
      creditsPer('currency-api-credits', 'MONTH', 5_000),
    ],
    costs: [
      flat('ANNUALLY', { usd: 12_000, eur: 11_040 }),
      perUnit('feature-seats', 'ANNUALLY', { usd: 240, eur: 221 }),
      creditsAt('currency-api-credits', 'ANNUALLY', { usd: 0.12, eur: 0.11 }),
    ],
  },
  {
    id: 'plan-enterprise',
    displayName: 'Enterprise',
    pricingType: 'CUSTOM',
    versionNumber: 3,
    compatibleAddonIds: PLATFORM_ADDONS,
    gives: [...SOLD_PER_DEAL, granted('feature-audit-log'), oneOf('feature-data-region', 'us')],
  },
  {
    id: 'plan-enterprise-eu',
    displayName: 'Enterprise (EU)',
    pricingType: 'CUSTOM',
    parentPlanId: 'plan-enterprise',
    compatibleAddonIds: PLATFORM_ADDONS,
    gives: [...SOLD_PER_DEAL, granted('feature-audit-log'), oneOf('feature-data-region', 'eu')],
  },
  {
    id: 'plan-enterprise-next',
    displayName: 'Enterprise Next',
    pricingType: 'CUSTOM',
    status: 'DRAFT',
    compatibleAddonIds: [],
    gives: [...SOLD_PER_DEAL, granted('feature-copilot')],
  },
  {
    id: 'plan-enterprise-2023',
    displayName: 'Enterprise 2023',
    pricingType: 'CUSTOM',
    status: 'ARCHIVED',
    compatibleAddonIds: ['addon-sso'],
    gives: [perDeal('feature-seats'), granted('feature-classic-reports')],
  },
  {
    id: 'plan-restricted',
    displayName: 'Restricted (grace period)',
    pricingType: 'FREE',
    compatibleAddonIds: [],
    gives: [limit('feature-seats', 5), limit('feature-projects', 5)],
  },
  {
    id: 'plan-analytics-pro',
    displayName: 'Analytics Pro',
    productId: 'product-analytics',
    pricingType: 'CUSTOM',
    compatibleAddonIds: ['addon-embedded-dashboards'],
    gives: [
      perDeal('feature-dashboards'),
      creditsPer('cred-type-ai-tokens', 'MONTH', null),
      unlimited('feature-projects'),
    ],
  },
  {
    id: 'plan-workspace',
    displayName: 'Dedicated Workspace',
    productId: 'product-workspaces',
    pricingType: 'CUSTOM',
    compatibleAddonIds: [],
    gives: [perDeal('feature-environments'), perDeal('feature-storage-gb')],
  },
]
