import type { SeedContext } from './context.ts'
import { RATES, rowsOf, stamps, type IsoCode } from './people.ts'
import type { SalesforceRow } from './types.ts'

interface ProductStory {
  readonly name: string
  readonly code: string
  readonly family: 'Plans' | 'Add-ons' | 'Usage' | 'Credits' | 'Services' | 'Other'
  readonly type: 'Plan' | 'Add-on' | 'Entitlement' | 'Credit entitlement' | null
  readonly stiggId: string | null
  /** Per unit and year in whole US dollars; other currencies follow from the org's rates. */
  readonly price: number
  readonly unit?: 'Each' | 'Seat' | 'Credit' | 'Hour'
  readonly inactive?: boolean
  /** The standard price book's entry is switched off, so that sales cannot add it any more. */
  readonly noStandardPrice?: boolean
  /** Not sold in these price books. */
  readonly notIn?: readonly PriceBook[]
}

const define = <Key extends string>(products: Record<Key, ProductStory>) => products
const plan = (name: string, code: string, stiggId: string | null, price: number): ProductStory => ({
  name,
  code,
  family: 'Plans',
  type: 'Plan',
  stiggId,
  price,
  unit: 'Each',
})
const addon = (name: string, code: string, stiggId: string | null, price: number): ProductStory => ({
  ...plan(name, code, stiggId, price),
  family: 'Add-ons',
  type: 'Add-on',
})
const feature = (name: string, code: string, stiggId: string | null, price: number): ProductStory => ({
  ...plan(name, code, stiggId, price),
  family: 'Usage',
  type: 'Entitlement',
})
const credits = (name: string, code: string, stiggId: string | null, price: number): ProductStory => ({
  ...plan(name, code, stiggId, price),
  family: 'Credits',
  type: 'Credit entitlement',
  unit: 'Credit',
})
const service = (name: string, code: string, price: number): ProductStory => ({
  ...plan(name, code, null, price),
  family: 'Services',
  type: null,
})

/** The price list: what is sold, and what each product says it is in Stigg. */
export const PRODUCTS = define({
  enterprise: plan('Northwind Enterprise', 'NW-ENT', 'plan-enterprise', 36_000),
  enterpriseEu: plan('Northwind Enterprise (EU residency)', 'NW-ENT-EU', 'plan-enterprise-eu', 42_000),
  growth: plan('Northwind Growth', 'NW-GRO', 'plan-growth', 12_000),
  team: plan('Northwind Team', 'NW-TEAM', 'plan-team', 490),
  analytics: plan('Northwind Analytics', 'NA-PRO', 'plan-analytics-pro', 18_000),
  workspace: plan('Northwind Dedicated Workspace', 'NW-WS', 'plan-workspace', 9_000),
  nextPlan: plan('Northwind Enterprise Next (early access)', 'NW-ENT-X', 'plan-enterprise-next', 40_000),
  oldPlan: plan('Northwind Enterprise 2023', 'NW-ENT-23', 'plan-enterprise-2023', 30_000),
  unknownPlan: plan('Northwind Ultimate', 'NW-ULT', 'plan-ultimate', 60_000),
  retiredPlan: { ...plan('Northwind Enterprise (2024 list)', 'NW-ENT-24', 'plan-enterprise', 33_000), inactive: true },
  supportSoldAsPlan: plan('Premium Support Subscription', 'NW-SUP-SUB', 'addon-premium-support', 4_800),

  sso: addon('Single Sign-On Pack', 'NW-SSO', 'addon-sso', 2_400),
  support: addon('Premium Support', 'NW-SUP', 'addon-premium-support', 4_800),
  auditLog: addon('Audit Log Archive', 'NW-AUD', 'addon-audit-log', 1_800),
  sandbox: addon('Extra Sandbox', 'NW-SBX', 'addon-sandbox', 1_200),
  collaboration: addon('Collaboration Pack', 'NW-COL', 'feature-collaboration-pack', 900),
  dashboards: { ...addon('Embedded Dashboards', 'NA-EMB', 'addon-embedded-dashboards', 3_600), notIn: ['partner'] },
  whiteLabel: addon('White-label Portal', 'NW-WL', 'addon-white-label', 6_000),
  mobileAccess: addon('Mobile Access', 'NW-MOB', null, 600),
  onCall: { ...addon('24x7 On-call Bridge', 'NW-247', 'addon-on-call', 7_200), noStandardPrice: true },

  seats: { ...feature('Seats', 'NW-SEAT', 'feature-seats', 240), unit: 'Seat' },
  projects: feature('Projects', 'NW-PRJ', 'feature-projects', 60),
  ssoFeature: feature('Single Sign-On', 'NW-SSO-F', 'feature-sso', 0),
  apiCalls: feature('API calls (monthly limit)', 'NW-API', 'feature-api-calls', 0.01),
  storage: feature('Storage (GB)', 'NW-STO', 'feature-storage-gb', 3),
  region: feature('Data region', 'NW-REG', 'feature-data-region', 0),
  timeTravel: feature('Point-in-time restore', 'NW-PIT', 'feature-time-travel', 1_500),

  apiCredits: credits('API credits (monthly)', 'NW-CRD', 'currency-api-credits', 0.12),
  aiTokens: credits('AI tokens (thousands)', 'NW-AIT', 'cred-type-ai-tokens', 0.4),
  plainCredits: {
    ...credits('API credits, legacy SKU', 'NW-CRD-L', 'currency-api-credits', 0.12),
    type: 'Entitlement',
  },
  oldPoints: credits('Loyalty points', 'NW-PTS', 'currency-loyalty-points', 0.05),
  moonCoins: credits('Render minutes', 'NW-RND', 'currency-render-minutes', 0.3),

  implementation: service('Implementation Services', 'PS-IMPL', 15_000),
  training: service('Training Day', 'PS-TRAIN', 1_900),
  hardware: { ...service('Edge Gateway (hardware)', 'HW-EDGE', 780), family: 'Other' },
  customItem: service('Custom line item', 'PS-CUSTOM', 0),
  onboarding: { ...service('Priority Onboarding', 'PS-ONB', 3_000), stiggId: 'addon-priority-onboarding' },
})
export type ProductKey = keyof typeof PRODUCTS

