import type { StateCreator } from 'zustand'

import type { Companion } from '#shared/contract/index'
import type { ProvisioningPreview, ProvisioningReport, StepEvent } from '#shared/contract/provisioning'
import type { DraftEdits } from '#shared/domain/draft-edits'
import type { RunKind, StepRecord } from '#shared/domain/run'
import type { Failure } from '#shared/failure'

import { failureOf } from '../../data/failure-of.ts'

/** What is being provisioned: a deal with its edits, or a run that goes on. */
type Subject =
  | { readonly kind: 'deal'; readonly opportunityId: string; readonly edits: DraftEdits }
  | {
      readonly kind: 'run'
      readonly opportunityId: string
      readonly runId: string
      readonly accountName: string
      readonly runKind: RunKind
    }

/** What kind of run the sheet is about. */
export const kindOf = (subject: Subject): RunKind => (subject.kind === 'deal' ? 'provision' : subject.runKind)

/** Where the person is. The screen is in exactly one of these places. */
export type Provisioning =
  | { readonly at: 'start' }
  | { readonly at: 'previewing'; readonly subject: Subject }
  | {
      readonly at: 'deciding'
      readonly subject: Subject
      readonly preview: ProvisioningPreview
      /** Keys of the warnings that were ticked. */
      readonly acknowledged: readonly string[]
      /** True where the preview shown before was refused as stale. */
      readonly again: boolean
    }
  | {
      readonly at: 'applying'
      readonly subject: Subject
      readonly accountName: string
      readonly runId: string | null
      readonly records: readonly StepRecord[]
      readonly stopping: boolean
    }
  | { readonly at: 'settled'; readonly subject: Subject; readonly report: ProvisioningReport }
  | { readonly at: 'failed'; readonly subject: Subject; readonly failure: Failure }

export interface ProvisioningSlice {
  readonly provisioning: Provisioning
  /** The sheet can be put away while a run goes on. */
  readonly sheetOpen: boolean
  readonly review: (opportunityId: string, edits: DraftEdits) => Promise<void>
  readonly acknowledge: (key: string, ticked: boolean) => void
  /** @param typed what the person typed, where the profile asks for that */
  readonly apply: (typed: string) => Promise<void>
  readonly resume: (run: {
    readonly id: string
    readonly kind: RunKind
    readonly opportunityId: string
    readonly accountName: string
    /** Index of the step to go on from; without it, the first one that is not done. */
    readonly fromStep?: number
    /** The person looked: the call-out of unknown outcome was not done, and is sent again. */
    readonly callOutNotDone?: boolean
  }) => Promise<void>
  /** Stop before the next step; the one under way is never cut off. */
  readonly stop: () => void
  readonly putAway: () => void
  readonly bringBack: () => void
}

/** Fold one event of a run into the records shown. */
export function foldStep(records: readonly StepRecord[], event: StepEvent): readonly StepRecord[] {
  const next = [...records]
  next[event.index] = event.record
  return next
}

/** The steps of an approved preview as records that were not sent yet. */
const plannedSteps = (preview: ProvisioningPreview): readonly StepRecord[] =>
  preview.steps.map(({ step, requests }) => ({
    step,
    requests,
    state: 'planned',
    attempt: 1,
    sentAt: null,
    answeredAt: null,
    answer: null,
    failure: null,
    heard: [],
  }))

type RunStream = AsyncIterator<StepEvent, ProvisioningReport>
const pauseBetweenReadsMs = 400

