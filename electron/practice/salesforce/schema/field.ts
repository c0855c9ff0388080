import type { FieldDef, FieldType, ObjectDef, PicklistValue } from './types.ts'

type FieldOptions = Partial<Omit<FieldDef, 'name' | 'label' | 'type' | 'picklist'>> & {
  readonly picklist?: readonly (string | PicklistValue)[]
  /** Shorthand: cannot be null and has no default. */
  readonly required?: boolean
  /** Shorthand: neither createable nor updateable. */
  readonly readOnly?: boolean
}

const LENGTHS: Partial<Record<FieldType, number>> = {
  id: 18,
  reference: 18,
  string: 255,
  textarea: 32_000,
  picklist: 255,
  multipicklist: 4099,
  url: 255,
  email: 80,
  phone: 40,
}
const NUMBERS: Partial<Record<FieldType, readonly [precision: number, scale: number]>> = {
  double: [18, 2],
  currency: [18, 2],
  percent: [16, 3],
}

/** A field, by default writable, nullable and filterable, with the length that is usual for its type. */
export function field(name: string, label: string, type: FieldType, options: FieldOptions = {}): FieldDef {
  const { required = false, readOnly = false, picklist = [], ...rest } = options
  const [precision, scale] = NUMBERS[type] ?? [0, 0]
  const longText = type === 'textarea'
  return {
    name,
    label,
    type,
    custom: name.endsWith('__c'),
    createable: !readOnly,
    updateable: !readOnly,
    nillable: !required && type !== 'boolean',
    defaultedOnCreate: type === 'boolean',
    defaultValue: type === 'boolean' ? false : null,
    calculated: false,
    autoNumber: false,
    nameField: false,
    unique: false,
    externalId: false,
    idLookup: false,
    filterable: !longText,
    sortable: !longText && type !== 'multipicklist',
    groupable: !longText && !['currency', 'percent', 'double', 'datetime', 'multipicklist'].includes(type),
    permissionable: !required && !readOnly,
    length: LENGTHS[type] ?? 0,
    precision,
    scale,
    referenceTo: [],
    relationshipName: null,
    childRelationship: null,
    cascadeDelete: false,
    picklist: picklist.map((entry) => (typeof entry === 'string' ? picklistValue(entry) : entry)),
    restrictedPicklist: false,
    indexed: type === 'reference',
    ...rest,
  }
}

const picklistValue = (value: string, label = value): PicklistValue => ({
  value,
  label,
  active: true,
  defaultValue: false,
})

/** A lookup. `childRelationship` names the list on the parent. */
export function reference(
  name: string,
  label: string,
  to: string | readonly string[],
  relationshipName: string,
  options: FieldOptions = {},
): FieldDef {
  const referenceTo = typeof to === 'string' ? [to] : to
  return field(name, label, 'reference', { referenceTo, relationshipName, ...options })
}

/** What every object has: id, deletion flag and the audit fields, all the service's own. */
const systemFields = (name: string): FieldDef[] => {
  const own = { readOnly: true, nillable: false, defaultedOnCreate: true, permissionable: false } as const
  return [
    field('Id', `${name} ID`, 'id', { ...own, idLookup: true, groupable: true }),
    field('IsDeleted', 'Deleted', 'boolean', own),
    field('CreatedDate', 'Created Date', 'datetime', own),
    reference('CreatedById', 'Created By ID', 'User', 'CreatedBy', { ...own, indexed: false }),
    field('LastModifiedDate', 'Last Modified Date', 'datetime', own),
    reference('LastModifiedById', 'Last Modified By ID', 'User', 'LastModifiedBy', { ...own, indexed: false }),
    field('SystemModstamp', 'System Modstamp', 'datetime', own),
  ]
}

interface ObjectOptions {
  readonly label: string
  readonly labelPlural?: string
  readonly keyPrefix: string
  /** Setup tables are read alone. */
  readonly readOnly?: boolean
}

export function object(name: string, options: ObjectOptions, fields: readonly FieldDef[]): ObjectDef {
  const writable = !options.readOnly
  const all = [...systemFields(options.label), ...fields]
  const [id, ...others] = all
  const ordered = id ? [id, ...others.filter(isOwn), ...others.filter((each) => !isOwn(each))] : all
  return {
    name,
    label: options.label,
    labelPlural: options.labelPlural ?? `${options.label}s`,
    keyPrefix: options.keyPrefix,
    custom: name.endsWith('__c'),
    createable: writable,
    updateable: writable,
    deletable: writable,
    fields: new Map(ordered.map((each) => [each.name.toLowerCase(), each])),
  }
}

const AUDIT = new Set(['CreatedDate', 'CreatedById', 'LastModifiedDate', 'LastModifiedById', 'SystemModstamp'])
const isOwn = (each: FieldDef) => !AUDIT.has(each.name)

export const currencyIsoCode = (options: FieldOptions = {}) =>
  field('CurrencyIsoCode', 'Currency ISO Code', 'picklist', {
    length: 3,
    nillable: false,
    defaultedOnCreate: true,
    defaultValue: 'USD',
    restrictedPicklist: true,
    permissionable: false,
    picklist: [
      picklistValue('USD', 'U.S. Dollar'),
      picklistValue('EUR', 'Euro'),
      picklistValue('GBP', 'British Pound'),
      picklistValue('JPY', 'Japanese Yen'),
    ],
    ...options,
  })

export const owner = () =>
  reference('OwnerId', 'Owner ID', 'User', 'Owner', { nillable: false, defaultedOnCreate: true, permissionable: false })
