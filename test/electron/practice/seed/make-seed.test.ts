import { describe, expect, it } from 'vitest'
import { toId18 } from '#shared/domain/salesforce-id'
import { KEY_PREFIX } from '#practice/seed/context'
import { ALL_DEALS, STORIES } from '#practice/seed/deals/all'
import { makeSeed } from '#practice/seed/make-seed'
import { countsOf, linkRows } from '#shared/domain/link-states'
import { SHOWN } from '#practice/seed/shown'
import type { SalesforceRow } from '#practice/seed/types'

const anchor = '2026-11-21T09:30:00.000Z'
const seed = makeSeed({ seed: 7, anchor })
const objects = seed.salesforce.objects
const rows = (object: string, of = objects) => of[object] ?? []
const dayOf = (offset: number) => new Date(Date.parse(anchor) + offset * 86_400_000).toISOString().slice(0, 10)

/** Fields that hold the id of a row, whatever they are called. */
function lookups(row: SalesforceRow): [field: string, id: string][] {
  return Object.entries(row).filter(
    (entry): entry is [string, string] =>
      entry[0] !== 'Id' && !/^Stigg_|__ParentID/.test(entry[0]) && typeof entry[1] === 'string' && isId(entry[1]),
  )
}
const isId = (text: string) => /^[a-zA-Z0-9]{18}$/.test(text) && toId18(text) === text

describe('the story', () => {
  it('shows everything that it is there to show', () => {
    const shown = new Set(STORIES.flatMap(({ shows }) => shows))
    expect(SHOWN.filter((one) => !shown.has(one))).toEqual([])
    expect(STORIES.length).toBeGreaterThanOrEqual(34)
    expect(STORIES.filter(({ shows }) => shows.length === 0)).toEqual([])
  })

  it('has won deals of the last sixty days, and others that are open or lost', () => {
    const won = rows('Opportunity').filter((row) => row['StageName'] === 'Closed Won')
    expect(won.length).toBeGreaterThanOrEqual(34)
    const days = won.map((row) => String(row['CloseDate'])).sort()
    expect(days[0]! >= dayOf(-60) && days.at(-1)! <= dayOf(0)).toBe(true)
    const others = rows('Opportunity').filter((row) => row['StageName'] !== 'Closed Won' && row['StageName'] !== 'POC')
    expect(others).toHaveLength(25)
    expect(new Set(rows('OpportunityStage').map((row) => row['ApiName']))).toEqual(
      new Set(['Prospecting', 'Qualification', 'POC', 'Negotiation', 'Closed Won', 'Closed Lost']),
    )
  })

  it('tells each deal and each account under one key', () => {
    expect(new Set(ALL_DEALS.map(({ key }) => key)).size).toBe(ALL_DEALS.length)
    const accounts = new Map(ALL_DEALS.flatMap(({ account }) => (account ? [[account.key, account]] : [])))
    for (const { account } of ALL_DEALS) if (account) expect(accounts.get(account.key)).toBe(account)
  })

  it('keeps names within what Salesforce takes, one of them to the last character', () => {
    const lengths = rows('Opportunity').map((row) => String(row['Name']).length)
    expect(Math.max(...lengths)).toBe(120)
    expect(ALL_DEALS.find(({ key }) => key === 'continental-sixty')?.lines).toHaveLength(60)
  })
})

