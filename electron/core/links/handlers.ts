import { orThrow, type ContractImplementer } from '../edge.ts'
import type { CoreServices } from '../services.ts'
import { resolveLink } from './resolve.ts'

export const linkHandlers = (os: ContractImplementer, core: CoreServices) => ({
  resolve: os.links.resolve.handler(({ input, errors }) =>
    orThrow(resolveLink(input.text, core.connections.current(), core.ports), errors),
  ),
})
