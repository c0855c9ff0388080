import { parseSoql } from './parse.ts'
import { pathsOf } from './project.ts'
import { scopeOf, type QueryContext } from './run.ts'
import type { ResolvedPath } from './scope.ts'

/** One column of a result as a table: `Account.Name`, and how it is read off a row. */
export interface TableColumn extends Pick<ResolvedPath, 'field' | 'get'> {
  readonly name: string
}

/** The columns of a statement without child queries, in the order in which they were selected. */
export function tableColumns(context: QueryContext, soql: string): TableColumn[] {
  const query = parseSoql(soql)
  const scope = scopeOf(context, query, soql)
  return (query.fields ?? []).flatMap((selected) =>
    selected.type === 'FieldSubquery'
      ? []
      : pathsOf(scope, selected, query.limit).map(({ relationships, field, get }) => ({
          name: [...relationships, field.name].join('.'),
          field,
          get,
        })),
  )
}
