import type { AccessLevel, ProfileKind } from '#shared/domain/profile'
import { isNameTyped } from '#shared/domain/shown-name'
import { cannotBeReadBack } from '#shared/domain/step'
import type { Run, StepAnswer, StepRecord, WireAnswer, WireRequest } from '#shared/domain/run'
import type { CallOutStep, SalesforceStep, Step } from '#shared/domain/step'
import { fail, ok, type Failure, type Result } from '#shared/failure'

import type { ClockPort, Heard, JournalPort, LogPort, Writers } from '../ports.ts'

/** What two machines share about a run; the keys of its writes rest on it. */
export interface KeyScope {
  readonly orgId: string
  readonly environmentId: string
  readonly opportunityId: string
}

/** A run that the gateway has let in. Its steps, and nothing else, can be written. */
export interface OpenRun {
  /** As it stands now, but for its state. */
  readonly run: Run
  /**
   * Journal that the step is sent, send it, journal what came of it. Where the profile may not write any more, it stays as
   * it is, with the reason. @returns the step as it stands afterwards
   */
  perform(index: number, signal?: AbortSignal): Promise<StepRecord>
  /** Read back whether the step is there already, and journal it as done where it is. */
  lookBack(index: number, signal?: AbortSignal): Promise<StepRecord>
  /** Put what earlier steps were answered with into a step, before it is sent. */
  fill(index: number, withAnswers: (step: Step, records: readonly StepRecord[]) => Step): void
  /** Put other steps, of another customer, in the place of those that were not sent yet; as many, and in the same order. */
  replan(customerId: string, steps: readonly Step[]): void
  /** Whether what a step was to write is there now; null where that cannot be told. Journals nothing. */
  isThere(index: number): Promise<boolean | null>
  /** Journal why a step was not sent. It stays as it is otherwise. */
  halt(index: number, why: Failure): void
  /** Journal the end (or the halt) of the run and let the next one of its deal in. */
  close(end: Parameters<JournalPort['close']>[1]): void
}

/**
 * How a person confirmed a run. `typing`: what they typed, and what any of would do; asked for where the profile's access
 * level is `retype`. `earlier`: they confirmed it when it began, and it goes on.
 */
export type Confirmation =
  { readonly by: 'typing'; readonly typed: string; readonly asked: readonly string[] } | { readonly by: 'earlier' }

export interface WriteGateway {
  /** Whether anything may be written at all. Fails: `access.read-only`, `access.unfinished`, `access.mixed-pair`, `profile.closed`. */
  mayWrite(): Result<void>
  /** The exact requests of a step, for the preview. Writes nothing. */
  requestsFor(step: Step): readonly WireRequest[]
  /**
   * Let a run in: access level, one run per deal at a time, journalled before anything is sent.
   * Fails: as `mayWrite`; `access.unconfirmed`, `run.busy`.
   */
  open(run: Run, scope: KeyScope, confirmation: Confirmation): Result<OpenRun>
  /**
   * Do what no run may meet (putting both services back to their seed): none is under way, and none is let in meanwhile.
   * Fails: as `mayWrite`; `run.busy`.
   */
  alone<T>(work: () => Promise<T>, what?: { readonly writes: boolean }): Promise<Result<T>>
  /** Whether a run is under way. */
  isBusy(): boolean
  /** Let nothing in any more, or let it in again: another profile is taking the place of this one. */
  shut(isShut: boolean): void
  /** Resolves once no run is under way. */
  idle(): Promise<void>
}

export interface GatewayPorts {
  readonly writers: Writers
  readonly journal: JournalPort
  readonly clock: ClockPort
  readonly log: LogPort
  /** What the profile allows now. `isMeant`: whether somebody said of a mixed pair that it is meant. */
  readonly rule: () => {
    readonly access: AccessLevel
    readonly kind: ProfileKind
    readonly isFinished: boolean
    readonly isMeant: boolean
  }
  readonly keyFor: (scope: KeyScope, stepId: string, requests: readonly WireRequest[], attempt: number) => string
  readonly onStep: (run: Run, index: number, record: StepRecord) => void
}

