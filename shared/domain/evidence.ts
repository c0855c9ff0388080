import { z } from 'zod'

import { Moment } from './opportunity.ts'
import { ProfileKind } from './profile.ts'
import { Run } from './run.ts'

/**
 * Everything that is known of one run, as one file for an auditor: what was approved, what was sent and answered, and what
 * was read back. It holds no secret. A reader looks at `format` and `version` first; fields may be added within a version.
 */
export const EvidencePack = z.object({
  format: z.literal('stigg-companion.evidence'),
  version: z.literal(1),
  exportedAt: Moment,
  appVersion: z.string(),
  profile: z.object({ name: z.string(), kind: ProfileKind }),
  salesforce: z.object({ orgId: z.string(), orgName: z.string() }),
  stigg: z.object({ environmentId: z.string() }),
  links: z.object({
    opportunity: z.string(),
    account: z.string().nullable(),
    customer: z.string().nullable(),
    subscription: z.string().nullable(),
  }),
  run: Run,
})
export type EvidencePack = z.infer<typeof EvidencePack>
