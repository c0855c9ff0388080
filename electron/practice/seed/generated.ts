import { fastIds, type SeedContext } from './context.ts'
import { FIRST_NAMES, FIRST_WORDS, LAST_NAMES, LEGAL_FORMS, SECOND_WORDS, TRADES } from './generated-names.ts'
import type { Person } from './people.ts'
import { entryKey, listPrice, type ProductKey } from './products.ts'
import { creditsOf, seatsOf } from './story.ts'
import { tellSubscription, tellCustomer, type StiggBook } from './tell-stigg.ts'
import type { SalesforceRow } from './types.ts'

const OWNERS: readonly Person[] = ['mara', 'tomas', 'priya', 'jonas', 'aiko', 'dele', 'grace']
const YEARS = 3
const MAX_ACCOUNTS = 10_000

/** What a generated deal sells: mostly in order, a share with the problems that real ones have. */
const BASKETS: readonly (readonly [weight: number, products: readonly ProductKey[], wholeQuantities?: false])[] = [
  [40, ['enterprise', 'seats']],
  [14, ['enterprise', 'seats', 'projects']],
  [10, ['enterprise', 'seats', 'apiCredits', 'support']],
  [12, ['growth', 'seats']],
  [6, ['enterpriseEu', 'seats', 'storage']],
  [5, ['enterprise', 'seats', 'implementation']],
  [3, ['growth']],
  [2, ['seats']],
  [2, ['unknownPlan', 'seats']],
  [2, ['enterprise', 'growth', 'seats']],
  [2, ['enterprise', 'mobileAccess']],
  [1, ['enterprise', 'projects'], false],
  [1, []],
]
const TOTAL_WEIGHT = BASKETS.reduce((sum, [weight]) => sum + weight, 0)

interface GeneratedAccount {
  readonly id: string
  readonly name: string
  readonly domain: string
}

/**
 * So many more won deals over three years, on a tenth as many accounts, for lists that are long. Rows carry only fields
 * that are not null, and share their strings, as there may be hundreds of thousands.
 */
export function generate(
  context: SeedContext,
  count: number,
  add: (object: string, row: SalesforceRow) => void,
  stigg: StiggBook,
): void {
  if (count === 0) return
  const random = context.random('generated')
  const below = (limit: number) => Math.floor(random() * limit)
  const pick = <T>(from: readonly T[]): T => {
    const one = from[below(from.length)]
    if (one === undefined) throw new RangeError('Nothing to pick from')
    return one
  }
  const accounts = makeAccounts(context, Math.min(Math.ceil(count / 10), MAX_ACCOUNTS), pick, add)
  const opportunityId = fastIds('Opportunity')
  const lineId = fastIds('OpportunityLineItem')
  const owners = OWNERS.map((owner) => context.id('User', owner))
  const priceBook = context.id('Pricebook2', 'standard')
  const recordType = context.id('RecordType', 'New_Business')
  const shelf = shelfOf(context)
  const lastDeal = new Map<GeneratedAccount, string>()

  for (let n = 0; n < count; n++) {
    const account = accounts[n % accounts.length] as GeneratedAccount // the index is below the length
    const daysAgo = ((count - n - random()) / count) * YEARS * 365
    const changed = context.stamp(-daysAgo)
    const created = context.stamp(-daysAgo - 20 - below(70))
    const id = opportunityId(n)
    const products = basket(below(TOTAL_WEIGHT))
    lastDeal.set(account, id)
    add('Opportunity', {
      Id: id,
      CreatedDate: created,
      LastModifiedDate: changed,
      SystemModstamp: changed,
      Name: `${account.name} - ${products.plan} ${changed.slice(0, 4)}/${(n % 97) + 1}`,
      AccountId: account.id,
      RecordTypeId: recordType,
      StageName: 'Closed Won',
      CloseDate: changed.slice(0, 10),
      LastStageChangeDate: changed,
      Type: n < accounts.length ? 'New Customer' : 'Existing Customer - Upgrade',
      Pricebook2Id: priceBook,
      OwnerId: pick(owners),
      CurrencyIsoCode: 'USD',
    })
    products.items.forEach((product, index) => {
      const { productId, entryId, price } = shelf(product)
      add('OpportunityLineItem', {
        Id: lineId(n * 4 + index),
        CreatedDate: created,
        LastModifiedDate: changed,
        SystemModstamp: changed,
        OpportunityId: id,
        Product2Id: productId,
        PricebookEntryId: entryId,
        Quantity: quantityOf(product, products.isWhole, below),
        UnitPrice: price,
        SortOrder: index + 1,
      })
    })
  }
  makeCustomers(context, accounts, lastDeal, stigg)
}