/** The one door through which every write to either service goes. The writers are handed to nobody else. */
export function createWriteGateway(ports: GatewayPorts): WriteGateway {
  const { writers, journal, clock } = ports
  const busy = new Set<string>()
  let isAlone = false
  let isShut = false
  const allowed = (): Result<void> => {
    const { access, kind, isFinished, isMeant } = ports.rule()
    if (!isFinished) return fail('access.unfinished', 'The profile is not set up')
    if (access === 'read-only') return fail('access.read-only', 'This profile may read only')
    return kind === 'mixed' && !isMeant ? fail('access.mixed-pair', 'The pair was not confirmed') : ok(undefined)
  }
  const mayWrite = (): Result<void> => (isShut ? fail('profile.closed', 'Another profile is open') : allowed())
  let whenIdle = Promise.withResolvers<void>()
  const now = () => clock.now().toISOString()

  const requestsFor = (step: Step): readonly WireRequest[] => {
    if (isSalesforceStep(step)) return writers.salesforce.requestsFor(step)
    return isCallOut(step) ? writers.callOut.requestsFor(step) : writers.stigg.requestsFor(step)
  }
  const send = (step: Step, key: string, heard: Heard, signal?: AbortSignal) => {
    if (isSalesforceStep(step)) return writers.salesforce.send(step, key, signal, heard)
    return isCallOut(step)
      ? writers.callOut.send(step, key, signal, heard)
      : writers.stigg.send(step, key, signal, heard)
  }
  const readBack = (step: Step, heard: Heard, signal?: AbortSignal) => {
    if (isSalesforceStep(step)) return writers.salesforce.readBack(step, signal, heard)
    return isCallOut(step) ? writers.callOut.readBack(step, signal, heard) : writers.stigg.readBack(step, signal, heard)
  }

  function release(lane: string): void {
    busy.delete(lane)
    if (busy.size > 0) return
    whenIdle.resolve()
    whenIdle = Promise.withResolvers()
  }

  function openRun(opened: Run, scope: KeyScope): OpenRun {
    const steps = [...opened.steps]
    let run = opened
    const keep = (index: number, record: StepRecord): StepRecord => {
      journal.step(run.id, index, record)
      steps[index] = record
      ports.onStep(run, index, record)
      return record
    }
    const stepAt = (index: number): StepRecord => {
      const record = steps[index]
      if (!record) throw new Error(`Run ${run.id} has no step ${index}`)
      return record
    }
    return {
      get run() {
        return { ...run, steps: [...steps] }
      },
      async perform(index, signal) {
        const before = stepAt(index)
        // A profile that was made read-only meanwhile writes nothing more; one that is left ends by its own signal.
        const may = allowed()
        if (!may.ok) return keep(index, { ...before, failure: may.failure })
        // A definite refusal makes the next try another request; an unknown outcome must meet the same one again.
        const attempt = before.state === 'refused' ? before.attempt + 1 : before.attempt
        const key = ports.keyFor(scope, before.step.id, keyedBy(before), attempt)
        const sent = keep(index, {
          ...before,
          attempt,
          state: 'sent',
          sentAt: now(),
          answeredAt: null,
          answer: null,
          failure: null,
        })
        const { heard, hear } = hearing(sent)
        const result = await send(sent.step, key, hear, signal)
        if (result.ok) return keep(index, { ...answered(sent, result.value, now()), heard })
        // An earlier call-out or workflow may have been done, whatever this one met: it keeps its key, and waits for a person's word.
        const wasOpen = cannotBeReadBack(before.step) && (before.state === 'unknown' || before.state === 'sent')
        if (!isUnknown(result.failure) && !wasOpen) {
          return keep(index, { ...sent, heard, state: 'refused', answeredAt: now(), failure: result.failure })
        }
        const found = await readBack(sent.step, hear)
        return keep(index, {
          ...(found.ok && found.value
            ? answered(sent, found.value, now())
            : { ...sent, state: 'unknown', failure: result.failure }),
          heard,
        })
      },
      async lookBack(index, signal) {
        const before = stepAt(index)
        const { heard, hear } = hearing(before)
        const found = await readBack(before.step, hear, signal)
        if (found.ok && found.value) return keep(index, { ...answered(before, found.value, now()), heard })
        if (found.ok) return heard.length > before.heard.length ? keep(index, { ...before, heard }) : before
        return keep(index, {
          ...before,
          heard,
          state: before.state === 'sent' ? 'unknown' : before.state,
          failure: found.failure,
        })
      },
      fill(index, withAnswers) {
        const before = stepAt(index)
        const step = withAnswers(before.step, steps)
        if (step !== before.step) keep(index, { ...before, step, requests: [...requestsFor(step)] })
      },
      replan(customerId, planned) {
        if (planned.length !== steps.length) throw new Error(`Run ${run.id} cannot have another number of steps`)
        const records = steps.map((record, index) => {
          const step = planned[index]
          if (!step || record.state !== 'planned') return record
          return { ...record, step, requests: [...requestsFor(step)] }
        })
        journal.replan(run.id, customerId, records)
        run = { ...run, customerId }
        for (const [index, record] of records.entries()) {
          if (record === steps[index]) continue
          steps[index] = record
          ports.onStep(run, index, record)
        }
      },
      async isThere(index) {
        const found = await readBack(stepAt(index).step, () => undefined)
        return found.ok ? found.value !== null : null
      },
      halt: (index, why) => void keep(index, { ...stepAt(index), failure: why }),
      close(end) {
        // First, so that a journal that takes nothing more (a full disk) does not lock the deal for good.
        release(laneOf(run))
        journal.close(run.id, end)
      },
    }
  }

  return {
    requestsFor,
    mayWrite,
    async alone(work, { writes } = { writes: true }) {
      const may = writes ? mayWrite() : ok(undefined)
      if (!may.ok) return may
      if (isAlone || busy.size > 0) return fail('run.busy', 'A run is under way')
      isAlone = true
      try {
        return ok(await work())
      } finally {
        isAlone = false
      }
    },
    isBusy: () => isAlone || busy.size > 0,
    shut: (now) => void (isShut = now),
    idle: () => (busy.size > 0 ? whenIdle.promise : Promise.resolve()),
    open(run, scope, confirmation) {
      const may = mayWrite()
      if (!may.ok) return withFact(may, run.opportunityName)
      if (ports.rule().access === 'retype' && !isConfirmed(confirmation)) {
        const name = confirmation.by === 'typing' ? (confirmation.asked[0] ?? '') : ''
        return fail('access.unconfirmed', 'What is written to was not typed', { name })
      }
      if (isAlone || busy.has(laneOf(run))) {
        return fail('run.busy', 'A run of this deal is under way', { opportunity: run.opportunityName })
      }
      // A run that is resumed stands in the journal already.
      if (journal.get(run.id)) journal.close(run.id, { state: 'running', finishedAt: null })
      else journal.open(run)
      busy.add(laneOf(run))
      return ok(openRun(run, scope))
    },
  }
}

