import type { SalesforceRow } from '../../seed/types.ts'
import { toId18 } from '../ids.ts'
import type { Schema } from './catalog.ts'
import type { FieldDef } from './types.ts'

const SINCE = '2026-10-01T08:00:00.000+0000'
const audit = { CreatedDate: SINCE, LastModifiedDate: SINCE, SystemModstamp: SINCE }

/** The schema as queryable rows. Source: Object Reference, "EntityDefinition" and "FieldDefinition". */
export function metadataRows(schema: Schema, object: 'EntityDefinition' | 'FieldDefinition'): SalesforceRow[] {
  const entities = schema.objects.map((each, n) => ({
    Id: toId18(`4ie000000${String(n).padStart(6, '0')}`),
    ...audit,
    DurableId: each.name,
    QualifiedApiName: each.name,
    ...nameParts(each.name),
    Label: each.label,
    PluralLabel: each.labelPlural,
    KeyPrefix: each.keyPrefix,
  }))
  if (object === 'EntityDefinition') return entities
  return schema.objects.flatMap((each, n) =>
    [...each.fields.values()].map((field, place) => ({
      Id: toId18(`4fd000${String(n).padStart(4, '0')}${String(place).padStart(5, '0')}`),
      CreatedDate: SINCE,
      LastModifiedDate: SINCE,
      SystemModstamp: SINCE,
      DurableId: `${each.name}.${field.name}`,
      QualifiedApiName: field.name,
      DeveloperName: nameParts(field.name).DeveloperName,
      NamespacePrefix: nameParts(field.name).NamespacePrefix,
      Label: field.label,
      DataType: dataType(field),
      Length: field.length,
      IsNillable: field.nillable,
      EntityDefinitionId: entities[n]?.Id ?? null,
    })),
  )
}

function nameParts(name: string): { DeveloperName: string; NamespacePrefix: string | null } {
  const [, namespace, developerName] = /^(?:([A-Za-z0-9]+)__)?(.+?)(?:__c)?$/.exec(name) ?? []
  return { DeveloperName: developerName ?? name, NamespacePrefix: namespace ?? null }
}

function dataType(field: FieldDef): string {
  switch (field.type) {
    case 'string':
      return `Text(${field.length})`
    case 'textarea':
      return `Long Text Area(${field.length})`
    case 'reference':
      return `Lookup(${field.referenceTo.join(',')})`
    case 'double':
      return `Number(${field.precision - field.scale}, ${field.scale})`
    case 'currency':
    case 'percent':
      return `${field.type === 'currency' ? 'Currency' : 'Percent'}(${field.precision - field.scale}, ${field.scale})`
    case 'boolean':
      return 'Checkbox'
    case 'datetime':
      return 'Date/Time'
    default:
      return field.type.charAt(0).toUpperCase() + field.type.slice(1)
  }
}
