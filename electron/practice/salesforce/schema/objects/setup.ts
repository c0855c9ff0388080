import { field, object, owner, reference, currencyIsoCode } from '../field.ts'

const read = { readOnly: true } as const

/** Source: Object Reference, "User". */
export const user = object('User', { label: 'User', keyPrefix: '005', readOnly: true }, [
  field('Username', 'Username', 'string', { ...read, length: 80, nillable: false, idLookup: true, indexed: true }),
  field('LastName', 'Last Name', 'string', { ...read, length: 80, nillable: false }),
  field('FirstName', 'First Name', 'string', { ...read, length: 40 }),
  field('Name', 'Full Name', 'string', { ...read, length: 121, nameField: true, nillable: false }),
  field('Email', 'Email', 'email', { ...read, length: 128, nillable: false }),
  field('Alias', 'Alias', 'string', { ...read, length: 8 }),
  field('Title', 'Title', 'string', { ...read, length: 80 }),
  field('Department', 'Department', 'string', { ...read, length: 80 }),
  field('CompanyName', 'Company Name', 'string', { ...read, length: 80 }),
  field('Phone', 'Phone', 'phone', read),
  reference('ManagerId', 'Manager ID', 'User', 'Manager', read),
  field('LastLoginDate', 'Last Login', 'datetime', read),
  field('IsActive', 'Active', 'boolean', read),
  reference('ProfileId', 'Profile ID', 'Profile', 'Profile', { ...read, childRelationship: 'Users' }),
  field('UserType', 'User Type', 'picklist', { ...read, picklist: ['Standard'] }),
  field('TimeZoneSidKey', 'Time Zone', 'picklist', read),
  field('LocaleSidKey', 'Locale', 'picklist', read),
  field('LanguageLocaleKey', 'Language', 'picklist', read),
  field('EmailEncodingKey', 'Email Encoding', 'picklist', read),
  field('DefaultCurrencyIsoCode', 'Default Currency ISO Code', 'picklist', { ...read, length: 3 }),
  currencyIsoCode({ createable: false, updateable: false }),
])

/** As much of Profile as sign-in checks ask for. Source: Object Reference, "Profile". */
export const profile = object('Profile', { label: 'Profile', keyPrefix: '00e', readOnly: true }, [
  field('Name', 'Name', 'string', { ...read, nameField: true, nillable: false }),
  field('UserType', 'User Type', 'picklist', read),
  field('PermissionsApiEnabled', 'API Enabled', 'boolean', read),
])

/** Always exactly one row. Source: Object Reference, "Organization". */
export const organization = object('Organization', { label: 'Organization', keyPrefix: '00D', readOnly: true }, [
  field('Name', 'Name', 'string', { ...read, length: 80, nameField: true, nillable: false }),
  field('IsSandbox', 'Is Sandbox', 'boolean', read),
  field('OrganizationType', 'Edition', 'picklist', read),
  field('InstanceName', 'Instance Name', 'string', { ...read, length: 5 }),
  field('NamespacePrefix', 'Namespace Prefix', 'string', { ...read, length: 15 }),
  field('TrialExpirationDate', 'Trial Expiration Date', 'datetime', read),
  field('TimeZoneSidKey', 'Time Zone', 'picklist', read),
  field('DefaultLocaleSidKey', 'Locale', 'picklist', read),
  field('LanguageLocaleKey', 'Language', 'picklist', read),
  field('PrimaryContact', 'Primary Contact', 'string', { ...read, length: 80 }),
  field('Country', 'Country', 'string', { ...read, length: 80 }),
  field('FiscalYearStartMonth', 'Fiscal Year Starts In', 'int', read),
])

/** Only multi-currency orgs have it. Source: Object Reference, "CurrencyType". */
export const currencyType = object('CurrencyType', { label: 'Currency Type', keyPrefix: '01L', readOnly: true }, [
  field('IsoCode', 'Currency ISO Code', 'picklist', { ...read, length: 3, nameField: true, nillable: false }),
  field('ConversionRate', 'Conversion Rate', 'double', { ...read, scale: 6 }),
  field('DecimalPlaces', 'Decimal Places', 'int', read),
  field('IsActive', 'Active', 'boolean', read),
  field('IsCorporate', 'Is Corporate Currency', 'boolean', read),
])

/** Source: Object Reference, "RecordType". */
export const recordType = object('RecordType', { label: 'Record Type', keyPrefix: '012', readOnly: true }, [
  field('Name', 'Name', 'string', { ...read, length: 80, nameField: true, nillable: false }),
  field('DeveloperName', 'Record Type Name', 'string', { ...read, length: 80, nillable: false }),
  field('NamespacePrefix', 'Namespace Prefix', 'string', { ...read, length: 15 }),
  field('Description', 'Description', 'string', read),
  field('SobjectType', 'Object Type Name', 'picklist', { ...read, length: 40 }),
  field('IsActive', 'Active', 'boolean', read),
])

