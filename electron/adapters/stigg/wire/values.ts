import { z } from 'zod'

import { toDecimal } from '#shared/domain/decimal'
import type { Money } from '#shared/domain/money'

/*
 * Values as Stigg writes them, read leniently: a field that is absent and one that is null are the same, unknown fields
 * are tolerated, and an unknown value of an enum never fails an answer.
 * Source: Stigg REST API v1, wire conventions.
 */

/** A field that may be absent or null; both are null. */
export const maybe = <S extends z.ZodType>(schema: S) =>
  schema.nullish().transform((value): z.output<S> | null => value ?? null)

/** A list that may be absent or null; both are the empty list. */
export const listOf = <S extends z.ZodType>(schema: S) =>
  maybe(z.array(schema)).transform((items): z.output<S>[] => items ?? [])

/** A value of an enum; null where it is absent or not one of ours. */
export const oneOf = <const T extends string>(...values: readonly T[]) =>
  maybe(z.string()).transform((value): T | null => values.find((known) => known === value) ?? null)

/** A JSON number as an exact decimal. */
export const Amount = z.number().transform((value) => toDecimal(value))

export const WireMoney = z
  .object({ amount: Amount, currency: z.string() })
  .transform(({ amount, currency }): Money => ({ amount, currency: currency.toLowerCase() }))

/** ISO 8601 with any offset; yields UTC with milliseconds. */
export const Instant = z.string().transform((text, context) => {
  const time = Date.parse(text)
  if (!Number.isNaN(time)) return new Date(time).toISOString()
  context.addIssue({ code: 'custom', message: 'not an ISO 8601 date' })
  return z.NEVER
})

/** A flat map of strings; values of other kinds are written out. */
export const Metadata = maybe(z.record(z.string(), z.unknown())).transform((map) => {
  const entries = Object.entries(map ?? {}).filter(([, value]) => value !== null && value !== undefined)
  return Object.fromEntries(
    entries.map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
  )
})

/** The envelope of every answer but lists. */
export const dataOf = <S extends z.ZodType>(schema: S): z.ZodType<z.output<S>> =>
  z.object({ data: schema }).transform((body) => (body as { data: z.output<S> }).data)

export interface Page<T> {
  readonly items: T[]
  /** Cursor of the next page; null on the last. */
  readonly next: string | null
}

/** The envelope of a list. */
export const pageOf = <S extends z.ZodType>(schema: S): z.ZodType<Page<z.output<S>>> =>
  z
    .object({ data: z.array(schema), pagination: maybe(z.object({ next: maybe(z.string()) })) })
    .transform(({ data, pagination }) => ({ items: data, next: pagination?.next ?? null }))
