import { notFound, refuse, refuseWrite, SalesforceError } from '../errors.ts'
import { parseId } from '../ids.ts'
import type { SalesforceRow } from '../../seed/types.ts'
import type { Schema } from '../schema/catalog.ts'
import type { FieldDef, ObjectDef } from '../schema/types.ts'
import { coerce } from './coerce.ts'
import { linesOf } from './derived.ts'
import type { Org } from './org.ts'
import { WRITE_RULES, type Fields } from './rules.ts'
import { isWon } from './won.ts'

/** Who writes, what they may see, and the practice fault that a row may meet. */
export interface Writer {
  readonly org: Org
  readonly schema: Schema
  readonly userId: string
  /** Thrown when the row is written: a locked row, a validation rule. */
  readonly faultFor: (object: ObjectDef, id: string | undefined) => SalesforceError | undefined
  /** How long ago a write says that it was, in milliseconds: a transaction that commits late. */
  readonly lateMs: number
}

/** Make a row. Yields its id. Fails with the data errors of the REST API. */
export function createRow(writer: Writer, object: ObjectDef, input: Readonly<Record<string, unknown>>): string {
  if (!object.createable)
    throw refuseWrite('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', `entity type cannot be inserted: ${object.label}`)
  const { org, userId } = writer
  return org.transaction(() => {
    const fields = fieldsOf(writer, object, input, 'createable')
    for (const field of object.fields.values())
      if (fields[field.name] == null && field.createable && field.defaultValue !== null && field.type !== 'boolean')
        fields[field.name] = field.name === 'CurrencyIsoCode' ? org.seed.org.corporateCurrency : field.defaultValue
    if (object.fields.has('ownerid')) fields['OwnerId'] ??= userId
    requireFields(object, fields, undefined)
    WRITE_RULES[object.name]?.(org, fields, undefined)
    checkUnique(writer, object, fields, undefined)
    const fault = writer.faultFor(object, undefined)
    if (fault) throw fault
    const id = org.nextId(object)
    const now = org.stamp(writer.lateMs)
    const audit = { CreatedDate: now, CreatedById: userId, LastModifiedDate: now, LastModifiedById: userId }
    const numbered = autoNumbers(org, object)
    org.table(object.name).put({ ...fields, ...numbered, Id: id, ...audit, SystemModstamp: now })
    touchParent(writer, object, fields)
    afterSave(org, object, id, undefined)
    return id
  })
}

/** Change the fields of a row that the input names, and no others. */
export function updateRow(
  writer: Writer,
  object: ObjectDef,
  id: string,
  input: Readonly<Record<string, unknown>>,
): void {
  const { org, userId } = writer
  const before = liveRow(org, object, id)
  if (!object.updateable)
    throw refuseWrite('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', `entity type cannot be updated: ${object.label}`)
  org.transaction(() => {
    const fields = fieldsOf(writer, object, input, 'updateable')
    requireFields(object, fields, before)
    WRITE_RULES[object.name]?.(org, fields, before)
    checkUnique(writer, object, fields, before)
    const fault = writer.faultFor(object, before.Id)
    if (fault) throw fault
    const now = org.stamp(writer.lateMs)
    org.table(object.name).put({
      ...before,
      ...fields,
      LastModifiedDate: now,
      LastModifiedById: userId,
      SystemModstamp: now,
    })
    touchParent(writer, object, before)
    afterSave(org, object, before.Id, before)
  })
}

/** The org's own automation hears of a deal that became won. */
function afterSave(org: Org, object: ObjectDef, id: string, before: SalesforceRow | undefined): void {
  if (object.name !== 'Opportunity' || isWon(org, before)) return
  if (isWon(org, org.table('Opportunity').get(id))) org.automation.won?.(id)
}

/** Move a row, and what cannot stand without it, to the recycle bin. */
export function deleteRow(writer: Writer, object: ObjectDef, id: string): void {
  const { org } = writer
  const row = liveRow(org, object, id)
  if (!object.deletable) throw refuseWrite('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id')
  const fault = writer.faultFor(object, row.Id)
  if (fault) throw fault
  org.transaction(() => {
    if (object.name === 'Account') refuseWhileWon(org, row)
    bin(writer, object, row)
    touchParent(writer, object, row)
  })
}

function bin(writer: Writer, object: ObjectDef, row: SalesforceRow): void {
  const { org, userId } = writer
  const now = org.stamp(writer.lateMs)
  const gone = { ...row, IsDeleted: true, LastModifiedDate: now, LastModifiedById: userId, SystemModstamp: now }
  org.table(object.name).put(gone)
  for (const { childObject, field, cascadeDelete } of org.schema.childRelationships(object)) {
    const isAccounts = object.name === 'Account' && ['Contact', 'Opportunity'].includes(childObject)
    const child = cascadeDelete || isAccounts ? org.schema.find(childObject) : undefined
    const table = child && org.table(childObject)
    for (const childId of table ? [...table.idsWhere(field, row.Id)] : []) {
      const childRow = table?.get(childId)
      if (child && childRow && childRow['IsDeleted'] !== true) bin(writer, child, childRow)
    }
  }
}

