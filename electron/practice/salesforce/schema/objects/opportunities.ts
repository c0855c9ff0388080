import { currencyIsoCode, field, object, owner, reference } from '../field.ts'

export const STIGG_TYPES = ['Plan', 'Add-on', 'Entitlement', 'Credit entitlement']
const calculated = { readOnly: true, permissionable: true } as const

/** Source: Object Reference, "Opportunity"; CPQ's fields as its package names them. */
export const opportunity = object(
  'Opportunity',
  { label: 'Opportunity', labelPlural: 'Opportunities', keyPrefix: '006' },
  [
    reference('AccountId', 'Account ID', 'Account', 'Account', { childRelationship: 'Opportunities' }),
    reference('RecordTypeId', 'Record Type ID', 'RecordType', 'RecordType'),
    field('Name', 'Name', 'string', { required: true, nameField: true, length: 120 }),
    field('Description', 'Description', 'textarea'),
    field('StageName', 'Stage', 'picklist', { required: true }),
    field('Amount', 'Amount', 'currency'),
    field('Probability', 'Probability (%)', 'percent', { precision: 3, scale: 0, defaultedOnCreate: true }),
    field('ExpectedRevenue', 'Expected Amount', 'currency', calculated),
    field('TotalOpportunityQuantity', 'Quantity', 'double'),
    field('CloseDate', 'Close Date', 'date', { required: true }),
    field('Type', 'Opportunity Type', 'picklist', {
      picklist: [
        'New Customer',
        'Existing Customer - Upgrade',
        'Existing Customer - Replacement',
        'Existing Customer - Downgrade',
        'Existing Customer - Renewal',
        'New Business',
        'Existing Business',
        'Renewal',
      ],
    }),
    field('NextStep', 'Next Step', 'string'),
    field('LeadSource', 'Lead Source', 'picklist', { picklist: ['Web', 'Phone Inquiry', 'Partner Referral', 'Other'] }),
    field('IsClosed', 'Closed', 'boolean', calculated),
    field('IsWon', 'Won', 'boolean', calculated),
    field('ForecastCategory', 'Forecast Category', 'picklist', {
      ...calculated,
      picklist: ['Omitted', 'Pipeline', 'BestCase', 'MostLikely', 'Forecast', 'Closed'],
    }),
    field('ForecastCategoryName', 'Forecast Category', 'picklist', {
      defaultedOnCreate: true,
      picklist: ['Omitted', 'Pipeline', 'Best Case', 'Commit', 'Closed'],
    }),
    currencyIsoCode(),
    field('HasOpportunityLineItem', 'Has Line Item', 'boolean', calculated),
    reference('Pricebook2Id', 'Price Book ID', 'Pricebook2', 'Pricebook2', { childRelationship: 'Opportunities' }),
    owner(),
    field('LastActivityDate', 'Last Activity', 'date', calculated),
    field('FiscalQuarter', 'Fiscal Quarter', 'int', calculated),
    field('FiscalYear', 'Fiscal Year', 'int', calculated),
    field('Fiscal', 'Fiscal Period', 'string', { ...calculated, length: 6 }),
    reference('ContactId', 'Contact ID', 'Contact', 'Contact', { updateable: false }),
    field('LastStageChangeDate', 'Last Stage Change Date', 'datetime', calculated),
    reference('ContractId', 'Contract ID', 'Contract', 'Contract', { childRelationship: 'Opportunities' }),
    field('Stigg_Subscription_ID__c', 'Stigg Subscription ID', 'string', { indexed: true }),
    field('Provisioned_Plan__c', 'Provisioned Plan', 'string', { length: 80 }),
    field('Provisioned_Status__c', 'Provisioned Status', 'string', { length: 20 }),
    reference('SBQQ__PrimaryQuote__c', 'Primary Quote', 'SBQQ__Quote__c', 'SBQQ__PrimaryQuote__r', {
      childRelationship: 'SBQQ__Opportunities__r',
    }),
    field('SBQQ__Contracted__c', 'Contracted', 'boolean'),
    field('SBQQ__Ordered__c', 'Ordered', 'boolean'),
    field('SBQQ__Renewal__c', 'Renewal', 'boolean'),
    reference('SBQQ__AmendedContract__c', 'Amended Contract', 'Contract', 'SBQQ__AmendedContract__r', {
      childRelationship: 'SBQQ__AmendmentOpportunities__r',
    }),
    reference('SBQQ__RenewedContract__c', 'Renewed Contract', 'Contract', 'SBQQ__RenewedContract__r', {
      childRelationship: 'SBQQ__RenewalOpportunities__r',
    }),
  ],
)

