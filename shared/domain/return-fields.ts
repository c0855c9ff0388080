import type { TextField } from './org-choices.ts'
import type { FieldRef, ReturnField } from './profile.ts'
import type { RulesProblem } from './rules-problems.ts'

/** The shortest that a field may be, in characters: our subscription IDs and Stigg's states have a known length. */
const shortest: Readonly<Record<ReturnField['value'], number>> = {
  'subscription-id': 36,
  status: 15,
  plan: 1,
  addons: 1,
}

/** Salesforce does not tell API names apart by case. */
const placeOf = ({ object, field }: Pick<TextField, 'object' | 'field'>) => `${object}.${field}`.toLowerCase()

/**
 * What keeps values from being returned to fields of the org: a field that is not there, may not be written, is too short
 * for every value, or is written twice.
 * @param mapped the fields that carry the mapping and the links: nothing else is written over them
 */
export function problemsInReturnData(
  returnData: readonly ReturnField[],
  fields: readonly TextField[],
  mapped: readonly (FieldRef | null)[],
): RulesProblem[] {
  const taken = returnData.map(placeOf)
  return returnData.flatMap((wanted, index): RulesProblem[] => {
    const at = `returnData.${index}.field`
    const found = fields.find((one) => placeOf(one) === placeOf(wanted))
    if (!found) return [{ at, why: 'no-such-field' }]
    if (!found.updateable) return [{ at, why: 'field-read-only' }]
    if (found.length < shortest[wanted.value]) return [{ at, why: 'field-too-short', limit: shortest[wanted.value] }]
    const isMapped = mapped.some((ref) => ref && `${ref.object}.${ref.field}`.toLowerCase() === placeOf(wanted))
    return isMapped || taken.indexOf(placeOf(wanted)) !== index ? [{ at, why: 'field-twice' }] : []
  })
}

/** The same with the names and lengths that describe tells, whatever was said of them. */
export const withDescribedLengths = (returnData: readonly ReturnField[], fields: readonly TextField[]): ReturnField[] =>
  returnData.map((wanted) => {
    const found = fields.find((one) => placeOf(one) === placeOf(wanted))
    return found ? { ...wanted, field: found.field, length: found.length } : wanted
  })