const PRICE_BOOKS = {
  standard: { name: 'Standard Price Book', factor: 1, description: 'List prices' },
  enterprise: { name: 'Enterprise Price Book', factor: 0.95, description: 'Negotiated frame contracts' },
  partner: { name: 'Partner Price Book', factor: 0.8, description: 'Sold through resellers' },
} as const
export type PriceBook = keyof typeof PRICE_BOOKS

/** List price per unit, rounded to what the currency can hold. */
export function listPrice(product: ProductKey, currency: IsoCode, book: PriceBook = 'standard'): number {
  const { rate, places } = RATES[currency]
  const scale = 10 ** places
  return Math.round(PRODUCTS[product].price * PRICE_BOOKS[book].factor * rate * scale) / scale
}

export const entryKey = (book: PriceBook, product: ProductKey, currency: IsoCode) => `${book}:${product}:${currency}`

export function productRows(context: SeedContext): Record<string, SalesforceRow[]> {
  const made = stamps(context, -700, -120)
  // Object.keys forgets the keys' type, here and below.
  const products = Object.keys(PRODUCTS) as ProductKey[]
  const books = Object.keys(PRICE_BOOKS) as PriceBook[]
  const currencies = Object.keys(RATES) as IsoCode[]
  const entries = books.flatMap((book) =>
    products
      .filter((product) => PRODUCTS[product].notIn?.includes(book) !== true)
      .flatMap((product) => currencies.map((currency) => ({ book, product, currency }))),
  )
  return {
    Pricebook2: rowsOf(books, made, (book) => ({
      Id: context.id('Pricebook2', book),
      Name: PRICE_BOOKS[book].name,
      Description: PRICE_BOOKS[book].description,
      IsActive: true,
      IsArchived: false,
      IsStandard: book === 'standard',
    })),
    Product2: rowsOf(products, made, (key) => ({
      Id: context.id('Product2', key),
      Name: PRODUCTS[key].name,
      ProductCode: PRODUCTS[key].code,
      Description: null,
      IsActive: PRODUCTS[key].inactive !== true,
      Family: PRODUCTS[key].family,
      QuantityUnitOfMeasure: PRODUCTS[key].unit ?? null,
      StockKeepingUnit: PRODUCTS[key].code,
      CurrencyIsoCode: 'USD',
      Stigg_Type__c: PRODUCTS[key].type,
      Stigg_ID__c: PRODUCTS[key].stiggId,
    })),
    PricebookEntry: rowsOf(entries, made, ({ book, product, currency }) => ({
      Id: context.id('PricebookEntry', entryKey(book, product, currency)),
      Pricebook2Id: context.id('Pricebook2', book),
      Product2Id: context.id('Product2', product),
      CurrencyIsoCode: currency,
      UnitPrice: listPrice(product, currency, book),
      IsActive: !(book === 'standard' && PRODUCTS[product].noStandardPrice === true),
      UseStandardPrice: false,
    })),
  }
}
