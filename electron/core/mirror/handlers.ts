import type { Result } from '#shared/failure'

import { orThrow, streamOrThrow, type ContractImplementer } from '../edge.ts'
import type { CoreServices } from '../services.ts'

export const opportunityHandlers = (os: ContractImplementer, core: CoreServices) => ({
  list: os.opportunities.list.handler(({ input }) => core.ports.mirror.list(input)),
  facets: os.opportunities.facets.handler(() => core.ports.mirror.facets()),
  sync: os.opportunities.sync.handler(async ({ input, errors, signal }) => {
    const context = orThrow(await core.context(), errors)
    return streamOrThrow(noting(core.sync.run(context, input.full, signal), core), errors)
  }),
})

/** The same stream; what it ends with is kept as what is known of the connections. */
async function* noting<Event, T>(
  stream: AsyncGenerator<Event, Result<T>, void>,
  core: Pick<CoreServices, 'noted' | 'connections'>,
): AsyncGenerator<Event, Result<T>, void> {
  const result = core.noted(yield* stream)
  if (result.ok) core.connections.answered()
  return result
}
