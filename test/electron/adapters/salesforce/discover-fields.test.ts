import { describe, expect, it } from 'vitest'

import { discoverFields } from '#adapters/salesforce/discover-fields'
import { toOrgSchema, type DescribedField } from '#adapters/salesforce/org-schema'

const aField = (name: string, vary: Partial<DescribedField> = {}): DescribedField => ({
  name,
  label: name,
  type: 'string',
  custom: true,
  length: 255,
  picklistValues: [],
  updateable: true,
  calculated: false,
  filterable: true,
  ...vary,
})

const schemaOf = (objects: Record<string, DescribedField[]>) => toOrgSchema(new Map(Object.entries(objects)))

describe('discoverFields', () => {
  it('finds nothing in an org without Stigg fields', () => {
    const found = discoverFields(
      schemaOf({ Product2: [aField('Family', { custom: false })], Account: [aField('SLA__c')] }),
    )
    expect(Object.values(found)).toEqual([null, null, null, null, null, null, null])
  })

  it('finds the fields of a managed package by name', () => {
    const found = discoverFields(
      schemaOf({
        Product2: [aField('stg__Stigg_Type__c', { type: 'picklist' }), aField('stg__Stigg_ID__c')],
        Account: [aField('stg__Stigg_Customer_ID__c'), aField('stg__Stigg_Customer_URL__c', { type: 'url' })],
        Opportunity: [aField('stg__Stigg_Subscription_ID__c')],
      }),
    )
    expect(Object.entries(found).map(([name, ref]) => [name, ref?.field ?? null])).toEqual([
      ['productType', 'stg__Stigg_Type__c'],
      ['productId', 'stg__Stigg_ID__c'],
      ['lineType', null],
      ['lineId', null],
      ['customerId', 'stg__Stigg_Customer_ID__c'],
      ['customerUrl', 'stg__Stigg_Customer_URL__c'],
      ['subscriptionId', 'stg__Stigg_Subscription_ID__c'],
    ])
  })

  it('finds fields by name where labels are translated, and by label where names are not telling', () => {
    const found = discoverFields(
      schemaOf({
        Product2: [
          aField('Stigg_Type__c', { type: 'picklist', label: 'Stigg-Art' }),
          aField('Entitlement_Key__c', { label: 'Stigg ID' }),
        ],
      }),
    )
    expect([found.productType?.foundBy, found.productId?.foundBy]).toEqual(['name', 'label'])
  })

  it('takes the quote line for the line where the opportunity product has no fields of its own', () => {
    const found = discoverFields(schemaOf({ SBQQ__QuoteLine__c: [aField('Stigg_ID__c')] }))
    expect(found.lineId).toMatchObject({ object: 'SBQQ__QuoteLine__c', field: 'Stigg_ID__c' })
  })
})

describe('fields that a person chose', () => {
  const schema = schemaOf({
    Product2: [aField('Stigg_Type__c', { type: 'picklist' }), aField('Stigg_ID__c'), aField('Key__c')],
  })

  it('stand above what is found, and what was not chosen is found as before', () => {
    const found = discoverFields(schema, { productId: { object: 'Product2', field: 'Key__c' } })
    expect(found.productId).toMatchObject({ field: 'Key__c', foundBy: 'chosen' })
    expect(found.productType).toMatchObject({ field: 'Stigg_Type__c', foundBy: 'name' })
  })

  it('can be none at all', () => {
    expect(discoverFields(schema, { productId: null }).productId).toBeNull()
  })

  it('are nothing once they are gone: no guess takes their place', () => {
    expect(discoverFields(schema, { productId: { object: 'Product2', field: 'Gone__c' } }).productId).toBeNull()
    expect(discoverFields(schema, { productId: { object: 'Account', field: 'Key__c' } }).productId).toBeNull()
  })
})
