import type { Catalog } from './catalog.ts'
import type { ChangeRow } from './change-set.ts'
import type { CustomerState } from './customer.ts'
import type { Draft } from './draft.ts'
import type { Mapped, Mapping } from './mapping.ts'
import type { Deal, Moment } from './opportunity.ts'

export interface ChangeInput {
  /** Null where the deal maps to nothing that could be sent: what was sold is then shown and nothing else. */
  readonly draft: Draft | null
  readonly deal: Deal
  readonly mapping: Mapping
  readonly catalog: Catalog
  readonly live: CustomerState | null
  readonly now: Moment
}

/** What the deal says of an entity, as its rows show it. */
export const soldOf = ({ lines, quantity, sum, id }: Mapped<unknown>): NonNullable<ChangeRow['sold']> => ({
  name: lines[0]?.name ?? id,
  quantity,
  lineIds: lines.map(({ lineId }) => lineId),
  sum: [...sum],
})
