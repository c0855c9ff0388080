import { z } from 'zod'

/**
 * How much of what Salesforce allows an org this app may take by itself. Salesforce counts over the last 24 hours, with
 * no hour at which it begins anew, and so does the app. Source: Salesforce Help, "API Request Limits and Allocations".
 */
export const ApiShare = z.discriminatedUnion('of', [
  /** Percent of the org's own limit. */
  z.object({ of: z.literal('limit'), percent: z.number().min(0.1).max(50) }),
  /** Requests in 24 hours. */
  z.object({ of: z.literal('requests'), requests: z.number().int().min(10).max(1_000_000) }),
])
export type ApiShare = z.infer<typeof ApiShare>

/** Looking for newly won deals while the app is open. */
export const WatchRules = z.object({
  on: z.boolean().default(true),
  share: ApiShare.default({ of: 'limit', percent: 2 }),
})
export type WatchRules = z.infer<typeof WatchRules>
