import { z } from 'zod'

import { call } from './call.ts'

const Pattern = z.string().min(1).max(1000).nullable()

/** How pages of customers and subscriptions are addressed in Stigg's app. */
export const UrlPatterns = z.object({
  customer: Pattern,
  subscription: Pattern,
  /** What the accounts' Stigg Customer URLs tell, or a guess by the environment's name; null where neither can be told. */
  offered: z
    .object({
      from: z.enum(['accounts', 'environment']),
      customer: z.string(),
      subscription: z.string().nullable(),
      /** A customer's page under that pattern, to be looked at once. */
      sample: z.string().nullable(),
      fits: z.number().int(),
      of: z.number().int(),
    })
    .nullable(),
  /** Origins that pages of Stigg are opened on. */
  origins: z.array(z.string()),
})
export type UrlPatterns = z.infer<typeof UrlPatterns>

export const urlPatternSettings = {
  /** What is in force, and what would be offered. Reads this machine alone. */
  urlPatterns: call.output(UrlPatterns),
  /** Put patterns in force. Fails: `settings.not-valid` (naming the place). */
  keepUrlPatterns: call.input(z.object({ customer: Pattern, subscription: Pattern })).output(z.void()),
}
