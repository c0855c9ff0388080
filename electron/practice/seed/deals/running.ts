import { creditsOf, line, seatsOf, type AccountStory, type DealStory } from '../story.ts'
import { newAccount } from './mapping.ts'

const gullwing: AccountStory = {
  ...newAccount(
    'gullwing',
    'Gullwing Aerospace',
    ['Toulouse', 'France'],
    'Manufacturing',
    ['Amélie', 'Garnier'],
    ['Yves', 'Petit'],
  ),
  stiggId: 'own',
}

/** Deals of customers that Stigg knows already: live, drifted, overtaken, or in the way of something. */
export const RUNNING: readonly DealStory[] = [
  {
    key: 'havelock-live',
    name: 'Havelock Shipping - Enterprise',
    shows: ['live', 'opportunity.already-provisioned', 'subscription.replaces'],
    account: {
      ...newAccount(
        'havelock',
        'Havelock Shipping Lines',
        ['Singapore', 'Singapore'],
        'Manufacturing',
        ['Wei', 'Tan'],
        ['Mei', 'Goh'],
      ),
      stiggId: 'own',
    },
    owner: 'aiko',
    closedDaysAgo: 20,
    lines: [line('enterprise'), line('seats', 130), line('support')],
    provisionedAs: 'havelock-live',
    stigg: {
      customer: { id: 'own', email: 'billing@havelock.example', madeDaysAgo: 19, marked: true },
      subscriptions: [
        {
          key: 'havelock-live',
          plan: 'plan-enterprise',
          startedDaysAgo: 19,
          overrides: [seatsOf(130)],
          addons: [{ id: 'addon-premium-support', quantity: 1 }],
          markedFor: 'havelock-live',
        },
      ],
    },
  },
  {
    key: 'ridgeline-drifted',
    name: 'Ridgeline Outfitters - Enterprise, 150 seats',
    shows: ['drifted', 'opportunity.already-provisioned', 'subscription.replaces'],
    account: {
      ...newAccount(
        'ridgeline',
        'Ridgeline Outfitters',
        ['Salt Lake City', 'United States'],
        'Retail',
        ['Cody', 'Barnes'],
        ['June', 'Ellis'],
      ),
      stiggId: 'own',
    },
    owner: 'priya',
    closedDaysAgo: 34,
    lines: [line('enterprise'), line('seats', 150), line('apiCredits', 30_000)],
    provisionedAs: 'ridgeline-live',
    stigg: {
      customer: { id: 'own', email: 'billing@ridgeline.example', madeDaysAgo: 33, marked: true },
      subscriptions: [
        {
          key: 'ridgeline-live',
          plan: 'plan-enterprise',
          startedDaysAgo: 33,
          overrides: [seatsOf(100), creditsOf(30_000)],
          markedFor: 'ridgeline-drifted',
        },
      ],
    },
  },
  {
    key: 'gullwing-first',
    name: 'Gullwing Aerospace - Enterprise, first order',
    shows: ['superseded', 'opportunity.already-provisioned', 'subscription.replaces'],
    account: gullwing,
    owner: 'tomas',
    closedDaysAgo: 55,
    lines: [line('enterprise'), line('seats', 60)],
    provisionedAs: 'gullwing-first',
    stigg: {
      customer: { id: 'own', email: 'billing@gullwing.example', madeDaysAgo: 54, marked: true },
      subscriptions: [
        {
          key: 'gullwing-first',
          plan: 'plan-enterprise',
          status: 'CANCELED',
          startedDaysAgo: 54,
          endsIn: -27,
          overrides: [seatsOf(60)],
          markedFor: 'gullwing-first',
        },
        {
          key: 'gullwing-second',
          plan: 'plan-enterprise',
          startedDaysAgo: 27,
          overrides: [seatsOf(90)],
          markedFor: 'gullwing-second',
        },
      ],
    },
  },
  {
    key: 'gullwing-second',
    name: 'Gullwing Aerospace - Enterprise, extended order',
    shows: ['live', 'opportunity.already-provisioned', 'subscription.replaces'],
    account: gullwing,
    owner: 'tomas',
    closedDaysAgo: 28,
    type: 'Existing Customer - Upgrade',
    lines: [line('enterprise'), line('seats', 90)],
    provisionedAs: 'gullwing-second',
  },
  {
    key: 'calder-schedule',
    name: 'Calder Foods - Growth, more seats',
    shows: ['subscription.schedule-lost', 'subscription.replaces'],
    account: {
      ...newAccount(
        'calderfoods',
        'Calder Foods',
        ['Halifax', 'United Kingdom'],
        'Retail',
        ['Pam', 'Ogden'],
        ['Stu', 'Nairn'],
      ),
      stiggId: 'customer-calder',
    },
    owner: 'grace',
    closedDaysAgo: 46,
    type: 'Existing Customer - Upgrade',
    lines: [line('growth'), line('seats', 60)],
    stigg: {
      customer: { id: 'customer-calder', email: 'billing@calderfoods.example', hasCard: true, madeDaysAgo: 260 },
      subscriptions: [
        {
          key: 'calder-growth',
          plan: 'plan-growth',
          startedDaysAgo: 260,
          period: 'ANNUALLY',
          seats: 45,
          collection: 'CHARGE',
          invoice: { status: 'PAID', total: 22_800 },
          scheduled: { subscriptionScheduleType: 'UNIT_AMOUNT', inDays: 105 },
        },
      ],
    },
  },
  {
    key: 'amberley-paid-to-custom',
    name: 'Amberley Trust - from Growth to Enterprise',
    shows: ['subscription.paid-to-custom', 'subscription.replaces'],
    account: {
      ...newAccount(
        'amberley',
        'Amberley Trust',
        ['Oxford', 'United Kingdom'],
        'Education',
        ['Rowan', 'Pike'],
        ['Dot', 'Farrow'],
      ),
      stiggId: 'customer-amberley',
    },
    owner: 'dele',
    closedDaysAgo: 47,
    type: 'Existing Customer - Upgrade',
    lines: [line('enterprise'), line('seats', 90)],
    stigg: {
      customer: { id: 'customer-amberley', email: 'billing@amberley.example', hasCard: true, madeDaysAgo: 400 },
      subscriptions: [
        {
          key: 'amberley-growth',
          plan: 'plan-growth',
          startedDaysAgo: 30,
          period: 'ANNUALLY',
          seats: 50,
          collection: 'CHARGE',
          invoice: { status: 'PAID', total: 24_000 },
        },
      ],
    },
  },
  {
    key: 'deltaworks-resource',
    name: 'Deltaworks Engineering - Dedicated workspace',
    shows: ['subscription.resource-required'],
    account: newAccount(
      'deltaworks',
      'Deltaworks Engineering BV',
      ['Delft', 'Netherlands'],
      'Manufacturing',
      ['Joost', 'Bakker'],
      ['Lies', 'Smit'],
    ),
    owner: 'jonas',
    closedDaysAgo: 48,
    lines: [line('workspace'), line('storage', 1_000)],
  },
]
