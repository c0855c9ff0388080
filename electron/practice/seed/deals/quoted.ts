import { line, seatsOf, type DealStory } from '../story.ts'
import { newAccount } from './mapping.ts'

/** Deals that were quoted in Salesforce CPQ. */
export const QUOTED: readonly DealStory[] = [
  {
    key: 'vanguard-synced',
    name: 'Vanguard Optics - Team, quoted annually',
    shows: ['ready: CPQ-synced lines', 'dates.backdated'],
    account: newAccount(
      'vanguardoptics',
      'Vanguard Optics',
      ['Rochester', 'United States'],
      'Manufacturing',
      ['Leon', 'Marsh'],
      ['Kay', 'Odom'],
    ),
    owner: 'priya',
    closedDaysAgo: 8,
    quote: { from: -7, termMonths: 12, billing: 'Annual' },
    lines: [line('team', 1, { price: 441 }), line('seats', 18, { price: 216 })],
  },
  {
    key: 'obsidian-quote-only',
    name: 'Obsidian Labs - Enterprise, lines in the quote',
    shows: ['ready: lines in the primary quote alone', 'dates.backdated'],
    account: newAccount(
      'obsidianlabs',
      'Obsidian Labs',
      ['San Diego', 'United States'],
      'Technology',
      ['Mina', 'Yoon'],
      ['Curt', 'Bell'],
    ),
    owner: 'priya',
    closedDaysAgo: 9,
    quote: { from: -8, termMonths: 24, billing: 'Annual', linesOnlyInQuote: true },
    lines: [line('enterprise'), line('seats', 77), line('apiCredits', 60_000)],
  },
  {
    key: 'plumeria-zero',
    name: 'Plumeria Spas - Enterprise, projects to be settled',
    shows: ['quantity.not-positive', 'dates.backdated'],
    account: newAccount(
      'plumeria',
      'Plumeria Spas',
      ['Honolulu', 'United States'],
      'Retail',
      ['Leilani', 'Kealoha'],
      ['Glen', 'Mori'],
    ),
    owner: 'tomas',
    closedDaysAgo: 14,
    // Salesforce refuses a line of none; CPQ keeps one in the quote.
    quote: { from: -13, termMonths: 12, billing: 'Annual', linesOnlyInQuote: true },
    lines: [line('enterprise'), line('seats', 24), line('projects', 0)],
  },
  {
    key: 'keystone-amendment',
    name: 'Keystone Pharma - EU residency and 50 more seats (amendment)',
    shows: ['ready: CPQ amendment, 100 + 50 = 150', 'subscription.replaces', 'dates.backdated'],
    account: {
      ...newAccount(
        'keystonepharma',
        'Keystone Pharma',
        ['Basel', 'Switzerland'],
        'Healthcare',
        ['Alma', 'Stein'],
        ['Fred', 'Lutz'],
      ),
      stiggId: 'own',
    },
    owner: 'grace',
    closedDaysAgo: 10,
    type: 'Existing Customer - Upgrade',
    quote: { type: 'Amendment', from: -9, termMonths: 6, billing: 'Annual', contractSince: 180 },
    lines: [line('enterpriseEu'), line('seats', 50, { quoted: { quantity: 150, prior: 100 } })],
    stigg: {
      customer: { id: 'own', email: 'billing@keystonepharma.example', madeDaysAgo: 182 },
      subscriptions: [
        {
          key: 'keystone-running',
          plan: 'plan-enterprise',
          startedDaysAgo: 180,
          endsIn: 185,
          overrides: [seatsOf(100)],
        },
      ],
    },
  },
  {
    key: 'lighthouse-seats-alone',
    name: 'Lighthouse Maritime - 50 more seats (amendment)',
    shows: ['CPQ amendment of seats alone', 'subscription.replaces', 'dates.backdated'],
    account: {
      ...newAccount(
        'lighthouse',
        'Lighthouse Maritime',
        ['Gothenburg', 'Sweden'],
        'Manufacturing',
        ['Ebba', 'Nord'],
        ['Stig', 'Dahlin'],
      ),
      stiggId: 'own',
    },
    owner: 'grace',
    closedDaysAgo: 12,
    type: 'Existing Customer - Upgrade',
    quote: { type: 'Amendment', from: -11, termMonths: 8, billing: 'Annual', contractSince: 120 },
    lines: [
      line('enterprise', 0, { quoted: { quantity: 1, prior: 1, onlyInQuote: true } }),
      line('seats', 50, { quoted: { quantity: 150, prior: 100 } }),
    ],
    stigg: {
      customer: { id: 'own', email: 'billing@lighthouse.example', madeDaysAgo: 122 },
      subscriptions: [
        {
          key: 'lighthouse-running',
          plan: 'plan-enterprise',
          startedDaysAgo: 120,
          endsIn: 245,
          overrides: [seatsOf(100)],
        },
      ],
    },
  },
  {
    key: 'mosaic-edited-amendment',
    name: 'Mosaic Tiles - EU residency and more seats (amendment, edited after the quote)',
    shows: ['mapping.delta-lines', 'subscription.replaces', 'dates.backdated'],
    account: {
      ...newAccount(
        'mosaictiles',
        'Mosaic Tiles SpA',
        ['Ravenna', 'Italy'],
        'Manufacturing',
        ['Chiara', 'Fabbri'],
        ['Aldo', 'Conti'],
      ),
      stiggId: 'own',
    },
    owner: 'grace',
    closedDaysAgo: 13,
    type: 'Existing Customer - Upgrade',
    quote: { type: 'Amendment', from: -12, termMonths: 9, billing: 'Annual', contractSince: 95 },
    // The deal says 30 more, the quote 50 more: nobody can tell which was sold.
    lines: [line('enterpriseEu'), line('seats', 30, { quoted: { quantity: 150, prior: 100 } })],
    stigg: {
      customer: { id: 'own', email: 'billing@mosaictiles.example', madeDaysAgo: 96 },
      subscriptions: [
        { key: 'mosaic-running', plan: 'plan-enterprise', startedDaysAgo: 95, endsIn: 270, overrides: [seatsOf(100)] },
      ],
    },
  },
  {
    key: 'trellis-ramp',
    name: 'Trellis Housing - Enterprise, three-year ramp',
    shows: ['mapping.ramp', 'dates.backdated'],
    account: newAccount(
      'trellis',
      'Trellis Housing Association',
      ['Birmingham', 'United Kingdom'],
      'Retail',
      ['Nadia', 'Aziz'],
      ['Clive', 'Tudor'],
    ),
    owner: 'dele',
    closedDaysAgo: 11,
    quote: { from: -10, termMonths: 36, billing: 'Annual' },
    lines: [
      line('enterprise'),
      line('seats', 100, { quoted: { segment: 1, from: -10, to: 354 } }),
      line('seats', 200, { quoted: { segment: 2, from: 355, to: 719 } }),
      line('seats', 300, { quoted: { segment: 3, from: 720, to: 1084 } }),
    ],
  },
  {
    key: 'sextant-prorated',
    name: 'Sextant Instruments - Growth, 10 more seats (amendment)',
    shows: ['price.period-unknown', 'subscription.replaces', 'dates.backdated'],
    account: {
      ...newAccount(
        'sextantinstruments',
        'Sextant Instruments',
        ['Boise', 'United States'],
        'Manufacturing',
        ['Dora', 'Lind'],
        ['Abel', 'Munro'],
      ),
      stiggId: 'own',
    },
    owner: 'priya',
    closedDaysAgo: 15,
    type: 'Existing Customer - Upgrade',
    // CPQ prorates the price of an amendment's line, so that nobody can tell what it is for.
    quote: { type: 'Amendment', from: -14, termMonths: 7, billing: 'Annual', contractSince: 140 },
    lines: [
      line('growth', 0, { quoted: { quantity: 1, prior: 1, onlyInQuote: true } }),
      line('seats', 10, { price: 190, quoted: { quantity: 30, prior: 20 } }),
    ],
    stigg: {
      customer: { id: 'own', email: 'billing@sextantinstruments.example', madeDaysAgo: 142 },
      subscriptions: [
        { key: 'sextant-running', plan: 'plan-growth', startedDaysAgo: 140, period: 'ANNUALLY', seats: 20 },
      ],
    },
  },
]
