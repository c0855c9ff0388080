import type { ChosenFields, FieldName, MappingRole } from '#shared/domain/field-choice'
import type { FieldRef, MappingFields } from '#shared/domain/profile'

import { chooseField, refOf, type WantedField } from './choose-field.ts'
import type { OrgSchema } from './org-schema.ts'

const text = ['string']
/** What each role's field is called, and on which objects it is looked for; the first that has one serves. */
export const wantedFields = {
  productType: { word: 'type', types: ['picklist', 'string'], objects: ['Product2'] },
  productId: { word: 'id', types: text, objects: ['Product2'] },
  lineType: { word: 'type', types: ['picklist', 'string'], objects: ['OpportunityLineItem', 'SBQQ__QuoteLine__c'] },
  lineId: { word: 'id', types: text, objects: ['OpportunityLineItem', 'SBQQ__QuoteLine__c'] },
  customerId: { word: 'customerid', types: text, objects: ['Account'] },
  customerUrl: { word: 'customerurl', types: ['url', 'string'], objects: ['Account'] },
  subscriptionId: { word: 'subscriptionid', types: text, objects: ['Opportunity'] },
} as const satisfies Record<MappingRole, WantedField & { readonly objects: readonly string[] }>

/**
 * Which fields of the org carry the mapping and the links. Null = none is certain: the person chooses. What a person
 * chose stands above what is found, and is null where the field is not there any more: nothing else takes its place.
 * `updateable` of the last three says whether this user can write them; `length` whether a value fits.
 * Source: Stigg documentation, "Salesforce: setup and mapping"; names differ from org to org, so they are looked for.
 */
export function discoverFields(schema: OrgSchema, chosen: ChosenFields = {}): MappingFields {
  const find = (role: MappingRole): FieldRef | null => {
    const name = chosen[role]
    if (name === null) return null
    const wanted: WantedField & { readonly objects: readonly string[] } = wantedFields[role]
    if (name !== undefined) return wanted.objects.includes(name.object) ? chosenField(schema, name) : null
    for (const object of wanted.objects) {
      const found = chooseField(object, schema.fieldsOf(object), wanted)
      if (found) return found
    }
    return null
  }
  return {
    productType: find('productType'),
    productId: find('productId'),
    lineType: find('lineType'),
    lineId: find('lineId'),
    customerId: find('customerId'),
    customerUrl: find('customerUrl'),
    subscriptionId: find('subscriptionId'),
  }
}

function chosenField(schema: OrgSchema, { object, field }: FieldName): FieldRef | null {
  const described = schema.fieldsOf(object).find(({ name }) => name === field)
  return described ? refOf(object, described, 'chosen') : null
}
