import { createHash } from 'node:crypto'

import { canonicalJson } from '#shared/domain/canonical'
import type { WireRequest } from '#shared/domain/run'

const sha256 = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex')

/** What two machines share about a subscription that a deal is to become. Nothing local goes in. */
export interface SubscriptionIdentity {
  readonly orgId: string
  readonly environmentId: string
  readonly opportunityId: string
  readonly productId: string
  readonly resourceId: string | null
  /** Subscriptions of this product that carry this opportunity's marker, plus one. */
  readonly generation: number
}

/**
 * The ID under which a subscription is created: two people who provision one deal meet at the same one, and the second
 * gets a conflict instead of a second subscription.
 */
export const subscriptionIdFor = (identity: SubscriptionIdentity): string => `sub-${sha256(identity).slice(0, 32)}`

/** The marker's run: the same wherever the same plan is approved, so that equal requests are equal to the byte. */
export const runMarkerFor = (fingerprint: string): string => `run-${fingerprint.slice(0, 16)}`

/** What a logged task is found again by: the same wherever the same subscriptions are made of the same deal. */
export const taskMarkFor = (made: {
  readonly orgId: string
  readonly environmentId: string
  readonly opportunityId: string
  readonly subscriptionIds: readonly string[]
}): string => `sc-${sha256(made).slice(0, 12)}`

/** Hash of what would be sent and of the live state that the approved change set rests on. */
export const fingerprintOf = (plan: unknown): string => sha256(plan)

/**
 * Key under which a service sees a repeated request as the same one.
 * @param attempt 1; one more after each definite refusal, never after an unknown outcome
 */
export const idempotencyKeyFor = (
  scope: { readonly orgId: string; readonly environmentId: string; readonly opportunityId: string },
  stepId: string,
  requests: readonly WireRequest[],
  attempt: number,
): string => `companion-${sha256({ ...scope, stepId, requests }).slice(0, 40)}-${attempt}`
