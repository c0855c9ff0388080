import type { ChosenFields, FieldCandidate, FieldCandidates, FieldName, MappingRole } from '#shared/domain/field-choice'
import type { MappingFields } from '#shared/domain/profile'
import { prefixKindOf, stiggTypeOf } from '#shared/domain/stigg-entity'

/** What stands in a role's field: as found by describe, none, or one that a person chose. */
export const asFound = 'found'
export const none = 'none'

export const keyOf = ({ object, field }: FieldName): string => `${object}.${field}`

/** The option that is in force for a role. */
export function optionOf(chosen: ChosenFields, role: MappingRole): string {
  const name = chosen[role]
  return name === undefined ? asFound : name === null ? none : keyOf(name)
}

/** What was chosen, with one role changed. */
export function withOption(chosen: ChosenFields, role: MappingRole, option: string): ChosenFields {
  const { [role]: _before, ...others } = chosen
  if (option === asFound) return others
  if (option === none) return { ...others, [role]: null }
  const [object = '', field = ''] = option.split('.', 2)
  return { ...others, [role]: { object, field } }
}

/** The field that a role would have: what was chosen, else what was found by itself. */
export function candidateFor(
  role: MappingRole,
  chosen: ChosenFields,
  candidates: FieldCandidates,
  found: MappingFields | null,
): FieldCandidate | null {
  const option = optionOf(chosen, role)
  if (option === none) return null
  const own = found?.[role] ?? null
  const wanted = option === asFound ? own && own.foundBy !== 'chosen' && keyOf(own) : option
  return candidates[role].find((candidate) => keyOf(candidate) === wanted) ?? null
}

/** What its values speak against a field by; null where they do not, or where there are none. */
export function doubtAbout(role: MappingRole, candidate: FieldCandidate | null): string | null {
  if (candidate === null) return null
  const values = candidate.examples.map(({ value }) => value)
  if (values.length === 0) {
    return role === 'productType' || role === 'productId' ? 'No product holds a value in it.' : null
  }
  if (role === 'productType' || role === 'lineType') {
    return values.some((value) => stiggTypeOf(value) !== null)
      ? null
      : 'None of these values is a Stigg Type (Plan, Add-on, Entitlement, Credit entitlement).'
  }
  if (role === 'productId' || role === 'lineId') {
    return values.some((value) => prefixKindOf(value) !== null)
      ? null
      : 'None of these values begins as IDs of Stigg’s usually do (plan-, addon-, feature-).'
  }
  return null
}
