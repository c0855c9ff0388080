import type { Addon, Catalog, CreditCurrency, Feature, Plan } from './catalog.ts'
import { indexOf } from './catalog-index.ts'
import { add, compare, type Decimal } from './decimal.ts'
import type { LeftAloneLine } from './draft.ts'
import { finding, type Finding, type RecordRef } from './finding.ts'
import { isRamp, mappedLine, type MappedLine } from './mapped-line.ts'
import type { OpportunityLine } from './opportunity.ts'
import type { ChosenSegments, Ramp } from './ramp.ts'
import {
  prefixDisagrees,
  prefixKindOf,
  resolveEntity,
  stiggTypeOf,
  type EntityKind,
  type Resolved,
} from './stigg-entity.ts'

/** One entity that the deal sold, with every line that sold it. */
export interface Mapped<Entity> {
  readonly id: string
  /** Null where Stigg's catalogue does not know the ID. */
  readonly entity: Entity | null
  readonly lines: readonly MappedLine[]
  /** What the lines ask for together; the first segment's on a ramp. */
  readonly quantity: Decimal
  /** The numbers that make the quantity, shown as "100 + 50 = 150"; empty where one line says it all. */
  readonly sum: readonly Decimal[]
}

/** A line that should map and does not; a finding says why. */
interface BrokenLine extends LeftAloneLine {
  readonly stiggId: string | null
  /** Whether it may have been meant as a plan, so that a missing plan is not complained of twice. */
  readonly isMaybePlan: boolean
}

/** Whether an amendment brings what was sold before to none: it is taken out. */
export const isRemoval = ({ lines, quantity }: Pick<Mapped<unknown>, 'lines' | 'quantity'>): boolean =>
  compare(quantity, '0') === 0 &&
  lines.every(({ isAmendment, isTargetKnown, sum }) => isAmendment && isTargetKnown && sum.length > 0)

/** What the lines of a deal are in Stigg. It does not depend on the order in which the lines came. */
export interface Mapping {
  readonly plans: readonly Mapped<Plan>[]
  readonly addons: readonly Mapped<Addon>[]
  readonly features: readonly Mapped<Feature>[]
  readonly credits: readonly Mapped<CreditCurrency>[]
  readonly ramps: readonly Ramp[]
  /** Lines without a Stigg type, and the segments of a ramp that were not chosen. */
  readonly leftAlone: readonly LeftAloneLine[]
  readonly broken: readonly BrokenLine[]
  readonly findings: readonly Finding[]
}

interface Sold {
  readonly line: OpportunityLine
  readonly id: string
  readonly resolved: Resolved
}

/** Read what a deal sold off its lines. Findings: every `mapping.*` code that concerns single lines or entities. */
export function mapLines(
  deal: { readonly lines: readonly OpportunityLine[] },
  catalog: Catalog,
  segments: ChosenSegments = {},
): Mapping {
  const sold: Sold[] = []
  const leftAlone: LeftAloneLine[] = []
  const broken: BrokenLine[] = []
  const findings: Finding[] = []
  for (const line of deal.lines.toSorted(bySortOrder)) {
    const read = readLine(line, catalog)
    if (read.kind === 'left-alone') leftAlone.push(asLeftAlone(line))
    else if (read.kind === 'broken') broken.push(read.broken)
    else sold.push(read.sold)
    if ('finding' in read && read.finding) findings.push(read.finding)
  }
  const groups = [...Map.groupBy(sold, ({ id, resolved }) => `${resolved.kind} ${id}`).values()].map((group) =>
    mapped(group, segments),
  )
  findings.push(...groups.flatMap(({ found }) => found))
  const of = (kind: EntityKind) => groups.filter((group) => group.kind === kind)
  return {
    // Grouped by kind, so each entity is of the kind asked for; the union cannot say so.
    plans: of('plan').map(({ group }) => group as Mapped<Plan>),
    addons: of('addon').map(({ group }) => group as Mapped<Addon>),
    features: of('feature').map(({ group }) => group as Mapped<Feature>),
    credits: of('credit').map(({ group }) => group as Mapped<CreditCurrency>),
    ramps: groups.flatMap(({ ramp }) => ramp ?? []),
    leftAlone: [...leftAlone, ...groups.flatMap(({ notChosen }) => notChosen)],
    broken,
    findings,
  }
}

type LineReading =
  | { readonly kind: 'left-alone' }
  | { readonly kind: 'broken'; readonly broken: BrokenLine; readonly finding: Finding }
  | { readonly kind: 'sold'; readonly sold: Sold; readonly finding: Finding | null }

