import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { Deal, type OpportunityLine } from '#shared/domain/opportunity'

import { failureOf, openSalesforce, value, type OpenSalesforce } from './open-salesforce.ts'

interface Row {
  Id: string
  [field: string]: string | number | boolean | null
}

describe('readDeal', () => {
  let org: OpenSalesforce
  beforeAll(async () => {
    org = await openSalesforce()
  })
  afterAll(() => org[Symbol.asyncDispose]())
  beforeEach(() => org.control.clear())

  const rows = async (soql: string): Promise<Row[]> => {
    // The shape of a query's answer is held by the practice service's own tests.
    const answer = (await org.rest('GET', `/query?q=${encodeURIComponent(soql)}`)) as { records: Row[] }
    return answer.records
  }
  const firstId = async (soql: string) => (await rows(soql))[0]?.Id ?? ''
  const read = (id: string) => org.reader.readDeal(id, { fields: org.fields, lineSource: 'opportunity' })

  it('reads every won deal of the practice org into the domain, each in one request', async () => {
    const won = await rows('SELECT Id, Name, Amount, HasOpportunityLineItem FROM Opportunity WHERE IsWon = true')
    expect(won.length).toBeGreaterThan(30)
    for (const { Id, Name, Amount } of won) {
      await org.control.clear()
      const deal = value(await read(Id))
      expect(Deal.parse(deal)).toEqual(deal)
      expect([deal.opportunity.name, Number(deal.opportunity.amount)]).toEqual([Name, Number(Amount)])
      const requests = (await org.control.exchanges()).map(({ method, path }) => `${method} ${path}`)
      expect(requests.slice(0, 1)).toEqual(['POST /services/data/v66.0/composite'])
      expect(requests.length).toBeLessThanOrEqual(deal.lines.some(({ id }) => !id.startsWith('00k')) ? 2 : 1)
    }
  })

  it('keeps the lines in the order that Salesforce shows them in', async () => {
    const [deal] = await rows(
      'SELECT OpportunityId Id, COUNT(Id) lines FROM OpportunityLineItem GROUP BY OpportunityId ORDER BY COUNT(Id) DESC LIMIT 1',
    )
    const lines = await rows(
      `SELECT Id, Quantity FROM OpportunityLineItem WHERE OpportunityId = '${deal?.Id}' ORDER BY SortOrder NULLS LAST, Id`,
    )
    const read_ = value(await read(deal?.Id ?? ''))
    expect(read_.lines.map(({ id }) => id)).toEqual(lines.map(({ Id }) => Id))
    expect(read_.lines.map(({ quantity }) => Number(quantity))).toEqual(lines.map(({ Quantity }) => Quantity))
  })

  it('reads many deals in one request, each as it reads alone, and says which are not there', async () => {
    const won = (await rows('SELECT Id FROM Opportunity WHERE IsWon = true')).map(({ Id }) => Id).slice(0, 40)
    const alone = await Promise.all(won.map(read))
    await org.control.clear()
    const scope = { fields: org.fields, lineSource: 'opportunity' } as const
    const together = value(await org.reader.readDeals([...won, '006000000000001AAA', 'no ID'], scope))
    expect((await org.control.exchanges()).length).toBeLessThanOrEqual(2)
    for (const [index, id] of won.entries()) {
      const deal = together.get(id)
      expect(deal?.ok && { ...deal.value, readAt: '' }).toEqual({
        ...value(alone[index] ?? (await read(id))),
        readAt: '',
      })
    }
    for (const id of ['006000000000001AAA', 'no ID']) {
      expect(together.get(id)).toMatchObject({ ok: false, failure: { code: 'opportunity.not-found' } })
    }
  })

  it('takes an ID of 15 characters as well', async () => {
    const id = await firstId('SELECT Id FROM Opportunity WHERE IsWon = true LIMIT 1')
    expect(value(await read(id.slice(0, 15))).opportunity.id).toBe(id)
  })

  it('says which products have no active entry in the standard price book', async () => {
    const lines = await rows('SELECT Id, OpportunityId, Product2Id, CurrencyIsoCode FROM OpportunityLineItem')
    const prices = await rows(
      'SELECT Id, Product2Id, CurrencyIsoCode FROM PricebookEntry WHERE Pricebook2.IsStandard = true AND IsActive = true',
    )
    const priced = new Set(prices.map(({ Product2Id, CurrencyIsoCode }) => `${Product2Id} ${CurrencyIsoCode}`))
    const without = lines.find(({ Product2Id, CurrencyIsoCode }) => !priced.has(`${Product2Id} ${CurrencyIsoCode}`))
    const deal = value(await read(String(without?.['OpportunityId'])))
    expect(deal.lines.find(({ id }) => id === without?.Id)?.standardPriceActive).toBe(false)
  })

  it('lets a value on the line beat the product’s', async () => {
    const [line] = await rows(
      'SELECT Id, OpportunityId, Stigg_ID__c FROM OpportunityLineItem WHERE Stigg_ID__c != null LIMIT 1',
    )
    const deal = value(await read(String(line?.['OpportunityId'])))
    expect(deal.lines.find(({ id }) => id === line?.Id)).toMatchObject({
      stiggId: line?.['Stigg_ID__c'],
      mappedOn: 'line',
    })
  })

  it('reads what CPQ says about a line of an amendment', async () => {
    const [line] = await rows(
      "SELECT Id, OpportunityId, SBQQ__QuoteLine__c FROM OpportunityLineItem WHERE SBQQ__QuoteLine__r.SBQQ__Quote__r.SBQQ__Type__c = 'Amendment' AND SBQQ__QuoteLine__r.SBQQ__PriorQuantity__c > 0 LIMIT 1",
    )
    const deal = value(await read(String(line?.['OpportunityId'])))
    const found = deal.lines.find(({ id }) => id === line?.Id)
    expect(found?.quote).toMatchObject({ quoteLineId: line?.['SBQQ__QuoteLine__c'], quoteType: 'Amendment' })
    const { quantity, priorQuantity } = found?.quote ?? {}
    expect(Number(quantity) - Number(priorQuantity)).toBe(Number(found?.quantity))
  })

  it('reads the primary quote’s lines where a deal has no products of its own', async () => {
    const [quote] = await rows(
      'SELECT Id, SBQQ__Opportunity2__c FROM SBQQ__Quote__c WHERE SBQQ__Primary__c = true AND SBQQ__Opportunity2__r.HasOpportunityLineItem = true LIMIT 1',
    )
    const opportunityId = String(quote?.['SBQQ__Opportunity2__c'])
    await using own = await openSalesforce()
    const lines = value(
      await own.reader.readDeal(opportunityId, { fields: own.fields, lineSource: 'opportunity' }),
    ).lines
    for (const { id } of lines) await own.rest('DELETE', `/sobjects/OpportunityLineItem/${id}`)
    const quoted = value(
      await own.reader.readDeal(opportunityId, { fields: own.fields, lineSource: 'opportunity' }),
    ).lines
    const mapped = (from: readonly OpportunityLine[]) =>
      new Set(from.map(({ productId, stiggId }) => `${productId} ${stiggId}`))
    expect(mapped(quoted)).toEqual(mapped(lines))
    expect(quoted.every(({ standardPriceActive, quote }) => standardPriceActive && quote?.pricebookId)).toBe(true)
  })

  it('reads the primary quote’s lines before the deal’s products where the profile wants that', async () => {
    const [quote] = await rows(
      "SELECT Id, Name, SBQQ__Opportunity2__c, SBQQ__SubscriptionTerm__c FROM SBQQ__Quote__c WHERE SBQQ__Primary__c = true AND SBQQ__Type__c = 'Amendment' AND SBQQ__Opportunity2__r.HasOpportunityLineItem = true LIMIT 1",
    )
    const opportunityId = String(quote?.['SBQQ__Opportunity2__c'])
    const quoted = value(await org.reader.readDeal(opportunityId, { fields: org.fields, lineSource: 'quote' }))
    const lines = await rows(`SELECT Id FROM SBQQ__QuoteLine__c WHERE SBQQ__Quote__c = '${String(quote?.Id)}'`)
    expect(new Set(quoted.lines.map(({ id }) => id))).toEqual(new Set(lines.map(({ Id }) => Id)))
    // The quote's quantities are absolute: nobody gets the difference.
    for (const { quantity, quote: said } of quoted.lines) expect(quantity).toBe(said?.quantity)
    expect(quoted.opportunity.quote).toMatchObject({
      id: quote?.Id,
      name: quote?.['Name'],
      type: 'Amendment',
      termMonths: quote?.['SBQQ__SubscriptionTerm__c'],
    })
  })

  it('reads the deal’s products where the profile wants the quote and there is none', async () => {
    const id = await firstId(
      'SELECT Id FROM Opportunity WHERE IsWon = true AND HasOpportunityLineItem = true AND SBQQ__PrimaryQuote__c = null LIMIT 1',
    )
    const deal = value(await org.reader.readDeal(id, { fields: org.fields, lineSource: 'quote' }))
    expect(deal.lines.length).toBeGreaterThan(0)
    expect(deal.opportunity).toMatchObject({ quote: null, recordType: expect.stringMatching(/^[A-Za-z_]+$/) })
  })

  it('lists the account’s contacts, those with a role first', async () => {
    const [role] = await rows(
      'SELECT Id, OpportunityId, ContactId, Role, IsPrimary FROM OpportunityContactRole WHERE IsPrimary = true LIMIT 1',
    )
    const deal = value(await read(String(role?.['OpportunityId'])))
    expect(deal.contacts[0]).toMatchObject({ id: role?.['ContactId'], role: role?.['Role'], isPrimary: true })
    expect(new Set(deal.contacts.map(({ id }) => id)).size).toBe(deal.contacts.length)
  })

  it('says so where there is no such deal', async () => {
    expect(failureOf(await read('0065g00000ZzZzZ')).code).toBe('opportunity.not-found')
    expect(failureOf(await read("x' OR Id != '")).code).toBe('opportunity.not-found')
    expect(await org.control.exchanges()).toHaveLength(1)
  })

  it('asks for the schema again where a field is gone, and names a field of the mapping that it lacks', async () => {
    const id = await firstId('SELECT Id FROM Opportunity WHERE IsWon = true LIMIT 1')
    const { productId } = org.fields
    const fields = { ...org.fields, productId: productId && { ...productId, field: 'Gone__c' } }
    const failed = failureOf(await org.reader.readDeal(id, { fields, lineSource: 'opportunity' }))
    expect(failed).toMatchObject({ code: 'salesforce.not-visible', facts: { errorCode: 'INVALID_FIELD' } })
    expect(failed.message).toContain('Gone__c')
    expect((await org.control.exchanges()).map(({ path }) => path.split('/').at(-1))).toContain('batch')
  })

  it('comes through a hiccup, and tries no more than three times', async () => {
    const id = await firstId('SELECT Id FROM Opportunity WHERE IsWon = true LIMIT 1')
    await org.control.clear()
    for (const fault of ['503', 'reset-before', '429', 'truncate', 'concurrent-requests']) {
      await org.control.fault(fault, { path: '/composite' }, 2)
      expect((await read(id)).ok, fault).toBe(true)
    }
    await org.control.clear()
    await org.control.fault('503', { path: '/composite' }, null)
    expect(failureOf(await read(id)).code).toBe('salesforce.unreachable')
    expect(await org.control.exchanges()).toHaveLength(3)
  })

  it.each([
    ['REQUEST_LIMIT_EXCEEDED', 'salesforce.limit-reached', 1],
    ['api-disabled', 'salesforce.needs-admin', 1],
    ['UNKNOWN_EXCEPTION', 'salesforce.unexpected-answer', 3],
    ['empty', 'salesforce.unexpected-answer', 3],
    ['html', 'salesforce.unreachable', 3],
    ['reset-after', 'salesforce.unreachable', 3],
  ])('fails on %s with %s', async (fault, code, tries) => {
    const id = await firstId('SELECT Id FROM Opportunity WHERE IsWon = true LIMIT 1')
    await org.control.clear()
    await org.control.fault(fault, { path: '/composite' }, null)
    expect(failureOf(await read(id)).code).toBe(code)
    expect((await org.control.exchanges()).length).toBe(tries)
  })

  it('takes a redirect for an answer of another shape, and follows it nowhere', async () => {
    const id = await firstId('SELECT Id FROM Opportunity WHERE IsWon = true LIMIT 1')
    await org.control.clear()
    await org.control.fault(
      { kind: 'redirect', to: `${org.practice.stigg.baseUrl}/steal` },
      { path: '/composite' },
      null,
    )
    expect(failureOf(await read(id)).code).toBe('salesforce.unexpected-answer')
  })

  it('stops when the caller gives up', async () => {
    await org.control.fault('hang', { path: '/composite' })
    const giveUp = new AbortController()
    const id = '0065g00000CdEfGAAV'
    const reading = org.reader.readDeal(id, { fields: org.fields, lineSource: 'opportunity' }, giveUp.signal)
    setTimeout(() => giveUp.abort(), 20)
    expect(failureOf(await reading).code).toBe('request.cancelled')
  })

  it('lets no token out in a failure or a log line', async () => {
    const { accessToken, refreshToken } = org.practice.salesforce
    const body = [
      { errorCode: 'UNKNOWN_EXCEPTION', message: `echo ${accessToken} ${refreshToken} Bearer ${accessToken}` },
    ]
    await org.control.fault({ kind: 'status', status: 400, body }, { path: '/composite' })
    const failed = failureOf(await read('0065g00000CdEfGAAV'))
    const out = JSON.stringify(failed) + org.logged.join('\n')
    expect(out).toContain('[secret]')
    expect(out).not.toContain(accessToken)
    expect(out).not.toContain(refreshToken)
  })
})