/** Source: Object Reference, "Task". */
export const task = object('Task', { label: 'Task', keyPrefix: '00T' }, [
  reference('WhoId', 'Name ID', ['Contact'], 'Who', { childRelationship: 'Tasks' }),
  reference('WhatId', 'Related To ID', ['Account', 'Opportunity', 'Contract', 'Product2'], 'What', {
    childRelationship: 'Tasks',
  }),
  field('Subject', 'Subject', 'string', { nameField: true }),
  field('ActivityDate', 'Due Date Only', 'date'),
  field('Status', 'Status', 'picklist', {
    nillable: false,
    defaultedOnCreate: true,
    defaultValue: 'Not Started',
    picklist: ['Not Started', 'In Progress', 'Completed', 'Waiting on someone else', 'Deferred'],
  }),
  field('Priority', 'Priority', 'picklist', {
    nillable: false,
    defaultedOnCreate: true,
    defaultValue: 'Normal',
    picklist: ['High', 'Normal', 'Low'],
  }),
  field('IsHighPriority', 'High Priority', 'boolean', read),
  field('Description', 'Description', 'textarea'),
  field('Type', 'Type', 'picklist', { picklist: ['Call', 'Meeting', 'Email', 'Other'] }),
  reference('AccountId', 'Account ID', 'Account', 'Account', read),
  field('IsClosed', 'Closed', 'boolean', read),
  field('CompletedDateTime', 'Completed Date/Time', 'datetime', read),
  field('TaskSubtype', 'Task Subtype', 'picklist', { updateable: false, picklist: ['Task', 'Email', 'Call'] }),
  owner(),
  currencyIsoCode(),
])

/** Metadata as rows, computed from the schema. Source: Tooling and Object Reference, "EntityDefinition". */
export const entityDefinition = object('EntityDefinition', { label: 'Object', keyPrefix: '4ie', readOnly: true }, [
  field('DurableId', 'Durable ID', 'string', read),
  field('QualifiedApiName', 'API Name', 'string', { ...read, nameField: true }),
  field('DeveloperName', 'Developer Name', 'string', read),
  field('Label', 'Label', 'string', read),
  field('PluralLabel', 'Plural Label', 'string', read),
  field('KeyPrefix', 'Key Prefix', 'string', read),
  field('NamespacePrefix', 'Namespace Prefix', 'string', read),
])

/** Metadata as rows, computed from the schema. Source: Object Reference, "FieldDefinition". */
export const fieldDefinition = object('FieldDefinition', { label: 'Field', keyPrefix: '4fd', readOnly: true }, [
  field('DurableId', 'Durable ID', 'string', read),
  field('QualifiedApiName', 'Field Name', 'string', { ...read, nameField: true }),
  field('DeveloperName', 'Developer Name', 'string', read),
  field('Label', 'Label', 'string', read),
  field('DataType', 'Data Type', 'string', read),
  field('Length', 'Length', 'int', read),
  field('NamespacePrefix', 'Namespace Prefix', 'string', read),
  field('IsNillable', 'Is Nillable', 'boolean', read),
  reference('EntityDefinitionId', 'Object ID', 'EntityDefinition', 'EntityDefinition', {
    ...read,
    childRelationship: 'Fields',
  }),
])

/** Versions of flows. Source: Object Reference, "FlowVersionView". */
export const flowVersionView = object(
  'FlowVersionView',
  { label: 'Flow Version View', keyPrefix: '3de', readOnly: true },
  [
    field('DurableId', 'Durable ID', 'string', read),
    field('FlowDefinitionViewId', 'Flow Definition View ID', 'string', read),
    field('Label', 'Label', 'string', { ...read, nameField: true }),
    field('Description', 'Description', 'textarea', read),
    field('ProcessType', 'Process Type', 'picklist', read),
    field('Status', 'Status', 'picklist', read),
    field('VersionNumber', 'Version Number', 'int', read),
  ],
)

/** Flows in the Tooling API alone. Source: Tooling API, "FlowDefinition". */
export const flowDefinition = object('FlowDefinition', { label: 'Flow Definition', keyPrefix: '300', readOnly: true }, [
  field('DeveloperName', 'Developer Name', 'string', { ...read, nameField: true }),
  field('MasterLabel', 'Label', 'string', read),
  field('Description', 'Description', 'textarea', read),
  field('NamespacePrefix', 'Namespace Prefix', 'string', { ...read, length: 15 }),
  field('ActiveVersionId', 'Active Version ID', 'string', read),
  field('LatestVersionId', 'Latest Version ID', 'string', read),
  field('ManageableState', 'Manageable State', 'picklist', read),
])

/** Versions in the Tooling API alone. Source: Tooling API, "Flow". */
export const flow = object('Flow', { label: 'Flow', keyPrefix: '301', readOnly: true }, [
  field('DefinitionId', 'Flow Definition ID', 'string', read),
  field('MasterLabel', 'Label', 'string', { ...read, nameField: true }),
  field('Description', 'Description', 'textarea', read),
  field('ProcessType', 'Process Type', 'picklist', read),
  field('Status', 'Status', 'picklist', read),
  field('VersionNumber', 'Version Number', 'int', read),
])

/** Flows, as an administrator lists them. Source: Object Reference, "FlowDefinitionView". */
export const flowDefinitionView = object(
  'FlowDefinitionView',
  { label: 'Flow Definition View', keyPrefix: '3dd', readOnly: true },
  [
    field('DurableId', 'Durable ID', 'string', read),
    field('ApiName', 'API Name', 'string', { ...read, nameField: true }),
    field('Label', 'Label', 'string', read),
    field('Description', 'Description', 'textarea', read),
    field('ProcessType', 'Process Type', 'picklist', read),
    field('TriggerType', 'Trigger Type', 'picklist', read),
    field('RecordTriggerType', 'Record Trigger Type', 'picklist', read),
    field('TriggerObjectOrEventLabel', 'Trigger Object or Event Label', 'string', read),
    field('NamespacePrefix', 'Namespace Prefix', 'string', { ...read, length: 15 }),
    field('ActiveVersionId', 'Active Version ID', 'string', read),
    field('LatestVersionId', 'Latest Version ID', 'string', read),
    field('IsActive', 'Active', 'boolean', read),
    field('ManageableState', 'Manageable State', 'picklist', read),
  ],
)
