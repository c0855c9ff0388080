import { orThrow, streamOrThrow, type ContractImplementer } from '../edge.ts'
import { noting } from '../noting.ts'
import type { CoreServices } from '../services.ts'

export const driftHandlers = (os: ContractImplementer, core: CoreServices) => ({
  check: os.drift.check.handler(async ({ errors, signal }) => {
    const context = orThrow(await core.context(), errors)
    return streamOrThrow(noting(core.driftChecks.run(context, 'person', signal), core), errors)
  }),
  last: os.drift.last.handler(() => core.driftChecks.last()),
})
