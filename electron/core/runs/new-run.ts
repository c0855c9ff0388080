import type { Run, StepRecord, WireRequest } from '#shared/domain/run'
import type { Step } from '#shared/domain/step'

import type { Ports } from '../ports.ts'
import type { Context } from '../provisioning/live-state.ts'

/** What a run is about. */
export type RunAbout = Pick<
  Run,
  'kind' | 'opportunityId' | 'opportunityName' | 'accountId' | 'accountName' | 'customerId' | 'steps'
> &
  Partial<Pick<Run, 'id' | 'bulkId'>>

/** A step that nothing was done of yet. */
export const planned = (step: Step, requests: readonly WireRequest[]): StepRecord => ({
  step,
  requests: [...requests],
  state: 'planned',
  attempt: 1,
  sentAt: null,
  answeredAt: null,
  answer: null,
  failure: null,
  heard: [],
})

/**
 * A run that begins now. What is approved with it is at least its fingerprint; what is done to a customer or to one
 * subscription alone has no draft, and so no edits, no change set and no cost.
 */
export const newRun = (
  about: RunAbout,
  approval: Pick<Run['approval'], 'fingerprint'> & Partial<Run['approval']>,
  { org }: Pick<Context, 'org'>,
  { ids, clock }: Pick<Ports, 'ids' | 'clock'>,
): Run => ({
  id: about.id ?? ids.runId(),
  bulkId: null,
  ...about,
  state: 'running',
  startedAt: clock.now().toISOString(),
  finishedAt: null,
  startedBy: org.userName,
  approval: {
    edits: { subscriptions: {} },
    acknowledged: [],
    findings: [],
    changeSet: { rows: [], consequences: [] },
    cost: { first: null, recurring: null, note: 'none' },
    ...approval,
  },
  verification: null,
  abandonReason: null,
})
