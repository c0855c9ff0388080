import { orThrow, type ContractImplementer } from '../edge.ts'
import type { CoreServices } from '../services.ts'

export const catalogHandlers = (os: ContractImplementer, core: CoreServices) => ({
  get: os.catalog.get.handler(async ({ errors }) => orThrow(await core.context(), errors).catalog),
})
