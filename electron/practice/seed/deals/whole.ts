import { line, type DealStory, type GrantStory, type UsageStory } from '../story.ts'
import { newAccount } from './mapping.ts'

const GRANTS: readonly GrantStory[] = [
  {
    key: 'gannet-welcome',
    name: 'Welcome credits',
    currency: 'currency-api-credits',
    amount: 8_000,
    consumed: 5_300,
    kind: 'PROMOTIONAL',
    grantedDaysAgo: 34,
    expiresIn: 56,
  },
  {
    key: 'gannet-tokens',
    name: 'AI tokens for the Analytics trial',
    currency: 'cred-type-ai-tokens',
    amount: 2_000,
    consumed: 640,
    kind: 'PROMOTIONAL',
    grantedDaysAgo: 9,
    expiresIn: 12,
  },
]

const USAGE: readonly UsageStory[] = [
  { feature: 'feature-seats', value: 47 },
  { feature: 'feature-projects', value: 31 },
  { feature: 'feature-storage-gb', value: 420 },
  { feature: 'feature-api-calls', value: 612_400 },
  { feature: 'feature-dashboards', value: 6 },
]

/** A customer that has something of everything: what the page of a customer is to be looked at with. */
export const WHOLE: readonly DealStory[] = [
  {
    key: 'gannet-whole',
    name: 'Gannet Air Systems - Growth, 60 seats',
    shows: [
      'live',
      'opportunity.already-provisioned',
      'subscription.replaces',
      'subscription.schedule-lost',
      'billing.open-invoice',
    ],
    account: {
      ...newAccount(
        'gannetair',
        'Gannet Air Systems',
        ['Wichita', 'United States'],
        'Manufacturing',
        ['Nora', 'Lindqvist'],
        ['Earl', 'Boyd'],
      ),
      stiggId: 'customer-gannet',
    },
    owner: 'grace',
    closedDaysAgo: 36,
    type: 'Existing Customer - Upgrade',
    lines: [line('growth'), line('seats', 60)],
    provisionedAs: 'gannet-growth',
    stigg: {
      customer: {
        id: 'customer-gannet',
        email: 'billing@gannetair.example',
        hasCard: true,
        madeDaysAgo: 402,
        marked: true,
      },
      subscriptions: [
        {
          key: 'gannet-growth',
          plan: 'plan-growth',
          startedDaysAgo: 35,
          endsIn: 330,
          period: 'ANNUALLY',
          seats: 60,
          collection: 'INVOICE',
          invoice: { status: 'OPEN', total: 26_400 },
          addons: [{ id: 'addon-premium-support', quantity: 1 }],
          prices: [
            { baseCharge: true, amount: 11_400, currency: 'usd' },
            { featureId: 'feature-seats', amount: 250, currency: 'usd' },
          ],
          scheduled: { subscriptionScheduleType: 'UNIT_AMOUNT', inDays: 56 },
          markedFor: 'gannet-whole',
        },
        {
          key: 'gannet-analytics',
          plan: 'plan-analytics-pro',
          status: 'IN_TRIAL',
          startedDaysAgo: 9,
          trialEndsIn: 12,
          overrides: [{ type: 'FEATURE', id: 'feature-dashboards', usageLimit: 25 }],
        },
        {
          key: 'gannet-hangar',
          plan: 'plan-workspace',
          startedDaysAgo: 120,
          resourceId: 'workspace-hangar',
          overrides: [
            { type: 'FEATURE', id: 'feature-environments', usageLimit: 3 },
            { type: 'FEATURE', id: 'feature-storage-gb', usageLimit: 800 },
          ],
        },
        {
          key: 'gannet-team',
          plan: 'plan-team',
          status: 'CANCELED',
          startedDaysAgo: 400,
          endsIn: -35,
          period: 'MONTHLY',
        },
      ],
      grants: GRANTS,
      usage: USAGE,
    },
  },
]
