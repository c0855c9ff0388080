import { currencyIsoCode, field, object, owner, reference } from '../field.ts'

const address = (prefix: string, label: string) => [
  field(`${prefix}Street`, `${label} Street`, 'textarea', {
    length: 255,
    filterable: true,
    sortable: true,
    groupable: true,
  }),
  field(`${prefix}City`, `${label} City`, 'string', { length: 40 }),
  field(`${prefix}State`, `${label} State/Province`, 'string', { length: 80 }),
  field(`${prefix}PostalCode`, `${label} Zip/Postal Code`, 'string', { length: 20 }),
  field(`${prefix}Country`, `${label} Country`, 'string', { length: 80 }),
]

/** Source: Object Reference, "Account"; the Stigg fields are the ones that an administrator adds. */
export const account = object('Account', { label: 'Account', keyPrefix: '001' }, [
  reference('MasterRecordId', 'Master Record ID', 'Account', 'MasterRecord', {
    readOnly: true,
    childRelationship: null,
  }),
  field('Name', 'Account Name', 'string', { required: true, nameField: true, indexed: true }),
  field('Type', 'Account Type', 'picklist', { picklist: ['Prospect', 'Customer', 'Partner', 'Other'] }),
  reference('ParentId', 'Parent Account ID', 'Account', 'Parent', { childRelationship: 'ChildAccounts' }),
  ...address('Billing', 'Billing'),
  ...address('Shipping', 'Shipping'),
  field('Phone', 'Account Phone', 'phone'),
  field('Fax', 'Account Fax', 'phone'),
  field('AccountNumber', 'Account Number', 'string', { length: 40 }),
  field('Website', 'Website', 'url'),
  field('Industry', 'Industry', 'picklist', {
    picklist: [
      'Technology',
      'Finance',
      'Healthcare',
      'Manufacturing',
      'Retail',
      'Media',
      'Education',
      'Energy',
      'Other',
    ],
  }),
  field('AnnualRevenue', 'Annual Revenue', 'currency', { scale: 0 }),
  field('NumberOfEmployees', 'Employees', 'int'),
  field('Description', 'Account Description', 'textarea'),
  field('Site', 'Account Site', 'string', { length: 80 }),
  field('Rating', 'Account Rating', 'picklist', { picklist: ['Hot', 'Warm', 'Cold'] }),
  field('Ownership', 'Ownership', 'picklist', { picklist: ['Public', 'Private', 'Subsidiary', 'Other'] }),
  field('TickerSymbol', 'Ticker Symbol', 'string', { length: 20 }),
  field('AccountSource', 'Account Source', 'picklist', {
    picklist: ['Web', 'Phone Inquiry', 'Partner Referral', 'Other'],
  }),
  field('LastActivityDate', 'Last Activity', 'date', { readOnly: true }),
  owner(),
  currencyIsoCode(),
  field('Stigg_Customer_ID__c', 'Stigg Customer ID', 'string', { indexed: true }),
  field('Stigg_Customer_URL__c', 'Stigg Customer URL', 'url'),
])

/** Source: Object Reference, "Contact". */
export const contact = object('Contact', { label: 'Contact', keyPrefix: '003' }, [
  reference('AccountId', 'Account ID', 'Account', 'Account', { childRelationship: 'Contacts' }),
  field('LastName', 'Last Name', 'string', { required: true, length: 80 }),
  field('FirstName', 'First Name', 'string', { length: 40 }),
  field('Salutation', 'Salutation', 'picklist', { picklist: ['Mr.', 'Ms.', 'Mrs.', 'Dr.', 'Prof.', 'Mx.'] }),
  field('Name', 'Full Name', 'string', {
    readOnly: true,
    nillable: false,
    nameField: true,
    length: 121,
    calculated: false,
  }),
  field('Email', 'Email', 'email', { indexed: true, idLookup: true }),
  field('Title', 'Title', 'string', { length: 128 }),
  field('Department', 'Department', 'string', { length: 80 }),
  reference('ReportsToId', 'Reports To ID', 'Contact', 'ReportsTo'),
  ...address('Mailing', 'Mailing'),
  field('LeadSource', 'Lead Source', 'picklist', { picklist: ['Web', 'Phone Inquiry', 'Partner Referral', 'Other'] }),
  field('Birthdate', 'Birthdate', 'date'),
  field('LastActivityDate', 'Last Activity', 'date', { readOnly: true }),
  field('Phone', 'Business Phone', 'phone'),
  field('MobilePhone', 'Mobile Phone', 'phone'),
  field('IsEmailBounced', 'Is Email Bounced', 'boolean', { readOnly: true }),
  field('EmailBouncedDate', 'Email Bounced Date', 'datetime', { updateable: true, createable: true }),
  field('HasOptedOutOfEmail', 'Email Opt Out', 'boolean'),
  field('Description', 'Contact Description', 'textarea'),
  owner(),
  currencyIsoCode(),
])

/** Source: Object Reference, "Contract". `ContractNumber` and `EndDate` are the service's own. */
export const contract = object('Contract', { label: 'Contract', keyPrefix: '800' }, [
  reference('AccountId', 'Account ID', 'Account', 'Account', { required: true, childRelationship: 'Contracts' }),
  reference('Pricebook2Id', 'Price Book ID', 'Pricebook2', 'Pricebook2', { childRelationship: 'Contracts' }),
  field('ContractNumber', 'Contract Number', 'string', {
    readOnly: true,
    autoNumber: true,
    nameField: true,
    nillable: false,
    length: 30,
  }),
  field('Status', 'Status', 'picklist', {
    nillable: false,
    defaultedOnCreate: true,
    defaultValue: 'Draft',
    picklist: ['Draft', 'In Approval Process', 'Activated'],
  }),
  field('StatusCode', 'Status Category', 'picklist', {
    readOnly: true,
    picklist: ['Draft', 'InApproval', 'Activated'],
  }),
  field('StartDate', 'Contract Start Date', 'date'),
  field('EndDate', 'Contract End Date', 'date', { readOnly: true }),
  field('ContractTerm', 'Contract Term', 'int'),
  field('ActivatedDate', 'Activated Date', 'datetime', { readOnly: true }),
  field('SpecialTerms', 'Special Terms', 'textarea', { length: 4000 }),
  field('CustomerSignedDate', 'Customer Signed Date', 'date'),
  field('CompanySignedDate', 'Company Signed Date', 'date'),
  field('Description', 'Description', 'textarea'),
  owner(),
  currencyIsoCode(),
])
