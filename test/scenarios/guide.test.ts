import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { failureOf } from '#test/harness/failure-of'
import { openCompanionOn, type OpenCompanion } from '#test/harness/open-companion'
import { startPracticeProcess, type PracticeProcess } from '#test/harness/practice-process'
import { signInTo } from '#test/harness/sign-in-to'

/*
 * What the guide finds: fields and their examples, what a person chose instead, and the report. The org and the
 * environment are the practice services of another process, once as the documentation has them, once without a field of
 * Stigg's, and once with fields that no name gives away.
 */

interface Pair {
  readonly practice: PracticeProcess
  readonly opened: OpenCompanion
}

async function connected(...args: readonly string[]): Promise<Pair> {
  const practice = await startPracticeProcess(args)
  const opened = await openCompanionOn(practice)
  await opened.current().profiles.create({ name: 'Northwind', ...practice.targets })
  await signInTo(opened.current(), practice)
  const key = practice.stigg.apiKey
  const { environment } = await opened.current().profiles.setStiggKey({ key, confirm: null })
  await opened.current().profiles.setStiggKey({ key, confirm: { environmentId: environment.id, name: null } })
  return { practice, opened }
}

const end = async ({ practice, opened }: Pair) => {
  await opened.close()
  await practice.child.stop()
}

describe('an org as the documentation has it', () => {
  let pair: Pair
  const profiles = () => pair.opened.current().profiles
  beforeAll(async () => (pair = await connected()))
  afterAll(() => end(pair))

  it('offers each field with values of real products', async () => {
    const { candidates, chosen } = await profiles().mappingCandidates()
    expect(chosen).toEqual({})
    expect(candidates.productType[0]).toMatchObject({ object: 'Product2', field: 'Stigg_Type__c' })
    expect(candidates.productType[0]?.examples.map(({ value }) => value)).toContain('Plan')
    expect(candidates.productId[0]?.examples[0]?.value).toMatch(/^(plan|addon|feature|currency|cred-type)-/)
    expect(candidates.productId[0]?.examples.every(({ record }) => record !== '')).toBe(true)
    expect(candidates.productId[0]?.examples.length).toBeLessThanOrEqual(5)
  })

  it('reports every part within a dozen requests to Salesforce', async () => {
    const calls = async () => (await pair.practice.salesforce.exchanges()).length
    const before = await calls()
    const report = await profiles().report()
    expect((await calls()) - before).toBeLessThanOrEqual(12)
    expect(report.products.value?.mapped).toBeGreaterThan(10)
    expect(report.integration.value?.isConnected).toBe(true)
    expect(report.flows.value?.state).toBe('none')
    expect(report.triggers.value?.some(({ isKnown }) => isKnown === true)).toBe(true)
  })

  it('names the products that sales could not add to a deal, and those that Stigg does not know', async () => {
    const before = await profiles().report()
    const [entry] = await pair.practice.query(
      "SELECT Product2Id FROM PricebookEntry WHERE Pricebook2.IsStandard = true AND IsActive = true AND Product2.IsActive = true AND Product2.Stigg_Type__c = 'Plan' LIMIT 1",
    )
    const productId = String(entry?.['Product2Id'])
    const entries = await pair.practice.query(
      `SELECT Id FROM PricebookEntry WHERE Pricebook2.IsStandard = true AND Product2Id = '${productId}'`,
    )
    for (const { Id } of entries) await pair.practice.patch('PricebookEntry', String(Id), { IsActive: false })
    await pair.practice.patch('Product2', productId, { IsActive: false, Stigg_ID__c: 'plan-nobody-knows' })
    const { products } = await profiles().report()
    const found = products.value?.unready.find(({ id }) => id === productId)
    expect(found?.findings.map(({ code }) => code).toSorted()).toEqual([
      'plan.not-found',
      'product.inactive',
      'product.no-standard-price',
    ])
    expect(products.value?.mapped).toBe(before.products.value?.mapped)
  })

  it('says which part could not be looked at, and shows the others', async () => {
    await pair.practice.stigg.addFault({
      match: { bodyIncludes: 'workflowTriggers' },
      fault: { kind: 'status', status: 500 },
      times: null,
    })
    const report = await profiles().report()
    await pair.practice.stigg.clearFaults()
    expect(report.products.failure).toBeNull()
    expect(report.triggers).toMatchObject({ value: null, failure: { code: expect.stringMatching(/^stigg\./) } })
    expect(report.integration.value?.isConnected).toBe(true)
  })
})

describe('an org without a field of Stigg’s', () => {
  let pair: Pair
  const profiles = () => pair.opened.current().profiles
  beforeAll(async () => (pair = await connected('--fields', 'none')))
  afterAll(() => end(pair))

  it('is connected, and reports that no product carries a mapping', async () => {
    const report = await profiles().report()
    expect(Object.values(report.mapping ?? {}).every((field) => field === null)).toBe(true)
    expect(report.products).toEqual({ value: null, failure: null })
    expect(report.integration.value).not.toBeNull()
  })

  it('can be finished all the same: what is missing is the administrator’s', async () => {
    await profiles().finish()
    expect((await pair.opened.current().workspace.status()).isFinished).toBe(true)
    expect(
      await failureOf(
        pair.opened
          .current()
          .opportunities.sync({ full: true })
          .then((it) => it.next()),
      ),
    ).toMatchObject({ code: 'mapping.fields-missing' })
  })
})

describe('an org whose fields no name gives away', () => {
  let pair: Pair
  const profiles = () => pair.opened.current().profiles
  const status = () => pair.opened.current().workspace.status()
  const own = {
    productType: { object: 'Product2', field: 'Catalogue_Kind__c' },
    productId: { object: 'Product2', field: 'Catalogue_Key__c' },
  }
  beforeAll(async () => (pair = await connected('--fields', 'odd')))
  afterAll(() => end(pair))

  it('is guessed wrong at first, by an old label', async () => {
    const { mapping } = await status()
    expect([mapping?.productType, mapping?.productId?.field]).toEqual([null, 'Old_Billing_Code__c'])
    const { candidates } = await profiles().mappingCandidates()
    const key = candidates.productId.find(({ field }) => field === 'Catalogue_Key__c')
    expect(key?.examples.some(({ value }) => value.startsWith('plan-'))).toBe(true)
    expect(candidates.productId.find(({ field }) => field === 'Old_Billing_Code__c')?.examples).toEqual([])
  })

  it('refuses a field that describe does not know, and keeps what was', async () => {
    const chosen = { productId: { object: 'Product2', field: 'Nobody__c' } }
    expect(await failureOf(profiles().chooseMapping({ chosen }))).toMatchObject({
      code: 'mapping.fields-missing',
      facts: { field: 'Product2.Nobody__c' },
    })
    expect((await status()).mapping?.productId?.field).toBe('Old_Billing_Code__c')
  })

  it('keeps what is chosen, over reconnecting and a switch, and reads deals by it', async () => {
    await profiles().chooseMapping({ chosen: { ...own, lineType: null, lineId: null } })
    await pair.opened.current().workspace.reconnect()
    const { current } = await profiles().list()
    await profiles().open({ id: 'practice', stopRuns: true })
    await profiles().open({ id: current, stopRuns: false })
    await pair.opened.current().workspace.reconnect()
    const { mapping, mappingGone } = await status()
    expect(mapping?.productId).toMatchObject({ field: 'Catalogue_Key__c', foundBy: 'chosen' })
    expect([mapping?.lineType, mapping?.lineId, mappingGone]).toEqual([null, null, []])
    expect((await profiles().report()).products.value?.mapped).toBeGreaterThan(10)
  })
})
