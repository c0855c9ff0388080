import { fastIds, type SeedContext } from './context.ts'
import { FIRST_NAMES, FIRST_WORDS, LAST_NAMES, LEGAL_FORMS, SECOND_WORDS, TRADES } from './generated-names.ts'
import { tellCustomer, type StiggBook } from './tell-stigg.ts'
import type { SalesforceRow } from './types.ts'

/** How an account and its customer stand to each other, of a hundred pairs. */
const MIX: readonly (readonly [
  weight: number,
  pair: { readonly account: 'own' | 'gone' | 'none' | 'last'; readonly customer: 'own' | 'none' },
])[] = [
  [78, { account: 'own', customer: 'own' }],
  [6, { account: 'own', customer: 'none' }],
  [5, { account: 'none', customer: 'own' }],
  [2, { account: 'gone', customer: 'own' }],
  [1, { account: 'last', customer: 'own' }],
  [8, { account: 'none', customer: 'none' }],
]
const TOTAL_WEIGHT = MIX.reduce((sum, [weight]) => sum + weight, 0)
/** Beyond the accounts that generated deals are sold to. */
const FIRST = 20_000
/** Beyond the generated deals. */
const FIRST_DEAL = 1_200_000

/**
 * So many accounts and as many customers beside them, for the page of links: most name each other, the others show every
 * state that a pair can be in. An account that names nobody has a won deal and a contact, by which it may be recognised.
 */
export function generatePairs(
  context: SeedContext,
  count: number,
  add: (object: string, row: SalesforceRow) => void,
  stigg: StiggBook,
): void {
  if (count === 0) return
  const random = context.random('pairs')
  const below = (limit: number) => Math.floor(random() * limit)
  const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T // no list of names is empty
  const [accountId, contactId, dealId] = [fastIds('Account'), fastIds('Contact'), fastIds('Opportunity')]
  const owner = context.id('User', 'grace')
  const stamped = {
    CreatedDate: context.stamp(-400),
    LastModifiedDate: context.stamp(-300),
    SystemModstamp: context.stamp(-300),
  }
  let last = ''
  for (let n = 0; n < count; n++) {
    const id = accountId(FIRST + n)
    const { account, customer } = pairOf(below(TOTAL_WEIGHT))
    const word = `${pick(FIRST_WORDS)}${pick(SECOND_WORDS)}`
    const name = `${word} ${pick(TRADES)} ${pick(LEGAL_FORMS)}`
    const domain = `${word.toLowerCase()}-pair-${n + 1}.example`
    const own = `customer-pair-${n + 1}`
    const named = { own, gone: `customer-gone-${n + 1}`, last: last || own, none: null }[account]
    last = own
    add('Account', {
      Id: id,
      ...stamped,
      Name: name,
      Type: 'Customer',
      // Every other one is recognised by its contact alone.
      ...(n % 2 === 0 ? { Website: `https://www.${domain}` } : {}),
      OwnerId: owner,
      CurrencyIsoCode: 'USD',
      ...(named === null
        ? {}
        : { Stigg_Customer_ID__c: named, Stigg_Customer_URL__c: `${context.stiggAppUrl}/customers/${named}` }),
    })
    const story = { id: own, name: `${word} ${n + 1}`, email: `accounts@${domain}`, madeDaysAgo: 300 }
    tellCustomer(context, stigg, customer === 'own' ? { ...story, linkedToId: id } : { ...story, linkedTo: null }, null)
    if (named !== null) continue
    add('Contact', {
      Id: contactId(FIRST + n),
      ...stamped,
      AccountId: id,
      FirstName: pick(FIRST_NAMES),
      LastName: pick(LAST_NAMES),
      // One in three belongs to a mail provider, which tells nobody anything.
      Email: n % 3 === 0 ? `someone.${n}@gmail.com` : `accounts@${domain}`,
      OwnerId: owner,
    })
    add('Opportunity', {
      Id: dealId(FIRST_DEAL + n),
      ...stamped,
      Name: `${name} - Enterprise`,
      AccountId: id,
      RecordTypeId: context.id('RecordType', 'New_Business'),
      StageName: 'Closed Won',
      CloseDate: stamped.LastModifiedDate.slice(0, 10),
      Type: 'New Customer',
      Pricebook2Id: context.id('Pricebook2', 'standard'),
      OwnerId: owner,
      CurrencyIsoCode: 'USD',
    })
  }
}

function pairOf(ticket: number): (typeof MIX)[number][1] {
  let rest = ticket
  const found = MIX.find(([weight]) => (rest -= weight) < 0)
  if (!found) throw new RangeError('No such pair')
  return found[1]
}