function readLine(line: OpportunityLine, catalog: Catalog): LineReading {
  const typeName = line.stiggType?.trim() || null
  const id = line.stiggId?.trim() || null
  if (!typeName && !id) return { kind: 'left-alone' }
  const facts = { product: line.productName, type: typeName ?? '', id: id ?? '' }
  const about = { record: recordOf(line), lineIds: [line.id], facts }
  const type = typeName ? stiggTypeOf(typeName) : null
  const broken: BrokenLine = {
    ...asLeftAlone(line),
    stiggId: id,
    isMaybePlan: type === 'plan' || (id !== null && isPlanLike(id, catalog)),
  }
  if (!typeName) return { kind: 'broken', broken, finding: finding('mapping.id-without-type', about) }
  if (!type) return { kind: 'broken', broken, finding: finding('mapping.type-unknown', about) }
  if (!id) return { kind: 'broken', broken, finding: finding('mapping.type-without-id', about) }

  const resolution = resolveEntity(type, id, catalog)
  if (!resolution.agrees) {
    const disagreement = { ...about, facts: { ...facts, found: resolution.found } }
    return { kind: 'broken', broken, finding: finding('mapping.entity-disagrees', disagreement) }
  }
  const { resolved } = resolution
  const warns = resolved.entity !== null && prefixDisagrees(type, id)
  const hint = { ...about, facts: { ...facts, found: resolved.kind, prefix: prefixKindOf(id) ?? '' } }
  return {
    kind: 'sold',
    sold: { line, id, resolved },
    finding: warns ? finding('mapping.prefix-disagrees', hint) : null,
  }
}

const isPlanLike = (id: string, catalog: Catalog): boolean =>
  prefixKindOf(id) === 'plan' || indexOf(catalog).plans.has(id)

interface Group {
  readonly kind: EntityKind
  readonly group: Mapped<unknown>
  readonly found: readonly Finding[]
  readonly ramp: Ramp | null
  readonly notChosen: readonly LeftAloneLine[]
}

/** All lines of one entity as one; of a ramp the chosen segment, or all of them while none is. */
function mapped(group: readonly Sold[], chosenSegments: ChosenSegments): Group {
  const [first] = group
  if (!first) throw new Error('A group of lines is never empty')
  const all = group.map(({ line }) => mappedLine(line))
  const inTime = isRamp(all) ? all.toSorted(byTime) : null
  const chosen = inTime?.[chosenSegments[first.id] ?? -1] ?? null
  const lines = chosen ? [chosen] : all
  const ramp = inTime !== null && chosen === null
  const counted = ramp ? inTime.slice(0, 1) : lines
  const quantity = counted.map((line) => line.quantity).reduce(add)
  const sum = counted.flatMap((line) => (line.sum.length > 0 || counted.length === 1 ? line.sum : [line.quantity]))
  const entity = first.resolved.entity
  const about = {
    record: recordOf(first.line),
    lineIds: lines.map(({ lineId }) => lineId),
    facts: {
      name: entity?.name ?? first.id,
      id: first.id,
      quantity,
      sum: sum.join(' + '),
      lines: String(lines.length),
    },
  }
  const found: Finding[] = []
  const unknown = lines.filter(({ isTargetKnown }) => !isTargetKnown)
  if (unknown.length > 0) {
    const lineIds = unknown.map(({ lineId }) => lineId)
    found.push(finding('mapping.delta-lines', { ...about, lineIds }))
  }
  if (ramp) {
    const segments = inTime.map((line) => `${line.startDate ?? line.segmentIndex ?? ''}: ${line.quantity}`).join(', ')
    found.push(finding('mapping.ramp', { ...about, facts: { ...about.facts, segments } }))
  } else if (lines.length > 1) {
    found.push(finding('mapping.duplicate', about))
  }
  return {
    kind: first.resolved.kind,
    group: { id: first.id, entity, lines, quantity, sum },
    found,
    ramp: inTime && {
      id: first.id,
      name: entity?.name ?? first.id,
      segments: inTime.map(({ lineId, startDate, endDate, quantity }) => ({ lineId, startDate, endDate, quantity })),
      chosen: chosen && inTime.indexOf(chosen),
    },
    notChosen: chosen
      ? all.flatMap((line) =>
          line === chosen ? [] : [{ lineId: line.lineId, name: line.name, quantity: line.quantity }],
        )
      : [],
  }
}

/** The order of a ramp's segments: by their first day, then by CPQ's own index. */
function byTime(a: MappedLine, b: MappedLine): number {
  const order = (line: MappedLine) => `${line.startDate ?? ''} ${String(line.segmentIndex ?? 0).padStart(9, '0')}`
  return order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0
}

/**
 * The order of the lines in Salesforce; by ID where it says nothing, so that it never depends on the answer's order.
 */
const bySortOrder = (a: OpportunityLine, b: OpportunityLine): number =>
  (a.sortOrder ?? Number.MAX_SAFE_INTEGER) - (b.sortOrder ?? Number.MAX_SAFE_INTEGER) || (a.id < b.id ? -1 : 1)

const asLeftAlone = ({ id, productName, quantity }: OpportunityLine): LeftAloneLine => ({
  lineId: id,
  name: productName,
  quantity,
})

/** The record that holds the mapping of a line: where somebody goes to mend it. */
const recordOf = (line: OpportunityLine): RecordRef =>
  line.mappedOn === 'line'
    ? { system: 'salesforce', type: 'OpportunityLineItem', id: line.id, name: line.productName }
    : { system: 'salesforce', type: 'Product2', id: line.productId, name: line.productName }
