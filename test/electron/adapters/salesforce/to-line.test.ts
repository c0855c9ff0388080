import { describe, expect, it } from 'vitest'

import { createStandardPrices } from '#adapters/salesforce/standard-prices'
import { toLine, toLineOfQuote, type LineSurroundings } from '#adapters/salesforce/to-line'
import type { FieldRef, MappingFields } from '#shared/domain/profile'

import { failureOf, value } from './open-salesforce.ts'

const productId = '01t5g00000EfGhIAAV'
const ref = (object: string, field: string): FieldRef => ({
  object,
  field,
  label: field,
  foundBy: 'name',
  updateable: true,
  length: 255,
})
const fields: MappingFields = {
  productType: ref('Product2', 'Stigg_Type__c'),
  productId: ref('Product2', 'Stigg_ID__c'),
  lineType: ref('OpportunityLineItem', 'Stigg_Type__c'),
  lineId: ref('SBQQ__QuoteLine__c', 'Stigg_ID__c'),
  customerId: null,
  customerUrl: null,
  subscriptionId: null,
}
const around = (vary: Partial<LineSurroundings> = {}): LineSurroundings => ({
  fields,
  currency: 'usd',
  standardPrices: createStandardPrices(),
  bookOfEntry: new Map(),
  ...vary,
})

const product = {
  Id: productId,
  Name: 'Seats',
  ProductCode: null,
  IsActive: true,
  Stigg_Type__c: 'Plan',
  Stigg_ID__c: 'plan-x',
}
const record = (vary: Record<string, unknown> = {}) => ({
  attributes: { type: 'OpportunityLineItem' },
  Id: '00k5g00000DeFgHAAV',
  Product2: product,
  Quantity: 0.1,
  UnitPrice: 1e21,
  Discount: 12.5,
  TotalPrice: 0,
  ...vary,
})

describe('toLine', () => {
  it('keeps numbers exact, and takes for null what the user may not see', () => {
    expect(value(toLine(record(), around()))).toMatchObject({
      quantity: '0.1',
      unitPrice: '1000000000000000000000',
      discountPercent: '12.5',
      totalPrice: '0',
      listPrice: null,
      description: null,
      serviceDate: null,
      sortOrder: null,
      pricebookId: null,
      quote: null,
    })
  })

  it('lets each value of the line beat the product’s, wherever the field stands', () => {
    const onProduct = value(toLine(record(), around()))
    expect([onProduct.stiggType, onProduct.stiggId, onProduct.mappedOn]).toEqual(['Plan', 'plan-x', 'product'])
    const quoteLine = { Id: 'a0L5g00000AbCdEEAV', Stigg_ID__c: 'feature-seats' }
    const onLine = value(toLine(record({ Stigg_Type__c: 'Entitlement', SBQQ__QuoteLine__r: quoteLine }), around()))
    expect([onLine.stiggType, onLine.stiggId, onLine.mappedOn]).toEqual(['Entitlement', 'feature-seats', 'line'])
    const bare = { ...product, Stigg_Type__c: null, Stigg_ID__c: '' }
    expect(value(toLine(record({ Product2: bare }), around()))).toMatchObject({ stiggId: null, mappedOn: 'none' })
  })

  it('looks for the standard price in the deal’s currency, or in the only one', () => {
    const standardPrices = createStandardPrices()
    standardPrices.add([{ Product2Id: productId, CurrencyIsoCode: 'EUR' }])
    expect(value(toLine(record(), around({ standardPrices }))).standardPriceActive).toBe(false)
    expect(value(toLine(record(), around({ standardPrices, currency: 'eur' }))).standardPriceActive).toBe(true)
    const single = createStandardPrices()
    single.add([{ Product2Id: productId }])
    expect(value(toLine(record(), around({ standardPrices: single }))).standardPriceActive).toBe(true)
  })

  it('takes dates and term from the quote where the line has none, and its price book from a text field', () => {
    const quoteLine = {
      Id: 'a0L5g00000AbCdEEAV',
      SBQQ__Quantity__c: 150,
      SBQQ__PriorQuantity__c: 100,
      SBQQ__EndDate__c: '2027-06-30',
      SBQQ__PricebookEntryId__c: '01u5g00000FgHiJAAV',
      SBQQ__Quote__r: {
        SBQQ__Type__c: 'Amendment',
        SBQQ__StartDate__c: '2026-07-01',
        SBQQ__EndDate__c: '2027-12-31',
        SBQQ__SubscriptionTerm__c: 12,
      },
    }
    const bookOfEntry = new Map([['01u5g00000FgHiJAAV', '01s5g00000GhIjKAAV']])
    expect(value(toLine(record({ SBQQ__QuoteLine__r: quoteLine }), around({ bookOfEntry }))).quote).toEqual({
      quoteLineId: 'a0L5g00000AbCdEEAV',
      quoteType: 'Amendment',
      quantity: '150',
      priorQuantity: '100',
      segmentIndex: null,
      startDate: '2026-07-01',
      endDate: '2027-06-30',
      billingFrequency: null,
      subscriptionTermMonths: 12,
      pricebookId: '01s5g00000GhIjKAAV',
    })
  })

  it('fails on a record of another shape, naming the field', () => {
    expect(failureOf(toLine(record({ Product2: null }), around()))).toMatchObject({
      code: 'salesforce.unexpected-answer',
      facts: { record: 'OpportunityLineItem 00k5g00000DeFgHAAV', field: 'Product2' },
    })
    expect(failureOf(toLine(record({ Quantity: 'ten' }), around())).facts['field']).toBe('Quantity')
    expect(failureOf(toLine(record({ ServiceDate: '18.11.2026' }), around())).facts['field']).toBe('ServiceDate')
  })
})

describe('toLineOfQuote', () => {
  it('takes the net price, which no discount is left to apply to', () => {
    const line = {
      Id: 'a0L5g00000AbCdEEAV',
      SBQQ__Product__r: product,
      SBQQ__Quantity__c: 5,
      SBQQ__NetPrice__c: 90,
      SBQQ__ListPrice__c: 100,
      SBQQ__NetTotal__c: 450,
      SBQQ__Number__c: 2,
      SBQQ__Quote__r: { SBQQ__Type__c: 'Quote', SBQQ__StartDate__c: '2026-12-01' },
    }
    expect(value(toLineOfQuote(line, around()))).toMatchObject({
      quantity: '5',
      unitPrice: '90',
      listPrice: '100',
      totalPrice: '450',
      discountPercent: null,
      sortOrder: 2,
      serviceDate: '2026-12-01',
      stiggId: 'plan-x',
    })
  })
})