/** Source: Object Reference, "OpportunityLineItem". Prices are whole units of `CurrencyIsoCode`. */
export const opportunityLineItem = object('OpportunityLineItem', { label: 'Opportunity Product', keyPrefix: '00k' }, [
  reference('OpportunityId', 'Opportunity ID', 'Opportunity', 'Opportunity', {
    required: true,
    updateable: false,
    childRelationship: 'OpportunityLineItems',
    cascadeDelete: true,
  }),
  field('SortOrder', 'Sort Order', 'int', { readOnly: true }),
  reference('PricebookEntryId', 'Price Book Entry ID', 'PricebookEntry', 'PricebookEntry', {
    childRelationship: 'OpportunityLineItems',
  }),
  reference('Product2Id', 'Product ID', 'Product2', 'Product2', {
    updateable: false,
    childRelationship: 'OpportunityLineItems',
  }),
  field('ProductCode', 'Product Code', 'string', calculated),
  field('Name', 'Opportunity Product Name', 'string', { ...calculated, nameField: true, length: 376 }),
  currencyIsoCode({ createable: false, updateable: false }),
  field('Quantity', 'Quantity', 'double', { required: true, precision: 12 }),
  field('Discount', 'Discount', 'percent', { precision: 5, scale: 2 }),
  field('Subtotal', 'Subtotal', 'currency', calculated),
  field('TotalPrice', 'Total Price', 'currency'),
  field('UnitPrice', 'Sales Price', 'currency'),
  field('ListPrice', 'List Price', 'currency', calculated),
  field('ServiceDate', 'Date', 'date'),
  field('HasRevenueSchedule', 'Has Revenue Schedule', 'boolean', calculated),
  field('HasQuantitySchedule', 'Has Quantity Schedule', 'boolean', calculated),
  field('HasSchedule', 'Has Schedule', 'boolean', calculated),
  field('Description', 'Line Description', 'string'),
  // Somebody in the org added a value of their own here, which Stigg knows nothing of.
  field('Stigg_Type__c', 'Stigg Type', 'picklist', {
    picklist: [...STIGG_TYPES, 'Bundle'],
    restrictedPicklist: true,
  }),
  field('Stigg_ID__c', 'Stigg ID', 'string'),
  field('Provisioned_As__c', 'Provisioned As', 'string', { length: 80 }),
  reference('SBQQ__QuoteLine__c', 'Quote Line', 'SBQQ__QuoteLine__c', 'SBQQ__QuoteLine__r', {
    childRelationship: 'SBQQ__OpportunityProducts__r',
  }),
  field('SBQQ__ParentID__c', 'Parent ID', 'string', { length: 18 }),
])

/** Source: Object Reference, "OpportunityContactRole". */
export const opportunityContactRole = object(
  'OpportunityContactRole',
  { label: 'Opportunity Contact Role', keyPrefix: '00K' },
  [
    reference('OpportunityId', 'Opportunity ID', 'Opportunity', 'Opportunity', {
      required: true,
      updateable: false,
      childRelationship: 'OpportunityContactRoles',
      cascadeDelete: true,
    }),
    reference('ContactId', 'Contact ID', 'Contact', 'Contact', {
      required: true,
      childRelationship: 'OpportunityContactRoles',
    }),
    field('Role', 'Role', 'picklist', {
      picklist: [
        'Business User',
        'Decision Maker',
        'Economic Buyer',
        'Evaluator',
        'Billing',
        'Accounts Payable',
        'Other',
      ],
    }),
    field('IsPrimary', 'Primary', 'boolean'),
    currencyIsoCode({ createable: false, updateable: false }),
  ],
)

/** Source: Object Reference, "OpportunityStage": a setup table, one row per stage. */
export const opportunityStage = object(
  'OpportunityStage',
  { label: 'Opportunity Stage', keyPrefix: '01J', readOnly: true },
  [
    field('MasterLabel', 'Master Label', 'string', { readOnly: true, nameField: true }),
    field('ApiName', 'API Name', 'string', { readOnly: true }),
    field('IsActive', 'Is Active', 'boolean', { readOnly: true }),
    field('SortOrder', 'Sort Order', 'int', { readOnly: true }),
    field('IsClosed', 'Closed', 'boolean', { readOnly: true }),
    field('IsWon', 'Won', 'boolean', { readOnly: true }),
    field('ForecastCategory', 'Forecast Category', 'picklist', { readOnly: true }),
    field('ForecastCategoryName', 'Forecast Category Name', 'picklist', { readOnly: true }),
    field('DefaultProbability', 'Probability (%)', 'percent', { readOnly: true, scale: 0 }),
    field('Description', 'Description', 'string', { readOnly: true }),
  ],
)
