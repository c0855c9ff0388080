import type { Step } from '#shared/domain/run'

import { rowsOf, type Comparison, type HeldAfterRun } from './comparison.ts'

/** Fields that were written to Salesforce records; one that was not read cannot be told. */
export const writeBackComparisons = (
  { records }: Extract<Step, { kind: 'write-back' }>,
  { fields: held }: HeldAfterRun,
): Comparison[] =>
  records.flatMap(({ object, recordId, fields }) => {
    const found = held.get(recordId)
    const row = rowsOf(object, found !== undefined)
    return Object.entries(fields).map(([field, expected]) =>
      row(field, expected, found?.[field] ?? null, found !== undefined && field in found),
    )
  })
