import { orThrow, streamOrThrow, type ContractImplementer } from '../edge.ts'
import type { CoreServices } from '../services.ts'
import { applyAct, previewAct } from './run-act.ts'

export const actHandlers = (os: ContractImplementer, core: CoreServices) => ({
  preview: os.acts.preview.handler(async ({ input: { act }, errors, signal }) => {
    const context = orThrow(await core.context(), errors)
    return orThrow(core.noted(await previewAct(act, context, core.runPorts, signal)), errors)
  }),
  apply: os.acts.apply.handler(async ({ input, errors, signal }) => {
    const context = orThrow(await core.context(), errors)
    return streamOrThrow(applyAct(input, context, core.runPorts, signal), errors)
  }),
})
