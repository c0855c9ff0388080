import type { LogTaskStep, WriteBackStep } from '#shared/domain/step'

import { rowsOf, type Comparison, type HeldAfterRun } from './comparison.ts'

/** Fields that were written to Salesforce records; one that was not read cannot be told. */
export const writeBackComparisons = ({ records }: WriteBackStep, { fields: held }: HeldAfterRun): Comparison[] =>
  records.flatMap(({ object, recordId, fields }) => {
    const found = held.get(recordId)
    const row = rowsOf(object, found !== undefined)
    return Object.entries(fields).map(([field, expected]) =>
      row(field, expected, found?.[field] ?? null, found !== undefined && field in found),
    )
  })

/** The task that was logged, found by its mark. */
export function taskComparisons({ id, subject }: LogTaskStep, { tasks }: HeldAfterRun): Comparison[] {
  const found = tasks.get(id) ?? null
  return [rowsOf('Task', found !== null)('Subject', subject, found === true ? subject : null)]
}
