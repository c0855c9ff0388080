import type { StateCreator } from 'zustand'

import type { Companion } from '#shared/contract/index'
import type { WorkflowPreview } from '#shared/contract/workflows'
import type { Run, StepRecord } from '#shared/domain/run'
import type { Failure } from '#shared/failure'

import { failureOf } from '../../data/failure-of.ts'

/** One workflow that was fired from this window, by the ID of its run. */
export type Firing = {
  readonly runId: string
  readonly workflowId: string
  readonly workflowName: string
  readonly customerId: string
  readonly customerName: string
  /** Milliseconds. */
  readonly since: number
} & (
  | { readonly at: 'waiting'; readonly record: StepRecord | null }
  | { readonly at: 'settled'; readonly run: Run }
  | { readonly at: 'failed'; readonly failure: Failure }
)

export interface WorkflowsSlice {
  readonly firings: Readonly<Record<string, Firing>>
  /** Fire what was looked at, and follow it to its end, wherever the window goes meanwhile. */
  readonly fireWorkflow: (preview: WorkflowPreview, typed: string) => Promise<void>
  readonly forgetFiring: (runId: string) => void
}

export const createWorkflowsSlice =
  (companion: Companion, announce: (text: string) => void): StateCreator<WorkflowsSlice> =>
  (set, get) => {
    const put = (firing: Firing): void => set({ firings: { ...get().firings, [firing.runId]: firing } })
    return {
      firings: {},
      fireWorkflow: async ({ call, runId, fingerprint, workflow, customerName }, typed) => {
        const about = {
          runId,
          workflowId: workflow.id,
          workflowName: workflow.name,
          customerId: call.customerId,
          customerName,
          since: Date.now(),
        }
        put({ ...about, at: 'waiting', record: null })
        try {
          const stream = await companion.workflows.fire({ call, runId, fingerprint, typed })
          for (;;) {
            const { done, value } = await stream.next()
            if (done) {
              put({ ...about, at: 'settled', run: value.run })
              announce(`${workflow.name} for ${customerName}: ${value.run.state}`)
              return
            }
            put({ ...about, at: 'waiting', record: value.record })
          }
        } catch (error) {
          put({ ...about, at: 'failed', failure: failureOf(error) })
          announce(`${workflow.name} for ${customerName} was not fired, or was lost sight of`)
        }
      },
      forgetFiring: (runId) => {
        const { [runId]: _gone, ...others } = get().firings
        set({ firings: others })
      },
    }
  }
