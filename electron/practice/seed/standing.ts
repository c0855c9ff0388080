import { seatsOf, type AccountStory, type CustomerStory, type SubscriptionStory } from './story.ts'
import { newAccount } from './deals/mapping.ts'

/** Accounts and customers that no deal is about: the pairs that the Links page has to sort out. */
export interface StandingStory {
  readonly account?: AccountStory & { readonly mergedInto?: string }
  readonly customer?: CustomerStory & { readonly key: string }
  readonly subscriptions?: readonly SubscriptionStory[]
}

const old = (key: string, name: string, city: string, country: string, stiggId?: string): AccountStory => ({
  ...newAccount(key, name, [city, country], 'Technology', ['Robin', 'Frost'], ['Terry', 'Gale']),
  since: 600,
  ...(stiggId === undefined ? {} : { stiggId }),
})

export const STANDING: readonly StandingStory[] = [
  // Joined, both ways.
  {
    account: old('anchorage', 'Anchorage Cold Storage', 'Anchorage', 'United States', 'own'),
    customer: { key: 'anchorage', id: 'own', email: 'billing@anchorage.example', madeDaysAgo: 300 },
    subscriptions: [{ key: 'anchorage', plan: 'plan-enterprise', startedDaysAgo: 300, overrides: [seatsOf(35)] }],
  },
  {
    account: old('belvedere', 'Belvedere Vineyards', 'Verona', 'Italy', 'customer-belvedere'),
    customer: { key: 'belvedere', id: 'customer-belvedere', email: 'billing@belvedere.example', madeDaysAgo: 220 },
    subscriptions: [
      { key: 'belvedere', plan: 'plan-team', startedDaysAgo: 20, period: 'MONTHLY', seats: 9, collection: 'CHARGE' },
    ],
  },
  // One-sided: the account names a customer that does not name it back, and the other way round.
  {
    account: old('cascade', 'Cascade Timber', 'Bend', 'United States', 'customer-cascade'),
    customer: {
      key: 'cascade',
      id: 'customer-cascade',
      email: 'billing@cascade.example',
      linkedTo: null,
      madeDaysAgo: 180,
    },
  },
  {
    account: old('dunmore', 'Dunmore Distillery', 'Inverness', 'United Kingdom'),
    customer: { key: 'dunmore', id: 'customer-dunmore', email: 'billing@dunmore.example', madeDaysAgo: 170 },
  },
  // Broken: one end is not there.
  { account: old('everglade', 'Everglade Tours', 'Miami', 'United States', 'customer-that-was-removed') },
  {
    customer: {
      key: 'orphan',
      id: 'customer-farpoint',
      name: 'Farpoint Station Catering',
      email: 'ops@farpoint.example',
      linkedTo: 'farpoint-deleted',
      madeDaysAgo: 500,
    },
  },
  // Conflicting: two accounts share one customer.
  { account: old('grovewood', 'Grovewood Interiors', 'Antwerp', 'Belgium', 'customer-grovewood') },
  {
    account: old('grovewood-outlet', 'Grovewood Outlet', 'Mechelen', 'Belgium', 'customer-grovewood'),
    customer: {
      key: 'grovewood',
      id: 'customer-grovewood',
      email: 'billing@grovewood.example',
      linkedTo: 'grovewood',
      madeDaysAgo: 260,
    },
  },
  { account: old('zephyr-holding', 'Zephyr Holding', 'Tulsa', 'United States') },
  // Merged in Salesforce: the loser stands in the recycle bin and points to the winner.
  { account: old('hemlock', 'Hemlock Robotics', 'Turku', 'Finland', 'customer-hemlock') },
  {
    account: {
      ...old('hemlock-duplicate', 'Hemlock Robotics Oy (duplicate)', 'Turku', 'Finland'),
      mergedInto: 'hemlock',
    },
    customer: {
      key: 'hemlock',
      id: 'customer-hemlock',
      email: 'billing@hemlock.example',
      linkedTo: 'hemlock-duplicate',
      madeDaysAgo: 240,
    },
  },
  // Known to one system alone.
  { account: old('ivybridge', 'Ivybridge Council', 'Ivybridge', 'United Kingdom') },
  {
    account: {
      ...old('jasperfield', 'Jasperfield Mills', 'Lodz', 'Poland'),
      contacts: [{ first: 'Ola', last: 'Wrona', title: 'Buyer', email: 'ola@jasperfield.example', bounced: true }],
    },
  },
  {
    customer: {
      key: 'selfserve',
      id: 'cus-selfserve-33108',
      name: 'Kiteworks (self-serve)',
      email: 'hello@kiteworks.example',
      linkedTo: null,
      hasCard: true,
      madeDaysAgo: 80,
    },
    subscriptions: [
      { key: 'selfserve', plan: 'plan-team', startedDaysAgo: 50, period: 'MONTHLY', seats: 4, collection: 'CHARGE' },
    ],
  },
]
