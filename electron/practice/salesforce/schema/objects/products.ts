import { currencyIsoCode, field, object, reference } from '../field.ts'
import { STIGG_TYPES } from './opportunities.ts'

/** Source: Object Reference, "Product2". */
export const product2 = object('Product2', { label: 'Product', keyPrefix: '01t' }, [
  field('Name', 'Product Name', 'string', { required: true, nameField: true }),
  field('ProductCode', 'Product Code', 'string'),
  field('Description', 'Product Description', 'textarea', { length: 4000, filterable: true, sortable: true }),
  field('IsActive', 'Active', 'boolean'),
  field('Family', 'Product Family', 'picklist', {
    picklist: ['Plans', 'Add-ons', 'Usage', 'Credits', 'Services', 'Other'],
  }),
  field('QuantityUnitOfMeasure', 'Quantity Unit Of Measure', 'picklist', {
    picklist: ['Each', 'Seat', 'Credit', 'Hour'],
  }),
  field('IsArchived', 'Archived', 'boolean', { readOnly: true }),
  field('StockKeepingUnit', 'Product SKU', 'string', { length: 180 }),
  field('ExternalId', 'External ID', 'string'),
  field('DisplayUrl', 'Display URL', 'url', { length: 1000 }),
  currencyIsoCode(),
  field('Stigg_Type__c', 'Stigg Type', 'picklist', { picklist: STIGG_TYPES, restrictedPicklist: true }),
  field('Stigg_ID__c', 'Stigg ID', 'string', { indexed: true }),
])

/** Source: Object Reference, "PricebookEntry": one row per price book, product and currency. */
export const pricebookEntry = object(
  'PricebookEntry',
  { label: 'Price Book Entry', labelPlural: 'Price Book Entries', keyPrefix: '01u' },
  [
    field('Name', 'Product Name', 'string', { readOnly: true, nameField: true }),
    reference('Pricebook2Id', 'Price Book ID', 'Pricebook2', 'Pricebook2', {
      required: true,
      updateable: false,
      childRelationship: 'PricebookEntries',
    }),
    reference('Product2Id', 'Product ID', 'Product2', 'Product2', {
      required: true,
      updateable: false,
      childRelationship: 'PricebookEntries',
    }),
    currencyIsoCode({ updateable: false }),
    field('UnitPrice', 'List Price', 'currency', { required: true }),
    field('IsActive', 'Active', 'boolean'),
    field('UseStandardPrice', 'Use Standard Price', 'boolean'),
    field('IsArchived', 'Archived', 'boolean', { readOnly: true }),
    field('ProductCode', 'Product Code', 'string', { readOnly: true }),
  ],
)

/** Source: Object Reference, "Pricebook2". */
export const pricebook2 = object('Pricebook2', { label: 'Price Book', keyPrefix: '01s' }, [
  field('Name', 'Price Book Name', 'string', { required: true, nameField: true }),
  field('Description', 'Description', 'string'),
  field('IsActive', 'Active', 'boolean'),
  field('IsArchived', 'Archived', 'boolean', { readOnly: true }),
  field('IsStandard', 'Is Standard Price Book', 'boolean', { readOnly: true }),
])
