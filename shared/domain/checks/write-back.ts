import { finding, type Finding, type RecordRef } from '../finding.ts'
import type { CheckInput } from './check-input.ts'

/** A value that a run would write to a field of a Salesforce record, which does not hold it yet. */
export interface WantedWrite {
  readonly record: RecordRef
  /** API name. */
  readonly field: string
  readonly label: string
  readonly updateable: boolean
  /** How many characters it holds. */
  readonly length: number
  readonly value: string
}

/** Why a field does not take its value; null where it does. */
export const obstacleToWrite = ({
  updateable,
  length,
  value,
}: Pick<WantedWrite, 'updateable' | 'length' | 'value'>): 'link.field-read-only' | 'link.field-too-short' | null =>
  !updateable ? 'link.field-read-only' : value.length > length ? 'link.field-too-short' : null

/** What a run leaves out of its write-back, because the field does not take it. */
export const checkWriteBack = ({ writes = [] }: Pick<CheckInput, 'writes'>): Finding[] =>
  writes.flatMap((write) => {
    const code = obstacleToWrite(write)
    if (code === null) return []
    const { record, field, label, length, value } = write
    const found = finding(code, { record, facts: { field, label, length: String(length), value } })
    // One record may have several such fields.
    return [{ ...found, key: `${found.key}:${field}` }]
  })
