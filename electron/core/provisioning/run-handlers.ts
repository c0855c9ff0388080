import { fail, ok } from '#shared/failure'

import { orThrow, type ContractImplementer } from '../edge.ts'
import type { CoreServices } from '../services.ts'
import { reportLinks } from './run-deal.ts'

export const runHandlers = (os: ContractImplementer, core: CoreServices) => ({
  list: os.runs.list.handler(({ input: { states, opportunityId, limit } }) => [
    ...core.ports.journal.list({ states, limit, ...(opportunityId === undefined ? {} : { opportunityId }) }),
  ]),
  get: os.runs.get.handler(async ({ input: { runId }, errors }) => {
    const found = core.ports.journal.get(runId)
    const run = orThrow(found ? ok(found) : fail('run.not-found', `No run ${runId}`, { run: runId }), errors)
    const context = orThrow(await core.context(), errors)
    return { run, links: reportLinks(run, context) }
  }),
})
