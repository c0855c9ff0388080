import { soldOf, type ChangeInput } from './change-input.ts'
import { changeRowsOf } from './change-rows.ts'
import type { ChangeRow, ChangeSet } from './change-set.ts'
import { consequencesOf } from './consequences.ts'
import type { Mapped, Mapping } from './mapping.ts'

/**
 * The difference between what Stigg holds now and what it will hold: every sold line, what comes with the plan and
 * differs from today, what is lost, and the lines that nothing is done about.
 */
export function changeSetOf(input: ChangeInput): ChangeSet {
  const { draft, mapping } = input
  const rows = draft ? draft.subscriptions.flatMap((subscription) => changeRowsOf(subscription, draft, input)) : []
  const told = new Set(rows.flatMap(({ sold }) => sold?.lineIds ?? []))
  return {
    rows: [...rows, ...unsentRows(mapping, told), ...leftAloneRows(mapping)],
    consequences: draft ? consequencesOf(draft, input) : [],
  }
}

/** What was sold and is not part of the draft: an ID that Stigg does not know, an enum feature, a second plan. */
function unsentRows({ plans, addons, features, credits }: Mapping, told: ReadonlySet<string>): ChangeRow[] {
  const rowsOf = (kind: ChangeRow['kind'], all: readonly Mapped<{ readonly name: string }>[]) =>
    all
      .filter(({ lines }) => lines.every(({ lineId }) => !told.has(lineId)))
      .map((mapped): ChangeRow => {
        const entity = { id: mapped.id, name: mapped.entity?.name ?? mapped.id }
        return untouchedRow({ key: `unsent:${kind}:${mapped.id}`, kind, entity, sold: soldOf(mapped) })
      })
  return [
    ...rowsOf('plan', plans),
    ...rowsOf('addon', addons),
    ...rowsOf('feature', features),
    ...rowsOf('credit', credits),
  ]
}

const leftAloneRows = ({ leftAlone, broken }: Mapping): ChangeRow[] =>
  [...broken, ...leftAlone].map(({ lineId, name, quantity }) =>
    untouchedRow({
      key: `left-alone:${lineId}`,
      kind: 'left-alone',
      entity: null,
      sold: { name, quantity, lineIds: [lineId], sum: [] },
    }),
  )

/** A row that nothing is done about. */
const untouchedRow = (row: Pick<ChangeRow, 'key' | 'kind' | 'entity' | 'sold'>): ChangeRow => ({
  ...row,
  productId: null,
  will: null,
  today: null,
  effective: null,
  change: 'left-alone',
})
