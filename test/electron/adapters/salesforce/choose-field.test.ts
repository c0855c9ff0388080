import { describe, expect, it } from 'vitest'

import { chooseField, nameKey, scoreOf } from '#adapters/salesforce/choose-field'
import type { DescribedField } from '#adapters/salesforce/org-schema'

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

const customerId = { word: 'customerid', types: ['string'] }

describe('chooseField', () => {
  it('finds a field by its developer name, whatever its spelling', () => {
    expect(chooseField('Account', [aField('Stigg_Customer_Id__c', { label: 'Kunde bei Stigg' })], customerId)).toEqual({
      object: 'Account',
      field: 'Stigg_Customer_Id__c',
      label: 'Kunde bei Stigg',
      foundBy: 'name',
      updateable: true,
      length: 255,
    })
  })

  it('looks past the namespace of a managed package', () => {
    expect(nameKey('stigg__Stigg_Customer_ID__c')).toBe('stiggcustomerid')
    expect(chooseField('Account', [aField('stigg__Stigg_Customer_ID__c')], customerId)?.foundBy).toBe('name')
  })

  it('finds a field by its label, and says so', () => {
    const field = aField('Billing_Key__c', { label: 'Stigg Customer ID' })
    expect(chooseField('Account', [field], customerId)?.foundBy).toBe('label')
  })

  it('prefers a name to a label', () => {
    const named = aField('Stigg_Customer_ID__c')
    const labelled = aField('Old_Key__c', { label: 'Stigg Customer ID' })
    expect(chooseField('Account', [labelled, named], customerId)?.field).toBe('Stigg_Customer_ID__c')
  })

  it('chooses none of two that fit equally well', () => {
    const two = [aField('Stigg_Customer_ID__c'), aField('acme__Stigg_Customer_ID__c')]
    expect(chooseField('Account', two, customerId)).toBeNull()
  })

  it('finds nothing where no custom field fits', () => {
    expect(
      chooseField('Account', [aField('Name', { custom: false, label: 'Stigg Customer ID' })], customerId),
    ).toBeNull()
    expect(chooseField('Account', [], customerId)).toBeNull()
  })

  it('thinks little of a field whose type cannot hold the value, or whose name only resembles', () => {
    expect(scoreOf(aField('Stigg_Customer_ID__c', { type: 'boolean' }), customerId)).toBe(50)
    expect(scoreOf(aField('Legacy_Stigg_CustomerId_Old__c'), customerId)).toBe(40)
    expect(chooseField('Account', [aField('Stigg_Customer_ID__c', { type: 'double' })], customerId)).toBeNull()
  })

  it('says of a formula that it cannot be written', () => {
    const formula = aField('Stigg_Customer_ID__c', { calculated: true })
    expect(chooseField('Account', [formula], customerId)?.updateable).toBe(false)
  })
})
