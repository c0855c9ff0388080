import type { FieldRef, MappingFields } from '#shared/domain/profile'

import { chooseField, type WantedField } from './choose-field.ts'
import type { OrgSchema } from './org-schema.ts'

const text = ['string']
const wanted = {
  type: { word: 'type', types: ['picklist', 'string'] },
  id: { word: 'id', types: text },
  customerId: { word: 'customerid', types: text },
  customerUrl: { word: 'customerurl', types: ['url', 'string'] },
  subscriptionId: { word: 'subscriptionid', types: text },
} as const satisfies Record<string, WantedField>

/**
 * Which fields of the org carry the mapping and the links. Null = none is certain: the person chooses.
 * `updateable` of the last three says whether this user can write them; `length` whether a value fits.
 * Source: Stigg documentation, "Salesforce: setup and mapping"; names differ from org to org, so they are looked for.
 */
export function discoverFields(schema: OrgSchema): MappingFields {
  const find = (object: string, field: WantedField): FieldRef | null =>
    chooseField(object, schema.fieldsOf(object), field)
  return {
    productType: find('Product2', wanted.type),
    productId: find('Product2', wanted.id),
    lineType: find('OpportunityLineItem', wanted.type) ?? find('SBQQ__QuoteLine__c', wanted.type),
    lineId: find('OpportunityLineItem', wanted.id) ?? find('SBQQ__QuoteLine__c', wanted.id),
    customerId: find('Account', wanted.customerId),
    customerUrl: find('Account', wanted.customerUrl),
    subscriptionId: find('Opportunity', wanted.subscriptionId),
  }
}
