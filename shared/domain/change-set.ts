import { z } from 'zod'

import { Decimal } from './decimal.ts'
import { Money } from './money.ts'
import { Moment } from './opportunity.ts'

/** A value as it is compared and shown: a number with a unit, unlimited, on/off, or the name of a plan. */
export const HeldValue = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('number'),
    value: Decimal,
    unit: z.string().nullable(),
    per: z.enum(['MONTH', 'YEAR']).nullable(),
  }),
  z.object({ kind: z.literal('unlimited') }),
  z.object({ kind: z.literal('on') }),
  z.object({ kind: z.literal('off') }),
  z.object({ kind: z.literal('plan'), planId: z.string(), name: z.string(), version: z.number().nullable() }),
  z.object({ kind: z.literal('unknown') }),
])
export type HeldValue = z.infer<typeof HeldValue>

/** Which of a customer's sources gives the most, by Stigg's generous rule. */
export const ValueSource = z.enum(['plan', 'addon', 'override', 'trial', 'promotional', 'other-subscription', 'none'])
export type ValueSource = z.infer<typeof ValueSource>

/**
 * One row of the story: what was sold, what Stigg will hold, what it holds today, and what counts in effect.
 * Rows that nobody sold (they come with the plan, or are lost) have `sold: null`; lines left alone have `entity: null`.
 */
export const ChangeRow = z.object({
  key: z.string(),
  productId: z.string().nullable(),
  kind: z.enum(['plan', 'addon', 'feature', 'charge', 'credit', 'left-alone']),
  entity: z.object({ id: z.string(), name: z.string() }).nullable(),
  sold: z
    .object({
      name: z.string(),
      quantity: Decimal,
      lineIds: z.array(z.string()),
      /** Shown as "100 + 50 = 150" where an amendment's difference was resolved. */
      sum: z.array(Decimal),
    })
    .nullable(),
  will: HeldValue.nullable(),
  today: HeldValue.nullable(),
  effective: z.object({ value: HeldValue, source: ValueSource }).nullable(),
  change: z.enum(['same', 'added', 'removed', 'more', 'less', 'changed', 'left-alone']),
})
export type ChangeRow = z.infer<typeof ChangeRow>

/** Something that starts, ends or is lost because of the change, in the order in which it happens. */
export const Consequence = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('creates-customer'), customerId: z.string(), name: z.string() }),
  z.object({ kind: z.literal('links'), customerId: z.string(), accountId: z.string() }),
  z.object({ kind: z.literal('starts'), planName: z.string(), at: Moment.nullable(), trialEndsAt: Moment.nullable() }),
  z.object({
    kind: z.literal('replaces'),
    subscriptionId: z.string(),
    planName: z.string(),
    /** Null = at once. */
    endsAt: Moment.nullable(),
    /** Whole days before it would have ended by itself; null where it had no end. */
    daysEarly: z.number().int().nullable(),
  }),
  z.object({ kind: z.literal('changes-in-place'), subscriptionId: z.string(), planName: z.string() }),
  z.object({ kind: z.literal('loses-schedule'), subscriptionId: z.string(), count: z.number().int() }),
  z.object({ kind: z.literal('restarts-usage'), subscriptionId: z.string() }),
  z.object({ kind: z.literal('ends'), planName: z.string(), at: Moment }),
  z.object({ kind: z.literal('leaves-billing-running'), subscriptionId: z.string() }),
  z.object({
    kind: z.literal('cancels'),
    subscriptionId: z.string(),
    planName: z.string(),
    /** Null = at once. */
    endsAt: Moment.nullable(),
    /** Whole days before it would have ended by itself; null where it had no end. */
    daysEarly: z.number().int().nullable(),
  }),
  /** Null = no end. */
  z.object({ kind: z.literal('moves-end'), planName: z.string(), from: Moment.nullable(), to: Moment.nullable() }),
  z.object({ kind: z.literal('moves-trial'), planName: z.string(), from: Moment.nullable(), to: Moment }),
  /** What the customer can use no longer, by name. Null = at once. */
  z.object({ kind: z.literal('takes-away'), names: z.array(z.string()), at: Moment.nullable() }),
  z.object({ kind: z.literal('falls-back'), planName: z.string() }),
  z.object({
    kind: z.literal('leaves-usable'),
    held: z.array(z.object({ name: z.string(), value: HeldValue, source: ValueSource })),
  }),
  /** nothing: Stigg bills nothing for it · no-more: no invoice comes after the end, and those that came stand. */
  z.object({ kind: z.literal('bills'), how: z.enum(['nothing', 'no-more']) }),
  z.object({ kind: z.literal('open-invoice'), amountDue: Money.nullable() }),
  /** Whether credits that were granted for the rest of the period are taken back in proportion. */
  z.object({ kind: z.literal('credits-at-end'), prorates: z.boolean() }),
  z.object({ kind: z.literal('stays-in-salesforce'), subscriptionId: z.string() }),
  z.object({ kind: z.literal('cannot-restart'), subscriptionId: z.string() }),
])
export type Consequence = z.infer<typeof Consequence>

export const ChangeSet = z.object({ rows: z.array(ChangeRow), consequences: z.array(Consequence) })
export type ChangeSet = z.infer<typeof ChangeSet>
