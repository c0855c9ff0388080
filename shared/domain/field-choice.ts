import { z } from 'zod'

import type { MappingFields } from './profile.ts'

/** What a field can carry: the keys of `MappingFields`. */
export const mappingRoles = [
  'productType',
  'productId',
  'lineType',
  'lineId',
  'customerId',
  'customerUrl',
  'subscriptionId',
] as const satisfies readonly (keyof MappingFields)[]
export type MappingRole = (typeof mappingRoles)[number]

const FieldName = z.object({ object: z.string().max(80), field: z.string().max(80) })
export type FieldName = z.infer<typeof FieldName>

/** What a person chose, by role. Null = no field, whatever describe says; a role that is left out follows describe. */
export const ChosenFields = z.partialRecord(z.enum(mappingRoles), FieldName.nullable())
export type ChosenFields = z.infer<typeof ChosenFields>

/** A field that a person chose and that is not there any more, or that the user may not see. */
export const GoneField = FieldName.extend({ role: z.enum(mappingRoles) })
export type GoneField = z.infer<typeof GoneField>

/** A field that could carry something, with what it holds. */
export const FieldCandidate = FieldName.extend({
  label: z.string(),
  /** Salesforce's own word: `picklist`, `string`, `url` … */
  type: z.string(),
  updateable: z.boolean(),
  /** Values that records hold now, each once, with the name of a record that holds it. At most five. */
  examples: z.array(z.object({ record: z.string(), value: z.string() })),
})
export type FieldCandidate = z.infer<typeof FieldCandidate>

/** Fields that could carry something, by role, the likeliest first. */
export const FieldCandidates = z.record(z.enum(mappingRoles), z.array(FieldCandidate))
export type FieldCandidates = z.infer<typeof FieldCandidates>

/** Which of the chosen fields describe does not know. */
export const goneFields = (chosen: ChosenFields, fields: MappingFields): GoneField[] =>
  mappingRoles.flatMap((role) => {
    const name = chosen[role]
    return name && fields[role] === null ? [{ role, ...name }] : []
  })
