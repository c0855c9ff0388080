import { fail, ok } from '#shared/failure'

import { orThrow, type ContractImplementer } from '../edge.ts'
import { evidencePage } from '../runs/evidence-page.ts'
import { evidenceFileName, evidenceOf } from '../runs/evidence.ts'
import type { CoreServices } from '../services.ts'
import { reportLinks } from './run-deal.ts'

const mediaTypes = { json: 'application/json', html: 'text/html' } as const

export const runHandlers = (os: ContractImplementer, core: CoreServices) => ({
  list: os.runs.list.handler(({ input: { states, opportunityId, about, limit } }) => [
    ...core.ports.journal.list({
      states,
      limit,
      ...(opportunityId === undefined ? {} : { opportunityId }),
      ...(about === undefined ? {} : { about }),
    }),
  ]),
  get: os.runs.get.handler(async ({ input: { runId }, errors }) => {
    const found = core.ports.journal.get(runId)
    const run = orThrow(found ? ok(found) : fail('run.not-found', `No run ${runId}`, { run: runId }), errors)
    const context = orThrow(await core.context(), errors)
    return { run, links: reportLinks(run, context) }
  }),
  evidence: os.runs.evidence.handler(async ({ input: { runId, format }, errors }) => {
    const found = core.ports.journal.get(runId)
    const run = orThrow(found ? ok(found) : fail('run.not-found', `No run ${runId}`, { run: runId }), errors)
    const context = orThrow(await core.context(), errors)
    const pack = evidenceOf(run, reportLinks(run, context), context, {
      appVersion: core.ports.version,
      exportedAt: core.ports.clock.now().toISOString(),
    })
    const text = format === 'html' ? evidencePage(pack) : `${JSON.stringify(pack, null, 2)}\n`
    return { fileName: evidenceFileName(pack, format), mediaType: mediaTypes[format], text }
  }),
})
