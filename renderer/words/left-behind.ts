import type { StepRecord } from '#shared/domain/run'

import { sayFailure } from './failures.ts'
import { sayStep } from './steps.ts'

const and = new Intl.ListFormat('en-GB', { type: 'conjunction' })

type Fate = 'stays' | 'waits' | 'unknown' | 'failed' | 'refused' | 'nothing' | 'unsent'

function fateOf({ state, answer, failure, sentAt, answeredAt }: StepRecord): Fate {
  if (state === 'waiting') return 'waits'
  // A step that was given up keeps what was known of it: one that was answered stands, one that was never sent does not.
  if (state === 'done' || (state !== 'refused' && answer !== null)) return 'stays'
  if (sentAt === null) return 'unsent'
  if (answeredAt === null) return 'unknown'
  if (failure?.code === 'workflow.failed') return 'failed'
  return state === 'refused' ? 'refused' : state === 'planned' ? 'unsent' : 'nothing'
}

/** Said of one step, and of several. */
type Sentences = readonly [one: (steps: string) => string, several: (steps: string) => string]

const sentences: Record<Fate, Sentences> = {
  stays: [(step) => `${step} was done and stays.`, (steps) => `${steps} were done and stay.`],
  waits: [
    (step) => `${step} was accepted and waits for payment.`,
    (steps) => `${steps} were accepted and wait for payment.`,
  ],
  unknown: [(step) => `Whether ${step} was done is not known.`, (steps) => `Whether ${steps} were done is not known.`],
  failed: [(step) => `${step} ran and failed.`, (steps) => `${steps} ran and failed.`],
  refused: [
    (step) => `${step} was refused and changed nothing.`,
    (steps) => `${steps} were refused and changed nothing.`,
  ],
  nothing: [(step) => `${step} changed nothing.`, (steps) => `${steps} changed nothing.`],
  unsent: [(step) => `${step} was not sent.`, (steps) => `${steps} were not sent.`],
}
const order = Object.keys(sentences) as Fate[]
const leaves: ReadonlySet<Fate> = new Set(['stays', 'waits', 'unknown', 'failed'])

/** What a run that stopped on its way left in both services. Steps are called by their numbers in the run's list. */
export function sayLeftBehind(steps: readonly StepRecord[]): string {
  const fates = steps.map(fateOf)
  const said = order.flatMap((fate) => {
    const numbers = fates.flatMap((of, index) => (of === fate ? [String(index + 1)] : []))
    if (numbers.length === 0) return []
    const [one, several] = sentences[fate]
    const text = numbers.length === 1 ? one(`step ${numbers[0]}`) : several(`steps ${and.format(numbers)}`)
    return [text.charAt(0).toUpperCase() + text.slice(1)]
  })
  return [...(fates.some((fate) => leaves.has(fate)) ? [] : ['It left nothing behind.']), ...said].join(' ')
}

/** Where a run stopped and why, and what it left behind. */
export function sayHalt(steps: readonly StepRecord[]): string {
  const at = steps.findIndex(({ state }) => state !== 'done')
  const stopped = steps[at]
  if (stopped === undefined) return sayLeftBehind(steps)
  const { step, failure } = stopped
  // A run that was interrupted, or waits for a payment, has no failure.
  const why = failure === null ? '' : `: ${sayFailure(failure).title}`
  const place = `The run stopped at step ${at + 1} of ${steps.length}, ${sayStep(step)}${why}.`
  return `${place} ${sayLeftBehind(steps)}`
}
