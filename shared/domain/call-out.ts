import { z } from 'zod'

/** A header of the call; its value is plain, or a secret of the vault that is named here and never held. */
const CallOutHeader = z.object({
  name: z.string().regex(/^[A-Za-z0-9-]{1,60}$/),
  value: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('plain'), text: z.string().max(1000) }),
    z.object({ kind: z.literal('secret'), secretName: z.string().regex(/^[a-z0-9-]{1,60}$/) }),
  ]),
})

/**
 * The call to the customer's own application before Stigg is touched: it may make a workspace, and say the IDs to use.
 * Source: Stigg documentation, "Provisioning flows", insert your provisioning logic.
 */
export const CallOut = z.object({
  method: z.enum(['POST', 'PUT']),
  /** https; the origin that its secrets are bound to. */
  url: z.url({ protocol: /^https$/ }),
  headers: z.array(CallOutHeader).max(20),
  /** A JSON text with `{{path}}` places over deal and account ("{{opportunity.id}}", "{{account.name}}"). */
  bodyTemplate: z.string().max(20_000),
  /** JSON Pointers (RFC 6901) into the answer. Null = the answer does not say. */
  customerIdAt: z.string().nullable(),
  /** By Stigg product ID. */
  resourceIdsAt: z.record(z.string(), z.string()),
  timeoutSeconds: z.number().int().min(1).max(120),
})
export type CallOut = z.infer<typeof CallOut>
