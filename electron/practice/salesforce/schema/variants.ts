import type { SalesforceRow } from '../../seed/types.ts'
import { field } from './field.ts'
import type { FieldDef, FieldType, ObjectDef } from './types.ts'

/** How one org differs from the story's: what a package, an administrator or a translator made of its fields. */
export interface OrgVariants {
  /** API names by the story's: `{ Stigg_ID__c: 'acme__Stigg_Id__c' }`. */
  readonly names?: Readonly<Record<string, string>>
  /** Labels by the story's API names, as in a translated org. */
  readonly labels?: Readonly<Record<string, string>>
  /** Custom fields beside the story's: a second candidate, an old one. */
  readonly extra?: readonly {
    readonly object: string
    readonly name: string
    readonly label: string
    readonly type: FieldType
  }[]
  /** The story's fields that the org has not got, by their API names. */
  readonly without?: readonly string[]
  /** Without the CPQ package when false. */
  readonly cpq?: boolean
}

const isCpq = (name: string) => name.startsWith('SBQQ__')

export const hasObject = ({ cpq }: OrgVariants, { name }: ObjectDef): boolean => cpq !== false || !isCpq(name)

/** An object's fields as the org has them. */
export function variedFields(object: ObjectDef, variants: OrgVariants): Map<string, FieldDef> {
  const { names = {}, labels = {}, extra = [], without = [], cpq } = variants
  const fields = [...object.fields.values()]
    .filter(({ name }) => (cpq !== false || !isCpq(name)) && !without.includes(name))
    .map((each) => {
      const varied = { name: names[each.name] ?? each.name, label: labels[each.name] ?? each.label }
      return Object.assign({}, each, varied)
    })
  const more = extra
    .filter((each) => each.object === object.name)
    .map(({ name, label, type }) => field(name, label, type))
  return new Map([...fields, ...more].map((each) => [each.name.toLowerCase(), each]))
}

/** A row of the story under the org's own API names. */
export function variedRow(row: SalesforceRow, { names = {}, without = [] }: OrgVariants): SalesforceRow {
  const kept = Object.entries(row).filter(([name]) => !without.includes(name))
  const entries = kept.map(([name, value]) => [names[name] ?? name, value])
  // The same keys but for custom fields, so the four that every row has are there still.
  return Object.fromEntries(entries) as SalesforceRow
}
