/** Field types of the practice org, by their describe names. */
export type FieldType =
  | 'id'
  | 'string'
  | 'textarea'
  | 'picklist'
  | 'multipicklist'
  | 'boolean'
  | 'int'
  | 'double'
  | 'currency'
  | 'percent'
  | 'date'
  | 'datetime'
  | 'reference'
  | 'url'
  | 'email'
  | 'phone'

export interface PicklistValue {
  readonly value: string
  readonly label: string
  readonly active: boolean
  readonly defaultValue: boolean
}

/** What the practice org knows of a field; describe.ts makes the full wire form of it. */
export interface FieldDef {
  readonly name: string
  readonly label: string
  readonly type: FieldType
  readonly custom: boolean
  readonly createable: boolean
  readonly updateable: boolean
  readonly nillable: boolean
  /** Set by the service on create, so not required although it cannot be null. */
  readonly defaultedOnCreate: boolean
  readonly defaultValue: string | number | boolean | null
  /** A formula or roll-up: never stored. */
  readonly calculated: boolean
  readonly autoNumber: boolean
  readonly nameField: boolean
  readonly unique: boolean
  readonly externalId: boolean
  readonly idLookup: boolean
  readonly filterable: boolean
  readonly sortable: boolean
  readonly groupable: boolean
  /** Whether field-level security can hide it. */
  readonly permissionable: boolean
  /** Characters, for text. */
  readonly length: number
  readonly precision: number
  readonly scale: number
  readonly referenceTo: readonly string[]
  readonly relationshipName: string | null
  /** The name of the list on the parent's side, and whether the parent's end is the child's. */
  readonly childRelationship: string | null
  readonly cascadeDelete: boolean
  readonly picklist: readonly PicklistValue[]
  readonly restrictedPicklist: boolean
  /** Equality is answered from an index. References always are. */
  readonly indexed: boolean
}

export interface ObjectDef {
  readonly name: string
  readonly label: string
  readonly labelPlural: string
  readonly keyPrefix: string
  readonly custom: boolean
  readonly createable: boolean
  readonly updateable: boolean
  readonly deletable: boolean
  /** Keyed by lower-case API name, in describe's order. */
  readonly fields: ReadonlyMap<string, FieldDef>
}

/** Child rows of an object, seen from the parent. */
export interface ChildRelationship {
  readonly relationshipName: string
  readonly childObject: string
  readonly field: string
  readonly cascadeDelete: boolean
}
