import { account, contact, contract } from './objects/accounts.ts'
import { quote, quoteLine, subscription } from './objects/cpq.ts'
import { opportunity, opportunityContactRole, opportunityLineItem, opportunityStage } from './objects/opportunities.ts'
import { pricebook2, pricebookEntry, product2 } from './objects/products.ts'
import * as setup from './objects/setup.ts'
import { hasObject, variedFields, type OrgVariants } from './variants.ts'
import type { ChildRelationship, FieldDef, ObjectDef } from './types.ts'

const OBJECTS: readonly ObjectDef[] = [
  account,
  contact,
  contract,
  setup.currencyType,
  setup.entityDefinition,
  setup.fieldDefinition,
  setup.flowDefinitionView,
  setup.flowVersionView,
  opportunity,
  opportunityContactRole,
  opportunityLineItem,
  opportunityStage,
  setup.organization,
  pricebook2,
  pricebookEntry,
  product2,
  setup.profile,
  setup.recordType,
  quote,
  quoteLine,
  subscription,
  setup.task,
  setup.user,
]

/** The metadata of the org, or of what one user may see of it. */
export interface Schema {
  readonly objects: readonly ObjectDef[]
  /** By API name in any case. */
  find(name: string): ObjectDef | undefined
  /** By the first three characters of an id. */
  byPrefix(prefix: string): ObjectDef | undefined
  field(object: ObjectDef, name: string): FieldDef | undefined
  childRelationships(object: ObjectDef): readonly ChildRelationship[]
}

export interface OrgFeatures {
  readonly multiCurrency: boolean
  /** Key prefixes of custom objects, which differ per org. */
  readonly keyPrefixes: Readonly<Record<string, string>>
  readonly stages: readonly { readonly value: string; readonly label: string }[]
  readonly variants?: OrgVariants
}

/** The org's metadata as an administrator sees it. */
export function createSchema(features: OrgFeatures): Schema {
  const { multiCurrency, variants = {} } = features
  const shown = OBJECTS.filter((each) => (multiCurrency || each.name !== 'CurrencyType') && hasObject(variants, each))
  return schemaOf(shown.map((each) => fitted(each, features)))
}

/** Objects that only somebody who may look into Setup sees. */
const OF_FLOWS = new Set(['FlowDefinitionView', 'FlowVersionView', 'FlowDefinition', 'Flow'])

/** The schema for somebody who may not look at the org's flows. */
export const withoutFlows = (schema: Schema): Schema =>
  schemaOf(schema.objects.filter(({ name }) => !OF_FLOWS.has(name)))

/** The schema as the Tooling API has it: with the objects that the data API has not. */
export const withTooling = (schema: Schema): Schema =>
  schema.find('FlowDefinitionView') ? schemaOf([...schema.objects, setup.flowDefinition, setup.flow]) : schema

/** What is left of a schema when field-level security hides the fields that `hides` names. */
export function restrictSchema(schema: Schema, hides: (object: ObjectDef, field: FieldDef) => boolean): Schema {
  return schemaOf(
    schema.objects.map((each) => ({
      ...each,
      fields: new Map([...each.fields].filter(([, field]) => !(field.permissionable && hides(each, field)))),
    })),
  )
}

/** The object with what the org makes of it: its key prefix, currencies, and its own stages. */
function fitted(each: ObjectDef, { keyPrefixes, multiCurrency, stages, variants = {} }: OrgFeatures): ObjectDef {
  const fields = variedFields(each, variants)
  if (!multiCurrency) for (const name of ['currencyisocode', 'defaultcurrencyisocode']) fields.delete(name)
  const stage = each.name === 'Opportunity' ? fields.get('stagename') : undefined
  if (stage) {
    const picklist = stages.map(({ value, label }) => ({ value, label, active: true, defaultValue: false }))
    fields.set('stagename', { ...stage, picklist })
  }
  return { ...each, keyPrefix: keyPrefixes[each.name] ?? each.keyPrefix, fields }
}

function schemaOf(objects: readonly ObjectDef[]): Schema {
  const byName = new Map(objects.map((each) => [each.name.toLowerCase(), each]))
  const byPrefix = new Map(objects.map((each) => [each.keyPrefix, each]))
  const children = new Map<string, ChildRelationship[]>()
  for (const child of objects)
    for (const field of child.fields.values()) {
      if (field.childRelationship === null) continue
      for (const parent of field.referenceTo) {
        const known = children.get(parent) ?? []
        known.push({
          relationshipName: field.childRelationship,
          childObject: child.name,
          field: field.name,
          cascadeDelete: field.cascadeDelete,
        })
        children.set(parent, known)
      }
    }
  return {
    objects,
    find: (name) => byName.get(name.toLowerCase()),
    byPrefix: (prefix) => byPrefix.get(prefix),
    field: (object, name) => object.fields.get(name.toLowerCase()),
    childRelationships: (object) => children.get(object.name) ?? [],
  }
}
