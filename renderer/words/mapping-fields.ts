import type { MappingRole } from '#shared/domain/field-choice'

/** What each field is for, and how an administrator makes one that is not there. */
export interface FieldWords {
  /** What it carries, in a few words. */
  readonly what: string
  /** Whether deals cannot be mapped without it, unless the line has one of its own. */
  readonly isNeeded: boolean
  readonly why: string
  /** Object as Setup calls it, and its API name. */
  readonly object: string
  readonly objectName: string
  readonly label: string
  readonly apiName: string
  readonly type: string
  /** Values of a picklist, in order. */
  readonly values: readonly string[]
  readonly access: 'Read' | 'Read and edit'
}

const types = ['Plan', 'Add-on', 'Entitlement', 'Credit entitlement'] as const

/** Source: Stigg documentation, "Salesforce: setup and mapping". */
export const fieldWords: Readonly<Record<MappingRole, FieldWords>> = {
  productType: {
    what: 'Stigg Type of a product',
    isNeeded: true,
    why: 'Says what a product is in Stigg.',
    object: 'Product',
    objectName: 'Product2',
    label: 'Stigg Type',
    apiName: 'Stigg_Type__c',
    type: 'Picklist',
    values: types,
    access: 'Read',
  },
  productId: {
    what: 'Stigg ID of a product',
    isNeeded: true,
    why: 'Says which plan, add-on, feature or credit currency it is.',
    object: 'Product',
    objectName: 'Product2',
    label: 'Stigg ID',
    apiName: 'Stigg_ID__c',
    type: 'Text (255)',
    values: [],
    access: 'Read',
  },
  lineType: {
    what: 'Stigg Type of a line',
    isNeeded: false,
    why: 'Beats the product’s, for what is different in a single deal.',
    object: 'Opportunity Product',
    objectName: 'OpportunityLineItem',
    label: 'Stigg Type',
    apiName: 'Stigg_Type__c',
    type: 'Picklist',
    values: types,
    access: 'Read',
  },
  lineId: {
    what: 'Stigg ID of a line',
    isNeeded: false,
    why: 'Beats the product’s, for what is different in a single deal.',
    object: 'Opportunity Product',
    objectName: 'OpportunityLineItem',
    label: 'Stigg ID',
    apiName: 'Stigg_ID__c',
    type: 'Text (255)',
    values: [],
    access: 'Read',
  },
  customerId: {
    what: 'Stigg Customer ID of an account',
    isNeeded: false,
    why: 'Links the account to its Stigg customer. It is written after a deal was provisioned.',
    object: 'Account',
    objectName: 'Account',
    label: 'Stigg Customer ID',
    apiName: 'Stigg_Customer_ID__c',
    type: 'Text (255)',
    values: [],
    access: 'Read and edit',
  },
  customerUrl: {
    what: 'Stigg Customer URL of an account',
    isNeeded: false,
    why: 'Leads from the account to the customer’s page in Stigg.',
    object: 'Account',
    objectName: 'Account',
    label: 'Stigg Customer URL',
    apiName: 'Stigg_Customer_URL__c',
    type: 'URL',
    values: [],
    access: 'Read and edit',
  },
  subscriptionId: {
    what: 'Stigg subscription of an opportunity',
    isNeeded: false,
    why: 'Says which subscription a deal made. It is written after the deal was provisioned.',
    object: 'Opportunity',
    objectName: 'Opportunity',
    label: 'Stigg Subscription ID',
    apiName: 'Stigg_Subscription_ID__c',
    type: 'Text (255)',
    values: [],
    access: 'Read and edit',
  },
}

/** What an administrator does to make a field, step by step. */
export const stepsFor = (role: MappingRole): string[] => {
  const { object, label, apiName, type, values, access } = fieldWords[role]
  return [
    `In Setup, open Object Manager, ${object}, Fields & Relationships, and press New.`,
    `Choose the type ${type.replace(/ \(.*/, '')}${type.includes('(') ? `, with the length ${type.replace(/\D/g, '')}` : ''}.`,
    `Field label: ${label}. Field name: ${apiName.replace(/__c$/, '')} (the API name becomes ${apiName}).`,
    ...(values.length > 0
      ? [
          `Values, each on a line of its own: ${values.join(', ')}. Tick “Restrict picklist to the values defined in the value set”.`,
        ]
      : []),
    `Field-level security: ${access.toLowerCase()} access for the permission sets and profiles of everybody who works with the companion.`,
    'Add the field to the page layouts on which people fill it in.',
  ]
}

/** A field that a user may not see is none, as far as describe can tell. */
export const hiddenWords =
  'A field that is there already may be hidden from your user: then it needs read access, in its field-level security, and nothing has to be made.'

/** The same for several fields, as text to hand on. */
export const stepsAsText = (roles: readonly MappingRole[]): string =>
  [
    'Fields that Stigg Companion needs in Salesforce',
    '',
    hiddenWords,
    '',
    ...roles.flatMap((role) => {
      const { object, objectName, label, why } = fieldWords[role]
      return [
        `${label} on ${object} (${objectName})`,
        why,
        ...stepsFor(role).map((step, index) => `  ${index + 1}. ${step}`),
        '',
      ]
    }),
  ].join('\n')
