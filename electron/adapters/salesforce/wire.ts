import { z } from 'zod'

import { toDecimal } from '#shared/domain/decimal'
import { Currency } from '#shared/domain/money'
import { Day } from '#shared/domain/opportunity'
import type { FieldRef } from '#shared/domain/profile'
import { SalesforceId } from '#shared/domain/salesforce-id'
import { fail, ok, type Result } from '#shared/failure'

import type { WireRecord } from './query.ts'

/*
 * Values as Salesforce encodes them, and what the domain calls them. A field that the user may not see is absent from
 * the record, because it was not asked for: it reads as null.
 * Source: REST API Developer Guide, "Field types"; datetimes carry an offset without a colon ("+0000").
 */

/** Text; Salesforce stores an empty text as null. */
export const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null)
export const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false)
/** A number as a decimal string. Percents: 15.0 means 15 %. */
export const decimal = z
  .number()
  .nullish()
  .transform((value) => (value === null || value === undefined ? null : toDecimal(value)))
export const whole = z
  .number()
  .nullish()
  .transform((value) => (value === null || value === undefined ? null : Math.trunc(value)))
/** A day as it stands; dates have no zone. */
export const day = Day.nullish().transform((value) => value ?? null)
export const currency = z
  .string()
  .toLowerCase()
  .pipe(Currency)
  .nullish()
  .transform((value) => value ?? null)
/** Answers hold IDs in their 18-character form; whatever else comes is brought to it, or refused. */
export const recordId = z.union([z.string().regex(/^[a-zA-Z0-9]{15}[A-Z0-5]{3}$/), SalesforceId])
export const recordIdOrNull = recordId.nullish().transform((value) => value ?? null)

/** "2026-11-18T16:20:31.000+0000" -> "2026-11-18T16:20:31.000Z". */
export const moment = z.string().transform((value, context) => {
  const date = new Date(value)
  if (!Number.isNaN(date.getTime())) return date.toISOString()
  context.addIssue({ code: 'custom', message: 'not a datetime' })
  return z.NEVER
})
export const momentOrNull = moment.nullish().transform((value) => value ?? null)

/** What stands at a path of a record ("Product2.Stigg_ID__c"); undefined where a parent is null or was not read. */
export function valueAt(record: WireRecord, path: string): unknown {
  const point = path.indexOf('.')
  if (point === -1) return record[path]
  const parent = record[path.slice(0, point)]
  return isRecord(parent) ? valueAt(parent, path.slice(point + 1)) : undefined
}

const isRecord = (value: unknown): value is WireRecord => typeof value === 'object' && value !== null

/** A text of a chosen field; a number or a flag in its place reads as text too. */
export function textAt(record: WireRecord, path: string | null): string | null {
  const value = path === null ? null : valueAt(record, path)
  if (typeof value === 'string') return value === '' ? null : value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null
}

/** How an object is reached from the object that is queried. */
export type Route = Readonly<Record<string, string>>

/** The path of a chosen field; null where there is none, or its object cannot be reached from here. */
export function pathOf(ref: FieldRef | null, route: Route): string | null {
  const prefix = ref ? route[ref.object] : undefined
  return ref && prefix !== undefined ? prefix + ref.field : null
}

/** Fails: `salesforce.unexpected-answer`, naming the record and the field that has another shape. */
export function parsed<T>(schema: z.ZodType<T>, value: unknown, what: string): Result<T> {
  const result = schema.safeParse(value)
  if (result.success) return ok(result.data)
  const issue = result.error.issues[0]
  const field = issue?.path.join('.') ?? ''
  return fail('salesforce.unexpected-answer', `${what}: ${field} ${issue?.message ?? ''}`, { record: what, field })
}