function basket(ticket: number): { items: readonly ProductKey[]; isWhole: boolean; plan: string } {
  let rest = ticket
  const [, items, isWhole = true] = BASKETS.find(([weight]) => (rest -= weight) < 0) ?? ([0, []] as const)
  const plan = items[0] === 'growth' ? 'Growth' : items[0] === 'seats' ? 'More seats' : 'Enterprise'
  return { items, isWhole, plan }
}

function quantityOf(product: ProductKey, isWhole: boolean, below: (limit: number) => number): number {
  if (product === 'seats') return 10 + 5 * below(60)
  if (product === 'apiCredits') return 1_000 * (5 + below(200))
  if (product === 'storage') return 100 * (1 + below(40))
  if (product === 'projects') return 5 + below(40) + (isWhole ? 0 : 0.5)
  return 1
}

function shelfOf(context: SeedContext) {
  const known = new Map<ProductKey, { productId: string; entryId: string; price: number }>()
  return (product: ProductKey) => {
    const there = known.get(product)
    if (there) return there
    const item = {
      productId: context.id('Product2', product),
      entryId: context.id('PricebookEntry', entryKey('standard', product, 'USD')),
      price: listPrice(product, 'USD'),
    }
    known.set(product, item)
    return item
  }
}

function makeAccounts(
  context: SeedContext,
  count: number,
  pick: <T>(from: readonly T[]) => T,
  add: (object: string, row: SalesforceRow) => void,
): GeneratedAccount[] {
  const accountId = fastIds('Account')
  const contactId = fastIds('Contact')
  const owner = context.id('User', 'grace')
  const created = context.stamp(-YEARS * 365 - 90)
  const changed = context.stamp(-YEARS * 365 - 30)
  return Array.from({ length: count }, (_, n) => {
    const id = accountId(n)
    const word = `${pick(FIRST_WORDS)}${pick(SECOND_WORDS)}`
    const name = `${word} ${pick(TRADES)} ${pick(LEGAL_FORMS)}`
    const domain = `${word.toLowerCase()}-${n + 1}.example`
    const stamped = { CreatedDate: created, LastModifiedDate: changed, SystemModstamp: changed }
    add('Account', {
      Id: id,
      ...stamped,
      Name: name,
      Type: 'Customer',
      Website: `https://www.${domain}`,
      OwnerId: owner,
      CurrencyIsoCode: 'USD',
      ...(n % 2 === 0
        ? { Stigg_Customer_ID__c: id, Stigg_Customer_URL__c: `${context.stiggAppUrl}/customers/${id}` }
        : {}),
    })
    add('Contact', {
      Id: contactId(n),
      ...stamped,
      AccountId: id,
      FirstName: pick(FIRST_NAMES),
      LastName: pick(LAST_NAMES),
      Title: 'Accounts Payable',
      Email: `billing@${domain}`,
      OwnerId: owner,
    })
    return { id, name, domain }
  })
}

/** Half of the accounts have a customer in Stigg, and one in ten of those a subscription that this app made. */
function makeCustomers(
  context: SeedContext,
  accounts: readonly GeneratedAccount[],
  lastDeal: ReadonlyMap<GeneratedAccount, string>,
  stigg: StiggBook,
): void {
  accounts.forEach((account, n) => {
    if (n % 2 !== 0) return
    const { id, name, domain } = account
    const madeDaysAgo = YEARS * 365 - (n % 900)
    tellCustomer(context, stigg, { id, name, email: `billing@${domain}`, linkedToId: id, madeDaysAgo }, null)
    if (n % 20 !== 0) return
    const overrides = n % 40 === 0 ? [seatsOf(50), creditsOf(20_000)] : [seatsOf(50)]
    const subscription = { key: `generated-${n}`, plan: 'plan-enterprise', startedDaysAgo: n % 300, overrides }
    const deal = lastDeal.get(account)
    tellSubscription(context, stigg, deal ? { ...subscription, markedForId: deal } : subscription, id, id)
  })
}
