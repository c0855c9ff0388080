import { line, type DealStory } from '../story.ts'
import { newAccount } from './mapping.ts'

/** Deals where it is not clear which Stigg customer the buyer is. */
export const CUSTOMERS: readonly DealStory[] = [
  {
    key: 'sundial-archived',
    name: 'Sundial Observatory - Enterprise, back after a year',
    shows: ['customer.archived'],
    account: {
      ...newAccount(
        'sundial',
        'Sundial Observatory',
        ['Tucson', 'United States'],
        'Education',
        ['Stella', 'Reyes'],
        ['Hank', 'Moss'],
      ),
      stiggId: 'customer-sundial',
    },
    owner: 'priya',
    closedDaysAgo: 49,
    lines: [line('enterprise'), line('seats', 16)],
    stigg: {
      customer: { id: 'customer-sundial', email: 'billing@sundial.example', madeDaysAgo: 700, archivedDaysAgo: 330 },
    },
  },
  {
    key: 'marigold-duplicate',
    name: 'Marigold Payments - Enterprise',
    shows: ['customer.possible-duplicate'],
    account: {
      ...newAccount(
        'marigoldpay',
        'Marigold Payments',
        ['Bengaluru', 'India'],
        'Finance',
        ['Ananya', 'Rao'],
        ['Vikram', 'Iyer'],
      ),
      // One person signs, pays, and tried it alone before.
      contacts: [
        {
          first: 'Ananya',
          last: 'Rao',
          title: 'Founder',
          email: 'ananya@marigoldpay.example',
          role: 'Billing',
          primary: true,
        },
      ],
    },
    owner: 'priya',
    closedDaysAgo: 50,
    lines: [line('enterprise'), line('seats', 210)],
    stigg: {
      customer: {
        id: 'cus-selfserve-20417',
        name: 'marigoldpay (self-serve)',
        email: 'ananya@marigoldpay.example',
        linkedTo: null,
        madeDaysAgo: 95,
      },
      subscriptions: [{ key: 'marigold-free', plan: 'plan-free', startedDaysAgo: 95 }],
    },
  },
  {
    key: 'zephyr-conflict',
    name: 'Zephyr Turbines - Enterprise',
    shows: ['link.conflict'],
    account: {
      ...newAccount(
        'zephyr',
        'Zephyr Turbines Inc.',
        ['Tulsa', 'United States'],
        'Energy',
        ['Roy', 'Hatfield'],
        ['Nell', 'Ayers'],
      ),
      stiggId: 'customer-zephyr',
    },
    owner: 'tomas',
    closedDaysAgo: 51,
    lines: [line('enterprise'), line('seats', 48)],
    stigg: {
      customer: {
        id: 'customer-zephyr',
        email: 'billing@zephyr.example',
        linkedTo: 'zephyr-holding',
        madeDaysAgo: 410,
      },
    },
  },
]

/** Deals that begin with a trial. */
export const TRIALS: readonly DealStory[] = [
  {
    key: 'comet-trial-replaces',
    name: 'Comet Couriers - longer proof of concept',
    shows: ['trial.replaces'],
    account: {
      ...newAccount(
        'cometcouriers',
        'Comet Couriers',
        ['Warsaw', 'Poland'],
        'Manufacturing',
        ['Zofia', 'Nowak'],
        ['Piotr', 'Maj'],
      ),
      stiggId: 'customer-comet',
    },
    owner: 'jonas',
    stage: 'POC',
    closedDaysAgo: -14,
    lines: [line('growth'), line('seats', 15)],
    stigg: {
      customer: { id: 'customer-comet', email: 'billing@cometcouriers.example', madeDaysAgo: 12 },
      subscriptions: [
        {
          key: 'comet-trial',
          plan: 'plan-growth',
          status: 'IN_TRIAL',
          startedDaysAgo: 10,
          trialEndsIn: 4,
          period: 'ANNUALLY',
          seats: 10,
        },
      ],
    },
  },
  {
    key: 'lantern-had-trial',
    name: 'Lantern Books - second proof of concept',
    shows: ['trial.had-before'],
    account: {
      ...newAccount('lanternbooks', 'Lantern Books', ['Oslo', 'Norway'], 'Media', ['Sigrid', 'Berg'], ['Odd', 'Lien']),
      stiggId: 'customer-lantern',
    },
    owner: 'mara',
    stage: 'POC',
    closedDaysAgo: -30,
    lines: [line('growth'), line('seats', 8)],
    stigg: {
      customer: { id: 'customer-lantern', email: 'billing@lanternbooks.example', madeDaysAgo: 250 },
      subscriptions: [
        {
          key: 'lantern-old-trial',
          plan: 'plan-growth',
          status: 'EXPIRED',
          startedDaysAgo: 240,
          trialEndsIn: -226,
          endsIn: -226,
          period: 'ANNUALLY',
        },
      ],
    },
  },
]