/** Source: Object Reference, "Account": one with won opportunities cannot be deleted. */
function refuseWhileWon(org: Org, account: SalesforceRow): void {
  const deals = org.table('Opportunity')
  const won = new Set<unknown>()
  for (const stage of org.table('OpportunityStage').values()) if (stage['IsWon'] === true) won.add(stage['ApiName'])
  const held = [...deals.idsWhere('AccountId', account.Id)]
    .map((id) => deals.get(id))
    .filter((deal) => deal && deal['IsDeleted'] !== true && won.has(deal['StageName']))
  if (held.length === 0) return
  const names = held.map((deal) => String(deal?.['Name'])).join(', ')
  throw refuseWrite(
    'DELETE_FAILED',
    `Your attempt to delete ${String(account['Name'])} could not be completed because it is associated with the following closed opportunities.: ${names}`,
  )
}

/** The row with an id, unless it is in the recycle bin. Takes 15 or 18 characters. */
export function liveRow(org: Org, object: ObjectDef, text: string): SalesforceRow {
  const id = parseId(text)
  if (id === undefined) throw notFound(`Provided external ID field does not exist or is not accessible: ${text}`)
  if (id.slice(0, 3) !== object.keyPrefix)
    throw refuse('MALFORMED_ID', `${object.label} ID: id value of incorrect type: ${text}`, ['Id'])
  const row = org.table(object.name).get(id)
  if (!row) throw notFound()
  if (row['IsDeleted'] === true) throw new SalesforceError(404, 'ENTITY_IS_DELETED', 'entity is deleted', [])
  return row
}

function fieldsOf(
  { org, schema, userId }: Writer,
  object: ObjectDef,
  input: Readonly<Record<string, unknown>>,
  right: 'createable' | 'updateable',
): Fields {
  const visible = schema.find(object.name) ?? object
  const fields: Fields = {}
  const refused: string[] = []
  const wanted: [FieldDef, unknown][] = []
  for (const [name, value] of Object.entries(input)) {
    if (name === 'attributes') continue
    const field = visible.fields.get(name.toLowerCase())
    if (!field) throw refuse('INVALID_FIELD', `No such column '${name}' on sobject of type ${object.name}`)
    if (field[right]) wanted.push([field, value])
    else refused.push(field.name)
  }
  if (right === 'createable' && refused.includes('Id'))
    throw refuseWrite('INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', ['Id'])
  if (refused.length > 0)
    throw refuseWrite(
      'INVALID_FIELD_FOR_INSERT_UPDATE',
      `Unable to create/update fields: ${refused.join(', ')}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
      refused,
    )
  for (const [field, value] of wanted) fields[field.name] = coerce(org, field, value)
  if (fields['OwnerId'] === null) fields['OwnerId'] = userId
  return fields
}

function requireFields(object: ObjectDef, fields: Fields, before: SalesforceRow | undefined): void {
  const missing = [...object.fields.values()]
    .filter(({ nillable, createable, defaultedOnCreate }) => !nillable && createable && (before || !defaultedOnCreate))
    .filter(({ name, type }) => type !== 'boolean' && (before ? name in fields : true) && fields[name] == null)
    .map(({ name }) => name)
  if (missing.length > 0)
    throw refuseWrite('REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`, missing)
}

function checkUnique({ org }: Writer, object: ObjectDef, fields: Fields, before: SalesforceRow | undefined): void {
  for (const { name, unique } of object.fields.values()) {
    const value = fields[name]
    if (!unique || value == null) continue
    for (const id of org.table(object.name).idsWhere(name, value)) {
      if (id === before?.Id) continue
      const short = id.slice(0, 15)
      throw refuseWrite(
        'DUPLICATE_VALUE',
        `duplicate value found: ${name} duplicates value on record with id: ${short}`,
      )
    }
  }
}

/** A change of a line is a change of its deal, whose Amount is the sum of them. */
function touchParent(writer: Writer, object: ObjectDef, line: Fields | SalesforceRow): void {
  if (object.name !== 'OpportunityLineItem') return
  const { org, userId } = writer
  const deals = org.table('Opportunity')
  const deal = deals.get(String(line['OpportunityId']))
  if (!deal) return
  const now = org.stamp(writer.lateMs)
  const entry = org.table('PricebookEntry').get(String(line['PricebookEntryId']))
  const book = deal['Pricebook2Id'] ?? (linesOf(org, deal.Id).length > 0 ? (entry?.['Pricebook2Id'] ?? null) : null)
  deals.put({ ...deal, Pricebook2Id: book, LastModifiedDate: now, LastModifiedById: userId, SystemModstamp: now })
}

const NUMBER_FORMS: Readonly<Record<string, (n: number) => Fields>> = {
  Contract: (n) => ({ ContractNumber: String(n + 500).padStart(8, '0') }),
  SBQQ__Quote__c: (n) => ({ Name: `Q-${String(n + 500).padStart(5, '0')}` }),
  SBQQ__QuoteLine__c: (n) => ({ Name: `QL-${String(n + 500).padStart(7, '0')}` }),
  SBQQ__Subscription__c: (n) => ({ Name: `SUB-${String(n + 500).padStart(7, '0')}` }),
}

const autoNumbers = (org: Org, object: ObjectDef): Fields =>
  NUMBER_FORMS[object.name]?.(org.table(object.name).size + 1) ?? {}
