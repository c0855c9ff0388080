import { orThrow, type ContractImplementer } from '../edge.ts'
import type { CoreServices } from '../services.ts'
import { checkDeals } from './check-deals.ts'

export const bulkHandlers = (os: ContractImplementer, core: CoreServices) => ({
  check: os.bulk.check.handler(async function* ({ input, errors, signal }) {
    const context = orThrow(await core.context(), errors)
    const { opportunityIds } = input
    const kept = new Map(core.ports.drafts.all().map(({ opportunityId, edits }) => [opportunityId, edits]))
    const ports = { ...core.bulkPorts, mirror: core.ports.mirror }
    const stream = checkDeals(opportunityIds, kept, context, ports, signal)
    const total = new Set(opportunityIds).size
    const read = []
    for (let done = 1; ; done += 1) {
      const next = await stream.next()
      if (next.done) {
        orThrow(core.noted(next.value), errors)
        core.correctRows(read)
        return { readAt: core.ports.clock.now().toISOString() }
      }
      const { row, preview } = next.value
      if (preview) read.push(preview)
      yield { row, done, total }
    }
  }),
  start: os.bulk.start.handler(async ({ input, errors }) =>
    orThrow(await core.bulkRuns.start(input.items, input.typedCount), errors),
  ),
  list: os.bulk.list.handler(() => [...core.bulkRuns.list()]),
  get: os.bulk.get.handler(({ input, errors }) => {
    const bulk = orThrow(core.bulkRuns.find(input.bulkId), errors)
    return { ...bulk.summary(), rows: [...bulk.rows()] }
  }),
  watch: os.bulk.watch.handler(async function* ({ input, errors, signal }) {
    yield* orThrow(core.bulkRuns.find(input.bulkId), errors).watch(signal)
  }),
  pause: os.bulk.pause.handler(({ input, errors }) => orThrow(core.bulkRuns.pause(input.bulkId), errors)),
  resume: os.bulk.resume.handler(async ({ input, errors }) =>
    orThrow(await core.bulkRuns.resume(input.bulkId), errors),
  ),
  cancel: os.bulk.cancel.handler(({ input, errors }) => orThrow(core.bulkRuns.cancel(input.bulkId), errors)),
  retry: os.bulk.retry.handler(async ({ input, errors }) => orThrow(await core.bulkRuns.retry(input.bulkId), errors)),
})
