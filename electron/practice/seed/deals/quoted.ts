import { line, seatsOf, type DealStory } from '../story.ts'
import { newAccount } from './mapping.ts'

/** Deals that were quoted in Salesforce CPQ. */
export const QUOTED: readonly DealStory[] = [
  {
    key: 'vanguard-synced',
    name: 'Vanguard Optics - Team, quoted annually',
    shows: ['ready: CPQ-synced lines'],
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
    shows: ['ready: lines in the primary quote alone'],
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
    key: 'keystone-amendment',
    name: 'Keystone Pharma - 50 more seats (amendment)',
    shows: ['mapping.delta-lines'],
    account: {
      ...newAccount(
        'keystonepharma',
        'Keystone Pharma',
        ['Philadelphia', 'United States'],
        'Healthcare',
        ['Dr. Alma', 'Stein'],
        ['Fred', 'Lutz'],
      ),
      stiggId: 'own',
    },
    owner: 'grace',
    closedDaysAgo: 10,
    type: 'Existing Customer - Upgrade',
    quote: { type: 'Amendment', from: -9, termMonths: 6, billing: 'Annual', contractSince: 180 },
    lines: [line('seats', 50, { quoted: { quantity: 150, prior: 100 } })],
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
    key: 'trellis-ramp',
    name: 'Trellis Housing - Enterprise, three-year ramp',
    shows: ['mapping.ramp'],
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
]