describe('Salesforce rows', () => {
  it('have 18-character ids of their object, no two alike', () => {
    const seen = new Set<string>()
    for (const [object, list] of Object.entries(objects)) {
      for (const { Id } of list) {
        expect(Id.startsWith(KEY_PREFIX[object as keyof typeof KEY_PREFIX]), `${object} ${Id}`).toBe(true)
        expect(isId(Id), `${object} ${Id}`).toBe(true)
        expect(seen.has(Id), `${object} ${Id}`).toBe(false)
        seen.add(Id)
      }
    }
    expect(seen).toContain('0015g00000BcDeFAAV')
    expect(seen).toContain('0055g00000AbCdEAAV')
  })

  it('lead somewhere with every lookup', () => {
    const all = new Set(Object.values(objects).flatMap((list) => list.map(({ Id }) => Id)))
    const astray = Object.entries(objects).flatMap(([object, list]) =>
      list.flatMap((row) =>
        lookups(row)
          .filter(([, id]) => !all.has(id))
          .map(([field]) => `${object}.${field}`),
      ),
    )
    expect(astray).toEqual([])
  })

  it('are stamped in order, on whole seconds, and never after the anchor', () => {
    const form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.000\+0000$/
    for (const row of Object.values(objects).flat()) {
      for (const stamp of [row.CreatedDate, row.LastModifiedDate, row.SystemModstamp]) expect(stamp).toMatch(form)
      expect(row.CreatedDate <= row.LastModifiedDate).toBe(true)
      expect(row.SystemModstamp <= anchor.replace('Z', '+0000'), row.Id).toBe(true)
    }
  })

  it('use an entry of the deal’s own price book and currency on every line', () => {
    const entries = new Map(rows('PricebookEntry').map((row) => [row.Id, row]))
    const deals = new Map(rows('Opportunity').map((row) => [row.Id, row]))
    for (const line of rows('OpportunityLineItem')) {
      const entry = entries.get(String(line['PricebookEntryId']))
      const deal = deals.get(String(line['OpportunityId']))
      expect(entry?.['Pricebook2Id']).toBe(deal?.['Pricebook2Id'])
      expect(entry?.['CurrencyIsoCode']).toBe(deal?.['CurrencyIsoCode'])
      expect(entry?.['Product2Id']).toBe(line['Product2Id'])
    }
  })

  it('hide the Stigg fields from one of the two who sign in', () => {
    const signIn = seed.salesforce.users.filter(({ signsIn }) => signsIn)
    expect(signIn.map(({ username, seesStiggFields }) => [username, seesStiggFields])).toEqual([
      ['olivia.ops@northwind.example', true],
      ['nils.nofield@northwind.example', false],
    ])
  })

  it('show an amendment as the difference on the deal and as the whole on the quote', () => {
    const deal = rows('Opportunity').find((row) => String(row['Name']).startsWith('Lighthouse'))
    const line = rows('OpportunityLineItem').find((row) => row['OpportunityId'] === deal?.Id)
    const quoted = rows('SBQQ__QuoteLine__c').find((row) => row.Id === line?.['SBQQ__QuoteLine__c'])
    expect(line?.['Quantity']).toBe(50)
    expect(quoted).toMatchObject({
      SBQQ__Quantity__c: 150,
      SBQQ__PriorQuantity__c: 100,
      SBQQ__EffectiveQuantity__c: 50,
    })
  })
})

