import type { implement } from '@orpc/server'

import type { WorkflowPreview, WorkflowSituation } from '#shared/contract/workflows'
import type { contract } from '#shared/contract/index'
import type { WorkflowCall } from '#shared/domain/workflow'
import { failure, type Failure } from '#shared/failure'

import type { World } from './companion.ts'

type Os = ReturnType<typeof implement<typeof contract>>

/** What a fake core knows of workflows. */
export interface WorkflowsWorld {
  /** Trigger IDs of the environment; null = the key may not ask. */
  triggers: readonly string[] | null
  /** Null = there is no such customer. */
  situation: WorkflowSituation | null
  preview: (call: WorkflowCall) => WorkflowPreview | Failure
}

export const noWorkflows = (): WorkflowsWorld => ({
  triggers: null,
  situation: null,
  preview: () => failure('stigg.not-found', 'No such customer'),
})

/** The calls about workflows, kept by a fake. */
export function fakeWorkflows(os: Os, world: World) {
  const refuse = (because: Failure) => ({ message: because.message, data: because })
  return {
    catalogue: os.workflows.catalogue.handler(() => ({
      entries: world.status.profile.rules.workflows.map((workflow) => ({
        workflow,
        isKnown: world.workflows.triggers && world.workflows.triggers.includes(workflow.triggerId),
      })),
    })),
    situation: os.workflows.situation.handler(({ errors }) => {
      if (world.workflows.situation) return world.workflows.situation
      throw errors.FAILURE(refuse(failure('stigg.not-found', 'No such customer')))
    }),
    preview: os.workflows.preview.handler(({ input, errors }) => {
      const preview = world.workflows.preview(input.call)
      if ('message' in preview) throw errors.FAILURE(refuse(preview))
      return preview
    }),
    fire: os.workflows.fire.handler(async function* ({ input, signal }) {
      world.written.push({ call: 'workflows.fire', input })
      return yield* world.apply(signal)
    }),
  }
}
