import type { OrgVariants } from './variants.ts'

/**
 * What the org made of Stigg's fields. `story`: as the documentation has them. `none`: nobody made them yet. `odd`: they
 * are called something else, and an old field still wears the label, so that a guess by name goes wrong.
 */
export const ORG_KINDS = ['story', 'none', 'odd'] as const
export type OrgKind = (typeof ORG_KINDS)[number]

export const variantsOf: Readonly<Record<OrgKind, OrgVariants>> = {
  story: {},
  none: {
    without: [
      'Stigg_Type__c',
      'Stigg_ID__c',
      'Stigg_Customer_ID__c',
      'Stigg_Customer_URL__c',
      'Stigg_Subscription_ID__c',
    ],
  },
  odd: {
    names: { Stigg_Type__c: 'Catalogue_Kind__c', Stigg_ID__c: 'Catalogue_Key__c' },
    labels: { Stigg_Type__c: 'Catalogue kind', Stigg_ID__c: 'Catalogue key' },
    extra: [{ object: 'Product2', name: 'Old_Billing_Code__c', label: 'Stigg ID', type: 'string' }],
  },
}
