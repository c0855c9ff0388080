import { refuse } from '../errors.ts'
import type { SalesforceRow, SalesforceValue } from '../../seed/types.ts'
import { deriveOf } from '../rows/derived.ts'
import type { Org } from '../rows/org.ts'
import { getterOf } from '../rows/values.ts'
import type { Schema } from '../schema/catalog.ts'
import { field as makeField } from '../schema/field.ts'
import type { FieldDef, ObjectDef } from '../schema/types.ts'
import { pointAt } from './caret.ts'

/** What a name in a query is looked up in. */
export interface Scope {
  readonly org: Org
  readonly schema: Schema
  readonly object: ObjectDef
  readonly alias: string | undefined
  /** The whole statement, for error texts. */
  readonly soql: string
  readonly userId: string
  readonly timeZone: string
  /** Rows in the recycle bin too. */
  readonly withDeleted: boolean
}

export interface ResolvedPath {
  readonly field: FieldDef
  /** The object that the field itself stands on. */
  readonly object: ObjectDef
  /** Relationship names up to the field, as the schema spells them. */
  readonly relationships: readonly string[]
  /** Whether equality can be answered from an index of the queried object. */
  readonly isOwnAndStored: boolean
  readonly get: (row: SalesforceRow) => SalesforceValue
  /** The row that the field stands on, or undefined where the path ends in null. */
  readonly rowOf: (row: SalesforceRow) => SalesforceRow | undefined
}

const MAX_LEVELS = 5
const CUSTOM_FIELD_HINT =
  "If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names."
const CUSTOM_RELATIONSHIP_HINT =
  "If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names."

/** Find the field that a dotted path leads to. Fails: `INVALID_FIELD`, pointing at the path in the statement. */
export function resolvePath(scope: Scope, path: string): ResolvedPath {
  const parts = path.split('.').map((part) => part.trim())
  const first = parts[0]?.toLowerCase()
  const isPrefix = first === scope.alias?.toLowerCase() || first === scope.object.name.toLowerCase()
  if (parts.length > 1 && isPrefix && !relationshipOf(scope.object, parts[0] ?? '')) parts.shift()
  const name = parts.pop() ?? ''
  if (parts.length > MAX_LEVELS)
    throw refuse('MALFORMED_QUERY', `Only ${MAX_LEVELS} levels of parent relationships are supported: ${path}`)

  let object = scope.object
  const relationships: string[] = []
  const hops: ((row: SalesforceRow) => SalesforceRow | undefined)[] = []
  for (const part of parts) {
    const reference = relationshipOf(object, part)
    const target = reference && targetOf(scope.schema, reference)
    if (!reference || !target) {
      const sentence = `Didn't understand relationship '${part}' in field path. ${CUSTOM_RELATIONSHIP_HINT}`
      throw refuse('INVALID_FIELD', pointAt(scope.soql, path, sentence))
    }
    relationships.push(reference.relationshipName ?? part)
    hops.push(hop(scope.org, object, reference))
    object = target
  }
  const field = scope.schema.field(object, name)
  if (!field) {
    const sentence = `No such column '${name}' on entity '${object.name}'. ${CUSTOM_FIELD_HINT}`
    throw refuse('INVALID_FIELD', pointAt(scope.soql, path, sentence))
  }
  const own = getterOf(scope.org, object, field)
  const rowOf = (row: SalesforceRow) => {
    let at: SalesforceRow | undefined = row
    for (const go of hops) at = at && go(at)
    return at
  }
  const get =
    hops.length === 0
      ? own
      : (row: SalesforceRow) => {
          const at = rowOf(row)
          return at === undefined ? null : own(at)
        }
  const isOwnAndStored = hops.length === 0 && deriveOf(object.name, field.name) === undefined
  return { field, object, relationships, isOwnAndStored, get, rowOf }
}

function relationshipOf(object: ObjectDef, name: string): FieldDef | undefined {
  const wanted = name.toLowerCase()
  for (const field of object.fields.values()) if (field.relationshipName?.toLowerCase() === wanted) return field
  return undefined
}

/** The parent's object. A lookup to several objects shows what they have in common: a name. */
function targetOf(schema: Schema, reference: FieldDef): ObjectDef | undefined {
  const [only, ...others] = reference.referenceTo
  if (others.length === 0) return only === undefined ? undefined : schema.find(only)
  return NAME_OBJECT
}

const NAME_OBJECT: ObjectDef = {
  name: 'Name',
  label: 'Name',
  labelPlural: 'Names',
  keyPrefix: '',
  custom: false,
  createable: false,
  updateable: false,
  deletable: false,
  fields: new Map(
    [makeField('Id', 'Name ID', 'id'), makeField('Name', 'Name', 'string'), makeField('Type', 'Type', 'string')].map(
      (each) => [each.name.toLowerCase(), each],
    ),
  ),
}

function hop(org: Org, object: ObjectDef, reference: FieldDef): (row: SalesforceRow) => SalesforceRow | undefined {
  const get = getterOf(org, object, reference)
  const [only, ...others] = reference.referenceTo
  if (others.length === 0 && only !== undefined) {
    const table = org.table(only)
    return (row) => {
      const id = get(row)
      return typeof id === 'string' ? table.get(id) : undefined
    }
  }
  return (row) => {
    const id = get(row)
    const target = typeof id === 'string' ? org.schema.byPrefix(id.slice(0, 3)) : undefined
    const found = target && typeof id === 'string' ? org.table(target.name).get(id) : undefined
    return found && target ? { ...found, Type: target.name } : undefined
  }
}