/** What the key of a step rests on beside its ID. A grant's ID says which one it is: two drafts of it meet at one key. */
const keyedBy = ({ step, requests }: StepRecord): readonly WireRequest[] =>
  step.kind === 'grant-credits' ? [] : requests

/** What one run at a time is let in for: the deal, or the record that it is about. */
function laneOf({ kind, accountId, customerId, opportunityId }: Run): string {
  if (kind === 'mend-link') return `links of ${accountId || customerId}`
  if (kind === 'workflow') return `workflows of ${customerId}`
  return kind === 'grant-credits' || kind === 'void-grant'
    ? `credits of ${customerId}`
    : opportunityId || `subscriptions of ${customerId}`
}

/** Whether what was typed is any of what was asked for. */
const isConfirmed = (confirmation: Confirmation): boolean =>
  confirmation.by === 'earlier' || confirmation.asked.some((name) => isNameTyped(confirmation.typed, name))

const withFact = ({ failure }: { readonly failure: Failure }, opportunity: string): Result<never> =>
  fail(failure.code, failure.message, { ...failure.facts, opportunity })

const isCallOut = (step: Step): step is CallOutStep => step.kind === 'call-out'
const isSalesforceStep = (step: Step): step is SalesforceStep =>
  step.kind === 'write-back' || step.kind === 'log-task' || step.kind === 'mend-account'

const isUnknown = ({ code }: Failure): boolean => code.endsWith('.outcome-unknown')

/** What was heard of a step so far, and an ear for what comes. */
function hearing({ heard: before }: StepRecord): { readonly heard: WireAnswer[]; readonly hear: Heard } {
  const heard = [...before]
  return { heard, hear: (answer) => void heard.push(answer) }
}

const answered = (record: StepRecord, answer: StepAnswer, at: string): StepRecord => ({
  ...record,
  state: answer.checkoutUrl === null ? 'done' : 'waiting',
  answeredAt: at,
  answer,
  failure: null,
})
