import type { Heard, Writers } from '#core/ports'
import type { StepAnswer, WireAnswer } from '#shared/domain/run'
import type { Step } from '#shared/domain/step'
import { ok, type Result } from '#shared/failure'

export const anAnswer = (recordId: string, varied: Partial<StepAnswer> = {}): StepAnswer => ({
  recordId,
  foundExisting: false,
  byRunId: null,
  checkoutUrl: null,
  facts: {},
  ...varied,
})

export interface Sent {
  readonly stepId: string
  readonly key: string
}

/** Writers that do as they are told, in order, and otherwise succeed; what they were asked is kept. */
export function scriptedWriters(script: {
  readonly sends?: Readonly<Record<string, readonly Result<StepAnswer>[]>>
  /** What is heard each time that a step is sent. */
  readonly answers?: Readonly<Record<string, readonly WireAnswer[]>>
  readonly backs?: Readonly<Record<string, readonly Result<StepAnswer | null>[]>>
}): Writers & { readonly sent: Sent[]; readonly readBacks: string[] } {
  const sent: Sent[] = []
  const readBacks: string[] = []
  const port = {
    requestsFor: (step: Step) => [
      { service: 'stigg' as const, method: 'POST', path: `/${step.id}`, body: { step: step.id } },
    ],
    send(step: Step, key: string, _signal?: AbortSignal, heard?: Heard) {
      const turn = sent.filter(({ stepId }) => stepId === step.id).length
      sent.push({ stepId: step.id, key })
      for (const answer of script.answers?.[step.id] ?? []) heard?.(answer)
      return Promise.resolve(script.sends?.[step.id]?.[turn] ?? ok(anAnswer(step.id)))
    },
    readBack(step: Step) {
      const turn = readBacks.filter((id) => id === step.id).length
      readBacks.push(step.id)
      return Promise.resolve(script.backs?.[step.id]?.[turn] ?? ok(null))
    },
  }
  return { salesforce: port, stigg: port, callOut: port, sent, readBacks }
}