export const createProvisioningSlice =
  (companion: Companion, provisioned: (opportunityId: string) => void): StateCreator<ProvisioningSlice> =>
  (set, get) => {
    const settle = (subject: Subject, report: ProvisioningReport): void => {
      // What was edited is provisioned: it is no edit any more.
      if (report.run.state === 'done' && report.run.kind === 'provision') provisioned(report.run.opportunityId)
      set({ provisioning: { at: 'settled', subject, report } })
    }
    let stopper = new AbortController()

    const preview = async (subject: Subject & { readonly kind: 'deal' }, again: boolean): Promise<void> => {
      set({ provisioning: { at: 'previewing', subject }, sheetOpen: true })
      try {
        const { opportunityId, edits } = subject
        const preview = await companion.provisioning.preview({ opportunityId, edits })
        if (get().provisioning.at !== 'previewing') return
        set({ provisioning: { at: 'deciding', subject, preview, acknowledged: [], again } })
      } catch (error) {
        set({ provisioning: { at: 'failed', subject, failure: failureOf(error) } })
      }
    }

    /** Follow a run to its end. A stream that was cut off says nothing about the run: the journal does. */
    const follow = async (subject: Subject, open: (signal: AbortSignal) => Promise<RunStream>): Promise<void> => {
      stopper = new AbortController()
      try {
        const stream = await open(stopper.signal)
        for (;;) {
          const { done, value } = await stream.next()
          if (done) return settle(subject, value)
          const now = get().provisioning
          if (now.at !== 'applying') continue
          set({ provisioning: { ...now, runId: value.runId, records: foldStep(now.records, value) } })
        }
      } catch (error) {
        const failure = failureOf(error)
        if (failure.code === 'opportunity.stale' && subject.kind === 'deal') return preview(subject, true)
        const report = await endOfRun(companion, get().provisioning, failure)
        if (report) settle(subject, report)
        else set({ provisioning: { at: 'failed', subject, failure } })
      }
    }

    return {
      provisioning: { at: 'start' },
      sheetOpen: false,
      review: (opportunityId, edits) => preview({ kind: 'deal', opportunityId, edits }, false),
      acknowledge: (key, ticked) => {
        const now = get().provisioning
        if (now.at !== 'deciding') return
        const others = now.acknowledged.filter((held) => held !== key)
        set({ provisioning: { ...now, acknowledged: ticked ? [...others, key] : others } })
      },
      apply: async (typed) => {
        const now = get().provisioning
        if (now.at !== 'deciding' || now.subject.kind !== 'deal') return
        const { subject, preview, acknowledged } = now
        const accountName = preview.deal.account?.name ?? preview.deal.opportunity.name
        const records = plannedSteps(preview)
        set({ provisioning: { at: 'applying', subject, accountName, runId: null, records, stopping: false } })
        const { opportunityId, edits } = now.subject
        await follow(subject, (signal) =>
          companion.provisioning.apply(
            { opportunityId, edits, fingerprint: preview.fingerprint, acknowledged: [...acknowledged], typed },
            { signal },
          ),
        )
      },
      resume: async ({ id, kind, opportunityId, accountName, fromStep, callOutNotDone }) => {
        if (get().provisioning.at === 'applying') return set({ sheetOpen: true })
        const subject: Subject = { kind: 'run', runId: id, runKind: kind, opportunityId, accountName }
        set({
          provisioning: { at: 'applying', subject, accountName, runId: id, records: [], stopping: false },
          sheetOpen: true,
        })
        try {
          const { run } = await companion.runs.get({ runId: id })
          const now = get().provisioning
          if (now.at === 'applying') set({ provisioning: { ...now, records: run.steps } })
        } catch (error) {
          return set({ provisioning: { at: 'failed', subject, failure: failureOf(error) } })
        }
        const from = {
          ...(fromStep === undefined ? {} : { fromStep }),
          ...(callOutNotDone ? { callOutNotDone } : {}),
        }
        await follow(subject, (signal) => companion.provisioning.resume({ runId: id, ...from }, { signal }))
      },
      stop: () => {
        const now = get().provisioning
        if (now.at !== 'applying') return
        set({ provisioning: { ...now, stopping: true } })
        stopper.abort()
      },
      putAway: () => {
        const { provisioning } = get()
        // A run under way goes on behind the window; anything else ends with the sheet.
        set(provisioning.at === 'applying' ? { sheetOpen: false } : { sheetOpen: false, provisioning: { at: 'start' } })
      },
      bringBack: () => set({ sheetOpen: true }),
    }
  }

/**
 * What the journal says about a run whose stream broke: read until the step under way has ended.
 * @returns null where no run was made, or where it cannot be read
 */
async function endOfRun(companion: Companion, now: Provisioning, cause: Failure): Promise<ProvisioningReport | null> {
  if (now.at !== 'applying') return null
  if (cause.code !== 'request.cancelled' && cause.code !== 'host.unavailable') return null
  try {
    const runId = now.runId ?? (await unfinishedRunOf(companion, now.subject.opportunityId))
    if (runId === null) return null
    for (;;) {
      const report = await companion.runs.get({ runId })
      if (report.run.state !== 'running') return report
      await new Promise((resolve) => setTimeout(resolve, pauseBetweenReadsMs))
    }
  } catch {
    // The journal cannot be read either: the first failure is the one to show.
    return null
  }
}

/** The run that was under way before its first event reached us. */
async function unfinishedRunOf(companion: Companion, opportunityId: string): Promise<string | null> {
  const [run] = await companion.runs.list({
    states: ['running', 'interrupted', 'attention'],
    opportunityId,
    limit: 1,
  })
  return run?.id ?? null
}
