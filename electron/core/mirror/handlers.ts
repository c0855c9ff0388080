import { orThrow, streamOrThrow, type ContractImplementer } from '../edge.ts'
import { noting } from '../noting.ts'
import type { CoreServices } from '../services.ts'

export const opportunityHandlers = (os: ContractImplementer, core: CoreServices) => ({
  list: os.opportunities.list.handler(({ input }) => core.ports.mirror.list(input)),
  facets: os.opportunities.facets.handler(() => core.ports.mirror.facets()),
  sync: os.opportunities.sync.handler(async ({ input, errors, signal }) => {
    const context = orThrow(await core.context(), errors)
    return streamOrThrow(noting(core.sync.run(context, input.full, signal), core), errors)
  }),
})
