import { currencyIsoCode, field, object, owner, reference } from '../field.ts'

const money = (name: string, label: string) => field(`SBQQ__${name}__c`, label, 'currency')
const date = (name: string, label: string) => field(`SBQQ__${name}__c`, label, 'date')
const flag = (name: string, label: string) => field(`SBQQ__${name}__c`, label, 'boolean')
const number = (name: string, label: string, scale = 2) => field(`SBQQ__${name}__c`, label, 'double', { scale })
const to = (name: string, label: string, target: string, childRelationship?: string) =>
  reference(`SBQQ__${name}__c`, label, target, `SBQQ__${name}__r`, {
    childRelationship: childRelationship ?? null,
  })

/** Source: Salesforce CPQ Developer Guide, "SBQQ__Quote__c". */
export const quote = object('SBQQ__Quote__c', { label: 'Quote', keyPrefix: 'a0Q' }, [
  field('Name', 'Quote Number', 'string', {
    readOnly: true,
    autoNumber: true,
    nameField: true,
    nillable: false,
    length: 80,
  }),
  to('Opportunity2', 'Opportunity', 'Opportunity', 'SBQQ__Quotes2__r'),
  to('Account', 'Account', 'Account', 'SBQQ__Quotes__r'),
  flag('Primary', 'Primary'),
  field('SBQQ__Status__c', 'Status', 'picklist', {
    picklist: ['Draft', 'In Review', 'Approved', 'Presented', 'Accepted', 'Rejected'],
  }),
  field('SBQQ__Type__c', 'Type', 'picklist', { picklist: ['Quote', 'Amendment', 'Renewal'] }),
  date('StartDate', 'Start Date'),
  date('EndDate', 'End Date'),
  number('SubscriptionTerm', 'Subscription Term', 0),
  to('MasterContract', 'Master Contract', 'Contract', 'SBQQ__Quotes__r'),
  money('NetAmount', 'Net Amount'),
  field('SBQQ__BillingFrequency__c', 'Billing Frequency', 'picklist', {
    picklist: ['Annual', 'Semiannual', 'Quarterly', 'Monthly', 'Invoice Plan'],
  }),
  owner(),
  currencyIsoCode(),
])

/** Source: Salesforce CPQ Developer Guide, "SBQQ__QuoteLine__c". `PriorQuantity` + `EffectiveQuantity` = `Quantity`. */
export const quoteLine = object('SBQQ__QuoteLine__c', { label: 'Quote Line', keyPrefix: 'a0L' }, [
  field('Name', 'Line Name', 'string', {
    readOnly: true,
    autoNumber: true,
    nameField: true,
    nillable: false,
    length: 80,
  }),
  reference('SBQQ__Quote__c', 'Quote', 'SBQQ__Quote__c', 'SBQQ__Quote__r', {
    required: true,
    updateable: false,
    childRelationship: 'SBQQ__LineItems__r',
    cascadeDelete: true,
  }),
  to('Product', 'Product', 'Product2', 'SBQQ__QuoteLines__r'),
  to('PricebookEntry', 'Price Book Entry', 'PricebookEntry'),
  field('SBQQ__ProductCode__c', 'Product Code', 'string'),
  field('SBQQ__ProductName__c', 'Product Name', 'string'),
  field('SBQQ__PricebookEntryId__c', 'Price Book Entry ID', 'string', { length: 18 }),
  number('Number', 'Line Number', 0),
  number('Quantity', 'Quantity'),
  number('PriorQuantity', 'Prior Quantity'),
  number('EffectiveQuantity', 'Effective Quantity'),
  money('ListPrice', 'List Unit Price'),
  money('CustomerPrice', 'Customer Unit Price'),
  money('NetPrice', 'Net Unit Price'),
  money('NetTotal', 'Net Total'),
  field('SBQQ__Discount__c', 'Additional Disc. (%)', 'percent'),
  money('AdditionalDiscountAmount', 'Additional Disc. (Amt)'),
  date('StartDate', 'Start Date'),
  date('EndDate', 'End Date'),
  date('EffectiveStartDate', 'Effective Start Date'),
  date('EffectiveEndDate', 'Effective End Date'),
  field('SBQQ__SubscriptionPricing__c', 'Subscription Pricing', 'picklist', {
    picklist: ['Fixed Price', 'Percent Of Total'],
  }),
  field('SBQQ__BillingFrequency__c', 'Billing Frequency', 'picklist', {
    picklist: ['Annual', 'Semiannual', 'Quarterly', 'Monthly', 'Invoice Plan'],
  }),
  number('ProrateMultiplier', 'Prorate Multiplier', 4),
  to('RequiredBy', 'Required By', 'SBQQ__QuoteLine__c', 'SBQQ__Components__r'),
  flag('Bundle', 'Bundle'),
  flag('Bundled', 'Bundled'),
  number('OptionLevel', 'Option Level', 0),
  flag('Existing', 'Existing'),
  to('UpgradedSubscription', 'Upgraded Subscription', 'SBQQ__Subscription__c'),
  to('RenewedSubscription', 'Renewed Subscription', 'SBQQ__Subscription__c'),
  number('SegmentIndex', 'Segment Index', 0),
  field('SBQQ__SegmentKey__c', 'Segment Key', 'string'),
  field('SBQQ__SegmentLabel__c', 'Segment Label', 'string'),
  currencyIsoCode(),
])

/** Source: Salesforce CPQ Developer Guide, "SBQQ__Subscription__c": one per subscription line of a contract. */
export const subscription = object('SBQQ__Subscription__c', { label: 'Subscription', keyPrefix: 'a0S' }, [
  field('Name', 'Subscription #', 'string', {
    readOnly: true,
    autoNumber: true,
    nameField: true,
    nillable: false,
    length: 80,
  }),
  to('Account', 'Account', 'Account', 'SBQQ__Subscriptions__r'),
  to('Contract', 'Contract', 'Contract', 'SBQQ__Subscriptions__r'),
  to('Product', 'Product', 'Product2', 'SBQQ__Subscriptions__r'),
  number('Quantity', 'Quantity'),
  date('StartDate', 'Start Date'),
  date('EndDate', 'End Date'),
  date('TerminatedDate', 'Terminated Date'),
  to('QuoteLine', 'Quote Line', 'SBQQ__QuoteLine__c', 'SBQQ__Subscriptions__r'),
  to('RevisedSubscription', 'Revised Subscription', 'SBQQ__Subscription__c', 'SBQQ__Revisions__r'),
  money('RenewalPrice', 'Renewal Price'),
  money('NetPrice', 'Net Price'),
  currencyIsoCode(),
])
