import { mappingRoles, type FieldCandidate, type FieldCandidates, type MappingRole } from '#shared/domain/field-choice'
import { ok, type Result } from '#shared/failure'

import type { SalesforceApi } from './api.ts'
import { scoreOf, type WantedField } from './choose-field.ts'
import { wantedFields } from './discover-fields.ts'
import type { DescribedField, OrgSchema } from './org-schema.ts'
import { queriesAtOnce, type Query, type WireRecord } from './query.ts'
import { fields, identifier, soql } from './soql.ts'
import { textAt } from './wire.ts'

/** Fields that are offered for a role at most. Orgs have hundreds, and a query names each. */
const offeredMost = 25
const examplesMost = 5
/** Records that examples are taken from: those that were changed last. */
const looked = 200

/** What a record of each object is called by. */
const nameOf: Readonly<Record<string, string>> = {
  Product2: 'Name',
  OpportunityLineItem: 'Product2.Name',
  SBQQ__QuoteLine__c: 'SBQQ__ProductName__c',
  Account: 'Name',
  Opportunity: 'Name',
}

interface Offered {
  readonly object: string
  readonly field: DescribedField
  readonly score: number
}

/**
 * Fields that could carry each role, the likeliest first, with values that records hold now. One call for all examples;
 * an object whose records the user may not read comes without.
 */
export async function mappingCandidates(
  { api, schema }: { readonly api: SalesforceApi; readonly schema: OrgSchema },
  signal?: AbortSignal,
): Promise<Result<FieldCandidates>> {
  const offered = new Map(mappingRoles.map((role) => [role, offeredFor(role, schema)]))
  const byObject = Map.groupBy([...offered.values()].flat(), ({ object }) => object)
  const queries = Object.fromEntries(
    [...byObject].map(([object, list]) => [
      object,
      recentlyChanged(object, [...new Set(list.map(nameOfField))], schema),
    ]),
  )
  if (Object.keys(queries).length === 0) return ok(asCandidates(offered, new Map()))
  const answers = await queriesAtOnce(api, queries, signal)
  if (!answers.ok) return answers
  const records = new Map(
    Object.entries(answers.value).map(([object, page]) => [object, page.ok ? page.value.records : []]),
  )
  return ok(asCandidates(offered, records))
}

const nameOfField = ({ field }: Offered): string => field.name

/** Custom fields whose type can hold the value, however they are called: what a person may know better. */
function offeredFor(role: MappingRole, schema: OrgSchema): Offered[] {
  const wanted: WantedField & { readonly objects: readonly string[] } = wantedFields[role]
  return wanted.objects.flatMap((object) =>
    schema
      .fieldsOf(object)
      .filter(({ custom, type }) => custom && wanted.types.includes(type))
      .map((field) => ({ object, field, score: scoreOf(field, wanted) }))
      .toSorted((a, b) => b.score - a.score || a.field.label.localeCompare(b.field.label))
      .slice(0, offeredMost),
  )
}

/** Records of an object that hold any of the fields, the last changed first. */
function recentlyChanged(object: string, names: readonly string[], schema: OrgSchema): Query {
  const called = nameOf[object]
  const shown = called !== undefined && (called.includes('.') || schema.has(object, called)) ? [called] : []
  const filterable = new Set(schema.fieldsOf(object).flatMap((field) => (field.filterable ? [field.name] : [])))
  const held = names.filter((name) => filterable.has(name)).map((name) => soql`${identifier(name)} != null`)
  const [first, ...others] = held
  const where = first ? soql`WHERE ${others.reduce((all, one) => soql`${all} OR ${one}`, first)}` : soql``
  return {
    soql: soql`SELECT ${fields(['Id', ...shown, ...names])} FROM ${identifier(object)} ${where} ORDER BY SystemModstamp DESC LIMIT ${looked}`,
  }
}

function asCandidates(
  offered: ReadonlyMap<MappingRole, readonly Offered[]>,
  records: ReadonlyMap<string, readonly WireRecord[]>,
): FieldCandidates {
  const of = (role: MappingRole): FieldCandidate[] =>
    (offered.get(role) ?? []).map(({ object, field }) => ({
      object,
      field: field.name,
      label: field.label,
      type: field.type,
      updateable: field.updateable && !field.calculated,
      examples: examplesOf(field.name, object, records.get(object) ?? []),
    }))
  return {
    productType: of('productType'),
    productId: of('productId'),
    lineType: of('lineType'),
    lineId: of('lineId'),
    customerId: of('customerId'),
    customerUrl: of('customerUrl'),
    subscriptionId: of('subscriptionId'),
  }
}

function examplesOf(name: string, object: string, records: readonly WireRecord[]): FieldCandidate['examples'] {
  const byValue = new Map<string, string>()
  for (const record of records) {
    const value = textAt(record, name)?.trim()
    if (value && !byValue.has(value)) byValue.set(value, textAt(record, nameOf[object] ?? 'Name') ?? '')
    if (byValue.size === examplesMost) break
  }
  return [...byValue].map(([value, record]) => ({ record, value }))
}
