import type { OrgChoices, TextField } from '#shared/domain/org-choices'

import type { OrgSchema } from './org-schema.ts'

// A record's own name is never offered: what is returned would take its place.
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
      .flatMap(({ name, label, type, length, updateable, calculated }) =>
        textTypes.has(type) && !calculated && name !== 'Name'
          ? [{ object, field: name, label, length, updateable }]
          : [],
      )
  return {
    stages: valuesOf('StageName'),
    opportunityTypes: valuesOf('Type'),
    recordTypes: [...schema.recordTypesOf('Opportunity')],
    textFields: [...textFieldsOf('Opportunity'), ...textFieldsOf('OpportunityLineItem')],
  }
}
