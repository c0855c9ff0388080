import { z } from 'zod'

import { RunState, RunSummary } from '../domain/run.ts'
import { call } from './call.ts'
import { ProvisioningReport } from './provisioning.ts'

export const runs = {
  /** Newest first. */
  list: call
    .input(
      z.object({
        states: z.array(RunState).default([]),
        opportunityId: z.string().optional(),
        /** Of this customer, or of this account. */
        about: z.object({ customerId: z.string().nullable(), accountId: z.string().nullable() }).optional(),
        limit: z.number().int().min(1).max(500).default(100),
      }),
    )
    .output(z.array(RunSummary)),
  get: call.input(z.object({ runId: z.string() })).output(ProvisioningReport),
  /** One file about one run, without secrets: as data (see EvidencePack), or as a page to read and print. Fails: `run.not-found`. */
  evidence: call
    .input(z.object({ runId: z.string(), format: z.enum(['json', 'html']) }))
    .output(z.object({ fileName: z.string(), mediaType: z.string(), text: z.string() })),
}
