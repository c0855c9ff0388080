import type { OrgChoices, TextField } from '#shared/domain/org-choices'

import type { OrgSchema } from './org-schema.ts'

/** The org's own fields alone: what sales writes in a standard one, such as the deal's name, is never ours to overwrite. */
const textTypes = new Set(['string', 'textarea'])

/** What the org offers for rules, from what was described already: no call of its own. */
export function orgChoices(schema: OrgSchema): OrgChoices {
  const valuesOf = (field: string): string[] =>
    schema
      .fieldsOf('Opportunity')
      .find(({ name }) => name === field)
      ?.picklistValues.flatMap(({ active, value }) => (active ? [value] : [])) ?? []
  const textFieldsOf = (object: TextField['object']): TextField[] =>
    schema
      .fieldsOf(object)
      .flatMap(({ name, label, type, length, updateable, calculated, custom }) =>
        custom && textTypes.has(type) && !calculated ? [{ object, field: name, label, length, updateable }] : [],
      )
  return {
    stages: valuesOf('StageName'),
    opportunityTypes: valuesOf('Type'),
    recordTypes: [...schema.recordTypesOf('Opportunity')],
    textFields: [...textFieldsOf('Opportunity'), ...textFieldsOf('OpportunityLineItem')],
  }
}
