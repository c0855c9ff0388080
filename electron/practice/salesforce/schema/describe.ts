import type { Schema } from './catalog.ts'
import type { FieldDef, FieldType, ObjectDef } from './types.ts'

const SOAP_TYPES: Partial<Record<FieldType, string>> = {
  id: 'tns:ID',
  reference: 'tns:ID',
  boolean: 'xsd:boolean',
  int: 'xsd:int',
  double: 'xsd:double',
  currency: 'xsd:double',
  percent: 'xsd:double',
  date: 'xsd:date',
  datetime: 'xsd:dateTime',
}

/** Source: REST API Developer Guide, "Describe Global". */
export function describeGlobal(schema: Schema, version: string) {
  return { encoding: 'UTF-8', maxBatchSize: 200, sobjects: schema.objects.map((each) => summary(each, version)) }
}

/** Basic information of one object. Source: REST API Developer Guide, "sObject Basic Information". */
export function describeBasic(object: ObjectDef, recentItems: readonly unknown[], version: string) {
  return { objectDescribe: summary(object, version), recentItems }
}

/** Source: REST API Developer Guide, "sObject Describe"; field attributes as in "DescribeSObjectResult". */
export function describe(schema: Schema, object: ObjectDef, recordTypes: readonly RecordTypeInfo[], version: string) {
  return {
    actionOverrides: [],
    childRelationships: schema.childRelationships(object).map((child) => ({
      cascadeDelete: child.cascadeDelete,
      childSObject: child.childObject,
      deprecatedAndHidden: false,
      field: child.field,
      junctionIdListNames: [],
      junctionReferenceTo: [],
      relationshipName: child.relationshipName,
      restrictedDelete: false,
    })),
    compactLayoutable: true,
    defaultImplementation: null,
    extendedBy: null,
    extendsInterfaces: null,
    fields: [...object.fields.values()].map(describeField),
    implementedBy: null,
    implementsInterfaces: null,
    listviewable: null,
    lookupLayoutable: null,
    namedLayoutInfos: [],
    networkScopeFieldName: null,
    recordTypeInfos: [...recordTypes, masterRecordType(object, recordTypes.length === 0, version)],
    searchLayoutable: true,
    sobjectDescribeOption: 'FULL',
    supportedScopes: [
      { label: `All ${object.labelPlural.toLowerCase()}`, name: 'everything' },
      ...(object.fields.has('ownerid') ? [{ label: `My ${object.labelPlural.toLowerCase()}`, name: 'mine' }] : []),
    ],
    ...summary(object, version),
    urls: {
      ...urlsOf(object, version),
      uiEditTemplate: `/{ID}/e`,
      uiDetailTemplate: `/{ID}`,
      uiNewRecord: `/${object.keyPrefix}/e`,
    },
  }
}

export interface RecordTypeInfo {
  readonly active: boolean
  readonly available: boolean
  readonly defaultRecordTypeMapping: boolean
  readonly developerName: string
  readonly master: boolean
  readonly name: string
  readonly recordTypeId: string
  readonly urls: { readonly layout: string }
}

function masterRecordType(object: ObjectDef, isDefault: boolean, version: string): RecordTypeInfo {
  const recordTypeId = '012000000000000AAA'
  return {
    active: true,
    available: true,
    defaultRecordTypeMapping: isDefault,
    developerName: 'Master',
    master: true,
    name: 'Master',
    recordTypeId,
    urls: { layout: `/services/data/v${version}/sobjects/${object.name}/describe/layouts/${recordTypeId}` },
  }
}

function urlsOf({ name }: ObjectDef, version: string) {
  const sobject = `/services/data/v${version}/sobjects/${name}`
  return { rowTemplate: `${sobject}/{ID}`, describe: `${sobject}/describe`, sobject }
}

function summary(object: ObjectDef, version: string) {
  const { name, label, labelPlural, keyPrefix, custom, createable, updateable, deletable } = object
  return {
    activateable: false,
    associateEntityType: null,
    associateParentEntity: null,
    createable,
    custom,
    customSetting: false,
    deepCloneable: false,
    deletable,
    deprecatedAndHidden: false,
    feedEnabled: false,
    hasSubtypes: false,
    isInterface: false,
    isSubtype: false,
    keyPrefix,
    label,
    labelPlural,
    layoutable: createable,
    mergeable: ['Account', 'Contact'].includes(name),
    mruEnabled: createable,
    name,
    queryable: true,
    replicateable: true,
    retrieveable: true,
    searchable: createable,
    triggerable: createable,
    undeletable: deletable,
    updateable,
    urls: urlsOf(object, version),
  }
}

function describeField(field: FieldDef) {
  const { type, length } = field
  const isNumber = ['double', 'currency', 'percent'].includes(type)
  return {
    aggregatable: field.filterable && type !== 'boolean',
    aiPredictionField: false,
    autoNumber: field.autoNumber,
    byteLength: type === 'id' || type === 'reference' ? 18 : length * 3,
    calculated: field.calculated,
    calculatedFormula: null,
    cascadeDelete: field.cascadeDelete,
    caseSensitive: false,
    compoundFieldName: null,
    controllerName: null,
    createable: field.createable,
    custom: field.custom,
    defaultValue: field.defaultValue,
    defaultValueFormula: null,
    defaultedOnCreate: field.defaultedOnCreate,
    dependentPicklist: false,
    deprecatedAndHidden: false,
    digits: type === 'int' ? 8 : 0,
    displayLocationInDecimal: false,
    encrypted: false,
    externalId: field.externalId,
    extraTypeInfo: type === 'textarea' ? 'plaintextarea' : null,
    filterable: field.filterable,
    filteredLookupInfo: null,
    formulaTreatNullNumberAsZero: false,
    groupable: field.groupable,
    highScaleNumber: false,
    htmlFormatted: false,
    idLookup: field.idLookup,
    inlineHelpText: null,
    label: field.label,
    length,
    mask: null,
    maskType: null,
    name: field.name,
    nameField: field.nameField,
    namePointing: field.referenceTo.length > 1,
    nillable: field.nillable,
    permissionable: field.permissionable,
    picklistValues: field.picklist.map(({ active, defaultValue, label, value }) => ({
      active,
      defaultValue,
      label,
      validFor: null,
      value,
    })),
    polymorphicForeignKey: field.referenceTo.length > 1,
    precision: isNumber ? field.precision : 0,
    queryByDistance: false,
    referenceTargetField: null,
    referenceTo: field.referenceTo,
    relationshipName: field.relationshipName,
    relationshipOrder: null,
    restrictedDelete: false,
    restrictedPicklist: field.restrictedPicklist,
    scale: isNumber ? field.scale : 0,
    searchPrefilterable: false,
    soapType: SOAP_TYPES[type] ?? 'xsd:string',
    sortable: field.sortable,
    type,
    unique: field.unique,
    updateable: field.updateable,
    writeRequiresMasterRead: false,
  }
}
