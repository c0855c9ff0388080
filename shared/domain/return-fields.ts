import type { TextField } from './org-choices.ts'
import type { MappingFields, ReturnField } from './profile.ts'
import type { RulesProblem } from './rules-problems.ts'

/** The shortest that a field may be, in characters: our subscription IDs and Stigg's states have a known length. */
const shortest: Readonly<Record<ReturnField['value'], number>> = {
  'subscription-id': 36,
  status: 15,
  plan: 1,
  addons: 1,
}

/** Salesforce does not tell API names apart by case. */
const placeOf = ({ object, field }: { readonly object: string; readonly field: string }): string =>
  `${object}.${field}`.toLowerCase()

/** Whether a field carries the mapping or a link. */
export const isMapped = (wanted: Pick<TextField, 'object' | 'field'>, mapped: MappingFields | null): boolean =>
  Object.values(mapped ?? {}).some((carries) => carries !== null && placeOf(carries) === placeOf(wanted))

/**
 * What keeps values from being returned to fields of the org: a field that is not there, may not be written, is too short
 * for every value, or is written twice.
 * @param mapped the fields that carry the mapping and the links: nothing else may be written there
 */
export function problemsInReturnData(
  returnData: readonly ReturnField[],
  fields: readonly TextField[],
  mapped: MappingFields | null,
): RulesProblem[] {
  const taken = returnData.map(placeOf)
  return returnData.flatMap((wanted, index): RulesProblem[] => {
    const at = `returnData.${index}.field`
    const found = fields.find((one) => placeOf(one) === placeOf(wanted))
    if (!found) return [{ at, why: 'no-such-field' }]
    if (!found.updateable) return [{ at, why: 'field-read-only' }]
    if (found.length < shortest[wanted.value]) return [{ at, why: 'field-too-short', limit: shortest[wanted.value] }]
    return isMapped(wanted, mapped) || taken.indexOf(placeOf(wanted)) !== index ? [{ at, why: 'field-twice' }] : []
  })
}

/** The same with the names and lengths that describe tells, whatever was said of them. */
export const withDescribedLengths = (returnData: readonly ReturnField[], fields: readonly TextField[]): ReturnField[] =>
  returnData.map((wanted) => {
    const found = fields.find((one) => placeOf(one) === placeOf(wanted))
    return found ? { ...wanted, field: found.field, length: found.length } : wanted
  })
