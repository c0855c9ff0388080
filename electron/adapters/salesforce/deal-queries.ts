import type { DealScope } from '#core/ports'
import type { MappingFields } from '#shared/domain/profile'

import { lineColumns, opportunityColumns, quoteLineColumns } from './deal-columns.ts'
import type { OrgSchema } from './org-schema.ts'
import { all, fields as columns, soql, type Soql } from './soql.ts'

/** Opportunities that are won, or open in a trial stage. */
export const inScope = ({ trialStages }: Pick<DealScope, 'trialStages'>): Soql =>
  trialStages.length === 0
    ? soql`IsWon = ${true}`
    : soql`IsWon = ${true} OR (IsClosed = ${false} AND StageName IN ${trialStages})`

export const opportunitiesWhere = (schema: OrgSchema, fields: MappingFields, ...conditions: readonly Soql[]): Soql =>
  soql`SELECT ${columns(opportunityColumns(schema, fields))} FROM Opportunity WHERE ${all(conditions)}`

/** One opportunity together with the contacts that have a role on it. */
export const opportunityWithRoles = (schema: OrgSchema, fields: MappingFields, condition: Soql): Soql =>
  soql`SELECT ${columns(opportunityColumns(schema, fields))}, (SELECT ${columns(roleColumns)} FROM OpportunityContactRoles) FROM Opportunity WHERE ${condition}`

const contactColumns = ['Id', 'Name', 'Email', 'Title']
const roleColumns = ['Role', 'IsPrimary', ...contactColumns.map((name) => `Contact.${name}`)]

export const rolesWhere = (condition: Soql): Soql =>
  soql`SELECT ${columns(roleColumns)} FROM OpportunityContactRole WHERE ${condition}`

export const contactsWhere = (condition: Soql): Soql =>
  soql`SELECT ${columns([...contactColumns, 'AccountId'])} FROM Contact WHERE ${condition} ORDER BY Name, Id`

/** Lines in the order that Salesforce shows them in. */
export function linesWhere(schema: OrgSchema, fields: MappingFields, condition: Soql): Soql {
  const order = schema.has('OpportunityLineItem', 'SortOrder') ? soql`SortOrder NULLS LAST, Id` : soql`Id`
  return soql`SELECT ${columns(lineColumns(schema, fields))} FROM OpportunityLineItem WHERE ${condition} ORDER BY OpportunityId, ${order}`
}

/** Lines of quotes in the order of their numbers. */
export const quoteLinesWhere = (schema: OrgSchema, fields: MappingFields, condition: Soql): Soql =>
  soql`SELECT ${columns(quoteLineColumns(schema, fields))} FROM SBQQ__QuoteLine__c WHERE ${condition} ORDER BY SBQQ__Quote__c, SBQQ__Number__c, Id`
