import { orThrow, streamOrThrow, type ContractImplementer } from '../edge.ts'
import type { CoreServices } from '../services.ts'
import { previewProvisioning } from './preview.ts'
import { resumeRun } from '../runs/resume-run.ts'
import { abandonRun } from './halted-run.ts'
import { applyDeal } from './run-deal.ts'

export const provisioningHandlers = (os: ContractImplementer, core: CoreServices) => ({
  preview: os.provisioning.preview.handler(async ({ input, errors, signal }) => {
    const context = orThrow(await core.context(), errors)
    const preview = orThrow(
      core.noted(await previewProvisioning(input, context, core.runPorts, { withCost: true }, signal)),
      errors,
    )
    // What was just read live is truer than what is shown of the services, and than the row in the list.
    core.connections.answered()
    core.correctRow(preview)
    return preview
  }),
  apply: os.provisioning.apply.handler(async ({ input, errors, signal }) => {
    const context = orThrow(await core.context(), errors)
    return streamOrThrow(applyDeal(input, context, core.runPorts, signal), errors)
  }),
  resume: os.provisioning.resume.handler(async ({ input, errors, signal }) => {
    const context = orThrow(await core.context(), errors)
    return streamOrThrow(resumeRun(input.runId, context, core.runPorts, signal, input), errors)
  }),
  abandon: os.provisioning.abandon.handler(({ input, errors }) =>
    orThrow(abandonRun(input.runId, input.reason, core.runPorts), errors),
  ),
})
