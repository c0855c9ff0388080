import type { WorkspaceStatus } from '#shared/contract/workspace'
import { lostConsumerKey, type ProfileConnection } from '#shared/domain/profile-connection'

export type StepId = 'salesforce' | 'sign-in' | 'stigg' | 'mapping' | 'report'

/** `done`: nothing is left to do; `open`: it can be gone to; `locked`: something before it is missing. */
export interface Step {
  readonly id: StepId
  readonly state: 'done' | 'open' | 'locked'
}

/**
 * How far the guide of a profile is. Any step that is not locked can be gone back to.
 * @param isMapped whether the person has said that the mapping is right
 */
export function stepsOf(
  connection: Pick<ProfileConnection, 'org' | 'environment' | 'salesforce'> | null,
  status: Pick<WorkspaceStatus, 'salesforce' | 'stigg'> | null,
  isMapped: boolean,
): readonly Step[] {
  const isMade = connection !== null && connection.salesforce.clientId !== lostConsumerKey
  const isSignedIn = isMade && status?.salesforce.state === 'connected'
  const hasKey = isMade && status?.stigg.state === 'connected' && connection.environment !== null
  const state = (isDone: boolean, isReachable: boolean): Step['state'] =>
    isDone ? 'done' : isReachable ? 'open' : 'locked'
  return [
    { id: 'salesforce', state: state(isMade, true) },
    { id: 'sign-in', state: state(isSignedIn, isMade) },
    { id: 'stigg', state: state(hasKey, isMade) },
    { id: 'mapping', state: state(isSignedIn && isMapped, isSignedIn) },
    { id: 'report', state: isSignedIn && hasKey ? 'open' : 'locked' },
  ]
}

/** Where the guide goes on: the first step that is not done. */
export const nextStep = (steps: readonly Step[]): StepId => steps.find(({ state }) => state === 'open')?.id ?? 'report'
