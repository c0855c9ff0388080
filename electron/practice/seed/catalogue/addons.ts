import type { StiggAddon } from '../types.ts'
import { flat, type ChargeStory } from './charges.ts'
import { granted, limit, type EntitlementStory } from './entitlements.ts'

export interface AddonStory extends Partial<StiggAddon> {
  readonly id: string
  readonly displayName: string
  readonly gives: readonly EntitlementStory[]
  readonly costs: readonly ChargeStory[]
}

const yearly = (usd: number) => [flat('ANNUALLY', { usd, eur: Math.round(usd * 0.92) })]
const bothPeriods = (monthly: number) => [
  flat('MONTHLY', { usd: monthly, eur: Math.round(monthly * 0.92) }),
  ...yearly(monthly * 10),
]

export const ADDONS: readonly AddonStory[] = [
  {
    id: 'addon-sso',
    displayName: 'Single Sign-On',
    maxQuantity: 1,
    gives: [granted('feature-sso')],
    costs: yearly(2_400),
  },
  {
    id: 'addon-premium-support',
    displayName: 'Premium Support',
    maxQuantity: 1,
    gives: [granted('feature-priority-support')],
    costs: yearly(4_800),
  },
  {
    id: 'addon-audit-log',
    displayName: 'Audit Log Archive',
    maxQuantity: 1,
    dependencies: ['addon-sso'],
    gives: [granted('feature-audit-log')],
    costs: yearly(1_800),
  },
  {
    id: 'addon-sandbox',
    displayName: 'Extra Sandbox',
    maxQuantity: 3,
    gives: [limit('feature-environments', 1)],
    costs: bothPeriods(120),
  },
  {
    // An add-on whose id looks like a feature's: prefixes are a habit, not a rule.
    id: 'feature-collaboration-pack',
    displayName: 'Collaboration Pack',
    gives: [limit('feature-projects', 10), limit('feature-storage-gb', 25)],
    costs: bothPeriods(90),
  },
  {
    id: 'addon-on-call',
    displayName: '24x7 On-call Bridge',
    maxQuantity: 1,
    gives: [granted('feature-priority-support')],
    costs: yearly(7_200),
  },
  {
    id: 'addon-priority-onboarding',
    displayName: 'Priority Onboarding',
    maxQuantity: 1,
    gives: [],
    costs: yearly(3_000),
  },
  {
    id: 'addon-embedded-dashboards',
    displayName: 'Embedded Dashboards',
    productId: 'product-analytics',
    gives: [limit('feature-dashboards', 25)],
    costs: yearly(3_600),
  },
  {
    id: 'addon-fax-gateway',
    displayName: 'Fax Gateway',
    status: 'ARCHIVED',
    gives: [],
    costs: yearly(500),
  },
]
