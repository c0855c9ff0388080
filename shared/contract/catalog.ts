import { Catalog } from '../domain/catalog.ts'
import { call } from './call.ts'

export const catalog = {
  /** Stigg's catalogue as it was read when the environment was connected: what a draft may choose from. */
  get: call.output(Catalog),
}
