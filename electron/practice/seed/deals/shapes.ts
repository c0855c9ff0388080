import type { ProductKey } from '../products.ts'
import { line, people, type DealStory } from '../story.ts'
import { newAccount } from './mapping.ts'

const LONG_NAME =
  'Wolfeschlegelsteinhausenbergerdorff & Daughters Sustainable Confectionery 🍫🧁 - Enterprise for all 27 European branches'

/** What a line is for, over and over, in a deal with very many lines. */
const SITES = ['Oslo', 'Turin', 'Porto', 'Gdańsk', 'Brno', 'Malmö', 'Lille', 'Graz', 'Cork', 'Split', 'Kaunas']
const SITE_PRODUCTS: readonly ProductKey[] = ['hardware', 'training', 'implementation', 'hardware', 'customItem']

/** Deals that are sound, and hard to show or to search for. */
export const SHAPES: readonly DealStory[] = [
  {
    key: 'obrien-soql',
    name: `O'Brien & Söhne \\ "100%_off" - Enterprise`,
    shows: ['ready: SOQL metacharacters in names'],
    account: {
      ...newAccount(
        'obrien',
        `O'Brien & Söhne \\ "100%_off"`,
        [`Coeur d'Alene`, 'United States'],
        'Retail',
        ['Siobhán', `O'Brien`],
        ['Max', 'Söhne'],
      ),
    },
    owner: 'jonas',
    closedDaysAgo: 52,
    lines: [line('enterprise'), line('seats', 31, { description: `"50%" off; it's \\ final_` })],
  },
  {
    key: 'alnoor-rtl',
    name: 'شركة النور للتقنية - Enterprise',
    shows: ['ready: right-to-left names'],
    account: newAccount(
      'alnoor',
      'شركة النور للتقنية',
      ['دبي', 'United Arab Emirates'],
      'Technology',
      ['ليلى', 'المنصوري'],
      ['Omar', 'Haddad'],
    ),
    owner: 'tomas',
    closedDaysAgo: 53,
    lines: [line('enterprise'), line('seats', 44)],
  },
  {
    key: 'hoshizora-cjk',
    name: '株式会社星空システムズ - エンタープライズ契約',
    shows: ['ready: Chinese, Japanese and Korean names'],
    account: {
      ...newAccount(
        'hoshizora',
        '株式会社星空システムズ',
        ['東京', 'Japan'],
        'Technology',
        ['健太', '山本'],
        ['지은', '김'],
      ),
      currency: 'JPY',
    },
    owner: 'aiko',
    closedDaysAgo: 54,
    currency: 'JPY',
    lines: [line('enterprise'), line('seats', 88), line('training', 2, { description: '研修（上海办事处）' })],
  },
  {
    key: 'confectionery-long',
    name: LONG_NAME,
    shows: ['ready: emoji and a name of 120 characters'],
    account: {
      ...newAccount(
        'wolfeschlegel',
        LONG_NAME.split(' - ')[0] ?? LONG_NAME,
        ['Salzburg', 'Austria'],
        'Retail',
        ['Adelheid', 'Wolfeschlegelsteinhausenbergerdorff'],
        ['Toni', 'Huber'],
      ),
      contacts: people('wolfeschlegel.example', ['Adelheid', 'Wolfeschlegelsteinhausenbergerdorff'], ['Toni', 'Huber']),
    },
    owner: 'jonas',
    closedDaysAgo: 56,
    currency: 'EUR',
    lines: [line('enterpriseEu'), line('seats', 540), line('support')],
  },
  {
    key: 'continental-sixty',
    name: 'Continental Rail - Enterprise roll-out at eleven sites',
    shows: ['ready: sixty lines'],
    account: newAccount(
      'continentalrail',
      'Continental Rail Operations',
      ['Brussels', 'Belgium'],
      'Manufacturing',
      ['Guy', 'Lambert'],
      ['Eva', 'Maes'],
    ),
    owner: 'jonas',
    closedDaysAgo: 57,
    currency: 'EUR',
    lines: [
      line('enterprise'),
      line('seats', 2_400),
      line('projects', 300),
      line('storage', 10_000),
      line('support'),
      ...SITES.flatMap((site) =>
        SITE_PRODUCTS.map((product, index) => line(product, index + 1, { description: `${site}, item ${index + 1}` })),
      ),
    ],
  },
]
