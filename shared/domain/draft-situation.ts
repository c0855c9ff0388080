import type { Catalog } from './catalog.ts'
import type { CustomerState, Subscription } from './customer.ts'
import type { SubscriptionEdits } from './draft-edits.ts'
import type { Deal, Moment } from './opportunity.ts'
import type { ProvisioningRules } from './profile.ts'
import type { Template } from './template.ts'

/** Everything that one subscription of a draft is made from, beside what was sold. */
export interface Situation {
  readonly deal: Deal
  readonly catalog: Catalog
  readonly rules: ProvisioningRules
  readonly template: Template | null
  /** Null where Stigg was not asked. */
  readonly live: CustomerState | null
  /** The subscription of the product and resource that runs, where there is exactly one. */
  readonly current: Subscription | null
  /** The running subscription whose contents go on where the deal does not speak of them. */
  readonly carried: Subscription | null
  readonly edits: SubscriptionEdits
  readonly now: Moment
  /** IANA name of the zone that calendar days are meant in. */
  readonly timeZone: string
}
