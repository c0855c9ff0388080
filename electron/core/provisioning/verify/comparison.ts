import type { CustomerState, Subscription } from '#shared/domain/customer'
import { compare } from '#shared/domain/decimal'
import type { Money } from '#shared/domain/money'
import type { VerifiedField } from '#shared/domain/run'

/** What both services hold after a run; a half that could not be read is null. */
export interface HeldAfterRun {
  readonly customer: CustomerState | null
  readonly subscriptions: ReadonlyMap<string, Subscription>
  /** API name -> value of the fields that a write-back may set, by record ID. */
  readonly fields: ReadonlyMap<string, Readonly<Record<string, string | null>>>
  /** Whether the task of a step was found, by the step's ID; null where that could not be asked. */
  readonly tasks: ReadonlyMap<string, boolean | null>
}

/** A field as it was asked for and as it was found. Not readable: no API of the far end could show it this time. */
export type Comparison = Omit<VerifiedField, 'result'> & { readonly readable: boolean }

/** Makes the comparisons of one record. */
export type Row = (field: string, expected: string, found: string | null, readable?: boolean) => Comparison

export const rowsOf =
  (record: string, recordReadable: boolean): Row =>
  (field, expected, found, readable = true) => ({
    record,
    field,
    expected,
    found,
    readable: readable && recordReadable,
  })

/** What is told of a field that must hold nothing. */
export const none = 'none'

export function judge({ readable, ...field }: Comparison): VerifiedField {
  if (!readable) return { ...field, result: 'not-verifiable' }
  return { ...field, result: sameValue(field.expected, field.found) ? 'same' : 'different' }
}

const numeric = /^-?\d+(\.\d+)?$/
const sameValue = (expected: string, found: string | null): boolean =>
  found !== null &&
  (expected === found || (numeric.test(expected) && numeric.test(found) && compare(expected, found) === 0))

/** One notation for moments, whatever offset they were written with. */
export const instant = <Value extends string | null>(value: Value): Value =>
  (value === null ? null : new Date(value).toISOString()) as Value

export const yesNo = (value: boolean): string => (value ? 'yes' : 'no')

/** The amount, where it is in the currency that was asked for. */
export const amountIn = (money: Money | null | undefined, currency: string): string | null =>
  money?.currency === currency ? money.amount : null
