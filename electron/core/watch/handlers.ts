import type { ContractImplementer } from '../edge.ts'
import type { CoreServices } from '../services.ts'

export const watchHandlers = (os: ContractImplementer, core: CoreServices) => ({
  status: os.watch.status.handler(() => core.watch.status()),
})
