import { amendedBy, type Amended } from '../amendment.ts'
import type { Catalog } from '../catalog.ts'
import type { CustomerState } from '../customer.ts'
import type { Draft, SubscriptionDraft } from '../draft.ts'
import type { RecordRef } from '../finding.ts'
import type { Mapping } from '../mapping.ts'
import type { NativeFlowSeen } from '../native-flow.ts'
import type { Deal, Moment } from '../opportunity.ts'
import type { ProvisioningRules } from '../profile.ts'
import type { RunState } from '../run.ts'
import type { WantedWrite } from './write-back.ts'

/** Everything that the checks look at. */
export interface CheckInput {
  readonly deal: Deal
  readonly mapping: Mapping
  /** Null where the deal maps to nothing that could be sent. */
  readonly draft: Draft | null
  readonly catalog: Catalog
  readonly rules: ProvisioningRules
  /** Null where Stigg was not asked: what needs it is then not checked. */
  readonly live: CustomerState | null
  readonly org: { readonly id: string }
  /** The newest run of the deal on this machine. */
  readonly priorRun: { readonly runId: string; readonly state: RunState } | null
  /** Flows of Stigg's own in the org; absent or null where nobody looked. */
  readonly nativeFlow?: NativeFlowSeen | null
  /** What a run would write to Salesforce beside Stigg; absent where nobody planned one. */
  readonly writes?: readonly WantedWrite[]
  readonly now: Moment
}

export const opportunityRef = ({ opportunity }: Deal): RecordRef => ({
  system: 'salesforce',
  type: 'Opportunity',
  id: opportunity.id,
  name: opportunity.name,
})

export const accountRef = ({ account }: Deal): RecordRef | null =>
  account && { system: 'salesforce', type: 'Account', id: account.id, name: account.name }

export const productRef = ({ productId, name }: { readonly productId: string; readonly name: string }): RecordRef => ({
  system: 'salesforce',
  type: 'Product2',
  id: productId,
  name,
})

export const stiggRef = (type: string, id: string, name: string | null): RecordRef => ({
  system: 'stigg',
  type,
  id,
  name: name ?? id,
})

export const planRef = ({ planId, planName }: SubscriptionDraft): RecordRef => stiggRef('plan', planId, planName)

/** The subscriptions that the deal amends, as its draft took them. */
export const amendedIn = ({
  mapping,
  draft,
  live,
  catalog,
}: Pick<CheckInput, 'mapping' | 'draft' | 'live' | 'catalog'>): Amended =>
  amendedBy(
    mapping,
    live,
    catalog,
    (id) => draft?.subscriptions.find(({ productId }) => productId === id)?.resourceId ?? null,
  )

export const lineIdsOf = (mapped: { readonly lines: readonly { readonly lineId: string }[] }): string[] =>
  mapped.lines.map(({ lineId }) => lineId)
