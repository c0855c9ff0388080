import { z } from 'zod'

import { GoneField } from '../domain/field-choice.ts'
import { Moment } from '../domain/opportunity.ts'
import { MappingFields } from '../domain/profile.ts'
import { ProductReadiness } from '../domain/readiness.ts'
import { Failure } from '../failure.ts'
import { UrlPatterns } from './url-patterns.ts'

/** One part of the report: what was found, or why it could not be looked at. Parts do not take each other along. */
const part = <T extends z.ZodType>(value: T) => z.object({ value: value.nullable(), failure: Failure.nullable() })

/** What stands in the way of provisioning, and what helps it, as both services said a moment ago. */
export const ReadinessReport = z.object({
  at: Moment,
  org: z.object({ id: z.string(), name: z.string(), lightningUrl: z.string() }).nullable(),
  environment: z.object({ id: z.string(), name: z.string(), slug: z.string().nullable() }).nullable(),
  /** Null where the org could not be described. */
  mapping: MappingFields.nullable(),
  /** Fields that were chosen and are not there any more. */
  gone: z.array(GoneField),
  /** Null with no failure where no field of the product carries the mapping. */
  products: part(ProductReadiness),
  /**
   * Stigg's own Salesforce integration; null with no failure where the key may not ask. `isHere` = whether it names this
   * org, null where that cannot be told.
   */
  integration: part(
    z.object({ isConnected: z.boolean(), domain: z.string().nullable(), isHere: z.boolean().nullable() }),
  ),
  flows: part(z.object({ state: z.enum(['active', 'none', 'unknown']), names: z.array(z.string()) })),
  /** Workflows of the profile's catalogue; `isKnown` null where the key may not ask. */
  triggers: part(
    z.array(z.object({ id: z.string(), name: z.string(), triggerId: z.string(), isKnown: z.boolean().nullable() })),
  ),
  urlPatterns: UrlPatterns,
})
export type ReadinessReport = z.infer<typeof ReadinessReport>
