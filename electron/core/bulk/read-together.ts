import type { Deal } from '#shared/domain/opportunity'
import { fail, type Result } from '#shared/failure'

import type { LineScope, SalesforcePort } from '../ports.ts'

/** How long the first of several reads waits for others to come along. */
const gatherMs = 40

interface Waiting {
  readonly opportunityId: string
  readonly resolve: (deal: Result<Deal>) => void
}
interface Batch {
  readonly scope: LineScope
  readonly waiting: Waiting[]
}

const sameScope = (a: LineScope, b: LineScope): boolean => a.fields === b.fields && a.lineSource === b.lineSource

/**
 * The same reads of Salesforce, but deals that are asked for at about the same time travel together: the org counts its
 * calls by the day, and many deals side by side ask for one each. Every read is as live as one that goes alone.
 */
export function readTogether(salesforce: SalesforcePort): SalesforcePort {
  let gathering: Batch | null = null

  async function send({ scope, waiting }: Batch): Promise<void> {
    const ids = [...new Set(waiting.map(({ opportunityId }) => opportunityId))]
    const read = await salesforce.readDeals(ids, scope)
    for (const { opportunityId, resolve } of waiting) {
      const deal = read.ok ? read.value.get(opportunityId) : read
      resolve(deal ?? fail('opportunity.not-found', `No opportunity ${opportunityId} was read`, { opportunityId }))
    }
  }

  /** Nothing is added to a batch that goes. */
  function go(batch: Batch): void {
    if (gathering === batch) gathering = null
    void send(batch).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error)
      for (const { resolve } of batch.waiting) resolve(fail('app.defect', message))
    })
  }

  return {
    ...salesforce,
    readDeal(opportunityId, scope, signal) {
      if (signal?.aborted) return Promise.resolve(fail('request.cancelled', 'Given up by the caller'))
      return new Promise((resolve) => {
        if (!gathering || !sameScope(gathering.scope, scope)) {
          const batch: Batch = { scope, waiting: [] }
          gathering = batch
          setTimeout(() => go(batch), gatherMs)
        }
        const batch = gathering
        batch.waiting.push({ opportunityId, resolve })
        if (batch.waiting.length >= salesforce.dealsAtOnce) gathering = null
      })
    },
  }
}