describe('Stigg objects', () => {
  const { stigg } = seed
  const ids = (list: readonly { id: string }[]) => new Set(list.map(({ id }) => id))

  it('refer to each other without a gap', () => {
    const customers = ids(stigg.customers)
    const plans = ids(stigg.plans)
    const addons = ids(stigg.addons)
    const products = ids(stigg.products)
    const entities = new Set([...ids(stigg.features), ...ids(stigg.currencies)])
    for (const subscription of stigg.subscriptions) {
      expect(customers.has(subscription.customerId), subscription.customerId).toBe(true)
      expect(plans.has(subscription.planId)).toBe(true)
      expect(stigg.subscriptionDetails[subscription.id]).toBeDefined()
      for (const { id } of subscription.subscriptionEntitlements) expect(entities.has(id)).toBe(true)
      for (const { id } of subscription.addons) expect(addons.has(id)).toBe(true)
    }
    for (const plan of stigg.plans) {
      expect(products.has(plan.productId)).toBe(true)
      for (const id of plan.compatibleAddonIds ?? []) expect(addons.has(id), id).toBe(true)
    }
    for (const addon of stigg.addons) for (const id of addon.dependencies ?? []) expect(addons.has(id)).toBe(true)
    const given = [...Object.values(stigg.planEntitlements), ...Object.values(stigg.addonEntitlements)].flat()
    for (const { id } of given) expect(entities.has(id), id).toBe(true)
    for (const grant of stigg.grants) expect(customers.has(grant.customerId)).toBe(true)
    for (const list of [stigg.customers, stigg.subscriptions, stigg.plans, stigg.addons]) {
      expect(ids(list).size).toBe(list.length)
    }
  })

  it('hold at most one running trial and one other running subscription for each customer and product', () => {
    const productOf = new Map(stigg.plans.map(({ id, productId }) => [id, productId]))
    const running = stigg.subscriptions
      .filter(({ status }) => status === 'ACTIVE' || status === 'IN_TRIAL')
      .map(({ customerId, planId, status, resourceId }) =>
        [customerId, productOf.get(planId), status, resourceId].join(),
      )
    expect(new Set(running).size).toBe(running.length)
  })

  it('cover the catalogue that the rules need', () => {
    expect(new Set(stigg.plans.map(({ pricingType }) => pricingType))).toEqual(new Set(['FREE', 'PAID', 'CUSTOM']))
    expect(new Set(stigg.plans.map(({ status }) => status))).toEqual(new Set(['PUBLISHED', 'DRAFT', 'ARCHIVED']))
    expect(new Set(stigg.features.map(({ featureType }) => featureType))).toEqual(
      new Set(['NUMBER', 'BOOLEAN', 'ENUM']),
    )
    expect(stigg.features.some(({ featureStatus }) => featureStatus === 'SUSPENDED')).toBe(true)
    expect(stigg.currencies.filter(({ archivedAt }) => archivedAt !== null)).toHaveLength(1)
    expect(stigg.coupons.some(({ status }) => status === 'ARCHIVED')).toBe(true)
    expect(stigg.products.filter(({ multipleSubscriptions }) => multipleSubscriptions)).toHaveLength(1)
    const periods = (plan: string) => new Set(stigg.planCharges[plan]?.map(({ billingPeriod }) => billingPeriod))
    expect(periods('plan-team')).toEqual(new Set(['MONTHLY', 'ANNUALLY']))
    expect(periods('plan-growth')).toEqual(new Set(['ANNUALLY']))
    expect(stigg.planEntitlements['plan-enterprise']?.some(({ isCustom }) => isCustom)).toBe(true)
  })

  it('carry the markers of this app on the deals that it provisioned, and the deals name the subscriptions', () => {
    const bySubscription = new Map(stigg.subscriptions.map((one) => [one.id, one]))
    const provisioned = rows('Opportunity').filter((row) => row['Stigg_Subscription_ID__c'] !== null)
    expect(provisioned).toHaveLength(5)
    for (const deal of provisioned) {
      const subscription = bySubscription.get(String(deal['Stigg_Subscription_ID__c']))
      expect(subscription?.metadata).toMatchObject({
        companionOrg: seed.salesforce.org.id,
        companionOpportunity: deal.Id,
        companionGeneration: '1',
      })
      const customer = stigg.customers.find(({ id }) => id === subscription?.customerId)
      expect(customer?.metadata).toEqual({
        salesforceAccountId: deal['AccountId'],
        companionOrg: seed.salesforce.org.id,
      })
    }
  })
})

describe('telling it again', () => {
  it('gives the same for the same seed and anchor', () => {
    expect(makeSeed({ seed: 7, anchor })).toEqual(seed)
  })

  it('moves the days with the anchor, and never the ids', () => {
    const later = makeSeed({ seed: 7, anchor: '2027-02-01T12:00:00Z' })
    const idsOf = (one: typeof seed) =>
      Object.values(one.salesforce.objects).flatMap((list) => list.map(({ Id }) => Id))
    expect(idsOf(later)).toEqual(idsOf(seed))
    expect(later.stigg.subscriptions.map(({ id }) => id)).toEqual(seed.stigg.subscriptions.map(({ id }) => id))
    const newest = rows('Opportunity', later.salesforce.objects).find(({ Id }) => Id === '0065g00000CdEfGAAV')
    expect(newest?.['CloseDate']).toBe('2027-01-31')
  })

  it('has other ids for another seed, but for the few that are known', () => {
    const other = makeSeed({ seed: 8, anchor })
    const mine = new Set(rows('Opportunity').map(({ Id }) => Id))
    const shared = rows('Opportunity', other.salesforce.objects).filter(({ Id }) => mine.has(Id))
    expect(shared.map(({ Id }) => Id)).toEqual(['0065g00000CdEfGAAV'])
    expect(other.stigg.environment.apiKey).not.toBe(seed.stigg.environment.apiKey)
  })

  it('puts the address of Stigg’s app into the links on the accounts', () => {
    const told = makeSeed({ seed: 7, anchor, stiggUrl: 'http://127.0.0.1:4999/' })
    const urls = rows('Account', told.salesforce.objects).flatMap((row) => row['Stigg_Customer_URL__c'] ?? [])
    expect(urls.length).toBeGreaterThan(10)
    for (const url of urls) {
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:4999\/northwind-practice-[0-9a-f]+\/customers\/\S+$/)
    }
  })

  it('refuses an anchor that is no date', () => {
    expect(() => makeSeed({ seed: 1, anchor: 'yesterday' })).toThrow(RangeError)
  })
})

