import type { SalesforceValue } from '../../seed/types.ts'
import type { FieldDef } from '../schema/types.ts'
import { encode } from './values.ts'

/** JSON text that is written as it is. Not in TypeScript's library yet; Node 22 and later have it. */
interface RawJson {
  readonly rawJSON: string
}
const json = JSON as JSON & { rawJSON(text: string): RawJson; isRawJSON(value: unknown): value is RawJson }

const DECIMAL = new Set(['double', 'currency', 'percent'])

/** An encoded value for an answer: a whole amount is `48000.0`, as the service writes decimals. */
export function wireValue(field: FieldDef, value: SalesforceValue): unknown {
  const encoded = encode(field, value)
  return typeof encoded === 'number' && Number.isSafeInteger(encoded) && DECIMAL.has(field.type)
    ? json.rawJSON(`${encoded}.0`)
    : encoded
}

/** The value that an answer's part stands for, where it is to be used again. */
export const plainValue = (value: unknown): unknown => (json.isRawJSON(value) ? Number(value.rawJSON) : value)