describe('generated pairs', () => {
  const many = makeSeed({ seed: 7, anchor, pairs: 500 })
  const added = rows('Account', many.salesforce.objects).slice(rows('Account').length)

  it('are as many accounts as customers, beside the story, which stays as it was', () => {
    expect(added).toHaveLength(500)
    expect(many.stigg.customers.slice(0, seed.stigg.customers.length)).toEqual(seed.stigg.customers)
    expect(many.stigg.customers).toHaveLength(seed.stigg.customers.length + 500)
    expect(new Set(added.map(({ Id }) => Id)).size).toBe(500)
  })

  it('show every state that a pair can be in', () => {
    const accounts = added.map((row) => ({
      id: row.Id,
      name: String(row['Name']),
      customerId: row['Stigg_Customer_ID__c'] === undefined ? null : String(row['Stigg_Customer_ID__c']),
      website: row['Website'] === undefined ? null : String(row['Website']),
      emails: [],
    }))
    const customers = many.stigg.customers
      .slice(seed.stigg.customers.length)
      .map(({ id, name, email, integrations }) => ({
        id,
        name,
        email,
        accountId: integrations[0]?.syncedEntityId ?? null,
      }))
    const counts = countsOf(linkRows(accounts, customers))
    for (const count of Object.values(counts)) expect(count).toBeGreaterThan(0)
    expect(counts.linked).toBeGreaterThan(300)
  })
})

describe('generated deals', () => {
  const many = makeSeed({ seed: 7, anchor, opportunities: 3_000 })
  const made = rows('Opportunity', many.salesforce.objects).slice(rows('Opportunity').length)
  const generated = new Set(made.map(({ Id }) => Id))
  const lines = rows('OpportunityLineItem', many.salesforce.objects).filter((row) =>
    generated.has(String(row['OpportunityId'])),
  )

  it('come on top of the story, all won, on a tenth as many accounts', () => {
    expect(made).toHaveLength(3_000)
    expect(made.every((row) => row['StageName'] === 'Closed Won')).toBe(true)
    expect(new Set(made.map((row) => row['AccountId'])).size).toBe(300)
    expect(generated.size).toBe(3_000)
    for (const id of generated) expect(isId(id), id).toBe(true)
  })

  it('spread over three years, in the order in which they were changed', () => {
    const stamps = made.map(({ SystemModstamp }) => SystemModstamp)
    expect(stamps).toEqual([...stamps].sort())
    expect(stamps[0]!.slice(0, 4)).toBe('2023')
    expect(stamps.at(-1)!.slice(0, 7)).toBe('2026-11')
  })

  it('have up to four lines, most of them in order and a share with problems', () => {
    const perDeal = Map.groupBy(lines, (row) => row['OpportunityId'])
    expect(Math.max(...[...perDeal.values()].map(({ length }) => length))).toBe(4)
    expect(lines.some((row) => Number(row['Quantity']) % 1 !== 0)).toBe(true)
    expect(perDeal.size).toBeLessThan(3_000)
    expect(perDeal.size).toBeGreaterThan(2_900)
    expect(new Set(lines.map(({ Id }) => Id)).size).toBe(lines.length)
  })

  it('give half of the accounts a customer in Stigg, and few of those a subscription', () => {
    expect(many.stigg.customers.length - seed.stigg.customers.length).toBe(150)
    expect(many.stigg.subscriptions.length - seed.stigg.subscriptions.length).toBe(15)
    const last = many.stigg.subscriptions.at(-1)
    expect(generated.has(String(last?.metadata['companionOpportunity']))).toBe(true)
  })
})
